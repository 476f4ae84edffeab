import { SiteId } from "#contract/ids";
import { LANES } from "../core/replica/lane.ts";
import type { Centre, Move } from "../ports-replica.ts";
import type { Log } from "../ports.ts";
import { compareOn } from "./pg-compare.ts";
import { issuedOn, listen } from "./pg-issued.ts";
import { filesOn } from "./pg-files.ts";
import { keysOn } from "./pg-keys.ts";
import { bringForward } from "./schema.ts";
import { call, lettersAmong, postLetters } from "./pg-letters.ts";
import { openSession, type Ask } from "./session.ts";
import type { CentreSettings } from "./settings.ts";

const HOUR = 3_600_000;
/** No end: above every seq. */
const MAX_SEQ = Number.MAX_SAFE_INTEGER;

interface Options {
  site: string;
  settings: CentreSettings;
  now: () => number;
  pause: (ms: number) => Promise<void>;
  log: Pick<Log, "error">;
}

/** The centre's database, schema brought forward. Plain SQL: no extension, no system column, keys begin with the site. @throws CentreFault */
export async function openPgCentre({ site, settings, now, pause, log }: Options): Promise<Centre> {
  const session = await openSession(settings, pause);
  try {
    await bringForward(session, now);
    await listen(session);
  } catch (error) {
    await session.close();
    throw error;
  }
  const { ask, transaction } = session;

  /** Compare and set: the cursor moves only from where the sender believes it to be. */
  const advance = async (within: Ask, { epoch, lane, from, to, facts }: Move) => {
    const moved = await within(
      `UPDATE site_cursor SET ${lane}_seq = $3, ${lane}_hash = decode($4, 'hex'), facts = facts + $5, moved_at = $6 WHERE site = $1 AND epoch = $2 AND first_seq = $7 AND first_hash = decode($8, 'hex') AND rest_seq = $9 AND rest_hash = decode($10, 'hex')`,
      [site, epoch, to.seq, to.hash, facts.length, now(), from.first.seq, from.first.hash, from.rest.seq, from.rest.hash],
    );
    return moved.count === 1;
  };
  const count = async (within: Ask, { epoch, facts }: Move) => {
    const tally = new Map<string, { hour: number; kind: string; n: number }>();
    for (const { at, kind } of facts) {
      const hour = at - (at % HOUR);
      const one = tally.get(`${hour} ${kind}`);
      if (one === undefined) tally.set(`${hour} ${kind}`, { hour, kind, n: 1 });
      else one.n++;
    }
    const rows = [...tally.values()];
    await within(
      "INSERT INTO site_tally (site, epoch, hour, kind, facts) SELECT $1, $2, t.hour, t.kind, t.n FROM unnest($3::bigint[], $4::text[], $5::bigint[]) AS t(hour, kind, n) ON CONFLICT (site, epoch, hour, kind) DO UPDATE SET facts = site_tally.facts + excluded.facts",
      [site, epoch, rows.map(({ hour }) => hour), rows.map(({ kind }) => kind), rows.map(({ n }) => n)],
    );
  };
  /** A step that another one overtook is taken back whole. */
  const stepped = async (move: Move, effect: (within: Ask) => Promise<unknown>, last?: (within: Ask) => Promise<unknown>): Promise<boolean> => {
    try {
      await transaction(async (within) => {
        if (!(await advance(within, move))) throw new Overtaken();
        if (move.facts.length === 0) return;
        await effect(within);
        await count(within, move);
        await last?.(within);
      });
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    }
  };

  return {
    async known() {
      const { rows } = await ask<{ epoch: string; first: string; first_hash: string; rest: string; rest_hash: string }>("SELECT epoch, first_seq AS first, encode(first_hash, 'hex') AS first_hash, rest_seq AS rest, encode(rest_hash, 'hex') AS rest_hash FROM site_cursor WHERE site = $1", [site]);
      return rows.map(({ epoch, first, first_hash, rest, rest_hash }) => ({ epoch: Number(epoch), lanes: { first: { seq: Number(first), hash: first_hash }, rest: { seq: Number(rest), hash: rest_hash } } }));
    },
    async newest(epoch, most) {
      const { rows } = await ask<{ seq: string; hash: string }>(
        "SELECT f.seq, encode(f.hash, 'hex') AS hash FROM site_lineage l JOIN site_fact f ON f.site = l.site AND f.epoch = l.of_epoch AND f.lane = l.lane AND f.seq > l.after_seq AND f.seq <= l.to_seq WHERE l.site = $1 AND l.epoch = $2 AND f.seq <= $3 ORDER BY f.seq DESC LIMIT 1",
        [site, epoch, most],
      );
      const row = rows[0];
      return row === undefined ? undefined : { seq: Number(row.seq), hash: row.hash };
    },
    async journalOf(epoch) {
      const { rows } = await ask<{ journal: string }>("SELECT journal FROM site_epoch WHERE site = $1 AND epoch = $2", [site, epoch]);
      return rows[0]?.journal;
    },
    async rooms() {
      const { rows } = await ask<{ site: string }>("SELECT site FROM site_room ORDER BY site LIMIT 200");
      return rows.flatMap(({ site: name }) => SiteId.safeParse(name).data ?? []);
    },
    async begin({ from, lanes, journal, after }) {
      const epoch = Math.max(0, ...after.map((one) => one.epoch)) + 1;
      try {
        await transaction(async (within) => {
          // Its number is the lock: of two senders that saw the same epochs one makes the next.
          const made = await within("INSERT INTO site_epoch (site, epoch, journal, from_epoch, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", [site, epoch, journal, from ?? null, now()]);
          if (made.count === 0) throw new Overtaken();
          await within("INSERT INTO site_cursor (site, epoch, first_seq, first_hash, rest_seq, rest_hash, facts, moved_at) VALUES ($1, $2, $3, decode($4, 'hex'), $5, decode($6, 'hex'), 0, $7)", [site, epoch, lanes.first.seq, lanes.first.hash, lanes.rest.seq, lanes.rest.hash, now()]);
          for (const lane of LANES) {
            const { seq } = lanes[lane];
            await within("INSERT INTO site_lineage (site, epoch, lane, of_epoch, after_seq, to_seq) SELECT site, $3, lane, of_epoch, after_seq, CASE WHEN to_seq < $4 THEN to_seq ELSE $4 END FROM site_lineage WHERE site = $1 AND epoch = $2 AND lane = $5 AND after_seq < $4", [site, from ?? -1, epoch, seq, lane]);
            await within("INSERT INTO site_lineage (site, epoch, lane, of_epoch, after_seq, to_seq) VALUES ($1, $2, $3, $2, $4, $5)", [site, epoch, lane, seq, MAX_SEQ]);
          }
        });
        return epoch;
      } catch (error) {
        if (error instanceof Overtaken) return undefined;
        throw error;
      }
    },
    async open(epoch) {
      await transaction((within) => within("INSERT INTO site_room (site, epoch, opened_at) VALUES ($1, $2, $3) ON CONFLICT (site) DO UPDATE SET epoch = excluded.epoch, opened_at = excluded.opened_at", [site, epoch, now()]));
    },
    async move(move) {
      const { letters, foreign } = lettersAmong(move.facts, site);
      if (foreign.length > 0) log.error("letter-not-ours", { facts: foreign.length, first: foreign[0] });
      const done = await stepped(move, (within) => within(
        "INSERT INTO site_fact (site, epoch, seq, lane, at, kind, body, hash) SELECT $1, $2, t.seq, $3, t.at, t.kind, t.body, decode(t.hash, 'hex') FROM unnest($4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[]) AS t(seq, at, kind, body, hash) ON CONFLICT (site, epoch, seq) DO NOTHING",
        [site, move.epoch, move.lane, move.facts.map(({ seq }) => seq), move.facts.map(({ at }) => at), move.facts.map(({ kind }) => kind), move.facts.map(({ body }) => body), move.facts.map(({ hash }) => hash)],
      ), (within) => postLetters(within, site, move.epoch, letters));
      if (done && letters.length > 0) await call(ask);
      return done;
    },
    quarantine: (move, why) => stepped(move, async (within) => {
      for (const { seq, at, kind, body, hash } of move.facts)
        await within("INSERT INTO site_quarantine (site, epoch, seq, lane, at, kind, body, hash, why, found_at) VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10) ON CONFLICT (site, epoch, seq) DO NOTHING", [site, move.epoch, seq, move.lane, at, kind, Buffer.from(body, "utf8"), hash, why, now()]);
    }),
    async quarantined() {
      const { rows } = await ask<{ n: string }>("SELECT count(*) AS n FROM site_quarantine WHERE site = $1", [site]);
      return Number(rows[0]?.n ?? 0);
    },
    ...compareOn(site, session, now),
    ...filesOn(site, session, now),
    ...issuedOn(site, session),
    ...keysOn(site, session, now),
    close: () => session.close(),
  };
}

/** Another sender was there before: the transaction is taken back. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}
