import type { Instant } from "#contract/ids";

/** Nothing was heard of it yet; it moves or stands; nothing was heard of it for two periods. */
export const UNHEARD = 0;
export const MOVING = 1;
export const LOST = 2;

/** Where vehicles are between their reports, as columns. */
export interface Tracks {
  n: number;
  /** Degrees, and radians clockwise from north: as of the last `at`. */
  lon: Float64Array;
  lat: Float64Array;
  turn: Float64Array;
  state: Uint8Array;
  /** A report; older ones than the last begin the track anew (the past is looked at). @param course degrees clockwise from north; NaN: the way it went */
  report(i: number, t: Instant, lon: number, lat: number, course: number): void;
  /** @returns instant of the last report, 0: none */
  heardAt(i: number): Instant;
  /**
   * Moves vehicle i to where it was one period ago: between two reports, so that it drives where it drove. After the last
   * report it waits there; it is never thought to have driven on.
   */
  at(i: number, now: Instant): void;
}

/** Reports further apart than so many periods are not joined: nobody knows the way between. */
const GAP = 2;

/** @param periods ms between reports, by vehicle */
export function createTracks(periods: Float64Array): Tracks {
  const n = periods.length;
  const columns = (): Float64Array => new Float64Array(n);
  const [t0, lon0, lat0, t1, lon1, lat1] = [columns(), columns(), columns(), columns(), columns(), columns()];
  const [lon, lat, turn] = [columns(), columns(), columns()];
  const state = new Uint8Array(n);

  return {
    n, lon, lat, turn, state,
    heardAt: (i) => t1[i]!,
    report(i, t, x, y, course) {
      if (t === t1[i]) return;
      const isJoined = t > t1[i]! && t - t1[i]! <= GAP * periods[i]!;
      t0[i] = isJoined ? t1[i]! : t;
      lon0[i] = isJoined ? lon1[i]! : x;
      lat0[i] = isJoined ? lat1[i]! : y;
      t1[i] = t;
      lon1[i] = x;
      lat1[i] = y;
      if (Number.isFinite(course)) turn[i] = (course * Math.PI) / 180;
      else if (x !== lon0[i] || y !== lat0[i]) turn[i] = Math.atan2((x - lon0[i]!) * Math.cos((y * Math.PI) / 180), y - lat0[i]!);
    },
    at(i, now) {
      const end = t1[i]!;
      if (end === 0) return;
      const span = end - t0[i]!;
      const part = span <= 0 ? 1 : Math.min(1, Math.max(0, (now - periods[i]! - t0[i]!) / span));
      lon[i] = lon0[i]! + (lon1[i]! - lon0[i]!) * part;
      lat[i] = lat0[i]! + (lat1[i]! - lat0[i]!) * part;
      state[i] = now - end > GAP * periods[i]! ? LOST : MOVING;
    },
  };
}
