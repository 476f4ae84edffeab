import { readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { tempFolder } from "../../../test/kit/journal.ts";
import { until } from "../../../test/kit/until.ts";
import { openReel } from "./reel.ts";
import { openReels } from "./reels.ts";

const CAU = CameraId.parse("cau");
const onDisk = (folder: string): number => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(folder, name))).filter((one) => one.isFile()).reduce((sum, { size }) => sum + size, 0);
/** Files of the folder that this process still holds open, deleted ones too. */
const held = (folder: string): string[] => readdirSync("/proc/self/fd").flatMap((fd) => {
  try {
    const target = readlinkSync(`/proc/self/fd/${fd}`);
    return target.startsWith(folder) && target.includes(".seg") ? [target] : [];
  } catch {
    return [];
  }
});

test("K-3.6 what a camera sent last goes after its hours though it never comes back: file, bytes and handle; and when it comes, it is kept anew", async () => {
  const { folder, remove } = tempFolder();
  const clock = handClock();
  const reels = await openReels(folder, { seconds: 3600, bytesEach: 400_000, bytes: 1_000_000, hours: 24, reserve: 0 }, clock);
  const film = (seconds: number): void => {
    for (let i = 0; i < seconds * 10; i++) {
      reels.put(CAU, "main", { key: i % 10 === 0, broken: false, data: Buffer.alloc(500, i), timestamp: (clock.steady() * 90) >>> 0, arrived: clock.wall(), captured: undefined }, { codec: "h264", name: "avc1.640029", width: 1920, height: 1080 });
      clock.pass(100);
    }
  };
  try {
    film(10);
    // The last two seconds are of the segment that is written.
    clock.pass(250);
    await until(() => onDisk(folder) === reels.bytes() && held(folder).length === 1, 10_000, () => `${onDisk(folder)} of ${reels.bytes()}, ${held(folder).join()}`);
    clock.pass(23 * 3_600_000);
    // The look that was due is over when the next one waits.
    await until(() => clock.pending() > 0);
    expect(reels.bytes()).toBeGreaterThan(10 * 10 * 500);
    clock.pass(3_600_000);
    await until(() => {
      clock.pass(5000);
      return reels.bytes() === 0;
    }, 10_000);
    await until(() => onDisk(folder) === 0 && held(folder).length === 0, 10_000, () => `${onDisk(folder)} bytes, ${held(folder).join()}`);
    film(6);
    clock.pass(250);
    await until(() => onDisk(folder) === reels.bytes(), 10_000);
    const read = await reels.read(CAU, "main", 0, Infinity);
    expect(read.flatMap(({ units }) => units)).toHaveLength(60);
  } finally {
    await reels.close();
    remove();
  }
});

test.each<[string, (put: (key: boolean, bytes: number) => void, refuse: () => void) => void]>([
  ["no room is had for a key picture", (put, refuse) => { refuse(); put(true, 500); }],
  ["no room is had for the next picture", (put, refuse) => { refuse(); put(false, 500); }],
  ["a picture is larger than all that may be kept", (put) => put(true, 300_000)],
  ["a group has to end in its middle, too large for one file", (put) => put(false, 300_000)],
])("a film that ends because %s keeps no deleted file open: its bytes come back, and what comes later is kept anew", async (_why, short) => {
  const { folder, remove } = tempFolder();
  const clock = handClock();
  let room = true;
  const faults: unknown[] = [];
  const reel = openReel({ folder, found: [], bounds: { ms: 3_600_000, bytes: 400_000 }, clock, grew: () => undefined, admit: () => room, onFault: (error) => void faults.push(error) });
  const put = (key: boolean, bytes: number): void => {
    reel.put({ key, broken: false, data: Buffer.alloc(bytes, 7), timestamp: 0, arrived: clock.wall(), captured: undefined }, { codec: "h264", name: "avc1.640029", width: 1920, height: 1080 });
    clock.pass(100);
  };
  try {
    put(true, 500);
    for (let i = 0; i < 8; i++) put(false, 500);
    await reel.flush();
    expect([held(folder).length, onDisk(folder)]).toEqual([1, reel.bytes()]);
    // Old enough for the next key picture to begin another file.
    clock.pass(4000);
    short(put, () => (room = false));
    while (reel.drop() > 0);
    await reel.flush();
    expect([held(folder), onDisk(folder), reel.bytes()]).toEqual([[], 0, 0]);
    room = true;
    put(true, 500);
    put(false, 500);
    await reel.flush();
    expect([held(folder).length, onDisk(folder), faults]).toEqual([1, reel.bytes(), []]);
  } finally {
    await reel.close();
    remove();
  }
});
