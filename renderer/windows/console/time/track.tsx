import type { KeyboardEvent, PointerEvent } from "react";
import type { Instant } from "#contract/ids";
import type { PastSpan } from "#contract/past";
import { followPointer } from "../../../design/follow-pointer.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { Density } from "./density.tsx";
import css from "./time.module.css";
import { timeTexts } from "./time-texts.ts";

const MINUTE = 60_000;
/** What a key moves the time by, ms. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -MINUTE, ArrowRight: MINUTE, ArrowDown: -MINUTE, ArrowUp: MINUTE, PageDown: -60 * MINUTE, PageUp: 60 * MINUTE };
/** About so many hour marks have room. */
const MARKS = 8;
const MARK_STEPS = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1440, 4320, 8760].map((hours) => hours * 60 * MINUTE);
const ZONE_MS = 7 * 60 * MINUTE;

interface Props {
  span: PastSpan;
  /** The instant looked for. */
  at: Instant;
  now: Instant;
  onGo: (at: Instant) => void;
  /** So many ms on from where the window is by then: keys may come faster than pictures. */
  onStep: (ms: number) => void;
  onPlay: () => void;
}

/** The span as a line: alarms, hours, and the handle, moved by pointer or keys. */
export function Track({ span, at, now, onGo, onStep, onPlay }: Props) {
  const say = usePanelText(timeTexts);
  const language = useLanguage();
  const length = Math.max(1, now - span.from);
  const place = (instant: Instant): string => `${Math.max(0, Math.min(100, ((instant - span.from) / length) * 100))}%`;
  const go = (instant: Instant): void => onGo(Math.max(span.first, Math.round(instant)));
  const press = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const to = (x: number): void => go(span.from + Math.max(0, Math.min(1, (x - box.left) / box.width)) * length);
    if (event.button === 0) to(event.clientX);
    followPointer(event, { from: 1, move: (moved) => to(moved.clientX), end: () => undefined });
  };
  const key = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) onStep(step);
    else if (event.key === "Home") go(span.first);
    else if (event.key === "End") onGo(now);
    else if (event.key === " ") onPlay();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={css.track} role="slider" tabIndex={0} aria-label={say("handle")} aria-valuemin={span.first} aria-valuemax={now} aria-valuenow={Math.min(at, now)} aria-valuetext={formatTime(at, "full", language)} title={say("keys")} onPointerDown={press} onKeyDown={key}>
      <Density span={span} />
      {span.valuesFrom !== undefined && span.valuesFrom > span.from && <span className={css.blank} style={{ inlineSize: place(span.valuesFrom) }} title={say("noValues", { time: formatTime(span.valuesFrom, "full", language) })} />}
      {marksOf(span.from, now).map(({ instant, isDay }) => <span key={instant} className={css.mark} style={{ insetInlineStart: place(instant) }}>{formatTime(instant, isDay ? "short" : "minute", language)}</span>)}
      <span className={css.handle} style={{ insetInlineStart: place(at) }} />
    </div>
  );
}

/** Whole hours or days of the city's clock. */
function marksOf(from: Instant, to: Instant): { instant: Instant; isDay: boolean }[] {
  const step = MARK_STEPS.find((each) => (to - from) / each <= MARKS) ?? MARK_STEPS.at(-1)!;
  const marks: { instant: Instant; isDay: boolean }[] = [];
  for (let instant = Math.ceil((from + ZONE_MS) / step) * step - ZONE_MS; instant < to && marks.length <= 2 * MARKS; instant += step) marks.push({ instant, isDay: step >= 24 * 60 * MINUTE || (instant + ZONE_MS) % (24 * 60 * MINUTE) === 0 });
  return marks;
}
