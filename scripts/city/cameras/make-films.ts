/**
 * Makes the films of the demonstration's cameras: `node scripts/city/cameras/make-films.ts`, with ffmpeg and its x264 on the PATH. Takes two minutes.
 * Drawn, not filmed, and every picture says so (invariant 6); without a clock, for they turn round and round.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../fingerprint.ts";
import { FILM, paint, type View } from "./paint.ts";

/** Films by the camera's thing (scripts/city/stations.ts). */
const FILMS: Readonly<Record<string, View & { name: string }>> = {
  "camera-truong-tien": { name: "Cầu Trường Tiền", kind: "bridge", water: 0.35, seed: 1, arches: 6 },
  "camera-phu-xuan": { name: "Cầu Phú Xuân", kind: "bridge", water: 0.3, seed: 2, arches: 3 },
  "camera-dap-da": { name: "Đập Đá", kind: "street", water: 0.75, seed: 3, arches: 0 },
  "camera-kim-long": { name: "Trạm Kim Long", kind: "bridge", water: 0.5, seed: 4, arches: 2 },
  "camera-ba-trieu": { name: "Bà Triệu", kind: "street", water: 0.4, seed: 5, arches: 0 },
  "camera-thao-long": { name: "Đập Thảo Long", kind: "bridge", water: 0.45, seed: 6, arches: 8 },
  "camera-tu-ha": { name: "Cầu Tứ Hạ", kind: "bridge", water: 0.25, seed: 7, arches: 4 },
  "camera-an-hoa": { name: "Cụm CN An Hoà", kind: "yard", water: 0, seed: 8, arches: 0 },
};
/** With all Vietnamese letters in one file, which the windows' own typeface has not (Debian: fonts-dejavu-core). Only its pictures are shipped. */
const FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";

const folder = join(ROOT, "assets/city/hue/cameras");
const texts = mkdtempSync(join(tmpdir(), "kydai-films-"));
mkdirSync(folder, { recursive: true });
let bytes = 0;
for (const [id, { name, ...view }] of Object.entries(FILMS)) {
  const text = join(texts, `${id}.txt`);
  writeFileSync(text, `MÔ PHỎNG · ${name}`);
  const file = join(folder, `${id}.h264`);
  const words = `drawtext=fontfile=${FONT}:textfile=${text}:x=14:y=h-40:fontsize=22:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=7`;
  // One thread and no name of the encoder's version in the stream: the same pictures make the same bytes.
  const encoder = ["-c:v", "libx264", "-preset", "veryslow", "-crf", "31", "-profile:v", "high", "-g", "25", "-bf", "0", "-sc_threshold", "0", "-threads", "1", "-x264-params", "repeat-headers=1:slices=1:keyint=25:min-keyint=25:scenecut=0", "-bsf:v", "filter_units=remove_types=6", "-pix_fmt", "yuv420p"];
  const ffmpeg = spawn("ffmpeg", ["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${FILM.width}x${FILM.height}`, "-r", String(FILM.fps), "-i", "-", "-vf", words, ...encoder, "-f", "h264", file], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = new Promise<number | null>((done) => ffmpeg.once("exit", done));
  for (let i = 0; i < FILM.pictures; i++) if (!ffmpeg.stdin.write(paint(view, i / FILM.pictures))) await once(ffmpeg.stdin, "drain");
  ffmpeg.stdin.end();
  const code = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code ?? "a signal"}`);
  bytes += statSync(file).size;
  process.stdout.write(`${id} ${statSync(file).size}\n`);
}
rmSync(texts, { recursive: true });
process.stdout.write(`${bytes} bytes\n`);
