import { FloodStudy } from "#contract/flood-study";
import { fail, ok, type Result } from "#contract/result";
import { SimulatedSeconds, type SimulatedFrame, type SimulationFault, type SimulationRunId } from "#contract/simulation";
import { defineSimulation, type EngineParts, type SimulatedReport } from "./define.ts";
import { bedOf, type LocalBed } from "./flood/bed.ts";
import { checkInput, estimate } from "./flood/check.ts";
import { compileParts, fill, raiseDykes } from "./flood/compile.ts";
import { openFast } from "./flood/fast.ts";
import { openFiniteVolume } from "./flood/finite-volume.ts";
import type { CoarseFlow } from "./flood/flow.ts";
import type { Kernel } from "./flood/kernel.ts";
import type { Balance } from "./flood/ledger.ts";
import { openLocalInertial } from "./flood/local-inertial.ts";
import { PACES } from "./flood/paces.ts";
import { runWater } from "./flood/run.ts";
import { openWater } from "./flood/water.ts";

/** Seconds between two applications of rain in f32, where a smaller shower would be less than the spacing of numbers (research 1.4). */
const F32_EVERY = 2;

/** Inundation in two dimensions: rain, rivers, tide, streets' inlets, pumps, gates, dykes, breaches. */
export const flood = defineSimulation({
  kind: "flood",
  title: { vi: "Ngập lụt", en: "Flood" },
  version: "flood-2",
  visuals: ["grid"],
  params: FloodStudy,
  prepare(study, { frame, arrays, engine }) {
    const checked = checkInput(study, frame, arrays);
    if (!checked.ok) return checked;
    const { ground, roughness, inside, depth } = arrays;
    const bed = bedOf({ ...frame, ground: Float64Array.from(ground!), roughness: roughness === undefined ? study.roughness : Float64Array.from(roughness), ...(inside !== undefined && { inside: Uint8Array.from(inside) }) });
    if (bed.land.length === 0) return fail({ code: "malformed", path: "arrays.inside", detail: "the area has no cell" });
    raiseDykes(study, bed);
    const opened = openKernel(study, bed, engine);
    if (!opened.ok) return opened;
    const kernel = opened.value;
    if (depth !== undefined) fill(bed, kernel.h, depth);
    const water = openWater(bed, kernel);
    const parts = compileParts(study, { bed, water, arrays, every: kernel.h instanceof Float32Array ? F32_EVERY : 0 });
    if (!parts.ok) return parts;
    return ok({
      ...estimate(study, frame),
      *run(runId) {
        const run = runWater(water, parts.value, study);
        const grid = gridFrames(runId, frame);
        for (;;) {
          const { done, value } = run.next();
          if (done !== true) {
            const report = value.is === "report" ? { report: reportOf(value.balance, { deepest: value.deepest, steps: value.steps }, [grid(value.t, "depth", "m", value.depth()), ...flowFrames(grid, value)]) } : {};
            yield { done: value.t / study.duration, work: value.updates, ...report };
            continue;
          }
          if (!value.ok) return value;
          const frames = [grid(study.duration, "peak-depth", "m", value.peak), grid(study.duration, "reached-at", "s", value.reachedAt)];
          return ok(reportOf(value.balance, { steps: value.steps, updates: value.updates }, frames));
        }
      },
    });
  },
});

/** @throws Error where f32 is asked of a host that brought no compiled kernel: its bug */
function openKernel(study: FloodStudy, bed: LocalBed, engine: EngineParts | undefined): Result<Kernel, SimulationFault> {
  if (study.scheme === "finite-volume") return ok(openFiniteVolume(bed, study, 2));
  if (study.precision === "f64") return ok(openLocalInertial(bed, study));
  const make = engine?.floodKernel;
  if (make === undefined) throw new Error("a run in f32 needs the compiled kernel");
  try {
    return ok(openFast(make, bed, { ...study, paces: PACES }));
  } catch (error) {
    if (error instanceof RangeError) return fail({ code: "out-of-memory", bytes: bed.grid.size * 44 });
    throw error;
  }
}

type MakeFrame = (t: number, quantity: string, unit: string, values: Float32Array) => SimulatedFrame;

function gridFrames(runId: SimulationRunId, { nx, ny }: { nx: number; ny: number }): MakeFrame {
  return (t, quantity, unit, values) => ({ simulated: true, visual: "grid", runId, t: SimulatedSeconds.parse(t), quantity, unit, nx, ny, values });
}

/** Where the water goes, on squares of several cells: enough for arrows, and little to keep. */
function flowFrames(grid: MakeFrame, { t, flow }: { t: number; flow: () => CoarseFlow }): SimulatedFrame[] {
  const { of, nx, ny, east, north } = flow();
  return [grid(t, "flow-east", "m/s", east), grid(t, "flow-north", "m/s", north)].map((frame) => (frame.visual === "grid" ? { ...frame, nx, ny, ...(of > 1 && { of }) } : frame));
}

function reportOf(balance: Balance, more: Record<string, number>, frames: SimulatedFrame[]): SimulatedReport {
  return { simulated: true, figures: { ...balance, ...more }, frames };
}
