import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { StudyRunIndex } from "#contract/study-result";
import { runFrames, type RunFrame } from "../../live/study-frames.ts";
import { differenceOf, drawSimulated, type SimulatedGrid } from "../../scene/simulated/paint.ts";
import { simulatedColours, type Told } from "../../scene/simulated/ramp.ts";
import { drawArrows, type SimulatedFlow } from "../../scene/simulated/arrows.ts";
import { flowWanted, wantedOf, type Playing, type Telling, type Wanted } from "./playing.ts";

const TOLD: Readonly<Record<Telling, Told>> = { depth: "depth", peak: "depth", arrival: "arrival", difference: "difference" };
export const toldOf = (telling: Telling): Told => TOLD[telling];

/** What is to be painted of a run: its raster at a time, or how much deeper it is than the run compared with. undefined: on its way, or there is none. */
export function useGrid(index: StudyRunIndex | undefined, base: StudyRunIndex | undefined, play: Playing): SimulatedGrid | undefined {
  const { telling } = play;
  const frame = useFrame(index, play);
  const under = useFrame(telling === "difference" ? base : undefined, play);
  return useMemo(() => {
    if (telling !== "difference") return frame;
    return frame === undefined || under === undefined || frame.values.length !== under.values.length ? undefined : differenceOf(frame, under);
  }, [telling, frame, under]);
}

/** Where the water goes, beside its depth at a time; undefined: on its way, or there is none. */
export function useFlow(index: StudyRunIndex | undefined, { t, telling }: Pick<Playing, "t" | "telling">): SimulatedFlow | undefined {
  const wanted = index === undefined || telling !== "depth" || t < 0 ? undefined : flowWanted(index, t);
  const of = wanted?.of ?? 1;
  const east = useRaster(index, wanted?.east, of);
  const north = useRaster(index, wanted?.north, of);
  const { nx, ny } = index?.grid ?? {};
  return useMemo(() => (east === undefined || north === undefined || nx === undefined || ny === undefined ? undefined : { nx, ny, of, east: east.values, north: north.values }), [east, north, nx, ny, of]);
}

function useFrame(index: StudyRunIndex | undefined, play: Playing): RunFrame | undefined {
  return useRaster(index, index === undefined ? undefined : wantedOf(index, play));
}

/** @param of the raster has one value for so many cells a side */
function useRaster(index: StudyRunIndex | undefined, wanted: Wanted | undefined, of = 1): RunFrame | undefined {
  const { runId, grid } = index ?? {};
  const [quantity, at] = [wanted?.quantity, wanted?.index];
  const read = useCallback(() => (runId === undefined || quantity === undefined || at === undefined ? undefined : runFrames.get(runId, quantity, at)), [runId, quantity, at]);
  const frame = useSyncExternalStore(runFrames.subscribe, read);
  const [nx, ny] = grid === undefined ? [undefined, undefined] : [Math.ceil(grid.nx / of), Math.ceil(grid.ny / of)];
  const missing = frame === undefined;
  useEffect(() => {
    if (missing && runId !== undefined && quantity !== undefined && at !== undefined && nx !== undefined && ny !== undefined) runFrames.want(runId, quantity, at, { nx, ny });
  }, [missing, runId, quantity, at, nx, ny]);
  return frame;
}

/**
 * A canvas of one's own with the raster painted under its sign.
 *
 * @param onDrawn called after each painting; undefined: there is nothing to show
 * @param flow drawn as arrows upon it
 */
export function usePainted(grid: SimulatedGrid | undefined, telling: Telling, onDrawn: (canvas: HTMLCanvasElement | undefined) => void, flow?: SimulatedFlow): void {
  const canvas = useRef<HTMLCanvasElement>(undefined);
  const tell = useRef(onDrawn);
  useEffect(() => {
    tell.current = onDrawn;
  });
  useEffect(() => {
    if (grid === undefined) return tell.current(undefined);
    canvas.current ??= document.createElement("canvas");
    const colours = simulatedColours(document.documentElement);
    drawSimulated(canvas.current, grid, toldOf(telling), colours);
    if (flow !== undefined) drawArrows(canvas.current, flow, colours.sign);
    tell.current(canvas.current);
  }, [grid, telling, flow]);
}
