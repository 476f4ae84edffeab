import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { until } from "../../../test/kit/until.ts";
import { systemClock } from "../../clock.ts";
import type { SentUnit, Viewer } from "../gateway/source.ts";
import { nalUnits } from "../../feed/cameras/packets.ts";
import { openAwaited } from "./awaited.ts";
import { sizeOfPicture } from "./child.ts";
import { findProgram } from "./find-program.ts";
import { fitted, MOST_DECODERS, openDecoders } from "./decoders.ts";

describe("which picture is of which unit", () => {
  test("one after the other, however many are inside, where none is lost", () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 400 }), (inside, count) => {
      const awaited = openAwaited<number>();
      const out: (number | undefined)[] = [];
      for (let i = 0; i < count; i++) {
        awaited.put(i);
        if (i >= inside) out.push(awaited.take());
      }
      expect(out).toEqual(out.map((_, i) => i));
    })));
  test("units that gave nothing are forgotten soon, so that later pictures are not said to be older than they are", () => {
    const awaited = openAwaited<number>();
    let [swallowed, last] = [0, -1];
    for (let i = 0; i < 1000; i++) {
      awaited.put(i);
      if (i % 97 === 96) swallowed++;
      else last = awaited.take() ?? -1;
    }
    expect(swallowed).toBe(10);
    expect(999 - last).toBeLessThanOrEqual(2);
  });
  test("a decoder that gives nothing fills no memory", () => {
    const awaited = openAwaited<number>();
    for (let i = 0; i < 5000; i++) awaited.put(i);
    expect(awaited.waiting()).toBeLessThanOrEqual(300);
  });
});

test.each([[1920, 1080, 960, 540], [640, 360, 640, 360], [3840, 2160, 960, 540], [1080, 1920, 304, 540], [353, 289, 354, 290], [1, 1, 2, 2]])("a picture of %i × %i is made %i × %i", (width, height, wide, high) =>
  expect(fitted("h265", { width, height })).toEqual({ codec: "h265", width: wide, height: high }));

test("the decoder is a path, a name on the PATH, or none", () => {
  expect(findProgram("none", "/usr/bin:/bin")).toBeUndefined();
  expect(findProgram("sh", "relativ:/khong/co:/bin")).toBe("/bin/sh");
  expect(findProgram("/bin/sh", undefined)).toBe("/bin/sh");
  expect(findProgram("khong-co-chuong-trinh-nay", "/usr/bin:/bin")).toBeUndefined();
  expect(findProgram("/khong/co/ffmpeg", "/usr/bin")).toBeUndefined();
});

const FFMPEG = "/usr/bin/ffmpeg";
const CODES = existsSync(FFMPEG) && execFileSync(FFMPEG, ["-v", "error", "-encoders"], { encoding: "utf8" }).includes("libx265");
if (!CODES) console.log("skipped: H.265 decoded by this machine's ffmpeg (no ffmpeg with x265)");

/** Units of an H.265 film of 25 pictures: a key one and 24 after it. */
function film(): Buffer[] {
  const bytes = execFileSync(FFMPEG, ["-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=1", "-c:v", "libx265", "-preset", "ultrafast", "-tune", "zerolatency", "-x265-params", "keyint=25:log-level=none", "-f", "hevc", "-"], { maxBuffer: 10_000_000 });
  const units: Buffer[] = [];
  let nals: Buffer[] = [];
  for (const nal of nalUnits(bytes)) {
    nals.push(nal);
    if (((nal[0] ?? 0) >> 1) > 31) continue;
    units.push(Buffer.concat(nals.flatMap((one) => [Buffer.from([0, 0, 0, 1]), one])));
    nals = [];
  }
  return units;
}

const clean: (() => void)[] = [];
afterEach(() => {
  for (const end of clean.splice(0).reverse()) end();
});

describe.skipIf(!CODES)("H.265 decoded by this machine's ffmpeg", () => {
  const units = CODES ? film() : [];
  /** Cameras that send when told to. */
  function begin(program: string | undefined = FFMPEG) {
    const watching = new Map<string, Viewer>();
    const hub = {
      source: () => undefined,
      watch(id: CameraId, _stream: string, viewer: Viewer) {
        watching.set(id, viewer);
        viewer.state({ is: "live", since: 1 });
        viewer.format({ codec: "h265", name: "hev1.1.6.L60.90", width: 320, height: 240 });
        return () => void watching.delete(id);
      },
    };
    const decoders = openDecoders({ hub, clock: systemClock(), chance: () => 0.5 });
    clean.push(() => decoders.close());
    decoders.use(program);
    const look = (name: string) => {
      const seen = { units: [] as SentUnit[], states: [] as StreamState[], stop: (): void => undefined };
      seen.stop = decoders.watch(CameraId.parse(name), "main", { unit: (unit) => void seen.units.push(unit), format: () => undefined, state: (state) => void seen.states.push(state) });
      return seen;
    };
    let n = 0;
    /** One unit of the camera, again and again from the key one on. */
    const send = (name: string): void => {
      const at = n++;
      watching.get(name)?.unit({ codec: "h265", key: at % units.length === 0, broken: false, data: units[at % units.length]!, timestamp: at * 3600, arrived: 1000 + at, captured: undefined, seq: at });
    };
    return { decoders, look, send, watching };
  }

  test("each unit gives its picture when a few more came, the first key one too", async () => {
    const { look, send } = begin();
    const seen = look("cam");
    // What it reads to know the stream at all.
    for (let i = 0; i < 5; i++) send("cam");
    for (let i = 5; i < 60; i++) {
      send("cam");
      await until(() => seen.units.length >= i - 3, 20_000, () => `${seen.units.length} pictures of ${i + 1}`);
    }
    expect(seen.units.slice(0, 56).map(({ arrived }) => arrived)).toEqual(Array.from({ length: 56 }, (_, i) => 1000 + i));
    expect(seen.units.every(({ codec, key, data }) => codec === "i420" && key && data.length === sizeOfPicture({ width: 320, height: 240 }))).toBe(true);
    expect(new Set(seen.units.slice(0, 25).map(({ data }) => data.toString("base64"))).size).toBe(25);
  }, 60_000);

  test("killed it is begun anew, says so meanwhile, and goes on from the next key picture", async () => {
    const { decoders, look, send } = begin();
    const seen = look("cam");
    for (let kill = 0; kill < 3; kill++) {
      const before = seen.units.length;
      await until(() => {
        send("cam");
        return seen.units.length > before;
      }, 30_000, () => JSON.stringify(seen.states));
      const [pid] = decoders.pids();
      if (pid === undefined) throw new Error("no child");
      process.kill(pid, "SIGKILL");
      await until(() => seen.states.at(-1)?.reason === "decoder", 10_000);
      await until(() => decoders.pids().some((one) => one !== pid), 20_000);
    }
    const before = seen.units.length;
    await until(() => {
      send("cam");
      return seen.units.length > before;
    }, 30_000);
    expect(seen.states.at(-1)?.is).toBe("live");
  }, 120_000);

  test("without an ffmpeg it says so; with one it begins", async () => {
    const { decoders, look, send } = begin(undefined);
    decoders.use(undefined);
    const seen = look("cam");
    expect(seen.states.at(-1)).toMatchObject({ is: "lost", reason: "no-decoder" });
    decoders.use(FFMPEG);
    await until(() => {
      send("cam");
      return seen.units.length > 0;
    }, 20_000);
    expect(seen.states.at(-1)?.is).toBe("live");
  }, 60_000);

  test("a program that is none is not begun over and over at once", async () => {
    const { look, decoders } = begin("/khong/co/ffmpeg");
    const seen = look("cam");
    await until(() => seen.states.at(-1)?.reason === "decoder", 10_000);
    expect(decoders.pids()).toEqual([]);
  });

  test("more streams than places wait for one; nobody looks, no child", async () => {
    const { decoders, look } = begin();
    const all = Array.from({ length: MOST_DECODERS + 1 }, (_, i) => look(`cam-${i}`));
    expect(decoders.pids().length).toBe(MOST_DECODERS);
    expect(all.at(-1)?.states.at(-1)?.reason).toBe("decoders-busy");
    const pids = decoders.pids();
    all[0]?.stop();
    await until(() => decoders.pids().length === MOST_DECODERS && decoders.pids().some((pid) => !pids.includes(pid)), 10_000);
    for (const one of all) one.stop();
    expect(decoders.pids()).toEqual([]);
    for (const pid of pids) await until(() => !existsSync(`/proc/${pid}`), 10_000);
  });
});
