import { useEffect, useRef, type CSSProperties } from "react";
import type { StudyRunIndex } from "#contract/study-result";
import { Button, Select } from "../../design/controls.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { roomTime } from "../../live/room-time.ts";
import { runFrames } from "../../live/study-frames.ts";
import { writeOffset } from "./clock.ts";
import { playTexts } from "./play-texts.ts";
import { nextTime, playing, TELLINGS, timesOf, usePlaying, wantedOf, type Telling } from "./playing.ts";
import css from "./play.module.css";

/** How far the slider goes back before the start, s. */
const BACK = 6 * 3600;
/** One picture of a played study, ms. */
const STEP_MS = 700;
/** Pictures asked for ahead of the one that is played. */
const AHEAD = 3;

/** One time for every map of the study: what was measured before the start, then what is simulated. */
export function TimeSlider({ indices, baseName }: { indices: readonly StudyRunIndex[]; baseName: string }) {
  const say = usePanelText(playTexts);
  const language = useLanguage();
  const play = usePlaying();
  const [first] = indices;
  const times = timesOf(first);
  const startsAt = first?.startsAt;
  const last = times.at(-1) ?? 0;
  const step = (times[1] ?? 600) - (times[0] ?? 0) || 600;
  const min = startsAt === undefined ? 0 : -BACK;
  usePastOf(play.t, startsAt);
  usePlayer(indices, play.on, play.t);
  const clock = startsAt === undefined ? "" : formatTime(startsAt + play.t * 1000, "short", language);
  const at = clock === "" ? sign(play.t) : say("at", { clock, offset: sign(play.t) });
  const go = (t: number): void => playing.set({ t: t >= 0 ? (times.findLast((each) => each <= t) ?? 0) : t, on: false });
  const style: CSSProperties & Record<"--zero", string> = { "--zero": `${((0 - min) / Math.max(1, last - min)) * 100}%` };
  return (
    <section className={css.time} aria-label={say("slider")} data-simulated={play.t >= 0 || undefined}>
      <div className={css.line}>
        <Button isDisabled={times.length < 2} aria-label={say(play.on ? "pause" : "play")} onPress={() => playing.set({ on: !play.on, ...(nextTime(times, play.t) === undefined && { t: 0 }), ...(play.telling !== "difference" && { telling: "depth" as const }) })}>{play.on ? "❚❚" : "▶"}</Button>
        <Button look="quiet" isDisabled={play.t === 0 && !play.on} onPress={() => playing.set({ t: 0, on: false })}>{say("first")}</Button>
        <b className={css.clock} data-time={play.t}>{at}</b>
        <span className={play.t < 0 ? css.faint : css.signSmall}>{play.t < 0 ? say("past") : say("sign")}</span>
        <span className={css.grow} />
        <Select bare label={say("telling")} value={play.telling} choices={TELLINGS.map((value) => ({ value, text: say(`telling.${value}`, { base: baseName }) }))} onChange={(telling: Telling) => playing.set({ telling, on: false })} />
      </div>
      <input className={css.slider} style={style} type="range" aria-label={say("slider")} aria-valuetext={`${play.t < 0 ? say("past") : say("sign")} ${at}`} title={say("keys")} min={min} max={last} step={step} value={Math.min(last, Math.max(min, play.t))} onChange={(event) => go(Number(event.target.value))} />
      <div className={css.ends} aria-hidden="true">{startsAt !== undefined && <span>{say("past")}</span>}<span style={{ marginInlineStart: "auto" }}>{say("future")} {sign(last)}</span></div>
    </section>
  );
}

const sign = (t: number): string => (t < 0 ? `−${writeOffset(-t).slice(1)}` : writeOffset(t));

/** Before the start the whole window looks back; from the start on it is in the present, and the maps show what is simulated. */
function usePastOf(t: number, startsAt: number | undefined): void {
  const at = startsAt !== undefined && t < 0 ? startsAt + t * 1000 : undefined;
  useEffect(() => {
    if (at === undefined) return undefined;
    roomTime.goTo(at);
    return roomTime.backToNow;
  }, [at]);
}

/** Moves on to the next picture once it is there for every map: none runs ahead. */
function usePlayer(indices: readonly StudyRunIndex[], on: boolean, t: number): void {
  const newest = useRef(indices);
  useEffect(() => {
    newest.current = indices;
  });
  useEffect(() => {
    if (!on) return undefined;
    const times = (): readonly number[] => timesOf(newest.current[0]);
    let at: number | undefined = t;
    for (let n = 0; n < AHEAD && at !== undefined; n++) {
      at = nextTime(times(), at);
      for (const index of newest.current) {
        const wanted = at === undefined ? undefined : wantedOf(index, { t: at, telling: "depth" });
        if (wanted !== undefined) runFrames.want(index.runId, wanted.quantity, wanted.index, index.grid);
      }
    }
    const timer = setInterval(() => {
      const next = nextTime(times(), t);
      if (next === undefined) return playing.set({ on: false });
      const isThere = newest.current.every((index) => ((wanted) => wanted === undefined || runFrames.get(index.runId, wanted.quantity, wanted.index) !== undefined)(wantedOf(index, { t: next, telling: "depth" })));
      if (isThere) playing.set({ t: next });
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [on, t]);
}
