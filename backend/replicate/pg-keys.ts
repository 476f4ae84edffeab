import type { KeyCentre } from "../ports-replica.ts";
import type { Session } from "./session.ts";

/** Which keys rooms sign with. */
export function keysOn(site: string, { ask, transaction }: Session, now: () => number): KeyCentre {
  return {
    async roomKey(key) {
      const { rows } = await ask<{ retired_at: string | null }>("SELECT retired_at FROM site_key WHERE site = $1 AND key = $2", [site, key]);
      const [row] = rows;
      return row === undefined ? "unknown" : row.retired_at === null ? "known" : "retired";
    },
    async nameKey(key, by) {
      await transaction((within) => within("INSERT INTO site_key (site, key, named_by, named_at) VALUES ($1, $2, $3, $4) ON CONFLICT (site, key) DO NOTHING", [site, key, by, now()]));
    },
  };
}
