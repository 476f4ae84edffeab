import type { z } from "zod";
import type { FloodStudy } from "#contract/flood-study";
import { fail, ok, type Result } from "#contract/result";
import type { SimulationFault } from "#contract/simulation";
import type { Measure } from "#contract/study";
import type { StudyGrid } from "#contract/study-result";
import type { Series } from "../simulations/flood/series.ts";
import { isWithin } from "../simulations/flood/compile.ts";
import type { Point } from "./city.ts";
import { cellsAlong, cellUnder, middleOf, toMetres } from "./frame.ts";
import { seriesAt } from "./readings.ts";

type Asked = z.input<typeof FloodStudy>;
type Metres = [number, number];
/** What measures add to a run of the engine. */
export interface Added {
  dykes: NonNullable<Asked["dykes"]>;
  breaches: NonNullable<Asked["breaches"]>;
  openings: NonNullable<Asked["openings"]>;
  pumps: NonNullable<Asked["pumps"]>;
  releases: NonNullable<Asked["releases"]>;
  rain: NonNullable<Asked["rain"]>;
  rasters: Record<string, Float32Array>;
  /** Rain everywhere, and discharge added at a river's head: joined with what falls and flows by itself. */
  everywhere: Series[];
  upstream: { river: string; discharge: Series }[];
}

/** Longest piece of a crest that follows the ground, in cells; and pieces one measure has at most. */
const [PIECE, PIECES] = [5, 24];
/** Rain in a polygon is told in so many steps at most. */
const RAIN_STEPS = 24;
/** Lower than any ground: a crest that does not stand yet. */
const NOT_YET = -400;
/** A pump turns on and off over its sump at so much, m; it stands at the lowest of the cells about it. */
const [PUMP_ON, PUMP_OFF] = [0.15, 0.05];
/** What is not ready at once comes up within, s. */
const RISE = 60;

/** Measures of an option for the engine. @param z ground with beds, m @returns `malformed` with the measure's place in the option */
export function addedBy(measures: readonly Measure[], { grid, z, rivers, duration }: { grid: StudyGrid; z: Float64Array; rivers: readonly string[]; duration: number }): Result<Added, SimulationFault> {
  const added: Added = { dykes: [], breaches: [], openings: [], pumps: [], releases: [], rain: [], rasters: {}, everywhere: [], upstream: [] };
  const metres = toMetres(grid);
  const outside = (i: number): Result<Added, SimulationFault> => fail({ code: "malformed", path: `measures.${i}`, detail: "the place lies outside the area" });
  for (const [i, measure] of measures.entries()) {
    const { name } = measure;
    switch (measure.is) {
      case "release": {
        if ("river" in measure.at) {
          if (!rivers.includes(measure.at.river)) return outside(i);
          added.upstream.push({ river: measure.at.river, discharge: measure.discharge });
        } else if (cellUnder(grid, measure.at.place) === undefined) return outside(i);
        else added.releases.push({ name, at: [metres(measure.at.place)], discharge: measure.discharge });
        break;
      }
      case "rain":
        if (measure.within === undefined) added.everywhere.push(measure.intensity);
        else added.rain.push(rainWithin(grid, measure.within, measure.intensity, { duration, rasters: added.rasters, i }));
        break;
      case "gate": {
        const cells = cellsAlong(grid, measure.across);
        if (cells.length === 0) return outside(i);
        added.dykes.push({ name, line: measure.across.map(metres), crest: Math.max(...cells.map((k) => z[k]!)) + 3 });
        const bays = baysOf(grid, measure.across, z);
        if (bays.length === 0) return outside(i);
        for (const { from, to, bed } of bays) added.openings.push({ is: "gate", name, from, to: { place: to }, sill: measure.sill ?? bed, width: measure.width / bays.length, opening: measure.opening });
        break;
      }
      case "pump": {
        const from = cellUnder(grid, measure.from);
        const to = measure.to === undefined ? undefined : cellUnder(grid, measure.to);
        if (from === undefined || (measure.to !== undefined && to === undefined)) return outside(i);
        const sump = lowestAbout(grid, from, z);
        const floor = z[sump]!;
        added.pumps.push({
          name, from: metres(middleOf(grid, sump)), to: to === undefined ? { outside: { by: "series", level: [[0, floor]] } } : { place: metres(middleOf(grid, to)) },
          curve: [[0, measure.capacity]], start: floor + PUMP_ON, stop: floor + PUMP_OFF, ramp: 0, share: shareOf(measure.start, measure.stop),
        });
        break;
      }
      case "dyke":
        if (measure.readyAt <= 0) added.dykes.push({ name, line: measure.line.map(metres), crest: measure.crest });
        else added.breaches.push({ name, line: measure.line.map(metres), crest: [[0, NOT_YET], [measure.readyAt, NOT_YET], [measure.readyAt + RISE, measure.crest]] });
        break;
      case "sandbags":
        for (const { line, ground } of piecesOf(grid, measure.line, z)) {
          const crest = ground + measure.height;
          if (measure.readyAt <= 0) added.dykes.push({ name, line, crest });
          else added.breaches.push({ name, line, crest: [[0, NOT_YET], [measure.readyAt, NOT_YET], [measure.readyAt + RISE, crest]] });
        }
        break;
      case "breach":
        for (const { line, ground } of piecesOf(grid, measure.line, z)) {
          const crest = ground + measure.height;
          added.breaches.push({ name, line, crest: [...(measure.at > 0 ? [[0, crest] satisfies Metres] : []), [measure.at, crest], [measure.at + measure.over, crest - measure.depth]] });
        }
        break;
      // Nobody drives there: no water minds.
      case "closure": break;
      case "fire":
        if (cellUnder(grid, measure.at) === undefined) return outside(i);
        break;
    }
  }
  return ok(added);
}

/** A line in pieces short enough for one crest each, with the ground under each, m. */
function piecesOf(grid: StudyGrid, line: readonly Point[], z: Float64Array): { line: Metres[]; ground: number }[] {
  const metres = toMetres(grid);
  const points = line.map(metres);
  const all = points.reduce((sum, at, i) => (i === 0 ? 0 : sum + Math.hypot(at[0] - points[i - 1]![0], at[1] - points[i - 1]![1])), 0);
  const most = Math.max(PIECE * grid.cell, all / PIECES);
  return line.slice(1).flatMap((b, i) => {
    const a = line[i]!;
    const [from, to] = [points[i]!, points[i + 1]!];
    const parts = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / most - 1e-9));
    const between = (share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    return Array.from({ length: parts }, (_v, p) => {
      const piece = [between(p / parts), between((p + 1) / parts)];
      const cells = cellsAlong(grid, piece);
      return { line: piece.map(metres), ground: cells.length === 0 ? NOT_YET : cells.reduce((sum, k) => sum + z[k]!, 0) / cells.length };
    });
  });
}

/** Where a gate's bays stand: one a cell of the line whose ground is the channel's, each with a place before and behind it. */
function baysOf(grid: StudyGrid, line: readonly Point[], z: Float64Array): { from: Metres; to: Metres; bed: number }[] {
  const metres = toMetres(grid);
  const [first, last] = [metres(line[0]!), metres(line.at(-1)!)];
  const length = Math.hypot(last[0] - first[0], last[1] - first[1]) || 1;
  const normal = [-(last[1] - first[1]) / length, (last[0] - first[0]) / length] as const;
  const cells = cellsAlong(grid, line);
  const lowest = Math.min(...cells.map((k) => z[k]!));
  const cellOf = ([x, y]: Metres): number | undefined => {
    const [i, j] = [Math.floor(x / grid.cell), Math.floor(y / grid.cell)];
    return i < 0 || j < 0 || i >= grid.nx || j >= grid.ny ? undefined : j * grid.nx + i;
  };
  return cells.filter((k) => z[k]! <= lowest + 1).slice(0, 60).flatMap((k) => {
    const [x, y] = metres(middleOf(grid, k));
    const off = 1.5 * grid.cell;
    const [from, to]: [Metres, Metres] = [[x + normal[0] * off, y + normal[1] * off], [x - normal[0] * off, y - normal[1] * off]];
    const [a, b] = [cellOf(from), cellOf(to)];
    return a === undefined || b === undefined || a === b ? [] : [{ from, to, bed: Math.min(z[a]!, z[b]!) }];
  });
}

function lowestAbout({ nx, ny }: StudyGrid, cell: number, z: Float64Array): number {
  let best = cell;
  for (let dj = -1; dj <= 1; dj++) for (let di = -1; di <= 1; di++) {
    const [i, j] = [(cell % nx) + di, Math.floor(cell / nx) + dj];
    if (i >= 0 && j >= 0 && i < nx && j < ny && z[j * nx + i]! < z[best]!) best = j * nx + i;
  }
  return best;
}

function shareOf(start: number, stop: number | undefined): [number, number][] {
  const on: [number, number][] = start <= 0 ? [[0, 1]] : [[0, 0], [start, 0], [start + RISE, 1]];
  return stop === undefined || stop <= on.at(-1)![0] ? on : [...on, [stop, 1], [stop + RISE, 0]];
}

/** Rain in a polygon as rasters, each holding until the next. */
function rainWithin(grid: StudyGrid, within: readonly Point[], intensity: Series, { duration, rasters, i }: { duration: number; rasters: Record<string, Float32Array>; i: number }): Added["rain"][number] {
  const inside = Uint8Array.from({ length: grid.nx * grid.ny }, (_v, k) => Number(isWithin(middleOf(grid, k), within)));
  const step = Math.max(600, duration / RAIN_STEPS);
  const fields = Array.from({ length: Math.ceil(duration / step) }, (_v, n) => {
    const value = seriesAt(intensity, (n + 0.5) * step);
    const raster = `rain-${i}-${value.toFixed(2)}`;
    rasters[raster] ??= Float32Array.from(inside, (one) => one * value);
    return { from: n * step, raster };
  });
  return { by: "raster", fields };
}
