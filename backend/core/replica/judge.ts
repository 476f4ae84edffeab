import { LANES, type Lane } from "./lane.ts";

/** A place in a history: the hash there says all that came before (the journal is a hash chain). 0: before the first fact. */
export interface Place {
  seq: number;
  /** Hex. */
  hash: string;
}
/** All facts of the lane up to its place are at the centre. */
export type Places = Readonly<Record<Lane, Place>>;

/** A history of one room as the centre knows it. */
export interface KnownEpoch {
  epoch: number;
  lanes: Places;
}

export type Judgement =
  /** What the centre has is the beginning of ours. */
  | { is: "continues"; epoch: number; lanes: Places }
  /** A new database, or a restored one: up to `lanes` the epoch `from` holds ours; undefined: nothing of ours is known. */
  | { is: "forks"; from: number | undefined; lanes: Places };

/**
 * Which of the centre's histories ours goes on with. Nothing is believed that a database says of itself: a copy put back and a new
 * one under an old name are known by the hash at the last fact that the centre has. Asks (yields) for the newest fact of an epoch
 * at or before a seq, some twenty times for a million facts, only where a history does not go on.
 *
 * @param hashAt our hash after fact `seq`, undefined beyond our end; read after `known` was
 */
export function* judge(known: readonly KnownEpoch[], hashAt: (seq: number) => string | undefined): Generator<{ epoch: number; most: number }, Judgement, Place | undefined> {
  let best: { from: KnownEpoch; common: Place } | undefined;
  const deepest = known.toSorted((a, b) => top(b).seq - top(a).seq || b.epoch - a.epoch);
  for (const one of deepest) {
    const end = top(one);
    if (best !== undefined && end.seq < best.common.seq) break;
    if (hashAt(end.seq) === end.hash) return { is: "continues", epoch: one.epoch, lanes: one.lanes };
    let low = best?.common.seq ?? 0;
    let high = end.seq - 1;
    while (low < high) {
      const most = Math.ceil((low + high) / 2);
      const there = yield { epoch: one.epoch, most };
      if (there === undefined || there.seq <= low) low = most;
      else if (hashAt(there.seq) === there.hash) {
        best = { from: one, common: there };
        low = most;
      } else high = there.seq - 1;
    }
  }
  const begin = { seq: 0, hash: hashAt(0) ?? "" };
  if (best === undefined) return { is: "forks", from: undefined, lanes: each(() => begin) };
  const { from, common } = best;
  return { is: "forks", from: from.epoch, lanes: each((lane) => (from.lanes[lane].seq < common.seq ? from.lanes[lane] : common)) };
}

/** The farthest place: where its hash is ours, everything before it is. */
export function top({ lanes }: Pick<KnownEpoch, "lanes">): Place {
  return lanes.first.seq > lanes.rest.seq ? lanes.first : lanes.rest;
}

function each(place: (lane: Lane) => Place): Places {
  const [first, rest] = LANES;
  return { first: place(first), rest: place(rest) };
}
