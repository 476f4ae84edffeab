import { laneOf } from "../core/replica/lane.ts";
import { CentreFault, type Centre } from "../ports-replica.ts";
import type { Session } from "./session.ts";

const HOUR = 3_600_000;

/** All that an epoch's history holds, quarantined facts included, each with the MD5 of its text. Equal in every PostgreSQL there is; against tampering stands the journal's own chain. */
const HELD = `
  SELECT f.seq, f.at, md5(f.body) AS mark FROM site_lineage l JOIN site_fact f ON f.site = l.site AND f.epoch = l.of_epoch AND f.lane = l.lane AND f.seq > l.after_seq AND f.seq <= l.to_seq
  WHERE l.site = $1 AND l.epoch = $2 AND f.seq > $3 AND f.seq <= $4
  UNION ALL
  SELECT q.seq, q.at, md5(q.body) AS mark FROM site_lineage l JOIN site_quarantine q ON q.site = l.site AND q.epoch = l.of_epoch AND q.lane = l.lane AND q.seq > l.after_seq AND q.seq <= l.to_seq
  WHERE l.site = $1 AND l.epoch = $2 AND q.seq > $3 AND q.seq <= $4`;

/** The centre's half of a comparison, and the way to put right what differs. */
export function compareOn(site: string, { ask, transaction }: Session, now: () => number): Pick<Centre, "hours" | "marks" | "mend"> {
  return {
    async hours(epoch, after, to) {
      const { rows } = await ask<{ hour: string; n: string; sum: string }>(`SELECT at - at % ${HOUR} AS hour, count(*) AS n, md5(string_agg(mark, '' ORDER BY seq)) AS sum FROM (${HELD}) AS held GROUP BY at - at % ${HOUR} ORDER BY 1`, [site, epoch, after, to]);
      return rows.map(({ hour, n, sum }) => ({ hour: Number(hour), count: Number(n), sum }));
    },
    async marks(epoch, after, to) {
      const { rows } = await ask<{ seq: string; at: string; mark: string }>(`SELECT seq, at, mark FROM (${HELD}) AS held ORDER BY seq`, [site, epoch, after, to]);
      return rows.map(({ seq, at, mark }) => ({ seq: Number(seq), at: Number(at), mark }));
    },
    async mend(epoch, facts, had) {
      for (const { seq, at, kind, body, hash } of facts) {
        const lane = laneOf(kind);
        await transaction(async (within) => {
          const { rows } = await within<{ of_epoch: string }>("SELECT of_epoch FROM site_lineage WHERE site = $1 AND epoch = $2 AND lane = $3 AND after_seq < $4 AND to_seq >= $4", [site, epoch, lane, seq]);
          const of = rows[0]?.of_epoch;
          if (of === undefined) throw new CentreFault("other", "lineage");
          const place = [site, of, seq];
          const old = await within<{ body: string }>("SELECT body FROM site_fact WHERE site = $1 AND epoch = $2 AND seq = $3", place);
          await within("INSERT INTO site_repair (site, epoch, seq, found_at, had) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", [...place, now(), had.has(seq) ? (old.rows[0]?.body ?? null) : null]);
          await within("DELETE FROM site_fact WHERE site = $1 AND epoch = $2 AND seq = $3", place);
          await within("DELETE FROM site_quarantine WHERE site = $1 AND epoch = $2 AND seq = $3", place);
          // A savepoint: what cannot be held as the others are goes where it was sent first.
          await within("SAVEPOINT held");
          try {
            await within("INSERT INTO site_fact (site, epoch, seq, lane, at, kind, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'))", [...place, lane, at, kind, body, hash]);
          } catch (error) {
            if (!(error instanceof CentreFault) || error.why !== "poison") throw error;
            await within("ROLLBACK TO SAVEPOINT held");
            await within("INSERT INTO site_quarantine (site, epoch, seq, lane, at, kind, body, hash, why, found_at) VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10)", [...place, lane, at, kind, Buffer.from(body, "utf8"), hash, error.code, now()]);
          }
        });
      }
    },
  };
}
