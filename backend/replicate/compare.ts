import { createHash } from "node:crypto";
import type { CentreDiffered } from "#contract/replication";
import { laneOf } from "../core/replica/lane.ts";
import type { Centre, FactLine, FactSource, HourSum, Mark } from "../ports-replica.ts";

const HOUR = 3_600_000;
/** Facts compared at one go: both sides sum them by hours. */
export const WINDOW = 20_000;
/** Hours and facts that a report names. */
const NAMED = { hours: 24, seqs: 20 };

/** A fact as both sides compare it: PostgreSQL makes the same of its columns. */
export function markOf({ seq, at, kind, hash, body }: FactLine): Mark {
  return { seq, at, mark: createHash("md5").update(`${at}:${kind}:${laneOf(kind)}:${hash}:${body}`, "utf8").digest("hex") };
}

/** Our half of a comparison: count and hash of each hour of these facts. */
export function hourSums(marks: readonly Mark[]): HourSum[] {
  const hours = new Map<number, { count: number; sum: ReturnType<typeof createHash> }>();
  for (const { at, mark } of marks) {
    const hour = at - (at % HOUR);
    const one = hours.get(hour) ?? { count: 0, sum: createHash("md5") };
    hours.set(hour, { count: one.count + 1, sum: one.sum.update(mark) });
  }
  return [...hours].map(([hour, { count, sum }]) => ({ hour, count, sum: sum.digest("hex") })).toSorted((a, b) => a.hour - b.hour);
}

export interface Compared {
  /** How far it came; `after` where nobody took the report down. */
  to: number;
  resent: number;
  /** Found to stand otherwise for the first time. */
  changed: number;
}

interface CompareOptions {
  source: FactSource;
  centre: Centre;
  epoch: number;
  after: number;
  to: number;
  /** Takes a report down before anything is put right. @returns false: it could not be */
  note: (report: Omit<CentreDiffered, "kind">) => Promise<boolean>;
}

/**
 * Compares the next window of facts after `after`, up to `to`: up to there the centre has all of them. What is missing is sent
 * again; what stands otherwise is left, ours is laid beside it, and a person decides: which of both was tampered with no program knows.
 */
export async function compareNext({ source, centre, epoch, after, to, note }: CompareOptions): Promise<Compared> {
  const end = Math.min(after + WINDOW, to);
  const mine = new Map<number, Mark>();
  for (const fact of source.facts(after, end)) mine.set(fact.seq, markOf(fact));
  const known = new Set(await centre.differing(epoch, after, end));
  const theirs = await centre.hours(epoch, after, end);
  if (known.size === 0 && alike(hourSums([...mine.values()]), theirs)) return { to: end, resent: 0, changed: 0 };
  const there = new Set<number>();
  const wrong = new Set<number>();
  for (const { seq, mark } of await centre.marks(epoch, after, end)) {
    if (mine.get(seq)?.mark !== mark || there.has(seq)) wrong.add(seq);
    there.add(seq);
  }
  const missing = [...mine.keys()].filter((seq) => !there.has(seq));
  const changed = [...wrong].filter((seq) => !known.has(seq) && mine.has(seq));
  const concerned = [...missing, ...changed].toSorted((a, b) => a - b);
  const hours = [...new Set(concerned.map((seq) => hourOf(mine.get(seq)?.at ?? 0)))].toSorted((a, b) => a - b);
  if (concerned.length > 0 && !(await note({ missing: missing.length, changed: changed.length, hours: hours.slice(0, NAMED.hours), seqs: concerned.slice(0, NAMED.seqs) }))) return { to: after, resent: 0, changed: 0 };
  for (const seq of missing) for (const fact of source.facts(seq - 1, seq)) await centre.resend(epoch, fact);
  for (const seq of changed) for (const fact of source.facts(seq - 1, seq)) await centre.differs(epoch, fact);
  const settled = [...known].filter((seq) => there.has(seq) && !wrong.has(seq));
  if (settled.length > 0) await centre.agrees(epoch, settled);
  return { to: end, resent: missing.length, changed: changed.length };
}

function hourOf(at: number): number {
  return at - (at % HOUR);
}

function alike(ours: readonly HourSum[], theirs: readonly HourSum[]): boolean {
  const sums = new Map(theirs.map((one) => [one.hour, one]));
  return ours.length === theirs.length && ours.every(({ hour, count, sum }) => sums.get(hour)?.count === count && sums.get(hour)?.sum === sum);
}
