import type { SourceCounters } from "#contract/source";
import { RejectionReason } from "#contract/observation";
import type { SourceId } from "#contract/ids";
import { Button } from "../../design/controls.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useRequest } from "../../live/hooks.ts";
import { detailWords } from "./detail-words.ts";
import css from "./sources.module.css";
import { sourceTexts } from "./texts.ts";

/** What was refused from one source: how many per reason, and the latest with what was sent. */
export function Rejections({ sourceId, counters }: { sourceId: SourceId; counters: SourceCounters | undefined }) {
  const say = usePanelText(sourceTexts);
  const language = useLanguage();
  const { result, again } = useRequest("source:rejections", { sourceId, limit: 100 });
  const reasons = RejectionReason.options.filter((reason) => (counters?.byReason[reason] ?? 0) > 0);
  return (
    <section className={css.rejections} aria-label={say("rejections")}>
      <header className={css.heading}><h3>{say("rejections")}</h3><Button look="quiet" onPress={again}>{say("refresh")}</Button></header>
      {reasons.length > 0 && <ul className={css.reasons} aria-label={say("byReason")}>{reasons.map((reason) => <li key={reason}>{say(reason)} <b>{counters?.byReason[reason]}</b></li>)}</ul>}
      {result === undefined ? <LoadingState /> : !result.ok ? <ErrorState fault={result.fault} onRetry={again} /> : result.value.rejections.length === 0 ? <EmptyState text={say("noRejections")} /> : (
        <Table label={say("rejections")} head={<><th scope="col">{say("time")}</th><th scope="col">{say("rejected")}</th><th scope="col">{say("datastream")}</th><th scope="col">{say("detail")}</th><th scope="col">{say("sample")}</th></>}>
          {result.value.rejections.map((rejection, at) => (
            <tr key={`${rejection.at} ${at}`}>
              <td className={css.nowrap}>{formatTime(rejection.at, "short", language)}</td>
              <td>{say(rejection.reason)}</td>
              <td>{rejection.datastreamId ?? "—"}</td>
              <td title={rejection.detail}>{detailWords(rejection.detail, language)}</td>
              <td><code className={css.sample}>{rejection.sample}</code></td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
