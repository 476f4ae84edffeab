import { hash, randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { AccountId } from "#contract/ids";
import { EvidenceId, IncidentId } from "#contract/incident";
import { SITE } from "../../../test/kit/journal.ts";
import { roomJournal } from "../../../test/kit/replica.ts";
import { openRoomKey } from "../../access/room-key.ts";
import { LANES } from "../../core/replica/lane.ts";
import type { FactSource } from "../../ports-replica.ts";
import { openEvidenceFile } from "../evidence-source.ts";
import { openFactSource } from "../fact-source.ts";
import { BundleHead, HEAD_BYTES, headBlock, readHead } from "./head.ts";
import { openBundle, type Bundle } from "./read.ts";
import { writeBundle } from "./write.ts";

const FACTS = 2500;
const AFTER = 300;
let room: ReturnType<typeof roomJournal>;
let source: FactSource;
let whole: string;
let written: Awaited<ReturnType<typeof write>>;
let [gone, film] = ["", Buffer.alloc(0)];

const place = (name: string): string => join(room.folder, name);
const files = () => ({ evidence: source.evidence, evidenceAfter: source.evidenceAfter, open: (file: Parameters<typeof openEvidenceFile>[1]) => openEvidenceFile(room.folder, file) });
const write = (file: string, after: number, evidenceAfter = 0) => writeBundle({ file, site: SITE, source, files: files(), after, evidenceAfter, key: openRoomKey(room.folder, console), now: () => 1_800_000_000_000 });

function piece(content: Buffer, kept = true): string {
  const sha256 = hash("sha256", content, "hex");
  mkdirSync(join(room.folder, "evidence", sha256.slice(0, 2)), { recursive: true });
  if (kept) writeFileSync(join(room.folder, "evidence", sha256.slice(0, 2), `${sha256}.mp4`), content);
  room.append([{ kind: "evidence:added", at: 1_800_000_000_000, evidence: { id: EvidenceId.parse(`phim-${sha256.slice(0, 8)}`), incidentId: IncidentId.parse("ngap-1"), sha256, type: "video/mp4", bytes: content.length, by: AccountId.parse("lan"), at: 1_800_000_000_000, name: "phim.mp4" } }]);
  return sha256;
}

function opened(file: string): Bundle {
  const bundle = openBundle(file);
  if (!bundle.ok) throw new Error(bundle.fault);
  return bundle.value;
}

beforeAll(async () => {
  room = roomJournal();
  room.write(FACTS);
  film = randomBytes(300_000);
  piece(film);
  piece(film);
  gone = piece(Buffer.from("mất"), false);
  source = openFactSource({ folder: room.folder, site: SITE });
  whole = place("whole.bundle");
  written = await write(whole, AFTER);
});
afterAll(() => {
  source.close();
  room.remove();
});

test("what was carried reads as the journal does: every lane from every fact, in any bounds", () => {
  const { facts, close } = opened(whole);
  expect(facts.hashAt(AFTER - 1)).toBeUndefined();
  expect(facts.hashAt(source.head() + 1)).toBeUndefined();
  fc.assert(fc.property(fc.constantFrom(...LANES), fc.integer({ min: AFTER, max: FACTS + 3 }), fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 200_000 }), (lane, after, rows, bytes) => {
    expect(facts.take(lane, after, { rows, bytes })).toEqual(source.take(lane, after, { rows, bytes }));
    expect(facts.hashAt(after)).toBe(source.hashAt(after));
  }), { numRuns: 60 });
  close();
});

test("evidence is carried once a piece, and to the byte; what is gone from the room is told", async () => {
  expect(written).toMatchObject({ head: { files: 1, after: { seq: AFTER }, to: { seq: FACTS + 3 } }, lacking: [gone] });
  const { files: carried, close } = opened(whole);
  const [line, ...more] = carried.evidence(0, 100);
  expect(more).toEqual([]);
  expect([line?.bytes, carried.evidenceAfter(0), carried.evidence(1, 100)]).toEqual([film.length, 1, []]);
  const file = await carried.open(line!);
  expect(Buffer.concat([await file!.read(0, 200_000), await file!.read(200_000, 100_000)]).equals(film)).toBe(true);
  close();
});

test("no byte of it can be another one: head, signature, blanks, facts, evidence", async () => {
  const file = place("small.bundle");
  const { head } = await write(file, FACTS - 40);
  const bytes = readFileSync(file);
  const altered = place("altered.bundle");
  const faults = new Set<string>();
  const at = fc.oneof(fc.integer({ min: 0, max: HEAD_BYTES - 1 }), fc.integer({ min: HEAD_BYTES, max: HEAD_BYTES + head.factBytes }), fc.integer({ min: 0, max: bytes.length - 1 }));
  fc.assert(fc.property(at, fc.integer({ min: 1, max: 255 }), (offset, by) => {
    const copy = Buffer.from(bytes);
    copy[offset] = copy[offset]! ^ by;
    writeFileSync(altered, copy);
    const read = openBundle(altered);
    if (read.ok) read.value.close();
    else faults.add(read.fault);
    return !read.ok;
  }), { numRuns: 400 });
  expect([...faults]).toEqual(expect.arrayContaining(["altered", "signature"]));
  // A line more within the blanks would hide what follows it.
  const hidden = Buffer.from(bytes);
  hidden.write("\nx", HEAD_BYTES - 100);
  writeFileSync(altered, hidden);
  expect(openBundle(altered)).toEqual({ ok: false, fault: "signature" });
});

test("cut short, made longer, empty, of another kind and of a later version are told apart", async () => {
  const file = place("length.bundle");
  await write(file, FACTS - 5);
  const { length } = readFileSync(file);
  const fault = (): unknown => openBundle(file);
  appendFileSync(file, "x");
  expect(fault()).toEqual({ ok: false, fault: "cut-short" });
  truncateSync(file, length - 1);
  expect(fault()).toEqual({ ok: false, fault: "cut-short" });
  truncateSync(file, 100);
  expect(fault()).toEqual({ ok: false, fault: "not-a-bundle" });
  writeFileSync(file, "");
  expect(fault()).toEqual({ ok: false, fault: "not-a-bundle" });
  writeFileSync(file, Buffer.alloc(100_000, 0x61));
  expect(fault()).toEqual({ ok: false, fault: "not-a-bundle" });
  writeFileSync(file, `{"bundle":2}\n${" ".repeat(HEAD_BYTES)}`);
  expect(fault()).toEqual({ ok: false, fault: "newer" });
});

test("a signer cannot say of facts what their chain does not say, nor end them elsewhere", async () => {
  const file = place("chain.bundle");
  const { head } = await write(file, FACTS - 30);
  const key = openRoomKey(room.folder, console);
  const body = readFileSync(file).subarray(HEAD_BYTES);
  const signed = (over: Partial<BundleHead>, content = body) => {
    writeFileSync(file, Buffer.concat([headBlock(BundleHead.parse({ ...head, sum: hash("sha256", content, "hex"), ...over }), (bytes) => key.sign(bytes)), content]));
    const read = openBundle(file);
    if (read.ok) read.value.close();
    return read.ok ? "taken" : read.fault;
  };
  expect(signed({})).toBe("taken");
  expect(signed({ to: { ...head.to, hash: "0".repeat(64) } })).toBe("chain");
  expect(signed({ to: { ...head.to, seq: head.to.seq + 1 } })).toBe("chain");
  expect(signed({ after: { ...head.after, seq: head.after.seq - 1 } })).toBe("chain");
  expect(signed({ factBytes: head.factBytes - 1, fileBytes: head.fileBytes + 1 })).toBe("chain");
  expect(signed({ factBytes: head.factBytes + head.fileBytes, fileBytes: 0, files: 0 })).toBe("chain");
  expect(signed({ files: 2 })).toBe("altered");
  const lines = body.subarray(0, head.factBytes).toString().split("\n");
  const swapped = Buffer.concat([Buffer.from([lines[1], lines[0], ...lines.slice(2)].join("\n")), body.subarray(head.factBytes)]);
  expect(signed({}, swapped)).toBe("chain");
});

test("the signature is the named key's own, over a bundle's head and over nothing else", () => {
  const head = opened(whole).head;
  const [own, other] = [openRoomKey(room.folder, console), openRoomKey(join(room.folder, "evidence"), console)];
  expect(readHead(headBlock(head, own.sign)).ok).toBe(true);
  expect(readHead(headBlock(head, other.sign))).toEqual({ ok: false, fault: "signature" });
  // The same words, signed as something else.
  expect(readHead(headBlock(head, () => own.sign(Buffer.from(JSON.stringify(head)))))).toEqual({ ok: false, fault: "signature" });
  expect(readHead(headBlock({ ...head, key: "AAAA" }, own.sign))).toEqual({ ok: false, fault: "signature" });
  // Made once, and the same ever after.
  expect(openRoomKey(room.folder, console).publicKey).toBe(own.publicKey);
  expect(other.publicKey).not.toBe(own.publicKey);
});

test("a disk that takes less at one go than it is given gets all of it, and of one that takes no more there is no bundle", async () => {
  const probe = await open(whole);
  const prototype: FileHandle = Object.getPrototypeOf(probe);
  await probe.close();
  const real = prototype.write as (bytes: Buffer, from: number, length: number, at: number) => ReturnType<FileHandle["write"]>;
  const spy = vi.spyOn(prototype, "write");
  const takes = (most: number): void => void spy.mockImplementation(function (this: FileHandle, bytes: Buffer, from: number, length: number, at: number) {
    return real.call(this, bytes, from, Math.min(length, most), at);
  } as never);
  onTestFinished(() => spy.mockRestore());
  const [file, none] = [place("slow.bundle"), place("none.bundle")];
  takes(1000);
  await write(file, AFTER);
  expect(readFileSync(file).equals(readFileSync(whole))).toBe(true);
  takes(0);
  await expect(write(none, AFTER)).rejects.toThrow("takes no more");
  expect(readdirSync(room.folder).filter((name) => name.startsWith("none"))).toEqual([]);
});

test("a bundle that could not be written whole leaves nothing behind, and never takes another file's place", async () => {
  const file = place("there.bundle");
  writeFileSync(file, "của người khác");
  await expect(write(file, 0)).rejects.toMatchObject({ code: "EEXIST" });
  expect(readFileSync(file, "utf8")).toBe("của người khác");
  rmSync(file);
  const full = { ...source, facts: () => { throw new Error("ENOSPC"); } };
  await expect(writeBundle({ file, site: SITE, source: full, files: files(), after: 0, evidenceAfter: 0, key: openRoomKey(room.folder, console), now: () => 0 })).rejects.toThrow("ENOSPC");
  expect(existsSync(file) || readdirSync(room.folder).some((name) => name.endsWith(".part"))).toBe(false);
});
