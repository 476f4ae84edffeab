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
        `SELECT turn, md5(kind || ':' || id || ':' || version || ':' || approved_at || ':' || body) AS mark, left(kind, 100) AS kind, left(id, 200) AS id, version,
           CASE WHEN length(body) <= ${MOST} THEN body END AS body, left(approved_by, 200) AS approved_by, approved_at
         FROM site_issued WHERE site = $1 AND turn >= $2 AND turn > 0 AND turn <= ${Number.MAX_SAFE_INTEGER} ORDER BY turn LIMIT ${most}`,
        [scope === "all" ? ALL_SITES : site, turn],
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
