import { laneOf } from "../core/replica/lane.ts";
import { CentreFault, type Centre, type FactLine } from "../ports-replica.ts";
import type { Ask, Session } from "./session.ts";

const HOUR = 3_600_000;

/** The parts of an epoch's history that lie in one table. */
const part = (table: string, mark: string) => `
  SELECT f.seq, f.at, ${mark} AS mark FROM site_lineage l JOIN ${table} f ON f.site = l.site AND f.epoch = l.of_epoch AND f.lane = l.lane AND f.seq > l.after_seq AND f.seq <= l.to_seq
  WHERE l.site = $1 AND l.epoch = $2 AND f.seq > $3 AND f.seq <= $4`;
const HEAD = "f.at || ':' || f.kind || ':' || f.lane || ':' || encode(f.hash, 'hex') || ':'";
/** All that an epoch's history holds, quarantined facts included, with its mark. Equal in every PostgreSQL there is; against tampering stands the journal's own chain. */
const HELD = `${part("site_fact", `md5(${HEAD} || f.body)`)} UNION ALL ${part("site_quarantine", `md5(convert_to(${HEAD}, 'UTF8') || f.body)`)}`;

/** The centre's half of a comparison, and the ways to put right what differs. */
export function compareOn(site: string, { ask, transaction }: Session, now: () => number): Pick<Centre, "hours" | "marks" | "resend" | "differing" | "differs" | "agrees" | "different"> {
  /** Where a fact of the epoch's history stands. */
  const placeOf = async (within: Ask, epoch: number, { seq, kind }: FactLine) => {
    const { rows } = await within<{ of_epoch: string }>("SELECT of_epoch FROM site_lineage WHERE site = $1 AND epoch = $2 AND lane = $3 AND after_seq < $4 AND to_seq >= $4", [site, epoch, laneOf(kind), seq]);
    const of = rows[0]?.of_epoch;
    if (of === undefined) throw new CentreFault("other", "lineage");
    return [site, of, seq];
  };
  return {
    async hours(epoch, after, to) {
      const { rows } = await ask<{ hour: string; n: string; sum: string }>(`SELECT at - at % ${HOUR} AS hour, count(*) AS n, md5(string_agg(mark, '' ORDER BY seq)) AS sum FROM (${HELD}) AS held GROUP BY at - at % ${HOUR} ORDER BY 1`, [site, epoch, after, to]);
      return rows.map(({ hour, n, sum }) => ({ hour: Number(hour), count: Number(n), sum }));
    },
    async marks(epoch, after, to) {
      const { rows } = await ask<{ seq: string; at: string; mark: string }>(`SELECT seq, at, mark FROM (${HELD}) AS held ORDER BY seq`, [site, epoch, after, to]);
      return rows.map(({ seq, at, mark }) => ({ seq: Number(seq), at: Number(at), mark }));
    },
    async resend(epoch, fact) {
      const { at, kind, body, hash } = fact;
      await transaction(async (within) => {
        const place = await placeOf(within, epoch, fact);
        await within("INSERT INTO site_repair (site, epoch, seq, found_at, had) VALUES ($1, $2, $3, $4, NULL) ON CONFLICT DO NOTHING", [...place, now()]);
        // A savepoint: what cannot be held as the others are goes where it was sent first.
        await within("SAVEPOINT held");
        try {
          await within("INSERT INTO site_fact (site, epoch, seq, lane, at, kind, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex')) ON CONFLICT DO NOTHING", [...place, laneOf(kind), at, kind, body, hash]);
        } catch (error) {
          if (!(error instanceof CentreFault) || error.why !== "poison") throw error;
          await within("ROLLBACK TO SAVEPOINT held");
          await within("INSERT INTO site_quarantine (site, epoch, seq, lane, at, kind, body, hash, why, found_at) VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10) ON CONFLICT DO NOTHING", [...place, laneOf(kind), at, kind, Buffer.from(body, "utf8"), hash, error.code, now()]);
        }
      });
    },
    async differing(epoch, after, to) {
      const { rows } = await ask<{ seq: string }>("SELECT seq FROM site_difference WHERE site = $1 AND epoch = $2 AND seq > $3 AND seq <= $4 AND settled_at IS NULL ORDER BY seq", [site, epoch, after, to]);
      return rows.map(({ seq }) => Number(seq));
    },
    async differs(epoch, { seq, at, kind, body, hash }) {
      await transaction((within) => within(
        "INSERT INTO site_difference (site, epoch, seq, at, kind, ours, hash, found_at) VALUES ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8) ON CONFLICT (site, epoch, seq) DO UPDATE SET found_at = excluded.found_at, settled_at = NULL",
        [site, epoch, seq, at, kind, Buffer.from(body, "utf8"), hash, now()],
      ));
    },
    async agrees(epoch, seqs) {
      await transaction((within) => within("UPDATE site_difference SET settled_at = $3 WHERE site = $1 AND epoch = $2 AND settled_at IS NULL AND seq = ANY ($4::bigint[])", [site, epoch, now(), seqs]));
    },
    async different(epoch) {
      const { rows } = await ask<{ n: string }>("SELECT count(*) AS n FROM site_difference WHERE site = $1 AND epoch = $2 AND settled_at IS NULL", [site, epoch]);
      return Number(rows[0]?.n ?? 0);
    },
  };
}
