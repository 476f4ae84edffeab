import { useState, useSyncExternalStore } from "react";
import type { Instant } from "#contract/ids";
import { Button, Select } from "../../../design/controls.tsx";
import { explain } from "../../../design/explain.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage, useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { useLink, useLookingBack, usePastTrouble, useRealNow } from "../../../live/hooks.ts";
import { roomTime, SPEEDS } from "../../../live/room-time.ts";
import css from "./time.module.css";
import { timeTexts } from "./time-texts.ts";
import { Track } from "./track.tsx";
import { TypedInstant } from "./typed-instant-field.tsx";
import { RANGES, useSpan, type Range } from "./use-span.ts";

const isRange = (value: string): value is Range => Object.hasOwn(RANGES, value);

/** One bar for the whole window: from the first fact to now. What is looked for is set here; what is shown says the frame. */
export function TimeBar({ onClose }: { onClose: () => void }) {
  const t = useText();
  const say = usePanelText(timeTexts);
  const now = useRealNow();
  const time = useSyncExternalStore(roomTime.subscribe, roomTime.get);
  const [range, setRange] = useState<Range>("24h");
  const { span, fault } = useSpan(range);
  const at = time.is === "now" ? now : time.at;
  const isPlaying = time.is === "past" && time.playing;
  const toggle = (): void => {
    if (time.is !== "past") return;
    if (time.playing) roomTime.pause();
    else roomTime.play(time.speed);
  };
  const step = (ms: number): void => {
    const wish = roomTime.get();
    roomTime.goTo(Math.max(span?.first ?? 0, (wish.is === "now" ? now : wish.at) + ms));
  };
  return (
    <section className={css.bar} data-time-bar="" aria-label={say("bar")}>
      <div className={css.row}>
        <Button isDisabled={time.is === "now"} onPress={toggle} aria-label={isPlaying ? say("pause") : say("play", { n: time.is === "past" ? time.speed : 1 })}>{isPlaying ? "❚❚" : "▶"}</Button>
        <div className={css.speeds} role="group">
          {SPEEDS.map((speed) => (
            <button key={speed} type="button" className={css.speed} aria-pressed={isPlaying && time.speed === speed} aria-label={say("play", { n: speed })} disabled={time.is === "now"} onClick={() => roomTime.play(speed)}>{say("speed", { n: speed })}</button>
          ))}
        </div>
        <TypedInstant at={at} first={span?.first} now={now} onGo={(instant: Instant) => roomTime.goTo(instant)} />
        <Select bare label={say("range")} value={range} choices={Object.keys(RANGES).filter(isRange).map((value) => ({ value, text: say(`range.${value}`) }))} onChange={setRange} />
        <State at={at} />
        <Button look="main" keyHint="Esc" isDisabled={time.is === "now"} onPress={roomTime.backToNow}>{say("back")}</Button>
        <Button look="quiet" aria-label={say("close")} isDisabled={time.is !== "now"} onPress={onClose}>✕</Button>
      </div>
      {span === undefined ? <p className={css.state} role="status">{fault === undefined ? say("loading") : explain(fault, t)}</p> : <Track span={span} at={at} now={now} onGo={(instant) => roomTime.goTo(instant)} onStep={step} onPlay={toggle} />}
    </section>
  );
}

/** What becomes of the wish: shown, on its way, or why not. */
function State({ at }: { at: Instant }) {
  const t = useText();
  const say = usePanelText(timeTexts);
  const language = useLanguage();
  const time = useSyncExternalStore(roomTime.subscribe, roomTime.get);
  const shown = useLookingBack();
  const trouble = usePastTrouble();
  const { state } = useLink();
  const text = (instant: Instant): string => formatTime(instant, "full", language);
  if (time.is === "now") return <p className={css.state}>{say("now")}</p>;
  if (trouble !== undefined) return <p className={css.state} data-bad="" role="alert">✕ {say("failed", { time: text(at), why: explain(trouble, t) })}</p>;
  if (state === "connecting") return <p className={css.state} data-bad="" role="alert">✕ {say("cut", { time: text(shown?.at ?? at) })}</p>;
  if (shown === undefined || (!time.playing && shown.at !== at)) return <p className={css.state} role="status">{say("going", { time: text(at) })}</p>;
  return <p className={css.state}>{text(shown.at)}</p>;
}
