import { join } from "node:path";
import type { Instant } from "#contract/ids";
import type { Depot } from "./depot.ts";
import { readHead, readLines, textOf } from "./ops-copy.ts";

/** Text of facts in one object, bytes. */
const SPAN = 8 * 1024 * 1024;

/**
 * Brings the journal's newest facts to a place, after those it has: between two whole copies they are what a point in time is
 * made of.
 *
 * @param reached the last fact of the history `epoch` that is there
 * @returns the last one now
 */
export async function bringFacts({ folder, depot, reached, epoch, now, going }: { folder: string; depot: Depot; reached: number; epoch: string; now: () => Instant; going: () => void }): Promise<number> {
  const file = join(folder, "ops.db");
  let after = reached;
  const { head } = readHead(file);
  while (after < head.seq) {
    const { lines, to } = readLines(file, after, SPAN);
    if (lines.length === 0) return after;
    await depot.putSpan({ epoch, from: after + 1, to, at: now() }, textOf(lines));
    after = to;
    going();
  }
  return after;
}

/** Up to which fact a place has a history without a gap: by the facts brought, else by its newest copy. */
export async function reachedBy(depot: Depot, epoch: string): Promise<number | undefined> {
  const copies = (await depot.copies()).filter((copy) => copy.epoch === epoch);
  if (copies.length === 0) return undefined;
  const spans = await depot.spans(epoch);
  // Brought on from where the newest left off; a gap after a killed run is filled from there.
  return spans.length === 0 ? Math.min(...copies.map(({ seq }) => seq)) : Math.max(...spans.map(({ to }) => to));
}
