import { GRAVITY } from "./grid.ts";
import { MM_H } from "./rain.ts";
import type { Part, Water } from "./water.ts";

/** Weir and orifice coefficients of a grate (the form of FHWA HEC-22). */
const [GRATE_WEIR, GRATE_ORIFICE] = [1.66, 0.67];

/** What a grate takes at a depth: as a weir along its perimeter, deeper as an orifice. @param perimeter m @param area m² @param depth m @returns m³/s */
export function grateFlow(perimeter: number, area: number, depth: number): number {
  if (depth <= 0) return 0;
  return Math.min(GRATE_WEIR * perimeter * depth ** 1.5, GRATE_ORIFICE * area * Math.sqrt(2 * GRAVITY * depth));
}

/** Streets drained to one outfall, without a model of the pipes. */
export interface Outfall {
  /** Of the pipe, m³/s, when it runs free. */
  capacity: number;
  /** Bottom and height of the pipe's mouth: m above the local datum, m. */
  invert: number;
  diameter: number;
  /** Level of the water it ends in (river, tide), m above the local datum; undefined: always free. */
  tailwater?: (t: number) => number;
  grates: readonly { cell: number; perimeter: number; area: number }[];
  /** Drainage given as a rate over cells, mm/h. */
  zones: readonly { cells: Int32Array; rate: number }[];
}

/** Share of its capacity an outfall has: all with the tail below its invert, none above its crown (back-water). */
export function freeShare({ invert, diameter }: Pick<Outfall, "invert" | "diameter">, tail: number): number {
  return Math.max(0, Math.min(1, 1 - (tail - invert) / diameter));
}

/** @returns the part; `drained` is what the outfall has taken since the start, m³ */
export function outfallPart(water: Water, outfall: Outfall): Part & { drained(): number } {
  let drained = 0;
  const wanted: { cell: number; rate: (depth: number) => number }[] = [
    ...outfall.grates.map(({ cell, perimeter, area }) => ({ cell, rate: (depth: number) => grateFlow(perimeter, area, depth) })),
    ...outfall.zones.flatMap(({ cells, rate }) => [...cells].map((cell) => ({ cell, rate: () => rate * MM_H * water.area }))),
  ];
  const asked = new Float64Array(wanted.length);
  return {
    drained: () => drained,
    act(t, dt) {
      const left = outfall.capacity * (outfall.tailwater === undefined ? 1 : freeShare(outfall, outfall.tailwater(t))) * dt;
      if (left <= 0) return;
      let all = 0;
      for (const [i, { cell, rate }] of wanted.entries()) {
        const depth = water.depth(cell);
        asked[i] = depth <= 0 ? 0 : Math.min(rate(depth) * dt, depth * water.area);
        all += asked[i];
      }
      if (all === 0) return;
      // What the pipe cannot take is shared by what each would.
      const share = Math.min(1, left / all);
      for (const [i, { cell }] of wanted.entries()) if (asked[i]! > 0) drained += water.take(cell, asked[i]! * share, "drained");
    },
  };
}
