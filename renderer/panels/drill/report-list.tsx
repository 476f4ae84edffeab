import type { ReportHead } from "#contract/drill-report";
import { Button } from "../../design/controls.tsx";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./drill.module.css";
import { reportTexts } from "./report-texts.ts";
import { drillTexts } from "./texts.ts";

/** Results of the exercises that were, newest first. */
export function ReportList({ reports, onRead }: { reports: readonly ReportHead[]; onRead: (runId: string) => void }) {
  const say = usePanelText(drillTexts);
  const sayReport = usePanelText(reportTexts);
  const language = useLanguage();
  return (
    <>
      <h3>{say("reports")}</h3>
      {reports.length === 0 && <p className={css.faint}>{say("noReports")}</p>}
      <ul className={css.list}>
        {reports.map(({ id, name, nameEn, endedAt, score, grade }) => (
          <li key={id} className={css.line}>
            <b className={css.grow}>{local(language, name, nameEn)}</b>
            <span>{formatTime(endedAt, "short", language)}</span>
            <b>{score === undefined ? "—" : `${score} %`}{grade !== undefined && ` · ${sayReport(grade)}`}</b>
            <Button onPress={() => onRead(id)}>{say("openReport")}</Button>
          </li>
        ))}
      </ul>
    </>
  );
}
