/** A picture's times on a film's clock, ticks: `dts` ascends strictly, `pts` is when it is shown and never before `dts`. */
export interface SampleTime {
  dts: number;
  pts: number;
}
/** A picture as it came, in the order of decoding. */
export interface Timed {
  /** RTP, 32 bits, 90,000 ticks a second: when it was taken. */
  timestamp: number;
  /** ms UTC of our clock. */
  arrived: number;
  /** Pictures of one connection to the camera: the timestamps of two have nothing to do with each other. */
  session: number;
}

/** Ticks a second of RTP's clock for pictures (RFC 6184 §8.2.1, RFC 7798 §7.1, RFC 2435 §3). */
export const TICKS = 90_000;
/** A step of timestamps beyond this is a jump of the sender's clock: the time of arrival counts instead. */
const JUMP = TICKS * 10;
/** Between two pictures where nothing says it: 25 a second. */
const USUAL = TICKS / 25;

/**
 * Times of a film from RTP timestamps, which say when pictures are shown, in the order they are decoded. Where pictures wait for
 * later ones (B-frames) the order differs; decoding times are then the same instants in order, all as much earlier as it takes.
 *
 * @returns times from 0 on, and when the first picture is shown (an edit list's `media_time`)
 */
export function timesOf(pictures: readonly Timed[]): { times: SampleTime[]; begin: number; end: number } {
  const shown: number[] = [];
  pictures.forEach(({ timestamp, arrived, session }, i) => {
    const before = pictures[i - 1];
    const last = shown.at(-1);
    if (before === undefined || last === undefined) return void shown.push(0);
    const step = (timestamp - before.timestamp) | 0;
    if (session === before.session && Math.abs(step) <= JUMP) return void shown.push(last + step);
    // After everything shown so far, by as much as our own clock went on.
    shown.push(Math.max(...shown.slice(-64)) + Math.max(USUAL, Math.round((arrived - before.arrived) * (TICKS / 1000))));
  });
  const ordered = shown.toSorted((a, b) => a - b);
  const first = ordered[0] ?? 0;
  for (let i = 1; i < ordered.length; i++) ordered[i] = Math.max(ordered[i] ?? 0, (ordered[i - 1] ?? 0) + 1);
  const early = shown.reduce((most, at, i) => Math.max(most, (ordered[i] ?? 0) - at), 0);
  const times = shown.map((at, i) => ({ dts: (ordered[i] ?? 0) - first, pts: at - first + early }));
  return { times, begin: early, end: Math.max(0, ...times.map(({ pts }) => pts)) + usualStep(ordered) };
}

/** How long the last picture is shown: as long as most. */
function usualStep(ordered: readonly number[]): number {
  const steps = ordered.slice(1).map((at, i) => at - (ordered[i] ?? 0)).toSorted((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? USUAL;
}
