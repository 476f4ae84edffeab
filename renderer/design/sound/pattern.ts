/** One beep of a pattern. */
export interface Beep {
  /** Hz */
  pitch: number;
  /** s from the start of the pattern */
  at: number;
  /** s */
  length: number;
}

/** A sound repeated until it is told to end. */
export interface Pattern {
  beeps: readonly Beep[];
  /** s from one start to the next */
  every: number;
  /** 0–1 */
  volume: number;
}
