import type { Palette } from "../../palette.ts";
import { STATES } from "../data/states.ts";
import { coloursOf } from "./signs.ts";
import type { Sheet } from "./sheet.ts";

/** Water below its first level: the one thing on the map that is blue. */
export const WATER = "#59bff2";

/** A staff's colours: a row a state, [fill, line, ground]. */
export function staffSheet(palette: Palette): Sheet {
  const rows = STATES.map((state) => [state === "normal" || state === "active" ? WATER : coloursOf(state, palette).fill, palette.ink, palette.ground]);
  const pixels = new Uint8Array(rows.length * 12);
  for (const [i, row] of rows.entries()) for (const [j, colour] of row.entries()) pixels.set([...rgbOf(colour), 255], 12 * i + 4 * j);
  return { width: 3, height: rows.length, ratio: 1, pixels };
}

/** A token's colour as numbers from 0 to 255; what is no #rrggbb is grey. */
export function rgbOf(colour: string): [number, number, number] {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  return found === null ? [136, 136, 136] : [Number.parseInt(found[1]!, 16), Number.parseInt(found[2]!, 16), Number.parseInt(found[3]!, 16)];
}
