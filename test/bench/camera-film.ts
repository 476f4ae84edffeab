/** Films of the bench's cameras: a moving picture with its own number burned in, read off the screen again. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/fingerprint.ts";

/** Which film it is, and how it is coded. */
export interface FilmKind {
  width: number;
  height: number;
  fps: number;
  seconds: number;
  kbits: number;
  /** 0 or 1, told in the picture: two cameras beside each other are told apart. */
  mark: 0 | 1;
}

/** Light field, mark, ten bits of the picture's number, parity: what stands in the middle of each picture, and is read as `fields` by the eye. */
export const FIELDS = 13;
/** Of the picture's width, left and right of the row of fields; of its height, above and below the row's middle. */
const [SIDE, HALF] = [0.05, 0.25];

/** The row of fields within a picture that stands at `box`, one pixel high. */
export function fieldsIn({ x, y, w, h }: { x: number; y: number; w: number; h: number }): { x: number; y: number; w: number; h: number; fields: number } {
  const left = Math.round(x + w * SIDE);
  return { x: left, y: Math.round(y + h / 2), w: Math.round(w * (1 - 2 * SIDE)), h: 1, fields: FIELDS };
}

/** @returns what the fields say; undefined: they are of no picture whole */
export function readPicture(value: number | undefined): { mark: number; number: number } | undefined {
  if (value === undefined || value < 0) return undefined;
  const [mark, number, parity] = [(value >> 11) & 1, (value >> 1) & 1023, value & 1];
  return parityOf(mark, number) === parity ? { mark, number } : undefined;
}

function parityOf(mark: number, number: number): number {
  let [rest, odd] = [number * 2 + mark, 1];
  for (; rest > 0; rest >>= 1) odd ^= rest & 1;
  return odd;
}

/** One picture, 8 bits of grey a pixel: slow waves, fine grain that moves, and the fields. */
function paint({ width, height, mark }: FilmKind, number: number): Buffer {
  const picture = Buffer.alloc(width * height);
  const [left, right, top, bottom] = [Math.round(width * SIDE), Math.round(width * (1 - SIDE)), Math.round(height * (0.5 - HALF)), Math.round(height * (0.5 + HALF))];
  const bits = [1, mark, ...Array.from({ length: 10 }, (_value, i) => (number >> (9 - i)) & 1), parityOf(mark, number)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const within = y >= top && y < bottom && x >= left && x < right;
      const wave = 110 + 40 * Math.sin((x + number * 3) / 37) + 30 * Math.sin((y - number * 2) / 23);
      picture[y * width + x] = within ? (bits[Math.floor(((x - left) * FIELDS) / (right - left))] === 1 ? 235 : 20) : wave + ((x * 7 + y * 13 + number * 5) % 16);
    }
  return picture;
}

/** Encodes it once by Debian's ffmpeg (libx264, high, a key picture each second, no B pictures). @returns the H.264 file */
export async function madeFilm(kind: FilmKind): Promise<string> {
  const folder = join(ROOT, ".cache/bench/films");
  const { width, height, fps, seconds, kbits, mark } = kind;
  const file = join(folder, `${width}x${height}-${fps}-${seconds}-${kbits}-${mark}-tall.h264`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const coding = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-b:v", `${kbits}k`, "-maxrate", `${kbits}k`, "-bufsize", `${kbits}k`, "-g", String(fps), "-bf", "0", "-sc_threshold", "0", "-x264-params", "repeat-headers=1:slices=1", "-pix_fmt", "yuv420p"];
  const ffmpeg = spawn("ffmpeg", ["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray", "-s", `${width}x${height}`, "-r", String(fps), "-i", "-", ...coding, "-f", "h264", `${file}.part`], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = new Promise<number | null>((done, broken) => {
    ffmpeg.once("error", broken);
    ffmpeg.once("exit", done);
  });
  for (let number = 0; number < fps * seconds; number++) if (!ffmpeg.stdin.write(paint(kind, number))) await Promise.race([once(ffmpeg.stdin, "drain"), ended]);
  ffmpeg.stdin.end();
  if ((await ended) !== 0) throw new Error("ffmpeg made no film");
  renameSync(`${file}.part`, file);
  return file;
}
