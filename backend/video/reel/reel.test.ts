import { readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { tempFolder } from "../../../test/kit/journal.ts";
import { until } from "../../../test/kit/until.ts";
import type { StreamFormat } from "../media/unit.ts";
import { makeClip } from "./clip.ts";
import { openReels, type ReelBounds, type Reels } from "./reels.ts";
import { readSegment, writeHead, writeUnit, type KeptUnit } from "./segment.ts";

const FORMAT: StreamFormat = { codec: "h264", name: "avc1.640029", width: 1920, height: 1080 };
const [CAU, KIN] = [CameraId.parse("cau"), CameraId.parse("KIN:1")];
const SPS = Buffer.from("67640029acd940780227e5c05a808080a0000003002000000651e30632c0", "hex");
const PPS = Buffer.from("68ebe3cb22c0", "hex");
const annexB = (...nals: Buffer[]): Buffer => Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal]));
const picture = (key: boolean, size: number): Buffer => (key ? annexB(SPS, PPS, Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(size, 7)])) : annexB(Buffer.concat([Buffer.from([0x41, 0x88]), Buffer.alloc(size, 5)])));
const BOUNDS: ReelBounds = { seconds: 20, bytesEach: 400_000, bytes: 1_000_000, hours: 24, reserve: 0 };

let clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.reverse()) await end();
  clean = [];
});
function place(): string {
  const { folder, remove } = tempFolder();
  clean.push(remove);
  return folder;
}
async function open(folder: string, clock: HandClock, more: Partial<ReelBounds> = {}): Promise<Reels> {
  const reels = await openReels(folder, { ...BOUNDS, ...more }, clock);
  clean.push(() => reels.close());
  return reels;
}
/** Ten pictures a second, a key one each second. */
function film(reels: Reels, clock: HandClock, { seconds, size = 500, camera = CAU, stream = "main" }: { seconds: number; size?: number; camera?: CameraId; stream?: "main" | "sub" }): void {
  for (let i = 0; i < seconds * 10; i++) {
    const key = i % 10 === 0;
    reels.put(camera, stream, { key, broken: false, data: picture(key, size), timestamp: (clock.steady() * 90) >>> 0, arrived: clock.wall(), captured: clock.wall() + 1234 }, FORMAT);
    clock.pass(100);
  }
}
const onDisk = (folder: string): number => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(folder, name))).filter((one) => one.isFile()).reduce((sum, { size }) => sum + size, 0);

describe("a segment", () => {
  const units = (n: number): KeptUnit[] => Array.from({ length: n }, (_, i) => ({ key: i === 0, broken: i % 3 === 1, data: Buffer.alloc(i * 7, i), timestamp: 0xff_ff_ff_00 + i, arrived: 1e12 + i, captured: i % 2 === 0 ? undefined : 1e12 + i * 2 }));
  const HEAD = { codec: "h264" as const, name: "avc1.640029", width: 1920, height: 1080, session: 7 };
  test("gives back what it was given, bit by bit", () => {
    expect(readSegment(Buffer.concat([...writeHead(HEAD), ...units(9).flatMap(writeUnit)]))).toEqual({ head: HEAD, units: units(9) });
  });
  test("cut off anywhere by a kill, or with a bit turned by the disk, it gives whole pictures up to there and throws nothing", () => {
    const whole = Buffer.concat([...writeHead(HEAD), ...units(9).flatMap(writeUnit)]);
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.boolean(), (at, cut) => {
      const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!cut) bytes[at] = (bytes[at] ?? 0) ^ 4;
      const read = readSegment(bytes)?.units ?? [];
      expect(read.length).toBeLessThanOrEqual(9);
      expect(read).toEqual(units(9).slice(0, read.length));
    }));
  });
});

describe("what is kept of cameras", () => {
  test("goes oldest first above its seconds, and holds them while its bytes allow", async () => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock);
    film(reels, clock, { seconds: 60 });
    const held = reels.heldFrom(CAU, "main") ?? 0;
    expect(clock.wall() - held).toBeGreaterThanOrEqual(20_000);
    expect(clock.wall() - held).toBeLessThan(30_000);
    expect(reels.covered(CAU, "main", clock.wall() - 10_000, clock.wall() - 5000)).toBeGreaterThan(4500);
  });

  test("never takes more than its bytes, each stream and all together, whatever comes", async () => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock, { seconds: 3600 });
    for (let round = 0; round < 12; round++) {
      film(reels, clock, { seconds: 5, size: 3000 });
      film(reels, clock, { seconds: 5, size: 9000, camera: KIN });
      film(reels, clock, { seconds: 5, size: 100, camera: KIN, stream: "sub" });
      for (const one of ["a", "b"]) film(reels, clock, { seconds: 3, size: 4000, camera: CameraId.parse(one) });
      expect(reels.bytes()).toBeLessThanOrEqual(1_000_000);
      await reels.read(CAU, "main", 0, 0);
    }
    await reels.close();
    expect(onDisk(folder)).toBeLessThanOrEqual(1_000_000);
    expect(onDisk(folder)).toBe(reels.bytes());
    for (const name of readdirSync(folder)) expect(onDisk(join(folder, name))).toBeLessThanOrEqual(400_000);
  });

  test("a picture larger than its place, and the rest of its group, are left out; the next group is there", async () => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock);
    film(reels, clock, { seconds: 2 });
    film(reels, clock, { seconds: 1, size: 300_000 });
    film(reels, clock, { seconds: 2 });
    const units = (await reels.read(CAU, "main", 0, Infinity)).flatMap((one) => one.units);
    expect(units).toHaveLength(40);
    expect(units.filter(({ key }) => key)).toHaveLength(4);
  });

  test("is on the disk a quarter of a second after it came, asked for or not: what a kill costs", async () => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock);
    film(reels, clock, { seconds: 1 });
    clock.pass(250);
    await until(() => onDisk(folder) === reels.bytes(), 10_000, () => `${onDisk(folder)} of ${reels.bytes()} bytes`);
    expect(reels.bytes()).toBeGreaterThan(10 * 500);
  });

  test.each([30 * 3_600_000, -30 * 3_600_000])("is not thrown out by a wall clock that jumps %i ms, and goes after its hours all the same", async (jump) => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock, { seconds: 3600 });
    film(reels, clock, { seconds: 12 });
    const kept = reels.bytes();
    clock.jump(jump);
    film(reels, clock, { seconds: 12 });
    const before = reels.bytes();
    expect(before).toBeGreaterThan(kept);
    // A look at what is too old, which asks the disk first: what it did is seen when the next one is awaited.
    const looked = (): Promise<unknown> => new Promise((done) => setTimeout(done, 100));
    for (let looks = 0; looks < 3; looks++) {
      clock.pass(6000);
      await looked();
    }
    expect(reels.bytes()).toBe(before);
    // All but the one that is being written.
    await expect.poll(() => {
      clock.pass(3_600_000);
      return reels.bytes();
    }, { timeout: 15_000 }).toBeLessThan(before / 3);
  });
  test("outlives its process, also with half a picture at its end; goes with its camera, and after a day", async () => {
    const [folder, clock] = [place(), handClock(Date.now())];
    const before = await open(folder, clock);
    film(before, clock, { seconds: 12 });
    film(before, clock, { seconds: 3, camera: KIN });
    await before.close();
    const [key] = readdirSync(folder).filter((name) => name.startsWith(Buffer.from("cau").toString("hex")));
    const last = readdirSync(join(folder, key!)).toSorted().at(-1)!;
    truncateSync(join(folder, key!, last), statSync(join(folder, key!, last)).size - 100);
    writeFileSync(join(folder, "stray"), "not ours");
    const after = await open(folder, clock);
    const units = (await after.read(CAU, "main", 0, Infinity)).flatMap((one) => one.units);
    expect(units).toHaveLength(119);
    after.retain(new Set([CAU]));
    await expect.poll(() => readdirSync(folder).length).toBe(2);
    expect(after.heldFrom(KIN, "main")).toBeUndefined();
    clock.pass(25 * 3_600_000);
    await expect.poll(() => {
      clock.pass(5000);
      return after.heldFrom(CAU, "main");
    }).toBeUndefined();
  });

  test("with too little left on the disk for the journal nothing is kept", async () => {
    const [folder, clock] = [place(), handClock()];
    const full = await open(folder, clock, { reserve: Number.MAX_SAFE_INTEGER });
    expect(full.state()).toBe("full");
    film(full, clock, { seconds: 3 });
    expect([full.bytes(), onDisk(folder)]).toEqual([0, 0]);
  });
});

describe("a clip", () => {
  test("begins with the key picture before its time and ends with it; says what it holds, and is the same made again", async () => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock);
    const begun = clock.wall();
    film(reels, clock, { seconds: 15 });
    const wanted = { camera: CAU, from: begun + 3400, to: begun + 9000, at: begun + 8000 };
    const [one, two] = [join(folder, "one.mp4"), join(folder, "two.mp4")];
    const made = await makeClip(reels, wanted, one);
    expect(made).toEqual({ ok: true, value: { stream: "main", codec: "avc1.640029", width: 1920, height: 1080, from: begun + 3000, to: begun + 9000, pictures: 61, broken: 0, gaps: [], clockOff: 1234 } });
    expect(await makeClip(reels, wanted, two)).toEqual(made);
    expect(statSync(one).size).toBe(statSync(two).size);
  });

  test("a camera that was away leaves a gap that is told; a time without any picture is none", async () => {
    const [folder, clock] = [place(), handClock()];
    const reels = await open(folder, clock);
    const begun = clock.wall();
    film(reels, clock, { seconds: 3 });
    clock.pass(4000);
    reels.cut(CAU, "main");
    film(reels, clock, { seconds: 3 });
    const made = await makeClip(reels, { camera: CAU, from: begun, to: begun + 20_000, at: begun }, join(folder, "gap.mp4"));
    expect(made).toMatchObject({ ok: true, value: { pictures: 60, gaps: [{ from: begun + 2900, to: begun + 7000 }] } });
    for (const from of [begun - 90_000, begun + 60_000]) expect(await makeClip(reels, { camera: CAU, from, to: from + 5000, at: from }, join(folder, "none.mp4"))).toEqual({ ok: false, fault: "none" });
    expect(await makeClip(reels, { camera: KIN, from: begun, to: begun + 5000, at: begun }, join(folder, "none.mp4"))).toEqual({ ok: false, fault: "none" });
  });
});
