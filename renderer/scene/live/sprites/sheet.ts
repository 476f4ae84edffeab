/** Pictures side by side in one texture: RGBA, premultiplied. */
export interface Sheet {
  width: number;
  height: number;
  /** Texels a px on screen. */
  ratio: number;
  pixels: Uint8Array;
}

/** A picture in a sheet: left, top, width, height in texels. */
export type Cell = readonly [x: number, y: number, width: number, height: number];

/** One picture, or some of equal size side by side that only differ by `variant`. */
export interface Drawing {
  /** px */
  width: number;
  height: number;
  variants?: number;
  /** Drawn in px around the middle of the picture. */
  draw(pen: CanvasRenderingContext2D, variant: number): void;
}

/** Texels: every WebGL 2 machine has this much. What finds no room is not drawn, and its cell is undefined. */
const WIDTH = 2048;
const HEIGHT = 2048;
const GAP = 2;

/** Places for rectangles on shelves, in the given order. @returns undefined where there is no room */
export function packShelves(sizes: readonly (readonly [width: number, height: number])[], width = WIDTH, height = HEIGHT): { cells: readonly (Cell | undefined)[]; height: number } {
  let [x, y, shelf] = [GAP, GAP, 0];
  const cells = sizes.map(([w, h]): Cell | undefined => {
    if (x + w + GAP > width) {
      x = GAP;
      y += shelf + GAP;
      shelf = 0;
    }
    if (w + 2 * GAP > width || y + h + GAP > height) return undefined;
    const cell: Cell = [x, y, w, h];
    x += w + GAP;
    shelf = Math.max(shelf, h);
    return cell;
  });
  return { cells, height: Math.min(height, y + shelf + GAP) };
}

/** Draws all pictures. `cells` are those of the first variant each; the others follow to the right, each a cell's width on. */
export function drawSheet(drawings: readonly Drawing[], ratio: number): { sheet: Sheet; cells: readonly (Cell | undefined)[] } {
  const sizes = drawings.map(({ width, height, variants = 1 }) => [Math.ceil(width * ratio) * variants, Math.ceil(height * ratio)] as const);
  const packed = packShelves(sizes);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = packed.height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const cells = packed.cells.map((cell, i): Cell | undefined => (cell === undefined ? undefined : [cell[0], cell[1], cell[2] / (drawings[i]!.variants ?? 1), cell[3]]));
  if (pen === null) return { sheet: { width: 1, height: 1, ratio, pixels: new Uint8Array(4) }, cells };
  for (const [i, { variants = 1, draw }] of drawings.entries()) {
    const cell = cells[i];
    if (cell === undefined) continue;
    const [x, y, w, h] = cell;
    for (let variant = 0; variant < variants; variant++) {
      pen.save();
      pen.beginPath();
      pen.rect(x + variant * w, y, w, h);
      pen.clip();
      pen.translate(x + (variant + 0.5) * w, y + h / 2);
      pen.scale(ratio, ratio);
      draw(pen, variant);
      pen.restore();
    }
  }
  return { sheet: { width: WIDTH, height: canvas.height, ratio, pixels: premultiplied(pen.getImageData(0, 0, WIDTH, canvas.height).data) }, cells };
}

function premultiplied(data: Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    if (alpha === 0) continue;
    for (let c = 0; c < 3; c++) pixels[i + c] = (data[i + c]! * alpha) / 255;
    pixels[i + 3] = alpha;
  }
  return pixels;
}
