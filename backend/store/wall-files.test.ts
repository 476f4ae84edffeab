import { hash } from "node:crypto";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { jpegOf, pngOf } from "../../test/kit/pictures.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { openWallFiles } from "./wall-files.ts";

let temp: ReturnType<typeof tempFolder>;
beforeEach(() => void (temp = tempFolder()));
afterEach(() => temp.remove());

const PDF = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
const WEBP = Buffer.concat([Buffer.from("RIFF"), Buffer.from([40, 0, 0, 0]), Buffer.from("WEBPVP8L"), Buffer.alloc(40)]);
const DAY = 86_400_000;

function open(options: { maxBytes?: number; used?: string[]; now?: () => number; reserve?: number } = {}) {
  const used = new Set(options.used);
  return openWallFiles({ folder: join(temp.folder, "wall-files"), log: quietLog(), maxBytes: options.maxBytes ?? 1e9, inUse: (id) => used.has(id), now: options.now ?? (() => Date.now()), reserve: options.reserve ?? 0 });
}
async function bytesOf(opened: { stream: () => AsyncIterable<Buffer> } | undefined): Promise<Buffer> {
  const parts: Buffer[] = [];
  if (opened !== undefined) for await (const part of opened.stream()) parts.push(part);
  return Buffer.concat(parts);
}

test.each<[string, Buffer]>([["image/png", pngOf()], ["image/jpeg", jpegOf(4000, 3000)], ["image/webp", WEBP], ["application/pdf", PDF]])("a %s is kept under its content's SHA-256, once, and there for the next run", async (type, content) => {
  const files = await open();
  const id = hash("sha256", content, "hex");
  for (let again = 0; again < 2; again++) expect(await files.put(content)).toEqual({ ok: true, value: { id, type, bytes: content.length } });
  expect(readdirSync(join(temp.folder, "wall-files"))).toHaveLength(1);
  const opened = (await open()).open(id);
  expect([opened?.type, opened?.bytes, await bytesOf(opened)]).toEqual([type, content.length, content]);
  if (process.platform !== "win32") expect(statSync(join(temp.folder, "wall-files", readdirSync(join(temp.folder, "wall-files"))[0]!)).mode & 0o111).toBe(0);
});

test.each<[string, Buffer, string]>([
  ["nothing", Buffer.alloc(0), "malformed"],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>".padEnd(80)), "malformed"],
  ["a drawing with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "malformed"],
  ["a page with a PDF's mark further on", Buffer.from(`<script>alert(1)</script>${PDF.toString()}`), "malformed"],
  ["a sound that begins like a WebP", Buffer.concat([Buffer.from("RIFF"), Buffer.from([40, 0, 0, 0]), Buffer.from("WAVEfmt "), Buffer.alloc(40)]), "malformed"],
  ["an animation in GIF", Buffer.from("GIF89a".padEnd(60)), "malformed"],
  ["a program", Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), Buffer.alloc(60)]), "malformed"],
  ["more than 20 MB", Buffer.concat([PDF, Buffer.alloc(20_971_520)]), "too-large"],
])("invariant 11: %s is a typed fault and not kept", async (_what, content, code) => {
  const files = await open();
  expect(await files.put(content)).toMatchObject({ ok: false, fault: { code } });
  expect(readdirSync(join(temp.folder, "wall-files"))).toEqual([]);
});

test("full: what nothing shows makes room, oldest first and not on its first day; what is shown stays, and then the next is refused", async () => {
  let now = Date.now();
  const contents = [0, 1, 2, 3, 4].map((seed) => pngOf(seed, 1000));
  const ids = contents.map((content) => hash("sha256", content, "hex"));
  const files = await open({ maxBytes: 3000, used: [ids[0]!], now: () => now });
  for (const content of contents.slice(0, 3)) {
    expect(await files.put(content)).toMatchObject({ ok: true });
    now += 1000;
  }
  expect(await files.put(contents[3]!)).toMatchObject({ ok: false, fault: { code: "conflict" } });
  now += DAY;
  expect(await files.put(contents[3]!)).toMatchObject({ ok: true });
  expect(ids.map((id) => files.open(id) !== undefined)).toEqual([true, false, true, true, false]);
  // Together they would not fit: one of them is refused whichever comes first.
  const both = await Promise.all([files.put(contents[4]!), files.put(contents[1]!)]);
  expect(both.map((answer) => answer.ok)).toEqual([true, false]);
});

test("a file that the disk damaged is mended by handing it in again; strays are thrown out at start", async () => {
  const content = pngOf(7, 500);
  const id = hash("sha256", content, "hex");
  const files = await open();
  await files.put(content);
  writeFileSync(join(temp.folder, "wall-files", `${id}.png`), "torn");
  writeFileSync(join(temp.folder, "wall-files", "evil.html"), "<script>");
  const again = await open();
  expect(readdirSync(join(temp.folder, "wall-files"))).toEqual([`${id}.png`]);
  expect(await again.put(content)).toMatchObject({ ok: true });
  expect(await bytesOf(again.open(id))).toEqual(content);
});

test("the journal's share of the disk is left alone", async () => {
  const files = await open({ reserve: Number.MAX_SAFE_INTEGER });
  expect(await files.put(PDF)).toEqual({ ok: false, fault: { code: "disk-full" } });
});
