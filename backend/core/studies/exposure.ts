import type { StudyGrid } from "#contract/study-result";
import { metres } from "../way/plane.ts";
import type { Building, Point, StudyCity } from "./city.ts";
import { cellsAlong, cellUnder } from "./frame.ts";

/**
 * Persons in a household: census of population and housing 2019, general results (Tổng cục Thống kê): 3.6 in Việt Nam. Each
 * house of the pack counts as one household: the pack has no census of its own, and every number of people says so.
 */
export const HOUSEHOLD = 3.6;
/** Kinds of building in which people live. */
const LIVED_IN: ReadonlySet<string> = new Set(["house"]);
/** Places that are no point of the ground. */
const NO_PLACE: ReadonlySet<string> = new Set(["sea", "lagoon", "river", "city", "street", "ward"]);
/** A place, a school, a hospital is reached by water in its own cell. */
const MOST_PLACES = 500;

/** What stands in the way of water, by cells of a study's grid. */
export interface Exposure {
  /** Each building's place and cell, and how many live in it. */
  buildings: readonly { at: Point; cell: number; people: number }[];
  /** m of street in a cell. */
  road: ReadonlyMap<number, number>;
  places: readonly { name: string; kind: string; at: Point; cell: number }[];
}

export function exposureOf({ streets, places, buildings }: Pick<StudyCity, "streets" | "places" | "buildings">, grid: StudyGrid): Exposure {
  const road = new Map<number, number>();
  for (const line of streets) for (const [cell, length] of lengths(grid, line)) road.set(cell, (road.get(cell) ?? 0) + length);
  return {
    road,
    buildings: buildings.flatMap((building: Building) => {
      const cell = cellUnder(grid, building.at);
      return cell === undefined ? [] : [{ at: building.at, cell, people: LIVED_IN.has(building.kind) ? HOUSEHOLD : 0 }];
    }),
    places: places.flatMap(({ name, kind, at }) => {
      const cell = NO_PLACE.has(kind) ? undefined : cellUnder(grid, at);
      return cell === undefined ? [] : [{ name, kind, at, cell }];
    }).slice(0, MOST_PLACES),
  };
}

/** A line's length in each cell it goes through, m, in steps of an eighth of a cell. */
function* lengths(grid: StudyGrid, line: readonly Point[]): Generator<[cell: number, length: number]> {
  for (let k = 0; k + 1 < line.length; k++) {
    const [a, b] = [line[k]!, line[k + 1]!];
    const length = metres(a, b);
    const steps = Math.max(1, Math.ceil(length / (grid.cell / 8)));
    for (let s = 0; s < steps; s++) {
      const cell = cellUnder(grid, [a[0] + ((b[0] - a[0]) * (s + 0.5)) / steps, a[1] + ((b[1] - a[1]) * (s + 0.5)) / steps]);
      if (cell !== undefined) yield [cell, length / steps];
    }
  }
}

/** Cells of streets that somebody keeps closed, and their neighbours: a drawn line lies beside the street it means. */
export function closedCells(grid: StudyGrid, lines: readonly (readonly Point[])[]): Set<number> {
  const closed = new Set<number>();
  for (const line of lines) for (const cell of cellsAlong(grid, line)) for (const off of [0, 1, -1, grid.nx, -grid.nx]) closed.add(cell + off);
  return closed;
}
