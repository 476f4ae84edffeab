import type { FactOf, NewFact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import type { WallMaps } from "#contract/wall-fold";
import type { Fact } from "#contract/fact";

/** Facts that a replay of the wall folds; a checkpoint spares it the earlier ones. */
export const REPLAYED = ["backend:started", "wall:edited", "wall:attended", "wall:left"] as const satisfies readonly Fact["kind"][];
export type Replayed = Extract<Fact, { kind: (typeof REPLAYED)[number] }>;

const EVERY = 86_400_000;
/** A replay folds at most so many facts, and so many records changed by them: both bound what it holds in memory. */
const MOST_FACTS = 500;
const MOST_CHANGES = 20_000;

/** What happened since the last checkpoint (since the first fact where there is none). */
export interface SinceCheckpoint {
  at: Instant | undefined;
  facts: number;
  changes: number;
}

/** Whether the whole document is to be written now: after a day in which something changed, or when much did. */
export function checkpointDue(since: SinceCheckpoint, now: Instant): boolean {
  if (since.facts === 0) return false;
  return since.facts >= MOST_FACTS || since.changes >= MOST_CHANGES || (since.at !== undefined && now - since.at >= EVERY);
}

/** Counts a fact of the journal. The first one starts the day. */
export function countFact(since: SinceCheckpoint, fact: Fact): SinceCheckpoint {
  if (fact.kind === "wall:checkpoint") return { at: fact.at, facts: 0, changes: 0 };
  if (!isReplayed(fact)) return since;
  return { at: since.at ?? fact.at, facts: since.facts + 1, changes: since.changes + (fact.kind === "wall:edited" ? fact.changes.length : 1) };
}

export function isReplayed(fact: Fact): fact is Replayed {
  return REPLAYED.some((kind) => kind === fact.kind);
}

export function checkpointOf(wall: WallMaps, at: Instant): NewFact & FactOf<"wall:checkpoint"> {
  return { kind: "wall:checkpoint", at, monitors: [...wall.monitors.values()], cells: [...wall.cells.values()], settings: wall.wall, attendances: [...wall.attendances.values()] };
}
