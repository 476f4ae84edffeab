import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { decode, encode } from "fast-png";

/** A colour channel that is off by no more is the same: 6 % of 255. */
export const FUZZ = 15;
/** So large a share of a picture's pixels may differ: of 960 × 540, 518; one sign of a station has about 500. */
export const TOLERANCE = 0.001;
const GOLDEN = new URL("../golden/twin/", import.meta.url).pathname;
const OUTPUT = new URL("../output/golden/", import.meta.url).pathname;
/** A loaded machine draws late: a picture is taken again until it is right, or so long, ms. */
const PATIENCE_MS = 45_000;
const APART_MS = 1500;
/** A golden is only taken of what stood still for so many pictures. */
const STILL = 4;

interface Picture {
  width: number;
  height: number;
  channels: number;
  data: ArrayLike<number>;
}

/** @param png as a browser takes it: 8 bits a channel */
export function pictureOf(png: Uint8Array): Picture {
  const { width, height, channels, depth, data } = decode(png);
  if (depth !== 8 || channels < 3) throw new Error(`not a picture of a screen: ${channels} channels of ${depth} bits`);
  return { width, height, channels, data };
}

/** @returns the share of pixels that differ, 0…1, and a picture of them: white where they do, the wanted one darkened elsewhere */
export function differenceOf(wanted: Picture, got: Picture): { share: number; png: Uint8Array } {
  const { width, height } = wanted;
  if (got.width !== width || got.height !== height) throw new Error(`the picture is ${got.width} × ${got.height}, not ${width} × ${height}`);
  const shown = new Uint8Array(width * height * 3);
  let differing = 0;
  for (let i = 0; i < width * height; i++) {
    let isOff = false;
    for (let channel = 0; channel < 3; channel++) {
      const value = wanted.data[i * wanted.channels + channel] ?? 0;
      isOff ||= Math.abs(value - (got.data[i * got.channels + channel] ?? 0)) > FUZZ;
      shown[i * 3 + channel] = value / 4;
    }
    if (!isOff) continue;
    differing += 1;
    shown.fill(255, i * 3, i * 3 + 3);
  }
  return { share: differing / (width * height), png: encode({ width, height, channels: 3, depth: 8, data: shown }) };
}

/**
 * Compares a picture with `golden/twin/NAME.png`. With KYDAI_GOLDEN=update the golden becomes what is drawn now.
 *
 * @returns the share of pixels that differ
 * @throws where more differ than may; the picture and the difference lie in `output/golden` then
 */
export async function matchGolden(name: string, take: () => Promise<Uint8Array>): Promise<number> {
  const file = `${GOLDEN}${name}.png`;
  if (process.env["KYDAI_GOLDEN"] === "update") {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, await still(take));
    return 0;
  }
  if (!existsSync(file)) throw new Error(`no golden ${name}: see golden/README.md`);
  const wanted = pictureOf(readFileSync(file));
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const png = await take();
    const { share, png: difference } = differenceOf(wanted, pictureOf(png));
    if (share <= TOLERANCE) return share;
    if (performance.now() > end) {
      mkdirSync(OUTPUT, { recursive: true });
      writeFileSync(`${OUTPUT}${name}.png`, png);
      writeFileSync(`${OUTPUT}${name}.difference.png`, difference);
      throw new Error(`${name}: ${(share * 100).toFixed(2)} % of the pixels differ, ${TOLERANCE * 100} % may; see test/output/golden/${name}.difference.png`);
    }
    await new Promise((resolve) => setTimeout(resolve, APART_MS));
  }
}

/** @returns the picture once it has stopped changing */
async function still(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const end = performance.now() + 2 * PATIENCE_MS;
  let last = await take();
  for (let same = 1; same < STILL;) {
    if (performance.now() > end) throw new Error("the picture does not stand still");
    await new Promise((resolve) => setTimeout(resolve, APART_MS));
    const next = await take();
    same = differenceOf(pictureOf(last), pictureOf(next)).share === 0 ? same + 1 : 1;
    last = next;
  }
  return last;
}
