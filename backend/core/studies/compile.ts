import type { z } from "zod";
import type { FloodStudy } from "#contract/flood-study";
import { ok, type Result } from "#contract/result";
import type { SimulationFault } from "#contract/simulation";
import type { Measure, StudyDraft, StudyOption } from "#contract/study";
import type { SimulationInput } from "../simulations/define.ts";
import type { Series } from "../simulations/flood/series.ts";
import { metres } from "../way/plane.ts";
import type { Begin, DrivenRun } from "./begin.ts";
import { DATUM, frameOf, middleOf, PROJECTION, toMetres } from "./frame.ts";
import { passing, RIVER_ROUGHNESS } from "./flows.ts";
import { CHANNEL_CELL, LAND, type StudyGround } from "./ground.ts";
import { edgesOf } from "./edges.ts";
import { addedBy } from "./measures.ts";
import { seriesAt } from "./readings.ts";

/** Cells over which a river's discharge comes in at its head, at most. */
const HEAD_CELLS = 400;
/** Bed of still water, s/m^(1/3). */
const STILL_ROUGHNESS = 0.025;
/** How fast what is added at a river's head comes to a lower run of the same river, m/s. */
const WAVE = 2.5;

/** What stands in hollows smaller than a cell and does not flow, m; the longest stable step (research 0); and rain in gusts of so many s. */
const [FILM, ALPHA, RAIN_EVERY] = [5e-3, 0.63, 60];

/** Values of inputs changed for a question about how much they matter; 1 (0 for levels) changes nothing. */
export interface Nudge {
  rain?: number;
  inflow?: number;
  /** m */
  outlet?: number;
  roughness?: number;
  losses?: number;
  /** m, up */
  bed?: number;
}

/** One option of a study as the flood engine takes it. The same study, start and option give the same input, and so the same bits. */
export function inputOf(draft: StudyDraft, option: StudyOption, { ground, begin, nudge = {} }: { ground: StudyGround; begin: Begin; nudge?: Nudge }): Result<Omit<SimulationInput, "engine">, SimulationFault> {
  const { grid, is } = ground;
  const bed = nudge.bed ?? 0;
  const z = bed === 0 ? begin.z : begin.z.map((height, k) => (is[k] === CHANNEL_CELL ? height + bed : height));
  // A pump that a measure names is moved there, with the discharge the measure says.
  const moved = new Set(option.measures.flatMap((measure) => (measure.is === "pump" ? [measure.name] : [])));
  const standing = begin.pumps.filter(({ name }) => !moved.has(name)).map(({ name, at, discharge }): Measure => ({ is: "pump", name, from: [...at], capacity: Math.min(200, Math.max(0.001, discharge)), start: 0 }));
  const added = addedBy([...option.measures, ...standing], { grid, z, rivers: begin.runs.map(({ river }) => river), duration: draft.duration });
  if (!added.ok) return added;
  const { dykes, breaches, openings, pumps, releases, rain, rasters, everywhere, upstream } = added.value;
  const place = toMetres(grid);
  const extra = (run: DrivenRun, t: number): number => {
    const first = begin.runs.find(({ river }) => river === run.river);
    const late = first === undefined ? 0 : (run.before - first.before) / WAVE;
    return upstream.filter(({ river }) => river === run.river).reduce((sum, { discharge }) => sum + seriesAt(discharge, Math.max(0, t - late)), 0);
  };
  const flow = (run: DrivenRun, t: number): number => seriesAt(run.inflow, t) * (nudge.inflow ?? 1);
  const times = timesWith(begin.times, upstream.map(({ discharge }) => discharge), draft.duration);
  const heads = begin.runs.map((run) => ({ name: run.river, at: headOf(ground, run).map((k) => place(middleOf(grid, k))), discharge: times.map((t): [number, number] => [t, Math.max(0, flow(run, t) + extra(run, t))]) }));
  const stages = begin.runs.filter(({ leaves }) => leaves).map((run) => ({ run, level: times.map((t): [number, number] => [t, seriesAt(run.outlet, t) + (nudge.outlet ?? 0) + (draft.forcing.outlet.by === "series" ? 0 : rise(run, t - passing(run)))]) }));
  /** What is added at the head stands higher at the foot too, once it has come there, as uniform flow has it: depth as discharge to the power 0.6. */
  function rise(run: DrivenRun, t: number): number {
    const [before, now] = [Math.max(1, seriesAt(run.inflow, t)), Math.max(1, flow(run, t) + (t < 0 ? 0 : extra(run, t)))];
    return run.depth * ((now / before) ** 0.6 - 1);
  }
  const still = (chain: number): Series => {
    const river = begin.along(chain);
    const level = river?.level ?? begin.sea;
    const added = (t: number): number => (river === undefined || draft.forcing.outlet.by === "series" ? 0 : rise(river.run, t - passing(river.run)));
    return times.map((t) => [t, seriesAt(level, t) + (nudge.outlet ?? 0) + added(t)]);
  };
  const losses = draft.losses * (nudge.losses ?? 1);
  const falls = begin.rain.map(({ at, series }) => ({ ...(at !== undefined && { at }), series: netOf([...everywhere, series.map(([t, v]): [number, number] => [t, v * (nudge.rain ?? 1)])], losses) }));
  const gauges = falls.flatMap(({ at, series }) => (at === undefined ? [] : [{ at: place(at), intensity: series }]));
  const uniform = falls.filter(({ at }) => at === undefined).map(({ series }) => series);
  if (falls.length === 0 && everywhere.length > 0) uniform.push(netOf(everywhere, losses));
  const params: z.input<typeof FloodStudy> = {
    duration: draft.duration, every: draft.every, projection: PROJECTION, datum: DATUM, roughness: draft.roughness, hMin: FILM, alpha: ALPHA, rainEvery: RAIN_EVERY,
    rain: [...(gauges.length > 0 ? [{ by: "gauges" as const, gauges }] : []), ...uniform.map((intensity) => ({ by: "uniform" as const, intensity })), ...rain].slice(0, 8),
    edges: edgesOf(ground, z, stages, still),
    releases: [...heads, ...releases], pumps, openings, dykes, breaches,
  };
  const land = Math.max(0.005, Math.min(1, draft.roughness * (nudge.roughness ?? 1)));
  const roughness = Float32Array.from(is, (one) => (one === LAND ? land : one === CHANNEL_CELL ? RIVER_ROUGHNESS * (nudge.roughness ?? 1) : STILL_ROUGHNESS));
  const depth = bed === 0 ? begin.depth : begin.depth.map((deep, k) => (is[k] === CHANNEL_CELL ? Math.max(0, deep - bed) : deep));
  return ok({ params, frame: frameOf(grid), arrays: { ground: z, roughness, depth, ...rasters } });
}

/** Cells of a river's channel about where it comes in: its discharge is shared by them. */
function headOf({ grid, is, chain }: StudyGround, { first, firstChain, width }: DrivenRun): number[] {
  const at = middleOf(grid, first);
  const reach = Math.max(width, 2 * grid.cell);
  const cells: number[] = [first];
  const span = Math.ceil(reach / grid.cell);
  const [i0, j0] = [first % grid.nx, Math.floor(first / grid.nx)];
  for (let j = Math.max(0, j0 - span); j <= Math.min(grid.ny - 1, j0 + span); j++) for (let i = Math.max(0, i0 - span); i <= Math.min(grid.nx - 1, i0 + span); i++) {
    const k = j * grid.nx + i;
    if (k !== first && is[k] === CHANNEL_CELL && Math.abs(chain[k]! - firstChain) <= 4 && metres(at, middleOf(grid, k)) <= reach && cells.length < HEAD_CELLS) cells.push(k);
  }
  return cells;
}

/** Times of what drives the water and of what measures add to it, together. */
function timesWith(times: readonly number[], series: readonly Series[], duration: number): number[] {
  return [...new Set([...times, ...series.flatMap((one) => one.map(([t]) => t))])].filter((t) => t >= 0 && t <= duration + 600).sort((a, b) => a - b);
}

/** Sum of rains less what the ground takes and drains carry off, mm/h, never below 0. */
function netOf(rains: readonly Series[], losses: number): [number, number][] {
  const times = [...new Set(rains.flatMap((one) => one.map(([t]) => t)))].filter((t) => t >= 0).sort((a, b) => a - b);
  return (times.length === 0 ? [0] : times).map((t) => [t, Math.min(500, Math.max(0, rains.reduce((sum, one) => sum + seriesAt(one, t), 0) - losses))]);
}
