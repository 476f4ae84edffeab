import type { PlanRef } from "#contract/plan-ref";
import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { planTexts } from "./plan-texts.ts";

/** Which simulated plan an order or a choice goes by, and the way back to its study. */
export function PlanReference({ plan, onStudy }: { plan: PlanRef; onStudy: ((plan: PlanRef) => void) | undefined }) {
  const say = usePanelText(planTexts);
  return (
    <span data-plan-reference={plan.optionId} title={plan.runId}>
      {say("reference", { name: plan.name, run: plan.runId.slice(0, 12) })}
      {onStudy !== undefined && <> <Button look="quiet" aria-label={say("studyOf", { name: plan.name })} onPress={() => onStudy(plan)}>{say("study")}</Button></>}
    </span>
  );
}
