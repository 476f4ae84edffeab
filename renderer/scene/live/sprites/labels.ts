import { createMeasure, LINE_HEIGHT } from "../../text-size.ts";
import type { Drawing } from "./sheet.ts";
import type { SignLayer } from "./sign-layer.ts";
import { write } from "./signs.ts";
import { createSpriteSet } from "./sprite-set.ts";

/** A short text at a place, its middle moved by px. */
export interface Label {
  lon: number;
  lat: number;
  text: string;
  dx: number;
  dy: number;
  /** Where else it may stand, px, the best first. */
  others?: readonly (readonly [dx: number, dy: number])[];
}

/** Texts of one layer. */
export interface Labels {
  /** They keep clear of signs and names, not only of one another. */
  shy: boolean;
  /** px of a text with some air around it. */
  size(text: string): readonly [width: number, height: number];
  /** Draws these where they stand. Nothing is drawn again for texts and places as before. @returns whether anything was */
  draw(labels: readonly Label[]): boolean;
  layer(isShown: boolean): SignLayer;
  /** As said to `layer` last: what nobody sees takes no room. */
  isShown(): boolean;
}

/** So many texts at once: more tell nothing and cost the same each time one of them changes. */
const MOST = 60;

export function createLabels(id: string, context: { ratio: number; before: { signs: string | undefined } }, { size, colour, halo, shy = false }: { size: number; colour: string; halo: string; shy?: boolean }): Labels {
  const sprites = createSpriteSet(id, context);
  const measure = createMeasure();
  let drawn = "";
  let isOn = true;
  return {
    shy,
    size: (text) => [measure(text, size) + 4, size * LINE_HEIGHT],
    draw(labels) {
      const found = labels.slice(0, MOST);
      const print = found.map(({ lon, lat, text, dx, dy }) => `${text} ${lon} ${lat} ${dx} ${dy}`).join("|");
      if (print === drawn) return false;
      drawn = print;
      sprites.pictures(found.map(({ text }): Drawing => ({ width: measure(text, size) + 6, height: size * 1.6, draw: (pen) => write(pen, text, { size, colour, halo, weight: 600 }) })));
      sprites.write(found.map(({ lon, lat, dx, dy }, picture) => ({ lon, lat, dx, dy, picture })));
      return true;
    },
    layer(isShown) {
      isOn = isShown;
      return sprites.layer(isShown);
    },
    isShown: () => isOn,
  };
}
