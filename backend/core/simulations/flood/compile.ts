import type { z } from "zod";
import type { FloodStudy } from "#contract/flood-study";
import type { OutsideLevel } from "#contract/flood-structures";
import { fail, ok, type Result } from "#contract/result";
import type { SimulationFault } from "#contract/simulation";
import type { Arrays } from "../define.ts";
import type { LocalBed } from "./bed.ts";
import { breachPart, facesAlong, raise } from "./dykes.ts";
import { edgeFaces, freePart, inflowPart, releasePart, stagePart } from "./edges.ts";
import { cellAt, cellOf, WALL } from "./grid.ts";
import { infiltrationPart } from "./infiltration.ts";
import { outfallPart } from "./inlets.ts";
import { gateFlow, openingPart, weirFlow } from "./openings.ts";
import { pumpPart } from "./pumps.ts";
import { gaugeWeights, rainPart, type Rain } from "./rain.ts";
import { at, tideAt, type Series } from "./series.ts";
import type { Part, Water } from "./water.ts";

type Point = readonly [number, number];

/** Dykes and sandbags stand on the bed before anything flows. */
export function raiseDykes(study: FloodStudy, bed: LocalBed): void {
  for (const { line, crest } of [...study.dykes, ...study.breaches.map(({ line, crest: over }) => ({ line, crest: over[0]![1] }))])
    // The area's own walls stay what they are.
    raise(bed, facesAlong(bed.grid, line).filter(({ face, axis }) => (axis === "x" ? bed.crestX : bed.crestY)[face]! < WALL), crest - bed.datum);
}

/** Every source, boundary and structure of a study, in the order in which they act. Levels come in the study's datum and go on in the bed's own. */
export function compileParts(study: FloodStudy, { bed, water, arrays, every }: { bed: LocalBed; water: Water; arrays: Arrays; every: number }): Result<Part[], SimulationFault> {
  const { grid, datum, land } = bed;
  const isLand = new Set(land);
  const wrong: { path: string; detail: string }[] = [];
  const cell = (place: Point, path: string): number => {
    const found = cellOf(grid, place);
    if (found !== undefined && isLand.has(found)) return found;
    wrong.push({ path: `params.${path}`, detail: "the place lies outside the area" });
    return land[0]!;
  };
  const local = (series: Series): Series => series.map(([t, level]) => [t, level - datum]);
  const outside = (level: z.infer<typeof OutsideLevel>): ((t: number) => number) => {
    if (level.by === "series") {
      const series = local(level.level);
      return (t) => at(series, t);
    }
    const mean = level.mean - datum;
    return (t) => tideAt(mean, level.constituents, t);
  };
  const end = (to: FloodStudy["pumps"][number]["to"], path: string): { cell: number } | { level: (t: number) => number } => ("place" in to ? { cell: cell(to.place, path) } : { level: outside(to.outside) });
  const middle = (one: number): Point => [((one % grid.width) - 0.5) * grid.dx, (Math.floor(one / grid.width) - 0.5) * grid.dx];

  const parts: Part[] = [];
  for (const rain of study.rain) parts.push(rainPart(water, rainOf(rain), { land, every: study.rainEvery ?? every }));
  if (study.infiltration !== undefined) parts.push(infiltrationPart(water, study.infiltration, { land, every }));
  for (const [k, edge] of study.edges.entries()) {
    const faces = edgeFaces(grid, edge.side, [edge.from, edge.to]).filter((face) => isLand.has(face.cell));
    if (faces.length === 0) wrong.push({ path: `params.edges.${k}`, detail: "no cell of the area stands on this part of the edge" });
    else if (edge.is === "inflow") parts.push(inflowPart(water, faces, (t) => at(edge.discharge, t)));
    else if (edge.is === "free") parts.push(freePart(water, faces, edge.slope));
    else {
      const level = outside(edge.outside);
      parts.push(stagePart(water, faces, level));
    }
  }
  for (const [k, { at: places, discharge }] of study.releases.entries()) parts.push(releasePart(water, places.map((place, i) => cell(place, `releases.${k}.at.${i}`)), (t) => at(discharge, t)));
  for (const [k, outfall] of study.outfalls.entries()) {
    parts.push(outfallPart(water, {
      capacity: outfall.capacity, invert: outfall.invert - datum, diameter: outfall.diameter, ...(outfall.outside !== undefined && { tailwater: outside(outfall.outside) }),
      grates: outfall.grates.map(({ at: place, perimeter, area }, i) => ({ cell: cell(place, `outfalls.${k}.grates.${i}.at`), perimeter, area })),
      zones: outfall.zones.map(({ within, rate }) => ({ cells: land.filter((one) => isWithin(middle(one), within)), rate })),
    }));
  }
  for (const [k, { from, to, curve, start, stop, ramp, share }] of study.pumps.entries())
    parts.push(pumpPart(water, { from: cell(from, `pumps.${k}.from`), to: end(to, `pumps.${k}.to`), curve, start: start - datum, stop: stop - datum, ramp, ...(share !== undefined && { share }) }));
  for (const [k, opening] of study.openings.entries()) {
    const common = { from: cell(opening.from, `openings.${k}.from`), to: end(opening.to, `openings.${k}.to`), sill: opening.sill - datum };
    parts.push(openingPart(water, opening.is === "weir"
      ? { ...common, oneWay: false, flow: (_t, h1, h2) => weirFlow(opening, h1, h2) }
      : { ...common, oneWay: opening.flap, flow: (t, h1, h2) => gateFlow({ width: opening.width, opening: at(opening.opening, t), coefficient: opening.coefficient }, h1, h2) }));
  }
  for (const { line, crest } of study.breaches) parts.push(breachPart(water, facesAlong(grid, line).filter(({ face, axis }) => (axis === "x" ? bed.crestX : bed.crestY)[face]! < WALL), local(crest)));
  return wrong.length > 0 ? fail({ code: "malformed", ...wrong[0]! }) : ok(parts);

  function rainOf(rain: FloodStudy["rain"][number]): Rain {
    switch (rain.by) {
      case "uniform": return { by: "uniform", series: rain.intensity };
      case "gauges": {
        const weights = gaugeWeights([...land].map(middle), rain.gauges.map(({ at: place }) => place));
        return { by: "gauges", gauges: rain.gauges.map(({ intensity }, g) => ({ series: intensity, weights: weights[g]! })) };
      }
      case "raster": return { by: "raster", fields: rain.fields.map(({ from, raster }) => ({ from, intensity: onLand(arrays[raster]!) })) };
    }
  }
  function onLand(values: NonNullable<Arrays[string]>): Float32Array {
    return Float32Array.from(land, (one) => values[(Math.floor(one / grid.width) - 1) * grid.nx + (one % grid.width) - 1]!);
  }
}

/** Whether a place lies in a polygon (even-odd; a place on the line counts once for two neighbours). */
export function isWithin([x, y]: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[x1, y1], [x2, y2]] = [polygon[i]!, polygon[j]!];
    if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) inside = !inside;
  }
  return inside;
}

/** Depths of the start onto a kernel. @param depth unpadded, m */
export function fill(bed: LocalBed, h: Float64Array | Float32Array, depth: NonNullable<Arrays[string]>): void {
  for (let j = 0; j < bed.grid.ny; j++) for (let i = 0; i < bed.grid.nx; i++) h[cellAt(bed.grid, i, j)] = depth[j * bed.grid.nx + i]!;
}
