import type { Clock } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { formatTime } from "../format.ts";
import { local, useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./case.module.css";
import { clockWords } from "./clock-words.ts";
import { clockState, limitOf, passed } from "./clocks.ts";
import { caseTexts } from "./texts.ts";

interface Props {
  clock: Clock;
  template: Template | undefined;
  now: Instant;
  /** Who answers for it, by name: the agency, or the centre. */
  who: string;
  onOpen: () => void;
}

/** One clock as a bar that fills towards its instant: what, who, how much is left or how late. Pressed, it is to say which clause set it (clock-detail.tsx). */
export function ClockBar({ clock, template, now, who, onOpen }: Props) {
  const say = usePanelText(caseTexts);
  const language = useLanguage();
  const state = clockState(clock, now);
  const limit = limitOf(clock, template);
  const name = limit === undefined ? clock.limitId : local(language, limit.name, limit.nameEn);
  return (
    <button type="button" className={css.clock} data-flat data-clock={state} title={say("openClause", { name: clock.clause })} onClick={onOpen}>
      <span className={css.clockName}>{name} <span className={css.faint}>{who}</span></span>
      <b className={css.clockLeft}>{clockWords(clock, now, language)}</b>
      <span className={css.track} aria-hidden="true"><span style={{ inlineSize: `${(clock.outcome === "running" ? passed(clock, now) : 1) * 100}%` }} /></span>
      <span className={css.clockDue}>{say("due", { at: formatTime(clock.due, Math.abs(clock.due - now) < 43_200_000 ? "time" : "short", language) })} · {clock.clause}</span>
    </button>
  );
}
