import { createLabelRoom, boxAround } from "../../label-room.ts";
import type { Screen } from "../data/screen.ts";
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
}

/** Texts of one layer. */
export interface Labels {
  /** The first have the first choice of room; what finds none is left out. Nothing is drawn again for texts and places as before. */
  show(labels: readonly Label[], screen: Screen, width: number, height: number): void;
  layer(isShown: boolean): SignLayer;
}

/** So many texts at once: more tell nothing and cost the same each time one of them changes. */
const MOST = 60;

export function createLabels(id: string, context: { ratio: number; before: { signs: string | undefined } }, { size, colour, halo }: { size: number; colour: string; halo: string }): Labels {
  const sprites = createSpriteSet(id, context);
  const measure = createMeasure();
  let drawn = "";
  return {
    show(labels, screen, width, height) {
      const room = createLabelRoom({ left: 0, top: 0, right: width, bottom: height });
      const found = labels.filter(({ lon, lat, text, dx, dy }) => {
        const [x, y] = [screen.x(lon, lat) + dx, screen.y(lon, lat) + dy];
        return Number.isFinite(x) && room.claim(boxAround(x, y, measure(text, size) + 4, size * LINE_HEIGHT));
      }).slice(0, MOST);
      const print = found.map(({ lon, lat, text, dx, dy }) => `${text} ${lon} ${lat} ${dx} ${dy}`).join("|");
      if (print === drawn) return;
      drawn = print;
      sprites.pictures(found.map(({ text }): Drawing => ({ width: measure(text, size) + 6, height: size * 1.6, draw: (pen) => write(pen, text, { size, colour, halo, weight: 600 }) })));
      sprites.write(found.map(({ lon, lat, dx, dy }, picture) => ({ lon, lat, dx, dy, picture })));
    },
    layer: (isShown) => sprites.layer(isShown),
  };
}
