import type { DrillReport } from "#contract/drill-report";
import { spanWords } from "../../design/case/span-words.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Button } from "../../design/controls.tsx";
import { Table } from "../../design/table.tsx";
import { useAgencyName } from "../../live/use-cases.ts";
import css from "./drill.module.css";
import { MarkWord } from "./inject-rows.tsx";
import { reportTexts } from "./report-texts.ts";

/** Every legal limit of the exercise's cases: due, done, late by how much, under which clause. */
export function LimitRows({ report, onCase }: { report: DrillReport; onCase: (id: string) => void }) {
  const say = usePanelText(reportTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  if (report.limits.length === 0) return <p className={css.faint}>{say("noLimits")}</p>;
  const at = (instant: number): string => formatTime(instant, "time", language);
  const head = (["limit", "owner", "clause", "due", "done", "late", "mark"] as const).map((key) => <th key={key} scope="col">{say(key)}</th>);
  return (
    <Table label={say("limits")} head={head}>
      {report.limits.map((one) => (
        <tr key={`${one.incidentId} ${one.limitId} ${one.agencyId ?? ""} ${one.due}`}>
          <td>{local(language, one.name, one.nameEn)} <Button look="quiet" onPress={() => onCase(one.incidentId)}>{say("case")}</Button></td>
          <td>{one.agencyId === undefined ? say(`party.${one.owner}`) : agency(one.agencyId)}</td>
          <td>{one.clause}</td>
          <td>{at(one.due)}</td>
          <td>{one.doneAt === undefined ? "—" : at(one.doneAt)}</td>
          <td data-align="end">{one.lateBy === 0 ? "—" : spanWords(one.lateBy, language)}</td>
          <td><MarkWord mark={one.mark} /></td>
        </tr>
      ))}
    </Table>
  );
}
