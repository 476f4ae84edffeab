import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import type { Instant, SiteId } from "#contract/ids";
import { StoreDamaged } from "../ports.ts";
import type { Log } from "../ports.ts";
import { checkChain, checkMark, checkPages } from "./check-ops.ts";
import { OPS_MIGRATIONS } from "./create-ops.ts";
import { genesisHash } from "./hash-chain.ts";
import { openHeadMark, readHeadMark } from "./head-mark.ts";
import { StoreRefused, appliedVersions, migrate } from "./migrate.ts";
import { openSqlite } from "./sqlite.ts";
import type { Sqlite } from "./sqlite.ts";

/** ops.db, checked and of today's schema. */
export interface Ops {
  db: Sqlite;
  epoch: string;
  /** Hash before fact 1. */
  genesis: Buffer;
  head: { seq: number; hash: Buffer };
  /** `ops.head`, to be written after every commit. */
  mark: ReturnType<typeof openHeadMark>;
  /** What the check of pages covered. */
  checked: string;
}

/**
 * Opens an existing ops.db: pages, schema, site, chain, head mark, in this order. Without a head mark nothing tells how far this
 * journal had come, so it counts as an older copy put back: a new epoch keeps its next facts apart from those that others may
 * have under the old one. Removing ops.head is how a person accepts such a copy.
 *
 * @throws StoreDamaged, StoreRefused, or SqliteError; the file is closed again then
 */
export function openOps(options: { file: string; site: SiteId; log: Log; at: Instant; maxPageCount?: number }): Ops {
  const { file, site, log } = options;
  const db = openSqlite(file, options.maxPageCount === undefined ? {} : { maxPageCount: options.maxPageCount });
  try {
    const checked = checkPages(db, file);
    if (appliedVersions(db).size === 0) throw new StoreDamaged(file, "it has no journal in it");
    const run = migrate(db, OPS_MIGRATIONS, options.at);
    if (run.length > 0) log.info("store-migrated", { file, versions: run });
    const meta = db.prepare<[], { site: string; epoch: string; chain_epoch: string }>("SELECT site, epoch, chain_epoch FROM meta").get();
    if (meta === undefined) throw new StoreDamaged(file, "its meta row is missing");
    if (meta.site !== site) throw new StoreRefused(`${file} is the journal of site ${meta.site}, this program runs for site ${site}: choose another data folder or site`);
    const genesis = genesisHash(site, meta.chain_epoch);
    const head = checkChain(db, file, genesis);
    const witness = join(dirname(file), "ops.head");
    const noted = readHeadMark(witness);
    if (typeof noted === "object") checkMark(db, file, noted, { epoch: meta.epoch, seq: head.seq });
    const restored = typeof noted !== "object" && head.seq > 0;
    const epoch = restored ? renewEpoch(db) : meta.epoch;
    if (restored) log.warn("journal-restored", { file, headMark: noted ?? "none", was: meta.epoch, epoch, seq: head.seq });
    return { db, epoch, genesis, head, mark: openHeadMark(witness), checked };
  } catch (error) {
    db.close();
    throw error;
  }
}

function renewEpoch(db: Sqlite): string {
  const epoch = randomUUID();
  db.prepare<[string]>("UPDATE meta SET epoch = ?").run(epoch);
  return epoch;
}
