import type { RecordedReading } from "./recording.ts";

/** Gap between the last reading and the first of the next round, s of the recording. */
const REST = 60;

export interface Player {
  /** @param elapsed recording seconds since the start, never going back @returns the readings that have come due since the last call, at most `limit` */
  due(elapsed: number, limit: number): RecordedReading[];
  /** Where in its round the recording stands after so much played time, s. */
  at(elapsed: number): number;
}

/**
 * Where a recording stands after so much played time, round after round.
 *
 * @param readings ascending in t, not empty
 * @param from recording seconds since the start that have been played before, any number of rounds; what was due by then is left out
 * @param round length of a round, s: a recorded day begins anew at its midnight. Absent: from the first reading to the last and a rest.
 */
export function playRecording(readings: readonly RecordedReading[], from = 0, round?: number): Player {
  const first = round === undefined ? (readings[0]?.t ?? 0) : 0;
  const length = Math.max((readings.at(-1)?.t ?? 0) - first + (round === undefined ? REST : 0), round ?? 0);
  let rounds = Math.floor(from / length);
  let next = readings.findIndex((reading) => rounds * length + reading.t - first >= from);
  if (next === -1) {
    next = 0;
    rounds++;
  }
  return {
    at: (elapsed) => elapsed % length,
    due(elapsed, limit) {
      const due: RecordedReading[] = [];
      while (due.length < limit) {
        const reading = readings[next];
        if (reading === undefined || rounds * length + reading.t - first > elapsed) break;
        due.push(reading);
        next++;
        if (next === readings.length) {
          next = 0;
          rounds++;
        }
      }
      return due;
    },
  };
}

/** The newest recorded value of each of some datastreams at an instant of the recording, s. */
export function newestBefore(readings: readonly RecordedReading[], at: number, watched: ReadonlySet<string>): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { t, ds, v } of readings) {
    if (t > at) break;
    if (watched.has(ds)) newest.set(ds, v);
  }
  return newest;
}
