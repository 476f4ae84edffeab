import { readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MAX_EVIDENCE } from "#contract/incident";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import { evidenceType } from "./evidence-content.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { openEvidenceShelf } from "./evidence-shelf.ts";

const { folder, remove } = tempFolder();
afterAll(remove);
const film = (brand: string, next = "moov", size = 24): Buffer => {
  const bytes = Buffer.alloc(96);
  bytes.writeUInt32BE(size, 0);
  bytes.write(`ftyp${brand}`, 4, "latin1");
  bytes.write("isom", 16, "latin1");
  bytes.write(next, size + 4, "latin1");
  return bytes;
};

test.each<[string, Buffer, string | undefined]>([
  ["a telephone's film", film("mp42"), "video/mp4"],
  ["an old telephone's film by its second brand", film("xxxx"), "video/mp4"],
  ["a header before something that is no box", film("mp42", "\u0000\u0001\u0002\u0003"), undefined],
  ["a header longer than the file", film("mp42", "moov", 90), undefined],
  ["a page that would run", Buffer.from("<!doctype html><script>alert(1)</script>".padEnd(64)), undefined],
  ["a drawing that could run", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), undefined],
  ["nothing", Buffer.alloc(0), undefined],
])("invariant 12 %s is told by its own bytes", (_what, bytes, type) => expect(evidenceType(bytes)).toBe(type));

test("the same twice is one file, whole; one that was cut is not given out, and is mended by handing it in again", async () => {
  const shelf = await openEvidenceShelf({ folder, log: keptLog(), reserve: 0 });
  const [one, two] = [await shelf.put(film("mp42")), await shelf.put(film("mp42"))];
  if (!one.ok) throw new Error(one.fault.code);
  expect(two).toEqual(one);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mp4"));
  expect(files).toHaveLength(1);
  const file = await shelf.open(one.value);
  expect(await text(file!.stream({ start: 4, end: 11 }))).toBe("ftypmp42");
  truncateSync(join(folder, files[0]!), 10);
  expect(await shelf.open(one.value)).toBeUndefined();
  await shelf.put(film("mp42"));
  expect(await shelf.open(one.value)).toBeDefined();
});

test("H-11.4 the same handed in by many at one instant, as bytes and as files, is one piece, and nobody is refused", async () => {
  const at = join(folder, "at-once");
  const shelf = await openEvidenceShelf({ folder: at, log: keptLog(), reserve: 0 });
  const piece = Buffer.from(`%PDF-1.7\n${"% piece\n".repeat(50_000)}%%EOF\n`);
  const files = Array.from({ length: 8 }, (_, which) => join(folder, `piece-${which}`));
  for (const file of files) writeFileSync(file, piece);
  const kept = await Promise.all(files.flatMap((file) => [shelf.keep(file), shelf.put(piece)]));
  expect([...new Set(kept.map((one) => (one.ok ? one.value.bytes : one.fault.code)))]).toEqual([piece.length]);
  const there = readdirSync(at, { recursive: true, encoding: "utf8" }).filter((name) => /\.pdf/.test(name));
  expect(there).toHaveLength(1);
  expect(readFileSync(join(at, there[0]!)).equals(piece)).toBe(true);
  await shelf.close();
});

test("what is too large or finds no room is refused, with its reason", async () => {
  const shelf = await openEvidenceShelf({ folder, log: keptLog(), reserve: 0 });
  expect(await shelf.put(Buffer.alloc(MAX_EVIDENCE + 1))).toMatchObject({ ok: false, fault: { code: "too-large" } });
  const full = await openEvidenceShelf({ folder, log: keptLog(), reserve: Number.MAX_SAFE_INTEGER });
  expect(await full.put(film("isom"))).toMatchObject({ ok: false, fault: { code: "disk-full" } });
});

test("H-11.4 however many photographs arrive at once, few are in memory; a film is never", async () => {
  let [now, peak, all] = [0, 0, 0];
  const few = fewAtOnce(4);
  const shelf = await openEvidenceShelf({ folder, log: keptLog(), reserve: 0, whole: (work) => few(async () => {
    all++;
    peak = Math.max(peak, ++now);
    return work().finally(() => now--);
  }) });
  const file = (name: string, content: Uint8Array): string => {
    const at = join(folder, name);
    writeFileSync(at, content);
    return at;
  };
  const photos = Array.from({ length: 24 }, (_one, i) => file(`anh-${i}`, Buffer.from(`%PDF-1.7\n% photograph ${i}\n%%EOF\n`)));
  const kept = await Promise.all([...photos, file("phim", film("mp42"))].map((at) => shelf.keep(at)));
  expect(kept.filter((one) => one.ok && one.value.type === "application/pdf")).toHaveLength(24);
  expect([all, peak]).toEqual([24, 4]);
  await shelf.close();
});
