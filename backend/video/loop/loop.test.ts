import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { box, u32 } from "../media/boxes.ts";
import { makeFilm } from "../media/film.ts";
import { readJpeg } from "../media/jpeg-size.ts";
import { jpegHead, tablesOfQuality } from "../media/jpeg-tables.ts";
import type { Received } from "../rtsp/receive.ts";
import { readLoop, readStream } from "./film.ts";
import { openLoopSession } from "./loop-session.ts";
import { readMp4 } from "./mp4.ts";

const STREAM = readFileSync(new URL("../../../assets/city/hue/cameras/camera-dap-da.sub.h264", import.meta.url));
let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "kydai-films-")), "films");
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));
/** The film of the city as MP4, as clips are made. */
async function mp4(): Promise<Buffer> {
  writeFileSync(join(folder, "a.h264"), STREAM);
  const loop = await readLoop("film:a.h264?fps=12.5", folder);
  if (!loop.ok) throw new Error(loop.fault.detail);
  const { units } = loop.value;
  return Buffer.concat(makeFilm({ codec: "h264", width: 640, height: 360, pictures: units.map(({ unit, at }) => ({ ...unit, timestamp: at * 90, arrived: at, session: 1 })) }) ?? []);
}

describe("a film in the folder", () => {
  test("of H.264 as it stands has its pictures, key ones with their parameter sets, and the length its rate gives", async () => {
    writeFileSync(join(folder, "a.h264"), STREAM);
    const loop = await readLoop("film:a.h264?fps=12.5", folder);
    if (!loop.ok) throw new Error(loop.fault.detail);
    const { units, length } = loop.value;
    expect(units[0]).toMatchObject({ at: 0, unit: { key: true, codec: "h264" }, format: { width: 640, height: 360 } });
    expect(length).toBeCloseTo(units.length * 80, 6);
    expect(units.filter(({ unit }) => unit.key).every(({ unit }) => (unit.data[4] ?? 0) % 32 === 7)).toBe(true);
  });
  test("of MP4 has the same pictures at the same times", async () => {
    writeFileSync(join(folder, "b.mp4"), await mp4());
    const [plain, film] = [await readLoop("film:a.h264?fps=12.5", folder), await readLoop("film:b.mp4", folder)];
    if (!plain.ok || !film.ok) throw new Error(film.ok ? "" : film.fault.detail);
    expect(film.value.units.map(({ unit }) => [unit.key, unit.data.toString("base64")])).toEqual(plain.value.units.map(({ unit }) => [unit.key, unit.data.toString("base64")]));
    expect(film.value.units.map(({ at }) => Math.round(at))).toEqual(plain.value.units.map(({ at }) => Math.round(at)));
    expect(film.value.length).toBeCloseTo(plain.value.length, 0);
  });
  test("invariant 12 is played from no other folder, by name or by link, and is no folder, no giant and no other file", async () => {
    writeFileSync(join(folder, "..", "ops.h264"), STREAM);
    symlinkSync(join(folder, "..", "ops.h264"), join(folder, "link.h264"));
    mkdirSync(join(folder, "dir.mp4"));
    writeFileSync(join(folder, "giant.mp4"), "");
    truncateSync(join(folder, "giant.mp4"), 65_000_000);
    for (const [url, reason] of [["film:../ops.h264", "refused"], ["film:..%2fops.h264", "refused"], ["film:/etc/passwd", "refused"], ["film:link.h264", "refused"], ["film:dir.mp4", "refused"], ["film:giant.mp4", "refused"], ["film:nothing.mp4", "not-found"]] as const) {
      const read = await readLoop(url, folder);
      expect(read, url).toMatchObject({ ok: false, fault: { reason } });
      expect(JSON.stringify(read)).not.toContain(folder);
    }
  });
  test("invariant 12 that is cut off or bent anywhere is refused or read, and throws nothing", async () => {
    const film = await mp4();
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(film.length - 1), fc.nat(255)), { maxLength: 5 }), fc.nat(4000), fc.nat(film.length), (bends, near, cut) => {
      const bent = Buffer.from(film);
      for (const [at, byte] of bends) bent[at] = byte;
      // The tables stand at the beginning: there a bend hurts most.
      bent[near] = 0xff;
      readMp4(bent);
      readMp4(bent.subarray(0, cut));
      readStream(bent, 25);
    }), { numRuns: 200 });
    // A box of its own size for ever, and one that claims more than there is.
    expect(readMp4(box("moov", u32(0), Buffer.from("trak"))).ok).toBe(false);
    expect(readMp4(Buffer.concat([u32(0x7fffffff), Buffer.from("moov")])).ok).toBe(false);
  });
});

test("it goes round and round in its own time, with a clock that goes on; after a sleep from now on; closed it is still", async () => {
  writeFileSync(join(folder, "a.h264"), STREAM);
  const clock = handClock();
  const units: Received[] = [];
  const opened = await openLoopSession({ url: "film:a.h264?fps=12.5", clock, onUnit: (unit) => void units.push(unit) }, folder);
  if (!opened.ok) throw new Error(opened.fault.detail);
  const count = readStream(STREAM, 12.5);
  const all = count.ok ? count.value.pictures.length : 0;
  // Two hundred and a half rounds, a step at a time.
  for (let i = 0; i < all * 2.5; i++) clock.pass(80);
  expect(units.length).toBeGreaterThanOrEqual(Math.floor(all * 2.5));
  expect(units[all]?.data.equals(units[0]!.data)).toBe(true);
  expect(new Set(units.slice(1).map((unit, i) => unit.timestamp - (units[i]?.timestamp ?? 0)))).toEqual(new Set([7200]));
  const before = units.length;
  clock.pass(0);
  expect(units.length).toBe(before);
  opened.value.close();
  clock.pass(5000);
  expect(units.length).toBe(before);
  expect(clock.pending()).toBe(0);
});

test("films that play share one room: one more than fits is refused in words, and plays once another is over", async () => {
  writeFileSync(join(folder, "a.h264"), STREAM);
  const shelf = { most: STREAM.length * 2.5, taken: 0 };
  const open = () => openLoopSession({ url: "film:a.h264", clock: handClock(), onUnit: () => undefined }, folder, shelf);
  const [first, second] = [await open(), await open()];
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(await open()).toMatchObject({ ok: false, fault: { reason: "refused", detail: expect.stringMatching(/MB together/) } });
  // Closed twice it gives its place back once.
  for (let n = 0; n < 2; n++) if (first.ok) first.value.close();
  const third = await open();
  expect(third.ok).toBe(true);
  expect((await open()).ok).toBe(false);
  for (const one of [second, third]) if (one.ok) one.value.close();
  expect(shelf.taken).toBe(0);
});

describe("a JPEG", () => {
  const jpeg = (width: number, height: number): Buffer => Buffer.concat([jpegHead({ type: 1, width, height, tables: tablesOfQuality(50), restart: 0 }), Buffer.alloc(300, 7), Buffer.from([0xff, 0xd9])]);
  test("tells its size, whatever fills it up behind its end", () => {
    expect(readJpeg(jpeg(320, 240))).toEqual({ width: 320, height: 240 });
    expect(readJpeg(Buffer.concat([jpeg(1920, 1080), Buffer.from("\r\n\0\0")]))).toEqual({ width: 1920, height: 1080 });
  });
  test("cut off anywhere is none", () => {
    const whole = jpeg(320, 240);
    for (let at = 0; at < whole.length; at++) expect(readJpeg(whole.subarray(0, at))).toBeUndefined();
  });
  test("invariant 12 bent anywhere throws nothing", () => fc.assert(fc.property(fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 6 }), (bends) => {
    const bent = jpeg(64, 64);
    for (const [at, byte] of bends) if (at < bent.length) bent[at] = byte;
    readJpeg(bent);
  })));
});
