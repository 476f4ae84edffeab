import { languageNow, local } from "../design/i18n.ts";
import type { Instant } from "#contract/ids";
import type { Seen } from "../live/seen.ts";
import { followWorst, type Worst } from "../live/worst.ts";
import { watchBusy } from "./busy.ts";
import { freshThings, marksOf, type Mark } from "./marks.ts";

/** The map changes at most twice a second, but at once after a jump in time; a station falls silent without any event, so it is looked at every 5 s as well. */
const SOON_MS = 500;
const LOOK_MS = 5000;
/** A picture that cost the window so much, ms, is given a rest of so many times its cost before the next: the queue and the keys come first. */
const DEAR_MS = 100;
const REST = 8;
const LONGEST_REST_MS = 10_000;

/**
 * Calls with all marks now, and again when one of them changed; a hidden window is not worked for, and is right at once when shown.
 *
 * @param seen the room that is drawn
 * @returns the way to stop
 */
export function watchMarks(seen: Seen, show: (marks: readonly Mark[], at: Instant) => void): () => void {
  let shown: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const busy = watchBusy();
  let book = seen.book();
  let worst: Worst = followWorst(book);
  const look = (): void => {
    timer = undefined;
    if (document.hidden) return;
    busy.take();
    if (seen.book() !== book) {
      worst.close();
      book = seen.book();
      worst = followWorst(book);
    }
    const { things, datastreams } = seen.records();
    const at = seen.at();
    const marks = marksOf(things.values(), worst.now(), freshThings(datastreams.values(), (series) => seen.value(series)?.t ?? 0, at), (thing) => local(languageNow(), thing.name, thing.nameEn));
    const print = marks.map((mark) => `${mark.id}${mark.lon},${mark.lat}${mark.alarm ?? ""}${mark.owed ? "!" : ""}${mark.over ? "." : ""}${mark.silent ? "?" : ""}${mark.name}`).join("|");
    if (print === shown) return; // nothing to draw: the map rests
    shown = print;
    show(marks, at);
  };
  const lookWhenRested = (): void => {
    const cost = busy.take();
    if (cost < DEAR_MS) look();
    else timer = setTimeout(look, Math.min(LONGEST_REST_MS, REST * cost));
  };
  const soon = (): void => {
    timer ??= setTimeout(lookWhenRested, SOON_MS);
  };
  /** Somebody went to another time and waits for it: no rest, and nothing of before is left on show. */
  const turned = (): void => {
    clearTimeout(timer);
    look();
  };
  look();
  const stops = [seen.subscribe("records", soon), seen.subscribe("alarms", soon), seen.subscribe("time", turned), seen.subscribeValues(soon)];
  const clock = setInterval(soon, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  return () => {
    for (const stop of stops) stop();
    busy.stop();
    worst.close();
    clearInterval(clock);
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
  };
}
