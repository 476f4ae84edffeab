import latin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?url";
import vietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?url";

/** The page's typeface under a name of the map's own, a little smaller. */
export const MAP_FONT = "Ky Dai Map";
/**
 * maplibre draws each letter at 48 px and gives it the top `ink above the baseline / 2 − 27.5 || −8`: a letter whose ink reaches
 * exactly 55 px gets 0, which it takes for "none", and hangs 8 units too low. In this typeface those are Ố Ồ Ẫ Ẵ Ễ. Drawn at this
 * share of the size the tallest letter of all (Ẳ, 58 px) stays below 55.
 */
export const MAP_FONT_SHARE = 0.92;

/** Of the package's own style sheets. */
const VIETNAMESE = "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB";

let asked: Promise<void> | undefined;

/** Both halves of the typeface: maplibre waits for the Latin one alone, and keeps for ever what it drew with another. Never fails. */
export function loadMapFont(): Promise<void> {
  asked ??= load();
  return asked;
}

async function load(): Promise<void> {
  if (typeof FontFace === "undefined") return;
  const shape = { weight: "400", sizeAdjust: `${MAP_FONT_SHARE * 100}%` };
  const halves = [new FontFace(MAP_FONT, `url(${latin})`, shape), new FontFace(MAP_FONT, `url(${vietnamese})`, { ...shape, unicodeRange: VIETNAMESE })];
  await Promise.all(halves.map(async (half) => {
    document.fonts.add(half);
    await half.load().catch(() => undefined);
  }));
}
