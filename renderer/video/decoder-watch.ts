/** So many units in and no picture out for `SILENT_MS`: the decoder accepted the work and does none (hardware sessions fail so, without a word). */
const ENOUGH = 10;
const SILENT_MS = 1000;

/** What a decoder was given since it last gave a picture. */
export interface Watch {
  given: number;
  /** When the first of them went in, ms. */
  since: number;
}

export const QUIET: Watch = { given: 0, since: 0 };

export function gave(watch: Watch, now: number): Watch {
  return { given: watch.given + 1, since: watch.given === 0 ? now : watch.since };
}

/** Whether the decoder has to be made again. */
export function isDead(watch: Watch, now: number): boolean {
  return watch.given >= ENOUGH && now - watch.since >= SILENT_MS;
}
