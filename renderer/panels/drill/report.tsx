import type { DrillReport, ReportPart } from "#contract/drill-report";
import { DrillRunId } from "#contract/drill";
import { Button } from "../../design/controls.tsx";
import { formatSpan, formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip, ErrorState, LoadingState } from "../../design/states.tsx";
import { useRequest } from "../../live/hooks.ts";
import { useSign } from "../../live/sign.ts";
import css from "./drill.module.css";
import { reportCsv, reportJson, saveAs } from "./export.ts";
import { InjectRows } from "./inject-rows.tsx";
import { LimitRows } from "./limit-rows.tsx";
import { reportTexts } from "./report-texts.ts";

/** One result: the overall figure and how it is worked out, each inject, each legal limit; printed and saved from here. */
export function Report({ runId, onBack, onCase }: { runId: string; onBack: () => void; onCase: (id: string) => void }) {
  const say = usePanelText(reportTexts);
  const language = useLanguage();
  const id = DrillRunId.safeParse(runId);
  const { result, again } = useRequest("drill:report", id.success ? { runId: id.data } : undefined);
  const report = result?.ok === true ? result.value : undefined;
  // On paper too it says what it is of.
  useSign(report === undefined ? undefined : { kind: "drill", name: report.name, nameEn: report.nameEn, paper: true });
  if (result === undefined) return <LoadingState />;
  if (report === undefined) return <div><ErrorState text={say("missing")} onRetry={again} /><Button onPress={onBack}>{say("back")}</Button></div>;
  return (
    <article className={css.drill} aria-label={say("title")} data-report={report.id}>
      <header className={css.head}>
        <h3 className={css.grow}>{say("title")}: {local(language, report.name, report.nameEn)}</h3>
        <span className={css.tools}>
          <Button look="quiet" onPress={() => saveAs(`dien-tap-${report.id}.json`, "application/json", reportJson(report))}>{say("json")}</Button>
          <Button look="quiet" onPress={() => saveAs(`dien-tap-${report.id}.csv`, "text/csv;charset=utf-8", reportCsv(report))}>{say("csv")}</Button>
          <Button look="quiet" onPress={() => window.print()}>{say("print")}</Button>
          <Button onPress={onBack}>{say("back")}</Button>
        </span>
      </header>
      <Overall report={report} />
      <h3>{say("injects")}</h3>
      <InjectRows report={report} onCase={onCase} />
      <h3>{say("limits")}</h3>
      <LimitRows report={report} onCase={onCase} />
    </article>
  );
}

const PARTS = ["verdicts", "verdictsInTime", "orders", "legal"] as const;

function Overall({ report }: { report: DrillReport }) {
  const say = usePanelText(reportTexts);
  const language = useLanguage();
  const at = (instant: number): string => formatTime(instant, "full", language);
  const share = ({ good, of }: ReportPart): string => (of === 0 ? "—" : say("part", { good, of }));
  return (
    <>
      <p className={css.faint}>
        {say("from", { from: at(report.startedAt), to: at(report.endedAt) })} · {say("version", { n: report.version })}{report.paused > 0 && ` · ${say("pauses", { span: formatSpan(report.paused, language) })}`}
        {report.participants.length > 0 && ` · ${say("participants")}: ${report.participants.join(", ")}`}
      </p>
      <div className={css.overall}>
        <p className={css.score} data-score={report.score}><b>{report.score === undefined ? "—" : `${report.score} %`}</b> <Chip look="strong">{report.grade === undefined ? say("noScore") : say(report.grade)}</Chip></p>
        <dl className={css.parts}>{PARTS.map((part) => <div key={part}><dt>{say(part)}</dt><dd>{share(report[part])}</dd></div>)}</dl>
      </div>
      <details className={css.fold} open><summary>{say("how")}</summary><p>{say("howText")}</p></details>
    </>
  );
}
