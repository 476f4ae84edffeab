import type { Study, StudyId } from "#contract/study";
import type { OptionRun, StudyComparison, StudyRunIndex } from "#contract/study-result";
import type { Instant } from "#contract/ids";
import type { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import { request } from "../../../live/socket.ts";
import { runFrame, runIndex, type RunFrame } from "../../../live/study-frames.ts";
import type { BaseMap } from "../../../scene/base-map.ts";
import { drawArrows } from "../../../scene/simulated/arrows.ts";
import { drawSimulated } from "../../../scene/simulated/paint.ts";
import { simulatedColours } from "../../../scene/simulated/ramp.ts";
import { flowWanted, wantedOf, type Telling, type Wanted } from "../playing.ts";
import { toldOf } from "../use-simulated.ts";

/** All that a briefing or a film is made of; asked for when it is made, so that what stands beside each other belongs together. */
export interface Source {
  study: Study;
  comparison: StudyComparison;
  /** By option; one that is not computed is missing. */
  indices: ReadonlyMap<string, StudyRunIndex>;
  base: BaseMap | undefined;
  now: Instant;
  /** Who makes it. */
  by: string;
}

/** Why it was not made. */
export class NotMade extends Error {
  readonly why: { is: "none" | "no-canvas" | "no-font" | "no-encoder" } | { is: "frame"; detail: string };
  constructor(why: NotMade["why"]) {
    super(why.is);
    this.why = why;
  }
}

/** The study as it is kept, what its options gave, and what each run has to show. */
export async function readSource(id: StudyId): Promise<Result<Pick<Source, "study" | "comparison" | "indices">, Fault>> {
  const study = await request("study:get", { id });
  if (!study.ok) return study;
  const runs = await request("study:runs", { id });
  if (!runs.ok) return runs;
  const comparison = await request("study:compare", { id });
  if (!comparison.ok) return comparison;
  const done = runs.value.runs.filter((run): run is Extract<OptionRun, { state: "done" }> => run.state === "done");
  const indices = new Map<string, StudyRunIndex>();
  for (const { optionId, runId } of done) {
    const index = await runIndex(runId);
    if (!index.ok) return index;
    indices.set(optionId, index.value);
  }
  return runs.value.revision === study.value.revision ? ok({ study: study.value, comparison: comparison.value, indices }) : fail({ code: "conflict", detail: "saved meanwhile" });
}

/** A run's raster at a time, s. @returns undefined: the run has none. @throws NotMade where it cannot be had */
export async function rasterOf(index: StudyRunIndex, telling: Telling, t: number): Promise<RunFrame | undefined> {
  const wanted = wantedOf(index, { t, telling });
  return wanted === undefined ? undefined : readRaster(index, wanted);
}

/** @param of the raster has one value for so many cells a side */
async function readRaster({ runId, grid }: StudyRunIndex, wanted: Wanted, of = 1): Promise<RunFrame> {
  const answer = await runFrame(runId, wanted, { nx: Math.ceil(grid.nx / of), ny: Math.ceil(grid.ny / of) });
  if (!answer.ok) throw new NotMade({ is: "frame", detail: answer.fault.code === "unavailable" ? answer.fault.detail : answer.fault.code });
  return answer.value;
}

/** The raster under its sign, in a canvas of its own. */
export async function waterOf(index: StudyRunIndex, telling: Telling, t: number): Promise<HTMLCanvasElement | undefined> {
  const frame = await rasterOf(index, telling, t);
  if (frame === undefined) return undefined;
  const canvas = document.createElement("canvas");
  const colours = simulatedColours(document.documentElement);
  drawSimulated(canvas, frame, toldOf(telling), colours);
  const flow = telling === "depth" ? flowWanted(index, t) : undefined;
  if (flow !== undefined) {
    const { nx, ny } = index.grid;
    const read = (wanted: Wanted): Promise<RunFrame> => readRaster(index, wanted, flow.of);
    const [east, north] = await Promise.all([read(flow.east), read(flow.north)]);
    drawArrows(canvas, { nx, ny, of: flow.of, east: east.values, north: north.values }, colours.sign);
  }
  return canvas;
}

/** @throws NotMade where the window draws no pictures */
export function canvasOf(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new NotMade({ is: "no-canvas" });
  return { canvas, pen };
}
