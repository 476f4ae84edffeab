import type { Incident } from "#contract/incident";
import type { Template } from "#contract/process";
import { local, useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./case.module.css";
import { caseTexts } from "./texts.ts";

/** The process as a row of steps, with where the case stands. Ends the case did not take are left out; merged, it ends where it stood. */
export function StepsRow({ incident, template }: { incident: Pick<Incident, "step" | "round" | "mergedInto">; template: Template }) {
  const say = usePanelText(caseTexts);
  const language = useLanguage();
  const at = template.steps.findIndex(({ id }) => id === incident.step);
  const ended = template.steps[at]?.final === true;
  const merged = incident.mergedInto !== undefined;
  const shown = template.steps.filter((step, i) => merged ? i <= at : !step.final || i === at || (!ended && i === template.steps.findIndex(({ final }) => final)));
  const here = shown.findIndex(({ id }) => id === incident.step);
  return (
    <ol className={css.steps} aria-label={say("steps")}>
      {shown.map((step, i) => (
        <li key={step.id} data-step={i < here ? "done" : i > here ? "later" : merged ? "done" : "now"} aria-current={i === here && !merged ? "step" : undefined} title={step.clause}>
          <span className={css.stepMark} aria-hidden="true">{i < here ? "✓" : step.final ? "■" : i + 1}</span>
          <span>{local(language, step.name, step.nameEn)}{i === here && incident.round > 1 && <span className={css.faint}> · {say("round", { n: incident.round })}</span>}</span>
        </li>
      ))}
      {merged && <li data-step="now" aria-current="step"><span className={css.stepMark} aria-hidden="true">■</span><span>{say("mergedStep")}</span></li>}
    </ol>
  );
}
