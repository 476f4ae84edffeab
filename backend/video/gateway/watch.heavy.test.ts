import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { pictures } from "../../feed/cameras/packets.ts";
import { openWatch } from "./watch.ts";

const NO_ENCODER = spawnSync("ffmpeg", ["-hide_banner", "-encoders"], { encoding: "utf8" }).stdout?.includes("libx264") !== true;
if (NO_ENCODER) console.log("skipped: what is told of real pictures (no ffmpeg with libx264)");

const [WIDTH, HEIGHT, FPS] = [640, 360, 25];
const ONE = "trim=end_frame=1,loop=loop=-1:size=1,setpts=N/25/TB";
const DETAIL = "testsrc2=size=640x360:rate=25";
const DIM = "eq=brightness=-0.35:contrast=0.35";
/** Scenes as ffmpeg draws them; grain is the sensor's. */
const SCENES = {
  /** By day, things move. */
  street: `${DETAIL},noise=alls=4:allf=t`,
  /** Nothing moves: much grain, and little. */
  parked: `${DETAIL},${ONE},noise=alls=4:allf=t`,
  smooth: `${DETAIL},${ONE},noise=alls=2:allf=t`,
  /** The same at night, with the grain of a sensor turned up, and with most of it smoothed away. */
  night: `${DETAIL},${ONE},${DIM},noise=alls=10:allf=t`,
  nightSmooth: `${DETAIL},${ONE},${DIM},noise=alls=3:allf=t`,
  hand: "color=c=0x3a2a22:size=640x360:rate=25,noise=alls=4:allf=t",
  black: "color=c=black:size=640x360:rate=25",
  /** One and the same picture again and again. */
  stuck: `${DETAIL},${ONE}`,
  stuckGrain: `${DETAIL},noise=alls=8:allf=t,${ONE}`,
} as const;
type Scene = keyof typeof SCENES;
/** What cameras are set to: a quality, or a bit rate, which fills every picture with detail that is none. */
const CODINGS = { quality: ["-crf", "28"], finer: ["-crf", "23"], rate: ["-b:v", "500k", "-maxrate", "500k", "-bufsize", "500k"] } as const;
type Coding = keyof typeof CODINGS;

const made = new Map<string, ReturnType<typeof pictures>>();
/** Fifteen seconds as a camera codes them: a key picture each second. */
function film(scene: Scene, coding: Coding): ReturnType<typeof pictures> {
  const key = `${scene} ${coding}`;
  const known = made.get(key) ?? pictures(execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", SCENES[scene], "-t", "15", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-x264-params", "slices=1:sliced-threads=0:threads=1", "-g", String(FPS), "-sc_threshold", "0", ...CODINGS[coding], "-f", "h264", "-"], { maxBuffer: 64_000_000, timeout: 60_000 }));
  made.set(key, known);
  return known;
}

/** A camera shows one scene for 150 s, then another for 30 s. @returns what was said during the first, and at the end of the second */
function said(usual: Scene, then: Scene, coding: Coding): { before: string[]; after: string | undefined } {
  const watch = openWatch();
  const before = new Set<string>();
  let now = 0;
  const show = (scene: Scene, seconds: number, each?: () => void): void => {
    const all = film(scene, coding);
    for (let i = 0; i < seconds * FPS; i++) {
      const { nals, key } = all[i % all.length] ?? { nals: [], key: false };
      watch.take({ codec: "h264", key, broken: false, data: Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal])), timestamp: 0, arrived: now, captured: undefined }, now, WIDTH * HEIGHT);
      now += 1000 / FPS;
      if (key) each?.();
    }
  };
  show(usual, 150, () => {
    const { picture } = watch.look(now);
    if (picture !== undefined) before.add(picture);
  });
  show(then, 30);
  return { before: [...before], after: watch.look(now).picture };
}

/** Right calls; `–` where nothing is to be said. The last rows are what sizes cannot tell, as they stand. */
test.skipIf(NO_ENCODER).each<[Coding, Scene, Scene, "still" | "plain" | "–"]>([
  ...(["quality", "finer", "rate"] as const).flatMap((coding) => (["street", "parked", "smooth", "night", "nightSmooth"] as const).map((quiet): [Coding, Scene, Scene, "–"] => [coding, quiet, quiet, "–"])),
  ["quality", "street", "stuck", "still"], ["quality", "parked", "stuck", "still"], ["quality", "night", "stuckGrain", "still"], ["finer", "smooth", "stuck", "still"], ["finer", "street", "stuckGrain", "still"],
  ["quality", "street", "hand", "plain"], ["quality", "parked", "hand", "plain"], ["quality", "night", "hand", "plain"],
  ["quality", "street", "black", "plain"], ["finer", "parked", "black", "plain"], ["rate", "street", "black", "plain"], ["rate", "night", "black", "plain"],
  // With a bit rate that is always used up a covered lens and a stuck picture look like any other scene.
  ["rate", "street", "hand", "–"], ["rate", "parked", "stuck", "–"],
])("cameras of constant %s that show %s, then %s: %s", (coding, usual, then, word) => {
  expect(said(usual, then, coding)).toEqual({ before: [], after: word === "–" ? undefined : word });
});
