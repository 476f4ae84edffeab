import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import type { PanelProps } from "../panel.ts";
import { CasePage } from "./case-page.tsx";
import { CoverByKey } from "./covered.tsx";
import { casePageTexts } from "./texts.ts";
import { useCase } from "./use-case.ts";

/** The page of the case that is open in this window. */
export function CasePanel({ caseId, onAlarm = () => undefined, onCase = () => undefined, onMap, onStudy }: Partial<PanelProps>) {
  const say = usePanelText(casePageTexts);
  const read = useCase(caseId);
  if (caseId === undefined) return <EmptyState text={say("none")} />;
  if (read.is === "loading") return <LoadingState />;
  if (read.is === "failed") return <ErrorState fault={read.fault} onRetry={read.again} />;
  return <CoverByKey><CasePage key={caseId} whole={read.whole} again={read.again} onAlarm={onAlarm} onCase={onCase} onMap={onMap} onStudy={onStudy} /></CoverByKey>;
}
