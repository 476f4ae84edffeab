import { judge, type Place, type Places } from "../core/replica/judge.ts";
import type { Lane } from "../core/replica/lane.ts";
import { CentreFault, type Centre, type FactLine, type FactSource } from "../ports-replica.ts";

/** Where a sender believes the centre to be. The centre's cursor is the truth: whoever finds it elsewhere stands anew. */
export interface Stand {
  epoch: number;
  /** The centre's cursors. */
  at: Places;
  /** Up to where the journal was looked through: beyond `at` when nothing of the lane is there. */
  seen: Record<Lane, Place>;
  /** This history began as the branch of another one, or anew, at this stand. */
  made: boolean;
}

/** Facts looked through without one of the lane, after which the cursor is moved all the same. */
const FAR = 20_000;
/** Facts the centre refused one after the other: then it is not the facts. */
const MOST_POISON = 100;

/**
 * Finds the history that ours goes on with, or makes one. The centre is read before the journal: so the centre is ahead of us
 * only when our database was put back.
 *
 * @returns undefined when another sender was there before: try again
 */
export async function takeStand(source: FactSource, centre: Centre): Promise<Stand | undefined> {
  const known = await centre.known();
  const judging = judge(known, (seq) => source.hashAt(seq));
  let next = judging.next();
  while (next.done !== true) next = judging.next(await centre.newest(next.value.epoch, next.value.most));
  const verdict = next.value;
  const epoch = verdict.is === "continues" ? verdict.epoch : await centre.begin({ from: verdict.from, lanes: verdict.lanes, journal: source.journal, after: known });
  if (epoch === undefined) return undefined;
  await centre.open(epoch);
  return { epoch, at: verdict.lanes, seen: { ...verdict.lanes }, made: verdict.is === "forks" };
}

export type Stepped = { is: "idle" } | { is: "moved"; facts: number; bytes: number; quarantined: number } | { is: "overtaken" };

interface StepOptions {
  source: Pick<FactSource, "take">;
  centre: Centre;
  stand: Stand;
  lane: Lane;
  bounds: { rows: number; bytes: number };
  /** Waits until so many bytes may be sent. */
  pace: (bytes: number) => Promise<void>;
}

/** Sends the next facts of a lane, if there are any. A throw leaves the stand as it was: stand anew then, for the step may have been done. */
export async function step({ source, centre, stand, lane, bounds, pace }: StepOptions): Promise<Stepped> {
  const { epoch } = stand;
  const { facts, to } = source.take(lane, stand.seen[lane].seq, bounds);
  if (facts.length === 0) {
    stand.seen[lane] = to;
    if (to.seq - stand.at[lane].seq < FAR) return { is: "idle" };
  }
  const bytes = facts.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
  await pace(bytes);
  let quarantined = 0;
  let refusedInRow = 0;
  /** Halves what the centre refuses until the fact is found that it cannot hold. @returns where the cursor is then */
  const put = async (from: Places, some: readonly FactLine[], end: Place): Promise<Places | undefined> => {
    const after = { ...from, [lane]: end };
    try {
      const done = await centre.move({ epoch, lane, from, to: end, facts: some });
      refusedInRow = 0;
      return done ? after : undefined;
    } catch (error) {
      if (!(error instanceof CentreFault) || error.why !== "poison") throw error;
      const half = some.slice(0, some.length >> 1);
      const last = half.at(-1);
      if (last === undefined) {
        if (++refusedInRow > MOST_POISON || some.length === 0) throw new CentreFault("schema", error.code, { cause: error });
        quarantined++;
        return (await centre.quarantine({ epoch, lane, from, to: end, facts: some }, error.code)) ? after : undefined;
      }
      const middle = await put(from, half, { seq: last.seq, hash: last.hash });
      return middle && put(middle, some.slice(half.length), end);
    }
  };
  const there = await put(stand.at, facts, to);
  if (there === undefined) return { is: "overtaken" };
  stand.at = there;
  stand.seen[lane] = to;
  return { is: "moved", facts: facts.length, bytes, quarantined };
}
