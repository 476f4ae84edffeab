import { useState } from "react";
import { pauseOf, type Clock, type Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { Button } from "../../design/controls.tsx";
import { lateBy, limitOf, missedClocks, runningClocks } from "../../design/case/clocks.ts";
import { spanWords } from "../../design/case/span-words.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import { CaseClock } from "../case-clock.tsx";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";

/** Every clock of the case: who is late first, in a sentence; then those that run; those that are over on request. */
export function Clocks({ incident, template, now }: { incident: Incident; template: Template; now: Instant }) {
  const say = usePanelText(casePageTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const [all, setAll] = useState(false);
  const who = (clock: Clock): string => (clock.agencyId === undefined ? sayCase(`party.${clock.owner}`) : agency(clock.agencyId));
  const missed = missedClocks(incident, now);
  const leads = (clock: Clock): boolean => incident.parts.some(({ agencyId, role, leftAt }) => agencyId === clock.agencyId && role === "lead" && leftAt === undefined);
  const running = runningClocks(incident.clocks).toSorted((a, b) => Number(pauseOf(a) !== undefined) - Number(pauseOf(b) !== undefined) || a.due - b.due || Number(leads(b)) - Number(leads(a)));
  const over = incident.clocks.filter(({ outcome }) => outcome !== "running");
  const bar = (clock: Clock) => <li key={clock.key}><CaseClock clock={clock} template={template} now={now} who={who(clock)} /></li>;
  return (
    <section aria-label={say("clocks")}>
      {missed.length > 0 && (
        <div className={css.lateBox} role="group" aria-label={say("lateTitle")}>
          <h3>{say("lateTitle")}</h3>
          <ul>
            {missed.map((clock) => {
              const limit = limitOf(clock, template);
              const done = clock.outcome === "missed" ? clock.took?.at : undefined;
              return (
                <li key={clock.key} data-missed={clock.limitId}>
                  {say("lateLine", { who: who(clock), span: spanWords(lateBy(clock, now) ?? clock.lateBy ?? 0, language), name: limit === undefined ? clock.limitId : local(language, limit.name, limit.nameEn), due: formatTime(clock.due, "short", language), clause: clock.clause })}
                  {" · "}{done === undefined ? say("lateStill") : say("lateDone", { at: formatTime(done, "short", language) })}
                </li>
              );
            })}
          </ul>
          <p className={css.faint}>{template.regulation}</p>
        </div>
      )}
      <h3>{say("clocks")}</h3>
      {running.length === 0 ? <p className={css.faint}>{sayCase("noDue")}</p> : <ul className={css.clocks}>{running.map(bar)}</ul>}
      {over.length > 0 && <p><Button look="quiet" onPress={() => setAll(!all)} aria-expanded={all}>{all ? "▾" : "▸"} {say("past", { n: over.length })}</Button></p>}
      <ul className={css.clocks} data-over="" hidden={!all}>{over.map(bar)}</ul>
    </section>
  );
}
