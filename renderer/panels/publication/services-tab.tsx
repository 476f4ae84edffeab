import { useState } from "react";
import { ALERT_SERVICES, type AlertService } from "#contract/alert-service";
import { Button } from "../../design/controls.tsx";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./publication.module.css";
import { ReasonDialog } from "./reason-dialog.tsx";
import { publicationTexts } from "./texts.ts";

/** Which services may warn the public, by whose decision, and the way to decide. */
export function ServicesTab() {
  const say = usePanelText(publicationTexts);
  const language = useLanguage();
  const may = useMay("service:decide");
  const { result, again } = useRequest("service:list", {});
  const [deciding, setDeciding] = useState<AlertService>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "service:decided")) again();
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const decisions = new Map(result.value.decisions.map((one) => [one.id, one]));
  const name = (service: AlertService): string => local(language, service.name, service.nameEn);
  const isApproved = (service: AlertService): boolean => decisions.get(service.id)?.approved === true;
  return (
    <>
      <p className={css.faint}>{say("servicesHint")}</p>
      <div className={css.table}>
        <Table label={say("services")} head={<><th scope="col">{say("service")}</th><th scope="col">{say("state")}</th>{may && <th scope="col" aria-label={say("decide")} />}</>}>
          {ALERT_SERVICES.map((service) => {
            const decision = decisions.get(service.id);
            return (
              <tr key={service.id} data-service={service.id} data-approved={isApproved(service)}>
                <td>{name(service)}</td>
                <td><b>{isApproved(service) ? `● ${say("approved")}` : `○ ${say("notApproved")}`}</b>{decision !== undefined && <><br /><span className={css.faint}>{say("by", { day: decision.day.split("-").toReversed().join("/"), why: decision.reason })}</span></>}</td>
                {may && <td><Button look="quiet" aria-label={`${say(isApproved(service) ? "withdraw" : "approve")} ${name(service)}`} onPress={() => setDeciding(service)}>{say(isApproved(service) ? "withdraw" : "approve")}</Button></td>}
              </tr>
            );
          })}
        </Table>
      </div>
      {deciding !== undefined && <ReasonDialog title={`${say(isApproved(deciding) ? "withdraw" : "approve")} ${name(deciding)}`} dated onClose={() => setDeciding(undefined)} onDone={again} send={(reason, day) => request("service:decide", { service: deciding.id, approved: !isApproved(deciding), reason, day })} />}
    </>
  );
}
