import type { FileCentre } from "../ports-replica.ts";
import type { Session } from "./session.ts";

/** The centre's half of sending files. Every call may be made again: what is there already is left, but a part that is not alike. */
export function filesOn(site: string, { ask, transaction }: Session, now: () => number): FileCentre {
  return {
    async wholeFiles(sums) {
      const { rows } = await ask<{ sha256: string }>("SELECT encode(sha256, 'hex') AS sha256 FROM site_file WHERE site = $1 AND whole_at IS NOT NULL AND sha256 IN (SELECT decode(s, 'hex') FROM unnest($2::text[]) AS t(s))", [site, sums]);
      return rows.map(({ sha256 }) => sha256);
    },
    async beginFile({ sha256, type, bytes }, partBytes) {
      await transaction((within) => within("INSERT INTO site_file (site, sha256, type, bytes, part_bytes, begun_at) VALUES ($1, decode($2, 'hex'), $3, $4, $5, $6) ON CONFLICT (site, sha256) DO NOTHING", [site, sha256, type, bytes, partBytes, now()]));
      const { rows } = await ask<{ part_bytes: string }>("SELECT part_bytes FROM site_file WHERE site = $1 AND sha256 = decode($2, 'hex')", [site, sha256]);
      const parts = await ask<{ part: string; mark: string }>("SELECT part, md5(body) AS mark FROM site_file_part WHERE site = $1 AND sha256 = decode($2, 'hex')", [site, sha256]);
      return { partBytes: Number(rows[0]?.part_bytes ?? partBytes), have: new Map(parts.rows.map(({ part, mark }) => [Number(part), mark])) };
    },
    async putPart(sha256, part, body) {
      await transaction((within) => within("INSERT INTO site_file_part (site, sha256, part, body) VALUES ($1, decode($2, 'hex'), $3, $4) ON CONFLICT (site, sha256, part) DO UPDATE SET body = excluded.body", [site, sha256, part, body]));
    },
    endFile: (sha256, parts, mark) => transaction(async (within) => {
      const { rows } = await within<{ n: string; mark: string | null }>("SELECT count(*) AS n, md5(string_agg(md5(body), '' ORDER BY part)) AS mark FROM site_file_part WHERE site = $1 AND sha256 = decode($2, 'hex')", [site, sha256]);
      if (Number(rows[0]?.n) !== parts || rows[0]?.mark !== mark) return false;
      await within("UPDATE site_file SET whole_at = $3 WHERE site = $1 AND sha256 = decode($2, 'hex') AND whole_at IS NULL", [site, sha256, now()]);
      return true;
    }),
  };
}
