import { hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok } from "#contract/result";
import { MAX_WALL_FILE, type Log, type WallFiles } from "../ports.ts";
import { SUFFIX, tooBig, typeOf, type WallFileType } from "./wall-content.ts";
import { isFull, isSound, LEFT_TO_JOURNAL, writeWhole } from "./write-whole.ts";

/** Files at most, whatever their size. */
const MAX_FILES = 10_000;
/** A file that nothing shows may have been handed in for the cell being filled just now: it is let be for so long, ms. */
const GRACE = 86_400_000;

interface Options {
  folder: string;
  log: Log;
  /** Bytes of all files. */
  maxBytes: number;
  /** Some cell or scene names the file. */
  inUse: (id: string) => boolean;
  /** Wall clock, ms. */
  now: () => number;
  reserve?: number;
}
interface Entry {
  type: WallFileType;
  bytes: number;
  /** When it was handed in (last). */
  at: number;
}

/**
 * Pictures and documents for cells, under the SHA-256 of their content: the same file twice is one. Where there is no room for
 * another, those that no cell and no scene names make room, longest kept first; where that is not enough, it is refused.
 */
export async function openWallFiles({ folder, log, maxBytes, inUse, now, reserve = LEFT_TO_JOURNAL }: Options): Promise<WallFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const entries = new Map<string, Entry>();
  const types = new Map(Object.entries(SUFFIX).map(([type, suffix]) => [suffix, type as WallFileType]));
  for (const name of await readdir(folder)) {
    const [, id, suffix] = /^([0-9a-f]{64})\.([a-z]+)$/.exec(name) ?? [];
    const type = types.get(suffix ?? "");
    if (id === undefined || type === undefined) {
      await rm(join(folder, name), { force: true, recursive: true }).catch((error: unknown) => log.warn("wall-file-stray", { name, error }));
      continue;
    }
    const { size, mtimeMs } = await stat(join(folder, name));
    entries.set(id, { type, bytes: size, at: mtimeMs });
  }
  const pathOf = (id: string, type: WallFileType): string => join(folder, `${id}.${SUFFIX[type]}`);
  const total = (): number => [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  /** One at a time: what two count together fits. */
  let turn: Promise<unknown> = Promise.resolve();

  async function makeRoom(bytes: number): Promise<boolean> {
    const idle = [...entries].filter(([id, entry]) => now() - entry.at > GRACE && !inUse(id)).sort((a, b) => a[1].at - b[1].at);
    while (total() + bytes > maxBytes || entries.size >= MAX_FILES) {
      const [id, entry] = idle.shift() ?? [];
      if (id === undefined || entry === undefined) return false;
      entries.delete(id);
      await rm(pathOf(id, entry.type), { force: true });
      log.info("wall-file-let-go", { id, bytes: entry.bytes });
    }
    return true;
  }

  const put: WallFiles["put"] = async (content) => {
    if (content.length > MAX_WALL_FILE) return fail({ code: "too-large", limit: MAX_WALL_FILE });
    const type = typeOf(content);
    if (type === undefined) return fail({ code: "malformed", path: "", detail: "not a PNG, JPEG, WebP or PDF" });
    const big = tooBig(content, type);
    if (big !== undefined) return fail({ code: "malformed", path: "", detail: big });
    const id = hash("sha256", content, "hex");
    const file = pathOf(id, type);
    const known = entries.get(id);
    const sound = known !== undefined && (await isSound(file, id));
    try {
      if (!sound) {
        if (!(await makeRoom(content.length - (known?.bytes ?? 0)))) return fail({ code: "conflict", detail: `the wall's files take ${total()} bytes of ${maxBytes}, all in use` });
        await writeWhole(file, content, { durable: true, reserve });
      }
    } catch (error) {
      if (!isFull(error, file, "keeping a wall's file")) throw error;
      log.error("wall-file-not-kept", { error });
      return fail({ code: "disk-full" });
    }
    entries.set(id, { type, bytes: content.length, at: now() });
    return ok({ id, type, bytes: content.length });
  };

  return {
    put(content) {
      const mine = turn.then(() => put(content));
      turn = mine.catch(() => undefined);
      return mine;
    },
    open(id) {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      return { type: entry.type, bytes: entry.bytes, stream: () => createReadStream(pathOf(id, entry.type)) };
    },
  };
}
