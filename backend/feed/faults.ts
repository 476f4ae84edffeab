import { MAX_FEED_FAULTS, type FeedFault } from "#contract/feed";
import type { RecordedReading } from "./recording.ts";

/** How far ahead a wrong clock is, ms. */
const AHEAD_MS = 600_000;

/** Candela: a unit like any other, and of nothing that a city's stations measure. */
const WRONG_UNIT = "cd";

/** A reading as it leaves: with a broken sensor `v` is NaN. */
export interface SentReading {
  v: number;
  /** Its phenomenonTime, ms. */
  at: number;
  u?: string;
}

export interface Faults {
  set(fault: FeedFault, on: boolean): void;
  list(): FeedFault[];
  /** @param now ms @returns undefined: nothing is sent */
  shape(source: string, reading: Pick<RecordedReading, "ds" | "v" | "u">, now: number): SentReading | undefined;
}

/** Faults that are on, at most MAX_FEED_FAULTS; one more is not taken. They change what is sent and never what is recorded. */
export function openFaults(first: readonly FeedFault[]): Faults {
  const on = new Map<string, FeedFault>();
  /** What each datastream that sticks holds. */
  const stuck = new Map<string, { source: string; v: number }>();
  const sent = new Map<string, number>();
  const key = (fault: FeedFault) => `${fault.kind} ${fault.target}`;
  const has = (kind: FeedFault["kind"], source: string, ds: string): boolean => on.has(`${kind} ${ds}`) || on.has(`${kind} ${source}`);
  const set = (fault: FeedFault, wanted: boolean): void => {
    if (!wanted) on.delete(key(fault));
    else if (on.size < MAX_FEED_FAULTS) on.set(key(fault), fault);
    // A gauge that sticks again sticks at what it reads then; the others go on holding what they hold.
    for (const [ds, { source }] of stuck) if (!has("stuck", source, ds)) stuck.delete(ds);
  };
  for (const fault of first) set(fault, true);

  return {
    set,
    list: () => [...on.values()],
    shape(source, { ds, v, u }, now) {
      if (on.size === 0) return { v, at: now, u };
      if (has("silent", source, ds)) return undefined;
      const shown: SentReading = { v, at: now + (has("clock-ahead", source, ds) ? AHEAD_MS : 0), u };
      if (has("stuck", source, ds)) {
        const held = stuck.get(ds) ?? { source, v };
        stuck.set(ds, held);
        shown.v = held.v;
      }
      if (has("jump", source, ds)) {
        const n = (sent.get(ds) ?? 0) + 1;
        sent.set(ds, n % 3);
        if (n === 3) shown.v += Math.abs(shown.v) + 2;
      }
      if (has("wrong-unit", source, ds)) shown.u = WRONG_UNIT;
      if (has("not-a-number", source, ds)) shown.v = Number.NaN;
      return shown;
    },
  };
}

/** JSON of one Observation. NaN is written as such loggers write it: it is no JSON then. */
export function observation({ v, at, u }: SentReading): string {
  return `{"phenomenonTime":"${new Date(at).toISOString()}","result":${v}${u === undefined ? "" : `,"parameters":{"unit":${JSON.stringify(u)}}`}}`;
}
