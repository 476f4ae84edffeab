import { createBatch, writePlace } from "./batch.ts";
import { SPRITE_COLUMNS } from "./shaders.ts";
import { drawSheet, type Cell, type Drawing, type Sheet } from "./sheet.ts";
import { SIGN_PARAMETERS, SignLayer } from "./sign-layer.ts";

/** One sprite to be drawn. */
export interface Sprite {
  lon: number;
  lat: number;
  /** Index into the drawings. */
  picture: number;
  /** px to the right and down. */
  dx?: number;
  dy?: number;
  /** Radians clockwise from north; absent: upright whatever the map does. */
  turn?: number;
  variant?: number;
}

/** Sprites of one layer and their pictures. */
export interface SpriteSet {
  /** Other pictures from now on; all sprites are to be written anew. */
  pictures(drawings: readonly Drawing[]): void;
  /** Replaces all sprites. A sprite whose picture found no room in the sheet is left out of the picture, not of the count. */
  write(sprites: readonly Sprite[]): void;
  /** A column of numbers by sprite (SPRITE_COLUMNS), to be written into where no object may be made; then said which were. */
  array(name: keyof typeof SPRITE_COLUMNS): Float32Array;
  touch(name: keyof typeof SPRITE_COLUMNS, from: number, to: number): void;
  /** To be asked after changes of `isShown` only: the same layer object draws what was written meanwhile. */
  layer(isShown: boolean): SignLayer;
}

const UPRIGHT = -1000;
const NO_CELL: Cell = [0, 0, 0, 0];

/** @param ratio texels a px. @param before as deck's `beforeId` of the map's style. @param onDrawn as SignLayer's */
export function createSpriteSet(id: string, { ratio, before: { signs } }: { ratio: number; before: { signs: string | undefined } }, onDrawn?: () => void): SpriteSet {
  const batch = createBatch(SPRITE_COLUMNS);
  let cells: readonly (Cell | undefined)[] = [];
  let sheet: Sheet = { width: 1, height: 1, ratio, pixels: new Uint8Array(4) };
  return {
    pictures(drawings) {
      ({ sheet, cells } = drawSheet(drawings, ratio));
    },
    write(sprites) {
      batch.resize(sprites.length);
      const place = batch.array("place");
      const cell = batch.array("cell");
      const shift = batch.array("shift");
      const variant = batch.array("variant");
      for (let i = 0; i < sprites.length; i++) {
        const sprite = sprites[i]!;
        writePlace(place, i, sprite.lon, sprite.lat);
        cell.set(cells[sprite.picture] ?? NO_CELL, 4 * i);
        shift[3 * i] = sprite.dx ?? 0;
        shift[3 * i + 1] = sprite.dy ?? 0;
        shift[3 * i + 2] = sprite.turn ?? UPRIGHT;
        variant[i] = sprite.variant ?? 0;
      }
    },
    array: batch.array,
    touch: batch.touch,
    layer: (isShown) => new SignLayer({ id, program: "sprite", batch, sheet: () => sheet, visible: isShown, parameters: SIGN_PARAMETERS, ...(signs === undefined ? {} : { beforeId: signs }), ...(onDrawn && { onDrawn }) }),
  };
}
