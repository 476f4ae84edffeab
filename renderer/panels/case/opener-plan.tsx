import type { RequestOutput } from "#contract/request";
import { Field } from "../../design/controls.tsx";
import formCss from "../../design/case/form.module.css";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./opener.module.css";
import { orderTexts } from "./order-texts.ts";

/** What a case is, before what is ordered. */
export interface Basics {
  title: string;
  templateId: string;
  urgency: "emergency" | "routine";
  drill: boolean;
}

/** Title, process and urgency: as the scenario has them, changed where that does not fit. */
export function OpenerPlan({ plan, basics, onBasics, tried }: { plan: RequestOutput<"incident:plan">; basics: Basics; onBasics: (basics: Basics) => void; tried: boolean }) {
  const say = usePanelText(orderTexts);
  const language = useLanguage();
  const { overrides } = plan;
  const scenario = plan.choices.scenarios.find(({ id }) => id === plan.scenarioId)?.name;
  return (
    <>
      {scenario !== undefined && <p className={formCss.note}>{scenario}</p>}
      <Field label={say("title")} value={basics.title} onChange={(title) => onBasics({ ...basics, title })} error={tried && basics.title.trim() === "" ? say("titleWrong") : undefined} />
      <div className={css.basics}>
        <label className={formCss.native}>
          <span>{say("urgency")}</span>
          <select value={basics.urgency} onChange={(event) => onBasics({ ...basics, urgency: event.target.value === "emergency" ? "emergency" : "routine" })}>
            <option value="emergency">{say("emergency")}</option>
            <option value="routine">{say("routine")}</option>
          </select>
        </label>
        <label className={formCss.native}>
          <span>{say("template")}</span>
          <select value={basics.templateId} onChange={(event) => onBasics({ ...basics, templateId: event.target.value })}>{plan.choices.templates.map((one) => <option key={one.id} value={one.id}>{local(language, one.name, one.nameEn)}</option>)}</select>
        </label>
      </div>
      {overrides !== undefined && basics.templateId === overrides.templateId && <p className={formCss.note}>{say("overrides", { name: local(language, overrides.name, overrides.nameEn), document: overrides.document })}</p>}
    </>
  );
}
