import { languageNow, local } from "../design/i18n.ts";
import { latest, mirror, serverNow } from "../live/socket.ts";
import { followWorst } from "../live/worst.ts";
import { watchBusy } from "./busy.ts";
import { freshThings, marksOf, type Mark } from "./marks.ts";

/** The map changes at most twice a second; a station falls silent without any event, so it is looked at every 5 s as well. */
const SOON_MS = 500;
const LOOK_MS = 5000;
/** A picture that cost the window so much, ms, is given a rest of so many times its cost before the next: the queue and the keys come first. */
const DEAR_MS = 100;
const REST = 8;
const LONGEST_REST_MS = 10_000;

/** Calls with all marks now, and again when one of them changed. @returns the way to stop */
export function watchMarks(show: (marks: readonly Mark[]) => void): () => void {
  let shown = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const busy = watchBusy();
  const worst = followWorst(mirror.alarms);
  const look = (): void => {
    timer = undefined;
    busy.take();
    const { things, datastreams } = mirror.records.get();
    const marks = marksOf(things.values(), worst.now(), freshThings(datastreams.values(), latest.at, serverNow()), (thing) => local(languageNow(), thing.name, thing.nameEn));
    const print = marks.map((mark) => `${mark.id}${mark.lon},${mark.lat}${mark.alarm ?? ""}${mark.owed ? "!" : ""}${mark.over ? "." : ""}${mark.silent ? "?" : ""}${mark.name}`).join("|");
    if (print === shown) return; // nothing to draw: the map rests
    shown = print;
    show(marks);
  };
  const lookWhenRested = (): void => {
    const cost = busy.take();
    if (cost < DEAR_MS) look();
    else timer = setTimeout(look, Math.min(LONGEST_REST_MS, REST * cost));
  };
  const soon = (): void => {
    timer ??= setTimeout(lookWhenRested, SOON_MS);
  };
  look();
  const stops = [mirror.records.subscribe(soon), mirror.alarmVersion.subscribe(soon), latest.subscribeAll(soon)];
  const clock = setInterval(soon, LOOK_MS);
  return () => {
    for (const stop of stops) stop();
    busy.stop();
    worst.close();
    clearInterval(clock);
    clearTimeout(timer);
  };
}
