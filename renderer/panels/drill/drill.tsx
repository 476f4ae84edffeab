import { useState } from "react";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import type { PanelProps } from "../panel.ts";
import css from "./drill.module.css";
import { Exercises } from "./exercises.tsx";
import { Report } from "./report.tsx";
import { ReportList } from "./report-list.tsx";
import { Run } from "./run.tsx";
import { drillTexts } from "./texts.ts";
import { useDrill } from "./use-drill.ts";

/** Exercises: the one under way with its injects, those that can be run, and the results of those that were. */
export function DrillPanel({ onCase = () => undefined }: Partial<PanelProps>) {
  const say = usePanelText(drillTexts);
  const { result, again } = useDrill();
  const mayRead = useMay("exercise:list");
  const [read, setRead] = useState<string>();
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { run, reports } = result.value;
  if (read !== undefined) return <Report runId={read} onBack={() => setRead(undefined)} onCase={onCase} />;
  return (
    <section className={css.drill} aria-label={say("label")}>
      {run !== undefined && <Run key={run.id} run={run} again={again} onCase={onCase} onEnded={() => setRead(run.id)} />}
      {run === undefined && mayRead && <Exercises onStarted={again} />}
      {run === undefined && <ReportList reports={reports} onRead={setRead} />}
    </section>
  );
}
