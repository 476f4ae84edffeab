import type { StudyOption } from "#contract/study";
import { DEPTH_CLASSES, type OptionResult, type StudyGrid } from "#contract/study-result";
import { SimulatedSeconds } from "#contract/simulation";
import { closedCells, type Exposure } from "./exposure.ts";
import { firesOf } from "./fires.ts";
import { LAND } from "./ground.ts";

/** Water of this depth reaches a place: where the first class of depth begins, m. */
const REACHED = DEPTH_CLASSES[0];
/** Cars stop here, m (contract/way: 30 cm closes a street). */
const CLOSES = DEPTH_CLASSES[1];

export type Impact = Pick<OptionResult, "area" | "buildings" | "people" | "road" | "roadOpen" | "schools" | "hospitals" | "places" | "fires">;

/** Which class a depth is in; -1: below the first. */
export function classOf(depth: number): number {
  let found = -1;
  for (const [c, from] of DEPTH_CLASSES.entries()) if (depth >= from) found = c;
  return found;
}

/** When water first came to the named places, told frame by frame: a run's frames need not be kept for it. */
export interface Arrivals {
  frame(t: number, depth: Float32Array): void;
  firstAt(place: number): number | undefined;
}

export function openArrivals(cells: readonly number[]): Arrivals {
  const first: (number | undefined)[] = cells.map(() => undefined);
  let before: { t: number; depth: number[] } | undefined;
  return {
    frame(t, depth) {
      const now = cells.map((cell) => depth[cell]!);
      for (const [i, deep] of now.entries()) {
        if (first[i] !== undefined || deep < REACHED) continue;
        const last = before?.depth[i];
        // Straight between two frames.
        first[i] = before === undefined || last === undefined || last >= REACHED ? t : before.t + ((t - before.t) * (REACHED - last)) / (deep - last);
      }
      before = { t, depth: now };
    },
    firstAt: (place) => first[place],
  };
}

/** Numbers of an option from its deepest water. @param peak m, row-major from the south-west @param is what each cell is (ground.ts) */
export function impactOf(peak: Float32Array, { grid, is, exposure, arrivals, option }: { grid: StudyGrid; is: Uint8Array; exposure: Exposure; arrivals: Arrivals; option: Pick<StudyOption, "measures"> }): Impact {
  const none = (): number[] => DEPTH_CLASSES.map(() => 0);
  const [area, buildings, people, road] = [none(), none(), none(), none()];
  const put = (into: number[], depth: number, amount: number): void => {
    const c = classOf(depth);
    if (c >= 0) into[c]! += amount;
  };
  for (let k = 0; k < peak.length; k++) if (is[k] === LAND) put(area, peak[k]!, grid.cell * grid.cell);
  for (const building of exposure.buildings) {
    put(buildings, peak[building.cell]!, 1);
    put(people, peak[building.cell]!, building.people);
  }
  const closed = closedCells(grid, option.measures.flatMap((measure) => (measure.is === "closure" ? [measure.line] : [])));
  const fires = option.measures.flatMap((measure) => (measure.is === "fire" ? [measure] : []));
  let roadOpen = 0;
  for (const [cell, length] of exposure.road) {
    // What spans a river is a bridge.
    if (is[cell] !== LAND) continue;
    put(road, peak[cell]!, length);
    if (peak[cell]! >= CLOSES && !closed.has(cell)) roadOpen += length;
  }
  const places = exposure.places.map(({ name, kind, at, cell }, i) => {
    const firstAt = arrivals.firstAt(i);
    return { name, kind, at: [...at] satisfies [number, number] as [number, number], peak: peak[cell]!, ...(firstAt !== undefined && { firstAt: SimulatedSeconds.parse(firstAt) }) };
  }).sort((a, b) => (a.firstAt ?? Infinity) - (b.firstAt ?? Infinity) || (a.name < b.name ? -1 : 1));
  const reached = (kind: string): number => places.filter((place) => place.kind === kind && place.peak >= REACHED).length;
  return { area, buildings, people: people.map(Math.round), road, roadOpen, schools: reached("school"), hospitals: reached("hospital"), places, ...(fires.length > 0 && { fires: firesOf(fires, { grid, is, exposure, peak, closes: CLOSES }) }) };
}
