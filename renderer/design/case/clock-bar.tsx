import { useState } from "react";
import type { Clock } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { formatTime } from "../format.ts";
import { local, useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./case.module.css";
import { ClockDetail } from "./clock-detail.tsx";
import { clockWords } from "./clock-words.ts";
import { clockState, limitOf, passed } from "./clocks.ts";
import { caseTexts } from "./texts.ts";

interface Props {
  clock: Clock;
  template: Template | undefined;
  now: Instant;
  /** Who answers for it, by name: the agency, or the centre. */
  who: string;
}

/** One clock as a bar that fills towards its instant: what, who, how much is left or how late. Pressed, it says which clause set it. */
export function ClockBar({ clock, template, now, who }: Props) {
  const say = usePanelText(caseTexts);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const state = clockState(clock, now);
  const limit = limitOf(clock, template);
  const name = limit === undefined ? clock.limitId : local(language, limit.name, limit.nameEn);
  return (
    <>
      <button type="button" className={css.clock} data-clock={state} aria-label={`${name} · ${who} · ${clockWords(clock, now, language)}. ${say("openClause", { name: clock.clause })}`} onClick={() => setOpen(true)}>
        <span className={css.clockLine}>
          <span className={css.clockName}>{name} <span className={css.faint}>{who}</span></span>
          <b className={css.clockLeft}>{clockWords(clock, now, language)}</b>
        </span>
        <span className={css.clockLine}>
          <span className={css.track} aria-hidden="true"><span style={{ inlineSize: `${(clock.outcome === "running" ? passed(clock, now) : 1) * 100}%` }} /></span>
          <span className={css.clockDue}>{say("due", { at: formatTime(clock.due, Math.abs(clock.due - now) < 43_200_000 ? "time" : "short", language) })} · {clock.clause}</span>
        </span>
      </button>
      {open && <ClockDetail clock={clock} template={template} now={now} who={who} onClose={() => setOpen(false)} />}
    </>
  );
}
