import { once } from "node:events";
import type { Writable } from "node:stream";
import { SiteId } from "#contract/ids";
import Database from "better-sqlite3";
import { StoreDamaged } from "../ports.ts";
import { genesisHash } from "./hash-chain.ts";
import { storeError } from "./sqlite.ts";

/** Facts read at a time: bounds memory and the time the thread is held. */
const SLICE = 500;

/** What an export contains, as its first line states. */
export interface ExportHeader {
  site: SiteId;
  epoch: string;
  /** The epoch the chain began with, which is in the genesis hash; differs from `epoch` once a copy was put back. */
  chainEpoch: string;
  /** Hex, hash before fact 1. */
  genesis: string;
  /** The newest fact of the export. */
  head: { seq: number; hash: string };
}

/**
 * Streams a journal as NDJSON: a header line, then `{"hash":"…","fact":{…}}` per fact, ascending, up to the head at the time of
 * the call; facts appended meanwhile are left out. Facts are immutable, so no snapshot is held and the WAL is free to be
 * checkpointed. Written as stored, unchecked: a damaged journal can be exported as evidence; `verify-journal` judges it.
 *
 * @param file ops.db of a live or a stopped backend; opened read-only
 * @param sink not ended by this function
 * @throws StoreDamaged when SQLite cannot read on; whatever the sink fails with
 */
export async function exportJournal(file: string, sink: Writable): Promise<ExportHeader> {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 2000 });
  try {
    const meta = db.prepare<[], { site: string; epoch: string; chainEpoch: string }>("SELECT site, epoch, chain_epoch AS chainEpoch FROM meta").get();
    if (meta === undefined) throw new StoreDamaged(file, "its meta row is missing");
    const site = SiteId.parse(meta.site);
    const genesis = genesisHash(site, meta.chainEpoch).toString("hex");
    const last = db.prepare<[], { seq: number; hash: Buffer }>("SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1").get();
    const head = last === undefined ? { seq: 0, hash: genesis } : { seq: last.seq, hash: last.hash.toString("hex") };
    const header: ExportHeader = { site, epoch: meta.epoch, chainEpoch: meta.chainEpoch, genesis, head };
    await send(sink, `${JSON.stringify(header)}\n`);
    const slice = db.prepare<[number, number], { seq: number; body: string; hash: Buffer }>(`SELECT seq, body, hash FROM fact WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${SLICE}`);
    for (let after = 0; after < head.seq; ) {
      const rows = slice.all(after, head.seq);
      const newest = rows.at(-1);
      if (newest === undefined) break;
      await send(sink, rows.map((row) => `{"hash":"${row.hash.toString("hex")}","fact":${row.body}}\n`).join(""));
      after = newest.seq;
    }
    return header;
  } catch (error) {
    throw storeError(file, error, "exporting");
  } finally {
    db.close();
  }
}

/** Writes, and waits when the sink asks to. */
async function send(sink: Writable, text: string): Promise<void> {
  if (sink.errored !== null) throw sink.errored;
  if (!sink.write(text)) await once(sink, "drain");
}
