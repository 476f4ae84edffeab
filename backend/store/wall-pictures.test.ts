import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MonitorId } from "#contract/ids";
import { tempFolder } from "../../test/kit/journal.ts";
import { handClock } from "../../test/kit/hand-clock.ts";
import { jpegOf } from "../../test/kit/pictures.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { jpegSize } from "./wall-content.ts";
import { openWallPictures } from "./wall-pictures.ts";

const M1 = MonitorId.parse("m:1");
const M2 = MonitorId.parse("M:1");
const T = Date.UTC(2026, 10, 22, 9, 0, 0);
let temp: ReturnType<typeof tempFolder>;
beforeEach(() => void (temp = tempFolder()));
afterEach(() => temp.remove());

function open(options: { keepDays?: number; maxBytes?: number; reserve?: number; folder?: string; wall?: number } = {}) {
  const clock = handClock(options.wall ?? T);
  const log = quietLog();
  return openWallPictures({ folder: join(temp.folder, "pictures"), keepDays: 7, maxBytes: 1e9, reserve: 0, clock, log, ...options }).then((pictures) => ({ pictures, clock, log }));
}
const files = (): string[] => readdirSync(join(temp.folder, "pictures"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jpg"));

test("the newest is in memory; one a minute is kept and found by the instant, also by the next run", async () => {
  const { pictures } = await open();
  for (let second = 0; second <= 150; second += 30) await pictures.put(M1, T + second * 1000, jpegOf(480, 270, { seed: second }));
  await pictures.put(M2, T + 1000, jpegOf(270, 480));
  expect(pictures.latest(M1)).toEqual({ at: T + 150_000, jpeg: jpegOf(480, 270, { seed: 150 }) });
  expect(files()).toHaveLength(4);
  const { pictures: again } = await open();
  for (const shelf of [pictures, again]) {
    expect(shelf.near(T + 100_000).map(({ monitorId, at }) => [monitorId, at])).toEqual([[M1, T + 120_000], [M2, T + 1000]]);
    expect(await shelf.read(M1, T + 60_000)).toEqual(jpegOf(480, 270, { seed: 60 }));
    expect(await shelf.read(M1, T + 61_000)).toBeUndefined();
    expect(shelf.near(T + 120_000 + 300_001)).toEqual([]);
  }
  expect(again.latest(M1)).toBeUndefined();
});

test("one sent a minute is kept every minute, however it drifts; of one minute the first", async () => {
  const { pictures } = await open();
  // A picture is sent 60 s after the last was begun, and arrives a little sooner or later than that one did.
  for (let minute = 0; minute < 60; minute++) await pictures.put(M1, T + 30_000 + minute * 60_000 + (minute % 2 === 0 ? 400 : 50), jpegOf(480, 270, { seed: minute }));
  expect(files()).toHaveLength(60);
  await pictures.put(M1, T + 3_659_000, jpegOf(480, 270, { seed: 99 }));
  expect(files()).toHaveLength(61);
  await pictures.put(M1, T + 3_659_999, jpegOf(480, 270, { seed: 100 }));
  expect(files()).toHaveLength(61);
  await pictures.put(M1, T + 3_660_000, jpegOf(480, 270, { seed: 101 }));
  expect(files()).toHaveLength(62);
});

test("asking counts as looking for ten seconds", async () => {
  const { pictures, clock } = await open();
  const watched = async () => {
    const answer = await pictures.put(M1, clock.wall(), jpegOf(480, 270));
    return answer.ok && answer.value.watched;
  };
  expect(await watched()).toBe(false);
  pictures.latest(M1);
  clock.pass(9_999);
  expect([await watched(), pictures.watched()]).toEqual([true, true]);
  clock.pass(1);
  expect(await watched()).toBe(false);
});

test("the oldest go first: by days and by bytes", async () => {
  const { pictures } = await open({ keepDays: 1, maxBytes: 5000 });
  for (let minute = 0; minute < 10; minute++) await pictures.put(M1, T + minute * 60_000, jpegOf(480, 270, { bytes: 1000, seed: minute }));
  expect(files()).toHaveLength(5);
  expect(await pictures.read(M1, T + 4 * 60_000)).toBeUndefined();
  expect(await pictures.read(M1, T + 5 * 60_000)).toBeDefined();
  await pictures.put(M1, T + 2 * 86_400_000, jpegOf(480, 270, { bytes: 1000 }));
  expect(files()).toHaveLength(1);
  expect(readdirSync(join(temp.folder, "pictures"))).toEqual(["20261124"]);
  await open({ keepDays: 1, wall: T + 9 * 86_400_000 });
  expect(files()).toEqual([]);
});

test("a step back of the clock does not stop the keeping, and the index stays in order", async () => {
  const { pictures } = await open();
  await pictures.put(M1, T, jpegOf(480, 270, { seed: 1 }));
  await pictures.put(M1, T - 7_200_000, jpegOf(480, 270, { seed: 2 }));
  await pictures.put(M1, T - 7_140_000, jpegOf(480, 270, { seed: 3 }));
  expect([T, T - 7_200_000, T - 7_140_000].map((at) => pictures.near(at)[0]?.at)).toEqual([T, T - 7_200_000, T - 7_140_000]);
});

test("what is no picture on the disk any more is not answered, and what never was one is thrown out at start", async () => {
  const { pictures, log } = await open();
  await pictures.put(M1, T, jpegOf(480, 270));
  const [name] = files();
  writeFileSync(join(temp.folder, "pictures", name!), "torn");
  expect(await pictures.read(M1, T)).toBeUndefined();
  expect(pictures.near(T)).toEqual([]);
  expect(log.lines.map((line) => line.event)).toEqual(["wall-picture-damaged"]);
  mkdirSync(join(temp.folder, "pictures", "20261122"), { recursive: true });
  for (const stray of ["x.jpg", `${T}.6d31.200.${"a".repeat(64)}.jpg.new`]) writeFileSync(join(temp.folder, "pictures", "20261122", stray), "x");
  await open();
  expect(readdirSync(join(temp.folder, "pictures", "20261122"))).toEqual([name!.split("/").at(-1)]);
});

describe("invariant 11: hostile bytes are typed faults and leave nothing behind", () => {
  const good = jpegOf(480, 270);
  test.each<[string, Buffer, string]>([
    ["nothing", Buffer.alloc(0), "malformed"],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>".padEnd(60)), "malformed"],
    ["a page behind the first bytes of a JPEG", Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from("<script>".repeat(20))]), "malformed"],
    ["a JPEG cut off", good.subarray(0, good.length - 40), "malformed"],
    ["a JPEG whose segment runs past the end", Buffer.concat([good.subarray(0, 20), Buffer.from([0xff, 0xe1, 0xff, 0xff, 1, 2, 0xff, 0xd9])]), "malformed"],
    ["one too wide", jpegOf(481, 270), "malformed"],
    ["one that would unpack to gigabytes", jpegOf(480, 65_535), "malformed"],
    ["one of no width", jpegOf(0, 270), "malformed"],
    ["one too large", jpegOf(480, 270, { bytes: 524_289 }), "too-large"],
  ])("%s", async (_what, bytes, code) => {
    const { pictures } = await open();
    expect(await pictures.put(M1, T, bytes)).toMatchObject({ ok: false, fault: { code } });
    expect([pictures.latest(M1), files()]).toEqual([undefined, []]);
  });
  test("whatever the bytes, looking for a size neither throws nor hangs", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 60 }), (noise, cut) => {
      for (const bytes of [noise, Buffer.concat([good.subarray(0, cut), noise])]) {
        const size = jpegSize(bytes);
        if (size !== undefined) expect(size.width).toBeGreaterThanOrEqual(0);
      }
    }));
  });
});

test("no more than 64 monitors are in memory", async () => {
  const { pictures } = await open();
  for (let i = 0; i < 70; i++) await pictures.put(MonitorId.parse(`m${i}`), T + i, jpegOf(480, 270, { seed: i }));
  expect([pictures.latest(MonitorId.parse("m5")), pictures.latest(MonitorId.parse("m6"))?.at]).toEqual([undefined, T + 6]);
});

test("a disk with no room to spare: the newest stays in memory, said once in the log, and kept again when there is room", async ({ skip }) => {
  const full = join(temp.folder, "small");
  mkdirSync(full);
  const mount = process.platform === "linux" && process.getuid?.() === 0 ? spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "ky-dai-test", full], { encoding: "utf8" }) : undefined;
  if (mount?.status !== 0) skip("needs Linux and root for a small file system");
  try {
    const { pictures, log } = await open({ folder: join(full, "pictures"), reserve: 100_000 });
    writeFileSync(join(full, "filler"), Buffer.alloc(900_000));
    for (let minute = 0; minute < 3; minute++) expect(await pictures.put(M1, T + minute * 60_000, jpegOf(480, 270, { bytes: 60_000, seed: minute }))).toMatchObject({ ok: true });
    expect(pictures.latest(M1)?.at).toBe(T + 120_000);
    expect([pictures.near(T), log.lines.map((line) => line.event)]).toEqual([[], ["wall-pictures-not-kept"]]);
    rmSync(join(full, "filler"));
    await pictures.put(M1, T + 180_000, jpegOf(480, 270, { seed: 9 }));
    expect([pictures.near(T + 180_000).length, log.lines.at(-1)?.event]).toEqual([1, "wall-pictures-kept-again"]);
    expect(readFileSync(join(full, "pictures", readdirSync(join(full, "pictures"))[0]!, readdirSync(join(full, "pictures", readdirSync(join(full, "pictures"))[0]!))[0]!))).toEqual(jpegOf(480, 270, { seed: 9 }));
  } finally {
    spawnSync("umount", [full]);
  }
});
