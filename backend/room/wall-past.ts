import type { Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { WallMaps } from "#contract/wall-fold";
import { isReplayed, REPLAYED, type Replayed } from "../core/wall/checkpoint.ts";
import { replay } from "../core/wall/replay.ts";
import type { Journal } from "../ports.ts";

/** Facts read at a time: a few ms, then everything else has its turn. */
const PAGE = 25;
/** Facts folded for one instant at most: checkpoints keep it far below. */
const MOST = 5000;

export interface PastWall {
  wall: WallMaps;
  /** The wall's edit in force then; 0: none yet. */
  seq: number;
}

/** The wall as it stood at a past instant, from the journal; one reading at a time, in slices. */
export function openWallPast(journal: Pick<Journal, "page" | "recent" | "head">): (at: Instant) => Promise<Result<PastWall>> {
  let queue: Promise<unknown> = Promise.resolve();

  async function read(at: Instant): Promise<Result<PastWall>> {
    const last = seqAt(journal, at);
    const checkpoint = journal.recent({ kinds: ["wall:checkpoint"], before: last + 1, limit: 1 })[0];
    const after = checkpoint?.seq ?? 0;
    const facts: Replayed[] = [];
    for (let before = last + 1; ; ) {
      const page = journal.recent({ kinds: REPLAYED, before, limit: PAGE });
      for (const fact of page) if (fact.seq > after && isReplayed(fact)) facts.push(fact);
      const oldest = page.at(-1);
      if (oldest === undefined || page.length < PAGE || oldest.seq <= after) break;
      if (facts.length > MOST) return fail({ code: "unavailable", detail: `more than ${MOST} changes of the wall without a checkpoint` });
      before = oldest.seq;
      await new Promise((resume) => void setImmediate(resume));
    }
    const edit = facts.find((fact) => fact.kind === "wall:edited") ?? (after === 0 ? undefined : journal.recent({ kinds: ["wall:edited"], before: after, limit: 1 })[0]);
    return ok({ wall: replay(checkpoint?.kind === "wall:checkpoint" ? checkpoint : undefined, facts.reverse()), seq: edit?.seq ?? 0 });
  }

  return (at) => {
    const made = queue.then(() => read(at));
    queue = made.catch(() => undefined);
    return made;
  };
}

/** The last fact that had happened by then; after a step of the wall clock, one of those that have an instant before it. */
function seqAt(journal: Pick<Journal, "page" | "head">, at: Instant): number {
  let before = 0, after = journal.head() + 1;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const fact = journal.page(middle - 1, 1)[0];
    if (fact !== undefined && fact.at <= at) before = middle;
    else after = middle;
  }
  return before;
}
