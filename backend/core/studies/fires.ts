import type { Measure } from "#contract/study";
import type { OptionResult, StudyGrid } from "#contract/study-result";
import { metres } from "../way/plane.ts";
import type { Exposure } from "./exposure.ts";
import { cellUnder, middleOf } from "./frame.ts";
import { LAND } from "./ground.ts";

export type Fire = Extract<Measure, { is: "fire" }>;

/** Cells whose middle lies in a fire, and the one it began in: of streets, which are known by cells. */
export function burningCells(grid: StudyGrid, { at, radius }: Pick<Fire, "at" | "radius">): number[] {
  const began = cellUnder(grid, at);
  if (began === undefined) return [];
  const reach = Math.ceil(radius / grid.cell);
  const [x, y] = [began % grid.nx, Math.floor(began / grid.nx)];
  const cells: number[] = [];
  for (let j = Math.max(0, y - reach); j <= Math.min(grid.ny - 1, y + reach); j++)
    for (let i = Math.max(0, x - reach); i <= Math.min(grid.nx - 1, x + reach); i++) {
      const cell = j * grid.nx + i;
      if (cell === began || metres(at, middleOf(grid, cell)) <= radius) cells.push(cell);
    }
  return cells;
}

/** Streets that can be driven, in pieces that hang together: which piece a cell is of, and the largest. */
function drivable({ nx, ny }: StudyGrid, passable: (cell: number) => boolean, cells: Iterable<number>): { pieceOf: ReadonlyMap<number, number>; largest: number | undefined } {
  const pieceOf = new Map<number, number>();
  const sizes: number[] = [];
  for (const start of cells) {
    if (pieceOf.has(start) || !passable(start)) continue;
    const piece = sizes.length;
    let size = 0;
    const open = [start];
    pieceOf.set(start, piece);
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      size += 1;
      const [x, y] = [cell % nx, Math.floor(cell / nx)];
      for (let j = Math.max(0, y - 1); j <= Math.min(ny - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(nx - 1, x + 1); i++) {
          const next = j * nx + i;
          if (pieceOf.has(next) || !passable(next)) continue;
          pieceOf.set(next, piece);
          open.push(next);
        }
    }
    sizes.push(size);
  }
  const most = Math.max(0, ...sizes);
  return { pieceOf, largest: most === 0 ? undefined : sizes.indexOf(most) };
}

/**
 * What supposed fires meet: who lives within, and whether engines get there at the highest water.
 *
 * @param peak highest water of each cell, m, row-major from the south-west
 * @param closes water that stops an engine, m
 */
export function firesOf(fires: readonly Fire[], { grid, is, exposure, peak, closes }: { grid: StudyGrid; is: Uint8Array; exposure: Exposure; peak: Float32Array; closes: number }): NonNullable<OptionResult["fires"]> {
  // A street over a river is a bridge: water below stops nobody.
  const passable = (cell: number): boolean => exposure.road.has(cell) && (is[cell] !== LAND || peak[cell]! < closes);
  const { pieceOf, largest } = drivable(grid, passable, exposure.road.keys());
  return fires.map(({ name, at, radius }) => {
    const cells = new Set(burningCells(grid, { at, radius }));
    const inside = exposure.buildings.filter((building) => metres(at, building.at) <= radius);
    const streets = [...cells].flatMap((cell) => ((length) => (length === undefined ? [] : [{ cell, length }]))(exposure.road.get(cell)));
    const sum = (of: typeof streets): number => of.reduce((all, { length }) => all + length, 0);
    return {
      name, people: Math.round(inside.reduce((all, { people }) => all + people, 0)), buildings: inside.length,
      road: sum(streets), wet: sum(streets.filter(({ cell }) => is[cell] === LAND && peak[cell]! >= closes)),
      reach: streets.length === 0 ? "none" : streets.some(({ cell }) => largest !== undefined && pieceOf.get(cell) === largest) ? "dry" : "cut",
    };
  });
}
