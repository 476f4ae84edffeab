import Database from "better-sqlite3";
import { join } from "node:path";
import { SiteId, type Instant } from "#contract/ids";
import { Evidence } from "#contract/incident";
import { FIRST_FAMILIES } from "../core/replica/lane.ts";
import { StoreDamaged } from "../ports.ts";
import type { FactLine, FactSource } from "../ports-replica.ts";
import { genesisHash, linkHash } from "./hash-chain.ts";

/** Facts looked through at one go for those of a lane. */
const WINDOW = 20_000;
const SELECT = "SELECT f.seq, f.at, f.kind, f.body, f.hash, p.hash AS previous FROM fact f LEFT JOIN fact p ON p.seq = f.seq - 1";
/** 1 where a fact travels first: `laneOf` in SQL. */
const IS_FIRST = `(substr(f.kind, 1, instr(f.kind, ':') - 1) IN (${FIRST_FAMILIES.map((family) => `'${family}'`).join(", ")}))`;

const File = Evidence.pick({ sha256: true, type: true, bytes: true });

interface Row {
  seq: number;
  at: Instant;
  kind: string;
  body: string;
  hash: Buffer;
  previous: Buffer | null;
}

/** The room whose journal a folder holds. @throws StoreDamaged; what SQLite fails with where there is none */
export function siteIn(folder: string): SiteId {
  const file = join(folder, "ops.db");
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const site = db.prepare<[], string>("SELECT site FROM meta").pluck().get();
    if (site === undefined) throw new StoreDamaged(file, "its meta row is missing");
    return SiteId.parse(site);
  } finally {
    db.close();
  }
}

/** Reads a journal beside its writer, over a connection that cannot write. Short reads only: a long one would hold up the writer's checkpoints. */
export function openFactSource({ folder, site }: { folder: string; site: SiteId }): FactSource {
  const file = join(folder, "ops.db");
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  const meta = db.prepare<[], { epoch: string; chain_epoch: string }>("SELECT epoch, chain_epoch FROM meta").get();
  if (meta === undefined) throw new StoreDamaged(file, "its meta row is missing");
  const genesis = genesisHash(site, meta.chain_epoch);
  const head = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM fact").pluck();
  const hash = db.prepare<[number], Buffer>("SELECT hash FROM fact WHERE seq = ?").pluck();
  const ofLane = db.prepare<[number, number, number, number], Row>(`${SELECT} WHERE f.seq > ? AND f.seq <= ? AND ${IS_FIRST} = ? ORDER BY f.seq LIMIT ?`);
  const all = db.prepare<[number, number], Row>(`${SELECT} WHERE f.seq > ? AND f.seq <= ? ORDER BY f.seq`);
  const counted = db.prepare<[number, number, number], number>(`SELECT count(*) FROM fact f WHERE f.seq > ? AND f.seq <= ? AND ${IS_FIRST} = ?`).pluck();
  const oldest = db.prepare<[number], Instant>("SELECT at FROM fact WHERE kind = 'alarm:raised' AND seq > ? ORDER BY seq LIMIT 1").pluck();

  const evidence = db.prepare<[number, number], { seq: number; file: string }>("SELECT seq, json_extract(body, '$.evidence') AS file FROM fact WHERE kind = 'evidence:added' AND seq > ? ORDER BY seq LIMIT ?");
  const evidenceAfter = db.prepare<[number], number>("SELECT count(*) FROM fact WHERE kind = 'evidence:added' AND seq > ?").pluck();

  const headNow = (): number => head.get() ?? 0;
  const hashAt = (seq: number): string | undefined => (seq === 0 ? genesis : hash.get(seq))?.toString("hex");
  const line = ({ seq, at, kind, body, hash: own, previous }: Row): FactLine => {
    const before = seq === 1 ? genesis : previous;
    if (before === null || !linkHash(before, body).equals(own)) throw new StoreDamaged(file, `fact ${seq} is not what was written (its hash does not fit)`);
    return { seq, at, kind, body, hash: own.toString("hex") };
  };
  return {
    journal: meta.epoch,
    head: headNow,
    hashAt,
    take(lane, after, { rows, bytes }) {
      const end = Math.min(after + WINDOW, headNow());
      const facts: FactLine[] = [];
      let size = 0;
      let cut = false;
      for (const row of ofLane.iterate(after, end, lane === "first" ? 1 : 0, rows + 1)) {
        size += Buffer.byteLength(row.body);
        cut = facts.length === rows || (facts.length > 0 && size > bytes);
        if (cut) break;
        facts.push(line(row));
      }
      const last = cut ? (facts.at(-1)?.seq ?? after) : Math.max(after, end);
      return { facts, to: { seq: last, hash: hashAt(last) ?? "" } };
    },
    count: (lane, after, to) => counted.get(after, to, lane === "first" ? 1 : 0) ?? 0,
    oldestAlarm: (after) => oldest.get(after),
    *facts(after, to) {
      for (const row of all.iterate(after, to)) yield line(row);
    },
    evidence: (after, most) => evidence.all(after, most).map(({ seq, file }) => ({ seq, ...File.parse(JSON.parse(file)) })),
    evidenceAfter: (after) => evidenceAfter.get(after) ?? 0,
    close: () => void db.close(),
  };
}
