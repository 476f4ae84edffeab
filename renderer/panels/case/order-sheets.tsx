import type { Incident, Order, Part } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { limitOf, runningClocks } from "../../design/case/clocks.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { formatNumber, formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useRecords } from "../../live/hooks.ts";
import { mirror } from "../../live/socket.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import css from "./paper.module.css";
import { paperTexts } from "./paper-texts.ts";
import { casePageTexts } from "./texts.ts";

/** Parts an order sheet is printed for. */
export const sheetsOf = ({ order, parts }: Incident): Part[] => (order === undefined ? [] : parts.filter(({ leftAt }) => leftAt === undefined));

/** The order on paper, a page for each agency, with a box to sign for it (H-12.2, H-11.3). */
export function OrderSheets({ incident, template, now }: { incident: Incident; template: Template; now: Instant }) {
  const { order } = incident;
  return order === undefined ? null : sheetsOf(incident).map((part) => <Sheet key={part.agencyId} incident={incident} template={template} order={order} part={part} now={now} />);
}

function Sheet({ incident, template, order, part, now }: { incident: Incident; template: Template; order: Order; part: Part; now: Instant }) {
  const say = usePanelText(paperTexts);
  const sayPage = usePanelText(casePageTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const areas = useRecords("areas");
  const things = useRecords("things");
  const at = (instant: Instant): string => formatTime(instant, "full", language);
  const clocks = runningClocks(incident.clocks.filter(({ agencyId }) => agencyId === part.agencyId));
  const clauses = [...new Set([template.steps.find(({ id }) => id === incident.step)?.clause, ...clocks.map(({ clause }) => clause)].filter((clause) => clause !== undefined))];
  const stations = [...new Set(incident.alarmIds.flatMap((id) => things.get(mirror.alarms.get(id)?.thingId ?? "") ?? []))].map(({ name, nameEn }) => local(language, name, nameEn));
  return (
    <section className={css.sheet} data-sheet="order" aria-label={`${say("sheetTitle")}: ${agency(part.agencyId)}`}>
      <h2>{incident.drill && <b>{say("drill")} · </b>}{say("sheetTitle")}</h2>
      <p>{say("number")} {incident.id} · {sayCase(incident.urgency)} · {sayPage("ordered")}: {at(part.orderedAt)} · {say("printedAt", { at: at(now) })}</p>
      <dl className={css.order}>
        <dt>{say("to")}</dt><dd><b>{agency(part.agencyId)}</b> ({sayCase(part.role)})</dd>
        <dt>{sayPage("happened")}</dt><dd>{order.happened}</dd>
        <dt>{sayPage("where")}</dt>
        <dd>
          {order.where}
          {incident.areaId !== undefined && <div>{say("area")}: {areas.get(incident.areaId)?.name ?? incident.areaId}</div>}
          {incident.position !== undefined && <div>{say("place")}: {formatNumber(incident.position[1], 5, language)}, {formatNumber(incident.position[0], 5, language)}</div>}
          {stations.length > 0 && <div>{say("stations")}: {stations.join(", ")}</div>}
        </dd>
        <dt>{sayPage("required")}</dt><dd>{order.required}</dd>
        <dt>{sayPage("lead")}</dt><dd>{agency(order.lead)}</dd>
        <dt>{sayPage("support")}</dt><dd>{order.support.length === 0 ? sayPage("nobody") : order.support.map(agency).join(", ")}</dd>
        <dt>{sayPage("due")}</dt><dd><b>{order.due === undefined ? sayPage("noDue") : at(order.due)}</b></dd>
        {clocks.length > 0 && <><dt>{say("limits")}</dt><dd>{clocks.map((clock) => {
          const limit = limitOf(clock, template);
          return <div key={clock.key}>{say("limit", { name: limit === undefined ? clock.limitId : local(language, limit.name, limit.nameEn), at: at(clock.due), clause: clock.clause })}</div>;
        })}</dd></>}
        <dt>{say("clause")}</dt><dd>{[template.regulation, ...clauses].join(" · ")}</dd>
      </dl>
      <div className={css.receipt}>
        <h3>{say("receiptTitle")}</h3>
        {(["signName", "signTime", "signature", "issuedBy"] as const).map((line) => <p key={line}><span>{say(line)}</span><span className={css.line} /></p>)}
        <p>{say("bringBack")}</p>
      </div>
    </section>
  );
}
