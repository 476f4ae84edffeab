import { IssuedRecord } from "#contract/issued";
import { fail, ok, type Result } from "#contract/result";
import { ALL_SITES, CHANNEL } from "./pg-issued.ts";
import { CentreFault } from "../ports-replica.ts";
import { bringForward } from "./schema.ts";
import { openSession } from "./session.ts";
import type { CentreSettings } from "./settings.ts";

/** What the centre issues: to one room, or to all (`site` absent). `version`: the one that is replaced, 0 for the first. */
export interface Issue {
  site?: string;
  issued: IssuedRecord;
  version: number;
  approvedBy: string;
}

/** The centre's own side: writes what rooms read. */
export interface Issuer {
  /** @returns the new version; `conflict`: another one is the newest meanwhile */
  issue(issue: Issue): Promise<Result<number>>;
  close(): Promise<void>;
}

/** Opens the centre's database to issue. @throws CentreFault */
export async function openIssuer({ settings, now, pause }: { settings: CentreSettings; now: () => number; pause: (ms: number) => Promise<void> }): Promise<Issuer> {
  const session = await openSession(settings, pause);
  try {
    await bringForward(session, now);
  } catch (error) {
    await session.close();
    throw error;
  }
  // One connection: one transaction after the other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    async issue({ site = ALL_SITES, issued, version, approvedBy }) {
      const parsed = IssuedRecord.safeParse(issued);
      if (!parsed.success) return fail({ code: "malformed", path: parsed.error.issues[0]?.path.map(String).join(".") ?? "", detail: parsed.error.issues[0]?.message ?? "" });
      const { of, record } = parsed.data;
      const done = await inTurn(() => session.transaction(async (within): Promise<Result<number>> => {
        // The turn's row is the lock of the site: who comes second waits, and sees what the first did.
        const turn = await within<{ turn: string }>("INSERT INTO site_turn (site, turn) VALUES ($1, 1) ON CONFLICT (site) DO UPDATE SET turn = site_turn.turn + 1 RETURNING turn", [site]);
        const { rows } = await within<{ version: string | null }>("SELECT max(version) AS version FROM site_issued WHERE site = $1 AND kind = $2 AND id = $3", [site, of, record.id]);
        const newest = Number(rows[0]?.version ?? 0);
        if (newest !== version) return fail({ code: "conflict", detail: `version ${newest} is the newest, not ${version}` });
        await within("INSERT INTO site_issued (site, turn, kind, id, version, body, approved_by, approved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", [site, turn.rows[0]?.turn, of, record.id, version + 1, JSON.stringify(record), approvedBy, now()]);
        return ok(version + 1);
      }));
      if (done.ok) await inTurn(call);
      return done;
    },
    close: () => session.close(),
  };

  /** Calls the rooms that listen; the others look by themselves. */
  async function call(): Promise<void> {
    try {
      await session.ask(`NOTIFY ${CHANNEL}`);
    } catch (error) {
      if (!(error instanceof CentreFault)) throw error;
    }
  }
}
