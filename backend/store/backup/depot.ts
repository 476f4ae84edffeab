import { z } from "zod";
import type { Instant } from "#contract/ids";
import { BackupFault } from "./fault.ts";
import type { Place } from "./places/place.ts";
import { isSameCheck, newSalt, openSeal, type Seal } from "./seal.ts";

/** Bytes of a block: what differs between two copies is sent in such pieces. */
export const BLOCK = 1024 * 1024;

/** Open to anybody, at the root of a place: whose it is, and the salt of its key. */
const Header = z.object({ format: z.literal(1), site: z.string().min(1), salt: z.string().regex(/^[0-9a-f]{32}$/), check: z.string() });
const HEADER = "kydai-backup.json";

/** A file of a copy. `blocks`: ids of its pieces, in order, 64 hex digits each without anything between. */
const CopiedFile = z.object({
  path: z.string().min(1).max(400).refine((path) => !path.startsWith("/") && !path.split("/").includes(".."), "leaves its folder"),
  size: z.int().min(0), mtime: z.number(),
  /** Rows of each table, of a database. */
  rows: z.record(z.string(), z.int()).optional(),
  blocks: z.string().regex(/^(?:[0-9a-f]{64})*$/),
});
export type CopiedFile = z.infer<typeof CopiedFile>;

/** A whole copy of a room. `head`: the journal's newest fact in it, of the history `epoch`. */
const Manifest = z.object({
  format: z.literal(1), site: z.string(), at: z.number(), program: z.string(), schema: z.int(), epoch: z.string(), chainEpoch: z.string(),
  head: z.object({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  files: z.array(CopiedFile),
});
export type Manifest = z.infer<typeof Manifest>;

/** A copy as its name tells of it. */
export interface CopyName {
  name: string;
  at: Instant;
  epoch: string;
  seq: number;
}
/** Facts between copies as their name tells: from … to of one history, brought at `at`. */
export interface SpanName {
  name: string;
  epoch: string;
  from: number;
  to: number;
  at: Instant;
}

/** What lies at a place, sealed: copies, their blocks, and facts between copies. */
export interface Depot {
  readonly site: string;
  copies(): Promise<CopyName[]>;
  manifest(copy: CopyName): Promise<Manifest>;
  putManifest(manifest: Manifest): Promise<void>;
  /** Ids of the blocks there, and how many bytes each takes. */
  blocks(): Promise<Map<string, number>>;
  /** Its id; sent only where `there` does not have it, which learns of it. */
  putBlock(bytes: Uint8Array, there: Map<string, number>): Promise<string>;
  /** @throws BackupFault `damaged` when it is not there, or is not what was put */
  block(id: string): Promise<Buffer>;
  removeBlock(id: string): Promise<void>;
  spans(epoch?: string): Promise<SpanName[]>;
  putSpan(span: Omit<SpanName, "name">, lines: Buffer): Promise<void>;
  span(span: SpanName): Promise<Buffer>;
  remove(named: { name: string }): Promise<void>;
  close(): Promise<void>;
}

const blockName = (id: string): string => `blocks/${id.slice(0, 2)}/${id}`;
const copyName = ({ at, epoch, seq }: Omit<CopyName, "name">): string => `copies/${at}_${epoch}_${seq}`;
const spanName = ({ epoch, from, to, at }: Omit<SpanName, "name">): string => `facts/${epoch}/${from}_${to}_${at}`;

/** @returns whose backups lie there; undefined: nobody's */
export async function siteOf(place: Place): Promise<string | undefined> {
  return (await readHeader(place))?.site;
}

async function readHeader(place: Place): Promise<z.infer<typeof Header> | undefined> {
  const bytes = await place.get(HEADER);
  if (bytes === undefined) return undefined;
  try {
    return Header.parse(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw new BackupFault("damaged", `${HEADER} cannot be read`, { cause: error });
  }
}

/**
 * Opens a place with its key.
 *
 * @param site given by a room that writes: a place without a header becomes this site's; absent: it is only read
 * @throws BackupFault `foreign` when another site's copies are there, `key` when they were sealed with another key
 */
export async function openDepot(place: Place, secret: { key: Buffer } | { passphrase: string }, site?: string): Promise<Depot> {
  let header = await readHeader(place);
  if (header === undefined && site === undefined) throw new BackupFault("other", "there is no backup");
  let seal: Seal;
  if (header === undefined) {
    const salt = newSalt();
    seal = openSeal(secret, salt);
    header = { format: 1, site: site ?? "", salt, check: seal.check };
    await place.put(HEADER, Buffer.from(JSON.stringify(header)));
  } else {
    if (site !== undefined && header.site !== site) throw new BackupFault("foreign", `the copies there are of site ${header.site}`);
    seal = openSeal(secret, header.salt);
    if (!isSameCheck(seal.check, header.check)) throw new BackupFault("key", "the copies there were sealed with another key");
  }
  const opened = async (name: string): Promise<Buffer> => {
    const bytes = await place.get(name);
    if (bytes === undefined) throw new BackupFault("damaged", `${name} is not there`);
    return seal.open(name, bytes);
  };
  return {
    site: header.site,
    async copies() {
      return [...(await place.list("copies")).keys()].flatMap((name) => {
        const [, at, epoch, seq] = /^copies\/(\d+)_([0-9a-f-]+)_(\d+)$/.exec(name) ?? [];
        return at === undefined || epoch === undefined ? [] : [{ name, at: Number(at), epoch, seq: Number(seq) }];
      }).toSorted((a, b) => b.at - a.at);
    },
    async manifest(copy) {
      const read = Manifest.safeParse(JSON.parse((await opened(copy.name)).toString("utf8")));
      if (!read.success || copyName({ at: read.data.at, epoch: read.data.epoch, seq: read.data.head.seq }) !== copy.name) throw new BackupFault("damaged", `${copy.name} is no manifest of this program`);
      return read.data;
    },
    async putManifest(manifest) {
      const name = copyName({ at: manifest.at, epoch: manifest.epoch, seq: manifest.head.seq });
      await place.put(name, seal.close(name, Buffer.from(JSON.stringify(manifest))));
    },
    async blocks() {
      return new Map([...(await place.list("blocks"))].map(([name, size]) => [name.slice(name.lastIndexOf("/") + 1), size]));
    },
    async putBlock(bytes, there) {
      const id = seal.idOf(bytes);
      if (!there.has(id)) {
        const sealed = seal.close(blockName(id), bytes);
        await place.put(blockName(id), sealed);
        there.set(id, sealed.length);
      }
      return id;
    },
    async block(id) {
      const bytes = await opened(blockName(id));
      if (seal.idOf(bytes) !== id) throw new BackupFault("damaged", `block ${id.slice(0, 12)} is another`);
      return bytes;
    },
    removeBlock: (id) => place.remove(blockName(id)),
    async spans(epoch) {
      return [...(await place.list(epoch === undefined ? "facts" : `facts/${epoch}`)).keys()].flatMap((name) => {
        const [, of, from, to, at] = /^facts\/([0-9a-f-]+)\/(\d+)_(\d+)_(\d+)$/.exec(name) ?? [];
        return of === undefined ? [] : [{ name, epoch: of, from: Number(from), to: Number(to), at: Number(at) }];
      }).toSorted((a, b) => a.from - b.from || b.to - a.to);
    },
    putSpan: (span, lines) => place.put(spanName(span), seal.close(spanName(span), lines)),
    span: (span) => opened(span.name),
    remove: ({ name }) => place.remove(name),
    close: () => place.close(),
  };
}

/** A file's blocks, one by one. */
export function idsOf({ blocks }: CopiedFile): string[] {
  return blocks.match(/.{64}/g) ?? [];
}
