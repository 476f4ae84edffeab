import { useEffect, useState } from "react";
import type { ScenarioDraft } from "#contract/scenario";
import { explain } from "../../../design/explain.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage, useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { useRequest } from "../../../live/hooks.ts";
import css from "../law.module.css";
import { lawTexts } from "../texts.ts";

/** What is typed settles so long before the backend is asked, ms. */
const SETTLES = 400;

/** The order as it would read of the newest alarm the scenario is for. */
export function ScenarioPreview({ scenario }: { scenario: ScenarioDraft | undefined }) {
  const t = useText();
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const written = scenario === undefined ? undefined : JSON.stringify(scenario);
  const [settled, setSettled] = useState(scenario === undefined ? undefined : { written, input: { scenario } });
  useEffect(() => {
    if (scenario === undefined || written === settled?.written) return undefined;
    const timer = setTimeout(() => setSettled({ written, input: { scenario } }), SETTLES);
    return () => clearTimeout(timer);
  }, [scenario, written, settled]);
  const { result } = useRequest("scenario:preview", settled?.input);
  if (result === undefined) return null;
  if (!result.ok) return <p role="alert">{explain(result.fault, t)}</p>;
  const { alarm, title, happened, where, required, lead, support, overrides } = result.value;
  return (
    <section className={css.preview} aria-label={say("preview")} aria-live="polite">
      <h3>{say("preview")}</h3>
      <p className={css.hint}>{alarm === undefined ? say("noAlarm") : `${formatTime(alarm.raisedAt, "short", language)} · ${alarm.message}`}</p>
      <dl>
        <dt>{say("title")}</dt><dd><b>{title}</b></dd>
        <dt>{say("happened")}</dt><dd>{happened}</dd>
        <dt>{say("where")}</dt><dd>{where}</dd>
        <dt>{say("required")}</dt><dd>{required}</dd>
        <dt>{say("lead")}</dt><dd>{lead ?? say("none")}</dd>
        <dt>{say("support")}</dt><dd>{support.length === 0 ? say("none") : support.join(", ")}</dd>
      </dl>
      {overrides !== undefined && <p><b>{say("overriddenBy", { name: overrides })}</b></p>}
    </section>
  );
}
