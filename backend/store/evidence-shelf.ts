import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, link, mkdir, open, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { MAX_EVIDENCE, MAX_FILM, type Evidence } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import type { EvidenceShelf, KeptEvidence, Log } from "../ports.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { EVIDENCE_SUFFIX, evidenceType } from "./evidence-content.ts";
import { isWholeFilm } from "./evidence-film.ts";
import { openEvidenceLook } from "./evidence-look.ts";
import { tooBig } from "./wall-content.ts";
import { isFull, isSound, LEFT_TO_JOURNAL, writeWhole } from "./write-whole.ts";

/** Of a file whose type its beginning says. */
const BEGINNING = 4096;
/** Pieces read whole at one time, MAX_EVIDENCE of memory each; a film is never. */
const WHOLE = 4;

/** With what only the one who opened it does. */
export interface OpenShelf extends EvidenceShelf {
  close(): Promise<void>;
}

/**
 * Evidence under the SHA-256 of its content, in 256 folders by its first two digits. It is never let go: what the disk has no
 * room for, beside what the journal needs, is refused.
 *
 * @param options.whole gives pieces that are read whole a place to be read in
 */
export async function openEvidenceShelf({ folder, log, reserve = LEFT_TO_JOURNAL, whole = fewAtOnce(WHOLE) }: { folder: string; log: Log; reserve?: number; whole?: ReturnType<typeof fewAtOnce> }): Promise<OpenShelf> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const look = openEvidenceLook(log);
  const folderOf = (sha256: string): string => join(folder, sha256.slice(0, 2));
  const pathOf = ({ sha256, type }: Pick<KeptEvidence, "sha256" | "type">): string => join(folderOf(sha256), `${sha256}.${EVIDENCE_SUFFIX[type]}`);

  const notKept = (error: unknown, file: string): Result<never> => {
    if (!isFull(error, file, "keeping evidence")) throw error;
    log.error("evidence-not-kept", { error });
    return fail({ code: "disk-full" });
  };
  const busy = new Map<string, Promise<Result<KeptEvidence>>>();
  /** Two hand in the same at one instant: the second waits, and finds what the first has put there. No longer than what is being handed in. */
  async function oneByOne(file: string, work: () => Promise<Result<KeptEvidence>>): Promise<Result<KeptEvidence>> {
    const mine = (busy.get(file) ?? Promise.resolve()).then(work, work);
    busy.set(file, mine);
    try {
      return await mine;
    } finally {
      if (busy.get(file) === mine) busy.delete(file);
    }
  }
  async function withTaken(kept: KeptEvidence): Promise<Result<KeptEvidence>> {
    const taken = await look.taken(pathOf(kept), kept.type);
    return ok({ ...kept, ...(taken !== undefined && { taken }) });
  }

  return {
    async put(content) {
      if (content.length > MAX_EVIDENCE) return fail({ code: "too-large", limit: MAX_EVIDENCE });
      const type = typeOf(content);
      if (!type.ok) return type;
      const sha256 = hash("sha256", content, "hex");
      const kept: KeptEvidence = { sha256, type: type.value, bytes: content.length };
      const file = pathOf(kept);
      return oneByOne(file, async () => {
        if (await isSound(file, sha256)) return withTaken(kept);
        try {
          await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 });
          await writeWhole(file, content, { durable: true, reserve });
        } catch (error) {
          return notKept(error, file);
        }
        return withTaken(kept);
      });
    },
    async keep(from) {
      const { size } = await stat(from);
      if (size > MAX_FILM) return fail({ code: "too-large", limit: MAX_FILM });
      const film = evidenceType(await beginning(from)) === "video/mp4";
      if (!film && size > MAX_EVIDENCE) return fail({ code: "too-large", limit: MAX_EVIDENCE });
      const type = film ? ((await isWholeFilm(from)) ? ok("video/mp4" as const) : NONE) : await whole(async () => typeOf(await readFile(from)));
      if (!type.ok) return type;
      const kept: KeptEvidence = { sha256: await sumOf(from), type: type.value, bytes: size };
      const file = pathOf(kept);
      return oneByOne(file, async () => {
        const there = await stat(file).then((found) => found.size === size, () => false);
        if (there && (await sumOf(file)) === kept.sha256) return withTaken(kept);
        try {
          await mkdir(dirname(file), { recursive: true, mode: 0o700 });
          await putThere(from, file);
        } catch (error) {
          return notKept(error, file);
        }
        return withTaken(kept);
      });
    },
    async hasRoom(bytes) {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize - bytes >= reserve;
    },
    async thumb(kept) {
      const file = join(folder, "thumbs", kept.sha256.slice(0, 2), `${kept.sha256}.jpg`);
      const made = await readFile(file).catch(() => undefined);
      if (made !== undefined) return made;
      const jpeg = await look.thumb(pathOf(kept), kept.type);
      // It can be made again: what finds no room is only not kept.
      if (jpeg !== undefined) await mkdir(dirname(file), { recursive: true, mode: 0o700 }).then(() => writeWhole(file, jpeg, { durable: false, reserve })).catch((error: unknown) => log.warn("thumb-not-kept", { error }));
      return jpeg;
    },
    async open(kept) {
      const file = pathOf(kept);
      const size = await stat(file).then((found) => found.size, () => undefined);
      return size === kept.bytes ? { stream: (range) => createReadStream(file, range ?? {}) } : undefined;
    },
    close: () => look.close(),
  };
}

const NONE: Result<never> = fail({ code: "malformed", path: "", detail: "not a JPEG, PNG, WebP, PDF or MP4" });

/** By its own bytes; a picture that would unpack to more than a window bears is none. */
function typeOf(content: Uint8Array): Result<Evidence["type"]> {
  const type = evidenceType(content);
  if (type === undefined) return NONE;
  const big = type === "video/mp4" ? undefined : tooBig(content, type);
  return big === undefined ? ok(type) : fail({ code: "malformed", path: "", detail: big });
}

async function beginning(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function sumOf(file: string): Promise<string> {
  const sum = createHash("sha256");
  await pipeline(createReadStream(file), sum);
  return sum.digest("hex");
}

/** Under its name only once it is on the disk; no second copy where the file system can have one file under two names. */
async function putThere(from: string, file: string): Promise<void> {
  const beside = `${file}.new`;
  await rm(beside, { force: true });
  await link(from, beside).catch(() => copyFile(from, beside));
  const handle = await open(beside, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
