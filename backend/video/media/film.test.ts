import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitAnnexB } from "./annex-b.ts";
import { makeFilm, type FilmPicture } from "./film.ts";
import { readH264Sps } from "./h264-sps.ts";
import { readH265Sps } from "./h265-sps.ts";
import { TICKS, timesOf } from "./timeline.ts";

test("an access unit's NAL units are found behind start codes of three and four bytes", () => {
  const nals = [Buffer.from([0x67, 1, 2]), Buffer.from([0x68, 3]), Buffer.from([0x65, 0, 0, 3, 1, 9])];
  const data = Buffer.concat([Buffer.from([0, 0, 0, 1]), nals[0]!, Buffer.from([0, 0, 1]), nals[1]!, Buffer.from([0, 0, 0, 1]), nals[2]!]);
  expect(splitAnnexB(data)).toEqual(nals);
  expect(splitAnnexB(Buffer.alloc(0))).toEqual([]);
});

const step = TICKS / 25;
test("pictures that wait for none are shown as they are decoded", () => {
  const { times, begin, end } = timesOf([0, 1, 2, 3].map((n) => ({ timestamp: (0xff_ff_f0_00 + n * step) >>> 0, arrived: n * 40, session: 1 })));
  expect(times).toEqual([0, 1, 2, 3].map((n) => ({ dts: n * step, pts: n * step })));
  expect([begin, end]).toEqual([0, 4 * step]);
});

test("with B-frames each is decoded before it is shown, and shown when its timestamp says", () => {
  // I P B B P B B: shown as I B B P B B P.
  const order = [0, 3, 1, 2, 6, 4, 5];
  const { times, begin } = timesOf(order.map((n, i) => ({ timestamp: n * step, arrived: i * 40, session: 1 })));
  expect(times.map(({ pts }) => (pts - begin) / step)).toEqual(order);
  expect(times.map(({ dts }) => dts / step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(begin).toBe(step);
});

test("a camera that came back goes on after what was, by our own clock", () => {
  const { times } = timesOf([{ timestamp: 5, arrived: 0, session: 1 }, { timestamp: 5 + step, arrived: 40, session: 1 }, { timestamp: 3_000_000_000, arrived: 7040, session: 2 }, { timestamp: 3_000_000_000 + step, arrived: 7080, session: 2 }]);
  expect(times.map(({ pts }) => pts)).toEqual([0, step, step + 7 * TICKS, 2 * step + 7 * TICKS]);
});

test("whatever a camera sends, decoding times ascend and nothing is shown before it is decoded", () =>
  fc.assert(fc.property(fc.array(fc.record({ timestamp: fc.integer({ min: 0, max: 0xff_ff_ff_ff }), arrived: fc.integer({ min: 0, max: 1e6 }), session: fc.integer({ min: 0, max: 2 }) }), { minLength: 1, maxLength: 60 }), (pictures) => {
    const { times, begin, end } = timesOf(pictures);
    times.forEach(({ dts, pts }, i) => {
      expect(pts).toBeGreaterThanOrEqual(dts);
      expect(pts).toBeGreaterThanOrEqual(begin);
      expect(pts).toBeLessThan(end);
      if (i > 0) expect(dts).toBeGreaterThan(times[i - 1]!.dts);
    });
  })));

const run = (program: string, args: string[]): string => {
  const done = spawnSync(program, args, { timeout: 60_000, maxBuffer: 1e8 });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr?.toString().slice(-2000) ?? String(done.error)}`);
  return done.stdout.toString("latin1");
};
/** What judges our films is none of ours. */
const encoders = spawnSync("ffmpeg", ["-hide_banner", "-encoders"], { timeout: 20_000 }).stdout?.toString() ?? "";
const NO_FFMPEG = !encoders.includes("libx264") || spawnSync("ffprobe", ["-version"]).status !== 0;

interface Packet { pts: number; dts: number; key: boolean }
const packetsOf = (file: string): Packet[] => {
  const told: { packets: { pts: number; dts: number; flags: string }[] } = JSON.parse(run("ffprobe", ["-v", "error", "-show_packets", "-of", "json", file]));
  return told.packets.map(({ pts, dts, flags }) => ({ pts, dts, key: flags.startsWith("K") }));
};
/** Hash of every decoded picture, in the order they are shown. */
const decoded = (file: string): string[] => run("ffmpeg", ["-v", "error", "-i", file, "-f", "framemd5", "-"]).split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(",").at(-1)!.trim());

describe.skipIf(NO_FFMPEG)("films are what ffprobe and ffmpeg take them for", () => {
  test.each([
    ["h264", "libx264", ["-x264-params", "keyint=12:scenecut=0:bframes=2:b-adapt=0:open-gop=0"], "h264_mp4toannexb,h264_metadata=aud=insert", 9, readH264Sps, 7],
    ["h265", "libx265", ["-x265-params", "keyint=12:min-keyint=12:scenecut=0:bframes=2:b-adapt=0:open-gop=0:log-level=none", "-tag:v", "hvc1"], "hevc_mp4toannexb,hevc_metadata=aud=insert", 35, readH265Sps, 33],
  ] as const)("%s with B-frames: the same pictures, bit by bit, at the same times", (codec, encoder, params, bsf, delimiter, readSps, spsKind) => {
    if (!encoders.includes(encoder)) return;
    const folder = mkdtempSync(join(tmpdir(), "kydai-film-"));
    try {
      const [theirs, raw, ours] = ["theirs.mp4", `raw.${codec}`, "ours.mp4"].map((name) => join(folder, name)) as [string, string, string];
      run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-frames:v", "40", "-pix_fmt", "yuv420p", "-c:v", encoder, ...params, "-video_track_timescale", "90000", theirs]);
      run("ffmpeg", ["-v", "error", "-i", theirs, "-c", "copy", "-bsf:v", bsf, "-f", codec === "h264" ? "h264" : "hevc", raw]);
      const kindOf = (nal: Buffer): number => (codec === "h264" ? nal[0]! & 31 : (nal[0]! >> 1) & 63);
      const packets = packetsOf(theirs);
      const units: Buffer[][] = [];
      for (const nal of splitAnnexB(readFileSync(raw))) {
        if (kindOf(nal) === delimiter) units.push([]);
        else units.at(-1)?.push(nal);
      }
      expect(units).toHaveLength(packets.length);
      const pictures: FilmPicture[] = units.map((nals, i) => ({ key: packets[i]!.key, data: Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal])), timestamp: (packets[i]!.pts + 0xff_ff_00_00) >>> 0, arrived: 1_700_000_000_000 + i * 40, session: 1 }));
      const format = readSps(units[0]!.find((nal) => kindOf(nal) === spsKind)!);
      const made = makeFilm({ codec, width: format!.width, height: format!.height, pictures });
      writeFileSync(ours, Buffer.concat(made ?? []));
      expect(packetsOf(ours).map(({ key }) => key)).toEqual(packets.map(({ key }) => key));
      const from = (all: Packet[]): number[] => all.map(({ pts }) => pts - Math.min(...all.map((one) => one.pts)));
      expect(from(packetsOf(ours))).toEqual(from(packets));
      expect(decoded(ours)).toEqual(decoded(theirs));
      expect(run("ffprobe", ["-v", "warning", "-show_entries", "stream=codec_name,width,height,nb_frames", "-of", "csv=p=0", ours]).trim()).toBe(`${codec === "h264" ? "h264" : "hevc"},320,180,40`);
      expect(made).toEqual(makeFilm({ codec, width: 320, height: 180, pictures }));
      // A film begins with a key picture.
      expect(makeFilm({ codec, width: 320, height: 180, pictures: pictures.slice(1) })).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
