import type { DrillReport, Mark, ReportInject } from "#contract/drill-report";
import { usePanelText } from "../../design/panel-text.ts";
import { Button } from "../../design/controls.tsx";
import { Table } from "../../design/table.tsx";
import { useAgencyName } from "../../live/use-cases.ts";
import css from "./drill.module.css";
import { reportTexts } from "./report-texts.ts";

/** What was said and ordered to each inject, against what was expected. */
export function InjectRows({ report, onCase }: { report: DrillReport; onCase: (id: string) => void }) {
  const say = usePanelText(reportTexts);
  const head = (["inject", "expected", "verdict", "seconds", "order", "lead"] as const).map((key) => <th key={key} scope="col" data-align={key === "seconds" || key === "order" ? "end" : undefined}>{say(key)}</th>);
  return <Table label={say("injects")} head={head}>{report.injects.map((one) => <Row key={one.id} one={one} onCase={onCase} />)}</Table>;
}

function Row({ one, onCase }: { one: ReportInject; onCase: (id: string) => void }) {
  const say = usePanelText(reportTexts);
  const agency = useAgencyName();
  const { expected, verdict, incidentId } = one;
  if (one.givenAt === undefined) return <tr><td>{one.title}</td><td colSpan={5} className={css.faint}>{say("notGiven")}</td></tr>;
  return (
    <tr data-inject={one.id}>
      <td>{one.title}<span className={css.faint}> · {one.place}</span> {incidentId !== undefined && <Button look="quiet" onPress={() => onCase(incidentId)}>{say("case")}</Button>}</td>
      <td>{say(expected.verdict)}{expected.action !== "" && <span className={css.faint}> · {expected.action}</span>}</td>
      <td>{verdict === undefined ? say("none") : <>{say(verdict.real ? "true" : "false")} – <b>{say(one.right === true ? "right" : "wrong")}</b><span className={css.faint}> · {verdict.by}: {verdict.reason}</span></>}</td>
      <td data-align="end"><Seconds seconds={one.verdictSeconds} within={expected.verdictWithin} mark={one.verdictMark} /></td>
      <td data-align="end">{one.orderMark === undefined && one.orderSeconds === undefined ? "—" : <Seconds seconds={one.orderSeconds} within={expected.orderWithin} mark={one.orderMark} />}</td>
      <td>{one.lead === undefined ? "—" : agency(one.lead)}{one.leadRight === false && expected.lead !== undefined && <b> {say("leadWrong", { who: agency(expected.lead) })}</b>}</td>
    </tr>
  );
}

function Seconds({ seconds, within, mark }: { seconds: number | undefined; within: number | undefined; mark: Mark | undefined }) {
  const say = usePanelText(reportTexts);
  return <>{seconds === undefined ? "—" : Math.round(seconds)} {within !== undefined && <span className={css.faint}>{say("of", { n: within })}</span>} {mark !== undefined && <MarkWord mark={mark} />}</>;
}

/** Kept, late, missed: a word in a frame, no colour. */
export function MarkWord({ mark }: { mark: Mark }) {
  const say = usePanelText(reportTexts);
  return <b className={css.mark} data-mark={mark}>{say(`mark.${mark}`)}</b>;
}
