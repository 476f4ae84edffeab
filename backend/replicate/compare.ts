import { createHash } from "node:crypto";
import type { Centre, FactLine, FactSource, HourSum } from "../ports-replica.ts";

const HOUR = 3_600_000;
/** Facts compared at one go: both sides sum them by hours. */
export const WINDOW = 20_000;

/** Our half of a comparison: count and hash of each hour of these facts. */
export function hourSums(facts: readonly FactLine[]): HourSum[] {
  const hours = new Map<number, { count: number; sum: ReturnType<typeof createHash> }>();
  for (const { at, body } of facts) {
    const hour = at - (at % HOUR);
    const one = hours.get(hour) ?? { count: 0, sum: createHash("md5") };
    hours.set(hour, { count: one.count + 1, sum: one.sum.update(markOf(body)) });
  }
  return [...hours].map(([hour, { count, sum }]) => ({ hour, count, sum: sum.digest("hex") })).toSorted((a, b) => a.hour - b.hour);
}

function markOf(body: string): string {
  return createHash("md5").update(body, "utf8").digest("hex");
}

/**
 * Compares the next window of facts after `after`, up to `to`: up to there the centre has all of them. What differs is put right
 * by what the journal says. @returns how far it came, and how many facts it put right
 */
export async function compareNext({ source, centre, epoch, after, to }: { source: FactSource; centre: Centre; epoch: number; after: number; to: number }): Promise<{ to: number; repaired: number }> {
  const end = Math.min(after + WINDOW, to);
  const ours = source.window(after, end);
  const theirs = await centre.hours(epoch, after, end);
  const sums = new Map(theirs.map((one) => [one.hour, one]));
  const mine = hourSums(ours);
  const alike = mine.length === theirs.length && mine.every(({ hour, count, sum }) => sums.get(hour)?.count === count && sums.get(hour)?.sum === sum);
  if (alike) return { to: end, repaired: 0 };
  const there = new Map((await centre.marks(epoch, after, end)).map((one) => [one.seq, one]));
  const wrong = ours.filter(({ seq, at, body }) => there.get(seq)?.at !== at || there.get(seq)?.mark !== markOf(body));
  await centre.mend(epoch, wrong, new Set(there.keys()));
  return { to: end, repaired: wrong.length };
}
