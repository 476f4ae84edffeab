import type { RecordedReading } from "./recording.ts";

/** Gap between the last reading and the first of the next round, s of the recording. */
const REST = 60;

/**
 * Where a recording stands after so much played time, round after round.
 *
 * @param readings ascending in t, not empty
 * @param from recording seconds since the start that have been played before, any number of rounds; what was due by then is left out
 * @returns a function of recording seconds since the start (never going back) giving the readings that have come due since the last call, at most `limit`
 */
export function playRecording(readings: readonly RecordedReading[], from = 0): (elapsed: number, limit: number) => RecordedReading[] {
  const first = readings[0]?.t ?? 0;
  const length = (readings.at(-1)?.t ?? 0) - first + REST;
  let round = Math.floor(from / length);
  let next = readings.findIndex((reading) => round * length + reading.t - first >= from);
  if (next === -1) {
    next = 0;
    round++;
  }
  return (elapsed, limit) => {
    const due: RecordedReading[] = [];
    while (due.length < limit) {
      const reading = readings[next];
      if (reading === undefined || round * length + reading.t - first > elapsed) break;
      due.push(reading);
      next++;
      if (next === readings.length) {
        next = 0;
        round++;
      }
    }
    return due;
  };
}
