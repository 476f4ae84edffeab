import { CentreFault, type IssuingCentre } from "../ports-replica.ts";
import type { Session } from "./session.ts";

/** Rows for all rooms stand under this name, which no room can have. */
export const ALL_SITES = "*";
/** On which the centre calls rooms that listen. */
export const CHANNEL = "ky_dai_issued";
/** Characters of a record; what is longer is not fetched, and told. */
const MOST = 400_000;

/** Rooms' half of what the centre issues: reads alone. */
export function issuedOn(site: string, { ask, woken }: Session): IssuingCentre {
  return {
    async issued(scope, turn, most) {
      const { rows } = await ask<{ turn: string; mark: string; kind: string; id: string; version: string; body: string | null; approved_by: string; approved_at: string }>(
        // `own`: bytes of the record as it is sent; `upto`: with all before it.
        `SELECT turn, md5(kind || ':' || id || ':' || version || ':' || approved_at || ':' || body) AS mark, left(kind, 100) AS kind, left(id, 200) AS id, version,
           CASE WHEN own > 0 THEN body END AS body, left(approved_by, 200) AS approved_by, approved_at
         FROM (SELECT s.*, sum(own) OVER (ORDER BY turn) AS upto
           FROM (SELECT i.*, CASE WHEN turn > $2 AND length(body) <= ${MOST} THEN octet_length(body) + 1 ELSE 0 END AS own
             FROM site_issued i WHERE site = $1 AND turn >= $2 AND turn > 0 AND turn <= ${Number.MAX_SAFE_INTEGER} ORDER BY turn LIMIT $3) AS s) AS t
         WHERE upto <= $4 OR upto = own ORDER BY turn`,
        [scope === "all" ? ALL_SITES : site, turn, most.rows, most.bytes],
      );
      return rows.map(({ turn: at, mark, kind, id, version, body, approved_by, approved_at }) => ({ turn: Number(at), mark, of: kind, recordId: id, version: Number(version), ...(body !== null && { body }), approvedBy: approved_by, approvedAt: Number(approved_at) }));
    },
    called: woken,
  };
}

/** Asks to be called. A database without notifications is asked at intervals, as every other is too. */
export async function listen({ ask }: Session): Promise<void> {
  try {
    await ask(`LISTEN ${CHANNEL}`);
  } catch (error) {
    if (!(error instanceof CentreFault) || error.why === "unreachable") throw error;
  }
}
