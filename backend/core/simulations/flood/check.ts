import { MOST_CELLS, type FloodStudy } from "#contract/flood-study";
import { fail, ok, type Result } from "#contract/result";
import type { SimulationFault } from "#contract/simulation";
import type { Arrays, Frame } from "../define.ts";

/** Bytes a cell takes: f64 state, bed and crests, source maps, peaks; in f32 half of the state. */
const BYTES: Readonly<Record<FloodStudy["precision"], number>> = { f64: 128, f32: 116 };
/** Cell updates a second of one core, on the careful side of what was measured (research 4). */
const RATE: Readonly<Record<FloodStudy["precision"], number>> = { f64: 8e6, f32: 8e7 };
const FINITE_VOLUME_RATE = 1.5e6;
/** Depth the estimate reckons with, m, and share of the cells that are wet. */
const [DEEP, WET] = [4, 0.35];

/** What a run would take. @returns bytes, s of one core */
export function estimate({ scheme, precision, duration, alpha, dtMax }: FloodStudy, { nx, ny, dx }: Frame): { bytes: number; seconds: number } {
  const dt = Math.min(dtMax, (alpha * dx) / Math.sqrt(9.81 * DEEP));
  return { bytes: nx * ny * (scheme === "finite-volume" ? 2 * BYTES.f64 : BYTES[precision]), seconds: (nx * ny * WET * (duration / dt)) / (scheme === "finite-volume" ? FINITE_VOLUME_RATE : RATE[precision]) };
}

type Test = (value: number) => boolean;
const finite: Test = (value) => Number.isFinite(value);

/** Looks at everything that came beside the parameters before anything is made of it. */
export function checkInput(study: FloodStudy, frame: Frame, arrays: Arrays): Result<void, SimulationFault> {
  const { nx, ny, dx } = frame;
  const sound = Number.isInteger(nx) && Number.isInteger(ny) && nx >= 1 && ny >= 1 && dx >= 0.1 && dx <= 1000;
  if (!sound) return fail({ code: "malformed", path: "frame", detail: "a grid has at least one cell, 0.1 to 1000 m a side" });
  if (nx * ny > MOST_CELLS) return fail({ code: "too-many-cells", cells: nx * ny, limit: MOST_CELLS, ...estimate(study, frame) });
  if (frame.projection !== study.projection) return fail({ code: "other-frame", what: "projection", expected: study.projection, got: frame.projection });
  if (frame.datum !== study.datum) return fail({ code: "other-frame", what: "datum", expected: study.datum, got: frame.datum });
  for (const [name, values] of Object.entries(arrays))
    if (values !== undefined && values.length !== nx * ny) return fail({ code: "other-frame", what: "size", expected: `${nx} × ${ny}`, got: `${name}: ${values.length}` });
  const { ground, inside, roughness, depth } = arrays;
  if (ground === undefined) return fail({ code: "malformed", path: "arrays.ground", detail: "a terrain is needed" });
  const isInside = (k: number): boolean => inside === undefined || inside[k] !== 0;
  const wrong = (values: Arrays[string], test: Test): { cells: number; first: [number, number]; value: number } | undefined => {
    let [cells, first] = [0, -1];
    for (let k = 0; values !== undefined && k < values.length; k++) {
      if (!isInside(k) || test(values[k]!)) continue;
      if (cells++ === 0) first = k;
    }
    return cells === 0 ? undefined : { cells, first: [first % nx, Math.floor(first / nx)], value: values![first]! };
  };
  const missing = wrong(ground, finite);
  if (missing !== undefined) return fail({ code: "terrain-missing", cells: missing.cells, first: missing.first });
  const raised: [string, Test][] = [["ground", (value) => value >= -500 && value <= 9000], ["roughness", (value) => value >= 0.005 && value <= 1], ["depth", (value) => value >= 0 && value <= 500]];
  for (const [name, test] of raised) {
    const found = wrong({ ground, roughness, depth }[name], test);
    if (found !== undefined) return fail({ code: "out-of-range", raster: name, ...found });
  }
  for (const [k, rain] of study.rain.entries()) {
    if (rain.by !== "raster") continue;
    for (const [i, { raster }] of rain.fields.entries()) {
      const values = arrays[raster];
      if (values === undefined) return fail({ code: "malformed", path: `params.rain.${k}.fields.${i}.raster`, detail: `no raster ${raster}` });
      const found = wrong(values, (value) => value >= 0 && value <= 3000);
      if (found !== undefined) return fail({ code: "out-of-range", raster, ...found });
    }
  }
  return ok(undefined);
}
