/**
 * Makes the films of the demonstration's cameras: `node scripts/city/cameras/make-films.ts`, with ffmpeg and its x264 on the PATH. Takes ten minutes.
 * Drawn, not filmed, and every picture says so (invariant 6); without a clock, for they turn round and round.
 * Of each camera two files, a large picture and a small one, with a film for each height of the water one after the other; `stages.json` says from which reading on each is shown.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../fingerprint.ts";
import { FILM, painter } from "./paint.ts";
import type { View } from "./view.ts";

/** Which datastream says how high the water is, and from which values on it is so high in the picture. */
interface Rises { by: string; from: readonly number[]; water: readonly number[] }
/** Alarm levels of Kim Long are 1.0, 2.0 and 3.5 m; streets in cm. The lowest film is of a calm day. */
const KIM_LONG: Rises = { by: "kim-long.water-level", from: [1, 1.7, 2.5, 3.5, 4.3], water: [0.04, 0.2, 0.38, 0.58, 0.8, 1] };
const street = (by: string): Rises => ({ by, from: [5, 25, 60, 110], water: [0, 0.17, 0.33, 0.6, 1] });
type Spec = Omit<View, "water"> & { name: string; rises?: Rises };
/** Films by the camera's thing (scripts/city/stations.ts). */
const FILMS: Readonly<Record<string, Spec>> = {
  "camera-truong-tien": { name: "Cầu Trường Tiền", kind: "bridge", rises: KIM_LONG, seed: 1, arches: 6 },
  "camera-phu-xuan": { name: "Cầu Phú Xuân", kind: "bridge", rises: KIM_LONG, seed: 2, arches: 3 },
  "camera-dap-da": { name: "Đập Đá", kind: "street", rises: street("street-dap-da.street-depth"), seed: 3, arches: 0 },
  "camera-kim-long": { name: "Trạm Kim Long", kind: "bridge", rises: KIM_LONG, seed: 4, arches: 2 },
  "camera-ba-trieu": { name: "Bà Triệu", kind: "street", rises: street("street-ba-trieu.street-depth"), seed: 5, arches: 0 },
  "camera-thao-long": { name: "Đập Thảo Long", kind: "bridge", rises: { by: "sinh.water-level", from: [0.8, 1.3, 1.8, 2.3], water: [0.1, 0.3, 0.5, 0.7, 0.9] }, seed: 6, arches: 8 },
  "camera-tu-ha": { name: "Cầu Tứ Hạ", kind: "bridge", rises: { by: "phu-oc.water-level", from: [1.5, 2.5, 3.5, 4.5], water: [0.05, 0.28, 0.5, 0.75, 1] }, seed: 7, arches: 4 },
  "camera-an-hoa": { name: "Cụm CN An Hoà", kind: "yard", seed: 8, arches: 0 },
};
/** Of both streams: widths, how coarse (x264), letters' height. */
const STREAMS = [{ suffix: "", height: 720, crf: 34, letters: 40 }, { suffix: ".sub", height: 360, crf: 32, letters: 22 }] as const;
/** With all Vietnamese letters in one file, which the windows' own typeface has not (Debian: fonts-dejavu-core). Only its pictures are shipped. */
const FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";

const folder = join(ROOT, "assets/city/hue/cameras");
const work = mkdtempSync(join(tmpdir(), "kydai-films-"));
mkdirSync(folder, { recursive: true });

/** One film of a view in both sizes, behind what their files hold. */
async function film(view: View, text: string, files: readonly string[]): Promise<void> {
  const parts = files.map((_, i) => join(work, `${i}.h264`));
  const outputs = STREAMS.flatMap(({ height, crf, letters }, i) => {
    const words = `scale=-2:${height}:flags=area,drawtext=fontfile=${FONT}:textfile=${text}:x=${letters * 0.7}:y=h-${letters * 1.8}:fontsize=${letters}:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=${Math.round(letters / 3)}`;
    // One thread and no name of the encoder's version in the stream: the same pictures make the same bytes.
    return ["-map", "0:v", "-vf", words, "-c:v", "libx264", "-preset", "slower", "-crf", String(crf), "-profile:v", "high", "-bf", "0", "-threads", "1", "-x264-params", "repeat-headers=1:slices=1:keyint=25:min-keyint=25:scenecut=0:aud=0", "-bsf:v", "filter_units=remove_types=6", "-pix_fmt", "yuv420p", "-f", "h264", parts[i] ?? ""];
  });
  const ffmpeg = spawn("ffmpeg", ["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${FILM.width}x${FILM.height}`, "-r", String(FILM.fps), "-i", "-", ...outputs], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = new Promise<number | null>((done) => ffmpeg.once("exit", done));
  const paint = painter(view);
  for (let i = 0; i < FILM.pictures; i++) if (!ffmpeg.stdin.write(paint(i / FILM.pictures))) await once(ffmpeg.stdin, "drain");
  ffmpeg.stdin.end();
  const code = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code ?? "a signal"}`);
  for (const [i, file] of files.entries()) appendFileSync(file, readFileSync(parts[i] ?? ""));
}

let bytes = 0;
const stages: Record<string, Pick<Rises, "by" | "from">> = {};
for (const [id, { name, rises, ...view }] of Object.entries(FILMS)) {
  const text = join(work, `${id}.txt`);
  writeFileSync(text, `MÔ PHỎNG · ${name}`);
  const files = STREAMS.map(({ suffix }) => join(folder, `${id}${suffix}.h264`));
  for (const file of files) rmSync(file, { force: true });
  for (const water of rises?.water ?? [0]) await film({ ...view, water }, text, files);
  if (rises !== undefined) stages[id] = { by: rises.by, from: rises.from };
  for (const file of files) bytes += statSync(file).size;
  process.stdout.write(`${id} ${files.map((file) => statSync(file).size).join(" ")}\n`);
}
writeFileSync(join(folder, "stages.json"), `${JSON.stringify(stages, undefined, 2)}\n`);
rmSync(work, { recursive: true });
process.stdout.write(`${bytes} bytes\n`);
