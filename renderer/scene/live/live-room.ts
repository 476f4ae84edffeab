import type { Alarm } from "#contract/alarm";
import type { Instant, ThingId } from "#contract/ids";
import { isAnnunciated } from "../../live/alarm-order.ts";
import type { MapCase } from "../../live/cases-on-map.ts";
import type { Seen } from "../../live/seen.ts";
import { followWorst, type Worst } from "../../live/worst.ts";
import { readingsOf, type Readings } from "./data/readings.ts";
import { looksAt } from "./data/states.ts";
import type { Keep } from "./live-host.ts";
import type { Box } from "./data/place.ts";
import { stationsOf, type Stations } from "./data/stations.ts";

/** Above this share of all stations nobody asks which. */
const MANY = 0.2;

/** The room as columns, kept up to date by whoever calls; knows neither map nor timers. */
export interface LiveRoom {
  stations(): Stations;
  readings(): Readings;
  /** As of now, a look at one station: index into STATES. */
  states(): (station: number) => number;
  worst(): ReadonlyMap<string, Alarm>;
  aside(): ReadonlySet<string>;
  isKept(station: number): boolean;
  cases(): readonly MapCase[];
  now(): Instant;
  filter(keep: Keep | undefined): void;
  /** Reads things and datastreams again. @returns false when they are what they were */
  records(): boolean;
  /** @returns stations whose values came, undefined: any may have; a station can be named twice */
  values(series: readonly number[] | undefined): readonly number[] | undefined;
  alarms(): void;
  /** The window went to the past, moved in it, or came back. */
  time(): void;
  close(): void;
}

/** @param city the pack's bounds; undefined: nothing is outside */
export function createLiveRoom(room: Seen, city: Box | undefined): LiveRoom {
  let { things, datastreams } = room.records();
  let stations = stationsOf(things.values(), datastreams.values(), city);
  let columns = room.values();
  let readings = readingsOf(stations, columns);
  let alarmBook = room.book();
  let worst: Worst = followWorst(alarmBook);
  let worstNow = worst.now();
  let aside: ReadonlySet<string> = new Set();
  let keep: Keep | undefined;
  /** By station, 1: passes the filter. */
  let kept = new Uint8Array(0);

  function look(): void {
    kept = Uint8Array.from(stations.things, (thing) => (keep === undefined || keep.thing(thing) ? 1 : 0));
  }
  function alarms(): void {
    worstNow = worst.now();
    const found = new Set<ThingId>();
    for (const { thingId, state } of room.alarms().values()) if (!isAnnunciated(state) && !worstNow.has(thingId)) found.add(thingId);
    aside = found;
  }
  look();
  alarms();

  return {
    stations: () => stations,
    readings: () => readings,
    states: () => looksAt(readings, room.at()),
    worst: () => worstNow,
    aside: () => aside,
    isKept: (station) => kept[station] === 1 && Number.isFinite(stations.lon[station]),
    cases() {
      const filter = keep;
      return filter === undefined ? room.cases() : room.cases().filter((one) => filter.incident(one));
    },
    now: room.at,
    filter(next) {
      keep = next;
      look();
    },
    records() {
      const now = room.records();
      if (now.things === things && now.datastreams === datastreams) return false;
      ({ things, datastreams } = now);
      stations = stationsOf(things.values(), datastreams.values(), city);
      columns = room.values();
      readings = readingsOf(stations, columns);
      look();
      return true;
    },
    values(series) {
      const next = room.values();
      if (next !== columns) {
        columns = next;
        readings = readingsOf(stations, columns);
        return undefined;
      }
      return series === undefined || series.length > MANY * stations.n ? undefined : series.map((one) => stations.stationOf[one] ?? -1).filter((station) => station >= 0);
    },
    alarms,
    time() {
      if (room.book() === alarmBook) return;
      worst.close();
      alarmBook = room.book();
      worst = followWorst(alarmBook);
    },
    close: () => worst.close(),
  };
}
