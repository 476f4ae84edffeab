import type { Flood } from "#contract/alarm";
import type { Fault } from "#contract/fault";
import type { PastRoom } from "#contract/past";
import { createAlarmBook, type AlarmBook } from "./alarm-book.ts";
import { withFrame } from "./frame.ts";
import { createLatestStore, type LatestStore } from "./latest.ts";
import { playPast } from "./past-player.ts";
import { roomTime } from "./room-time.ts";
import { createSignal, type Signal } from "./signal.ts";
import { latest, mirror, request, serverNow } from "./socket.ts";

/** Everything of the room that differs from one time to another. */
export interface Sight {
  latest: LatestStore;
  alarms: AlarmBook;
  /** Grows when alarms changed. */
  alarmVersion: Pick<Signal<number>, "get" | "subscribe">;
  flood: Pick<Signal<Flood>, "get" | "subscribe">;
}

const wait = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

/** The room as it is. */
export const present: Sight = { latest, alarms: mirror.alarms, alarmVersion: mirror.alarmVersion, flood: mirror.flood };

const pastVersion = createSignal(0, withFrame);
const pastFlood = createSignal<Flood>({ active: false, count: 0, peak: 0 }, withFrame);
/** The room as it was at the instant of `pastShown`; empty while there is none. */
export const past: Sight = { latest: createLatestStore((ms, task) => void wait(ms, task)), alarms: createAlarmBook(), alarmVersion: pastVersion, flood: pastFlood };

/** The answer this window shows; undefined: it shows the present. */
export const pastShown = createSignal<PastRoom | undefined>(undefined, withFrame);
/** Why the instant asked for cannot be shown; undefined: it is, or is on its way. */
export const pastTrouble = createSignal<Fault | undefined>(undefined, withFrame);

const NOTHING = { series: new Uint32Array(0), v: new Float32Array(0), t: new Float64Array(0), q: new Uint8Array(0) };

playPast({
  time: roomTime, ask: request, now: serverNow, steady: () => performance.now(), after: wait,
  show(room) {
    past.latest.replace(room === undefined ? NOTHING : { series: Uint32Array.from(room.series), v: Float32Array.from(room.v), t: Float64Array.from(room.t), q: Uint8Array.from(room.q) });
    past.alarms.reset(room?.alarms ?? []);
    past.alarms.settle();
    pastVersion.set(pastVersion.get() + 1);
    if (room !== undefined) pastFlood.set(room.flood);
    pastShown.set(room);
  },
  trouble: pastTrouble.set,
});

/** What this window shows now. */
export function sightNow(): Sight {
  return pastShown.get() === undefined ? present : past;
}
