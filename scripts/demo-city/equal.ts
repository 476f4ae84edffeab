import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SiteId } from "#contract/ids";
import type { HourSum } from "../../backend/ports-replica.ts";
import { hourSums, markOf, WINDOW } from "../../backend/replicate/compare.ts";
import { compareOn } from "../../backend/replicate/pg-compare.ts";
import { openSession, type Session } from "../../backend/replicate/session.ts";
import type { CentreSettings } from "../../backend/replicate/settings.ts";
import { openFactSource } from "../../backend/store/fact-source.ts";

/** ms that a fact may take to the centre. */
const UNDER_WAY = 500;

/** What room and centre hold at one instant, told from their databases alone: neither was asked. */
export interface Equality {
  /** ms, when the look began. */
  at: number;
  room: number;
  centre: number;
  /** Over the count and hash of each hour, in order. */
  roomHash: string;
  centreHash: string;
  /** Which history of the room the centre takes for the live one. */
  epoch: number;
  equal: boolean;
}

/** Reads both sides' databases beside everybody else. One connection, kept; a fault closes it, and the next look opens another. */
export function openEquality(centre: CentreSettings) {
  let session: Session | undefined;
  const hash = (hours: readonly HourSum[]): string => hours.reduce((sum, one) => sum.update(`${one.hour}:${one.count}:${one.sum};`), createHash("sha256")).digest("hex");
  const total = (hours: readonly HourSum[]): number => hours.reduce((sum, { count }) => sum + count, 0);

  async function look(folder: string, site: SiteId): Promise<Equality | undefined> {
    const at = Date.now();
    session ??= await openSession(centre, sleep);
    const { rows } = await session.ask<{ epoch: string }>("SELECT epoch FROM site_room WHERE site = $1", [site]);
    if (rows[0] === undefined) return undefined;
    const epoch = Number(rows[0].epoch);
    const source = openFactSource({ folder, site });
    try {
      const there = compareOn(site, session, Date.now);
      const [ours, theirs]: [HourSum[], HourSum[]] = [[], []];
      const head = source.head();
      // A fact of this very moment is on its way: what the room had a moment ago is compared.
      await sleep(UNDER_WAY);
      for (let after = 0; after < head; after += WINDOW) {
        const to = Math.min(head, after + WINDOW);
        ours.push(...hourSums([...source.facts(after, to)].map(markOf)));
        theirs.push(...(await there.hours(epoch, after, to)));
      }
      // What the centre has beyond the journal's end counts too: after an older copy was put back.
      theirs.push(...(await there.hours(epoch, Math.max(head, source.head()), Number.MAX_SAFE_INTEGER)));
      const [roomHash, centreHash] = [hash(ours), hash(theirs)];
      return { at, room: total(ours), centre: total(theirs), roomHash, centreHash, epoch, equal: roomHash === centreHash };
    } finally {
      source.close();
    }
  }
  const close = async (): Promise<void> => {
    const own = session;
    session = undefined;
    await own?.close();
  };
  return {
    /** @returns undefined: the centre does not know the room yet, or one of both cannot be read now */
    async look(folder: string, site: SiteId): Promise<Equality | undefined> {
      try {
        return await look(folder, site);
      } catch {
        await close();
        return undefined;
      }
    },
    close,
  };
}
