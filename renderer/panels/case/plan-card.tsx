import type { PlanRanking, RankedPlan } from "#contract/plan";
import type { PlanRef } from "#contract/plan-ref";
import { Button } from "../../design/controls.tsx";
import { formatAge, formatNumber, formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { criterionTexts } from "../../design/study/criteria.ts";
import { figureWords } from "../../design/study/figures.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import { planTexts } from "./plan-texts.ts";
import { briefWords, changeWords, confidenceWords, effectRows, helps, needWords, readyWords, withUnit } from "./plan-words.ts";
import css from "./plans.module.css";

interface Props {
  plan: RankedPlan;
  place: number;
  nothing: NonNullable<PlanRanking["nothing"]>;
  now: number;
  chosen: boolean;
  /** Undefined: it cannot be chosen now. */
  onChoose: (() => void) | undefined;
  /** Choosing it opens the order. */
  fills: boolean;
  onStudy: ((plan: PlanRef) => void) | undefined;
}

/** One plan: what it changes against doing nothing, what it takes, how sure that is. */
export function PlanCard({ plan, place, nothing, now, chosen, onChoose, fills, onStudy }: Props) {
  const say = usePanelText(planTexts);
  const sayCriterion = usePanelText(criterionTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const groups = [...new Set(plan.needs.map(({ agencyId }) => agencyId))];
  const at = plan.at === undefined ? "" : formatTime(plan.at, "short", language);
  // Nobody is led to what does not help.
  const best = place === 1 && helps(plan);
  const age = plan.at === undefined ? "" : formatAge(plan.at, now, language);
  return (
    <li className={css.plan} data-plan={plan.plan.optionId} data-chosen={chosen || undefined}>
      <p className={css.planHead}>
        <b>{place}. {plan.option}</b>
        {chosen && <Chip look="strong">✓ {say("chosen")}</Chip>}
        <span className={css.tools}>
          {onStudy !== undefined && <Button look="quiet" aria-label={say("studyOf", { name: plan.option })} onPress={() => onStudy(plan.plan)}>{say("study")}</Button>}
          {onChoose !== undefined && !chosen && <Button look={best ? "main" : "plain"} keyHint={best ? "P" : undefined} aria-label={say("chooseOf", { name: plan.option })} onPress={onChoose}>{say(fills ? "choose" : "chooseOnly")}</Button>}
        </span>
      </p>
      <p><strong>{briefWords(plan, language)}</strong></p>
      <dl className={css.facts}>
        <dt>{say("ready")}</dt><dd>{readyWords(plan.readyAfter, language)}</dd>
        <dt>{say("cost")}</dt><dd>{figureWords("cost", plan.cost, language)}</dd>
        <dt>{say("confidence")}</dt><dd data-confidence={plan.confidence}>{confidenceWords(plan, language)}</dd>
        <dt>{say("source")}</dt><dd>{say(plan.source === "library" ? "library" : "quick", { at, age })}{plan.distance !== undefined && `; ${say("distance", { n: formatNumber(plan.distance, 2, language) })}`}</dd>
      </dl>
      <details open={place === 1}>
        <summary>{say("more")}</summary>
        <table className={css.effects}>
          <thead><tr><th scope="col">{say("criterion")}</th><th scope="col">{say("without")}</th><th scope="col">{say("with")}</th><th scope="col">{say("change")}</th></tr></thead>
          <tbody>
            {effectRows(plan, nothing).map(({ criterion, without, change }) => (
              <tr key={criterion} data-effect={criterion}><th scope="row">{sayCriterion(criterion)}</th><td>{withUnit(criterion, without, language)}</td><td>{withUnit(criterion, without + change, language)}</td><td>{changeWords(criterion, change, language) ?? say("same")}</td></tr>
            ))}
          </tbody>
        </table>
        <h4>{say("needs")}</h4>
        <ul className={css.needs}>
          {groups.map((id) => <li key={id ?? ""}><b>{id === undefined ? say("nobody") : agency(id)}</b>: {plan.needs.filter(({ agencyId }) => agencyId === id).map((need) => needWords(need, language)).join("; ")}</li>)}
        </ul>
      </details>
    </li>
  );
}
