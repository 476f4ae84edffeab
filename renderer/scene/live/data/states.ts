import type { Instant } from "#contract/ids";
import type { Readings } from "./readings.ts";
import { LEVELS } from "./stations.ts";

/** How a station is drawn, one number a station: also the column of its sign. */
export const STATES = ["silent", "normal", "level-1", "level-2", "level-3", "bad", "active"] as const;
export type StationState = (typeof STATES)[number];

export const SILENT = 0;
export const NORMAL = 1;
export const BAD = 5;
export const ACTIVE = 6;
const QUALITY_BAD = 2;

/**
 * Looks at stations as of an instant. A station's state: silent when no datastream has a value that is not stale, bad when all
 * fresh ones are, else its highest level reached, else active. A value that is no number is no value. Asked for what is drawn,
 * when it is drawn: of a hundred thousand stations a screen has room for a few hundred signs.
 *
 * @returns index into STATES, by station
 */
export function looksAt({ stations: { first, staleMs, levels }, rows, activity, columns: { v, t, q } }: Readings, now: Instant): (station: number) => number {
  return (station) => {
    const end = first[station + 1]!;
    let row = first[station]!;
    let state = row === end ? NORMAL : SILENT; // a camera measures nothing: it cannot fall silent
    for (; row < end; row++) {
      const at = rows[row]!;
      if (at < 0 || !(now - t[at]! <= staleMs[row]!)) continue;
      if (q[at] === QUALITY_BAD) {
        if (state === SILENT) state = BAD;
        continue;
      }
      const value = v[at]!;
      if (value !== value) continue; // not a number
      const l = row * LEVELS;
      if (value >= levels[l]!) {
        const reached = NORMAL + (value >= levels[l + 1]! ? (value >= levels[l + 2]! ? 3 : 2) : 1);
        if (state < reached || state > NORMAL + LEVELS) state = reached;
      } else if (activity[row] === 1 && value > 0) {
        if (state <= NORMAL || state === BAD) state = ACTIVE;
      } else if (state === SILENT || state === BAD) state = NORMAL;
    }
    return state;
  };
}
