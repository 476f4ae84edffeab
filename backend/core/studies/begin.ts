import type { River } from "#contract/city";
import type { StudyStart } from "#contract/study-result";
import type { StudyDraft } from "#contract/study";
import type { Instant } from "#contract/ids";
import type { Series } from "../simulations/flood/series.ts";
import type { StudyCity } from "./city.ts";
import { metres } from "../way/plane.ts";
import { cellUnder } from "./frame.ts";
import { arriving, channelDepth, channelDischarge, fedBy, isNear, passing } from "./flows.ts";
import { CHANNEL_CELL, STILL, withBeds, type StudyGround } from "./ground.ts";
import { alongOf, AT_RIVER, nearestPoint, riverLevels } from "./levels.ts";
import { seriesAt, seriesOfReading, startValue, type Reading, type Readings } from "./readings.ts";
import type { Run } from "./rivers.ts";

/** Rain gauges farther from the area's middle say nothing of its rain, m. */
const RAIN_REACH = 25_000;
/** Of those the nearest speak. */
const RAIN_GAUGES = 4;
/** Step of what drives the water, s. */
const STEP = 600;
/** Points of an axis to either side over which a river's slope is taken. */
const REACH_POINTS = 8;
/** Where no gauge and no tide says better: the sea at rest, m. */
const SEA = 0.2;

/** A run of a river with what comes in at its head and stands at its foot, m³/s and m over s. */
export interface DrivenRun extends Run {
  inflow: Series;
  /** Without anybody's measures. */
  outlet: Series;
  /** m: between the water and the bed at its foot at the start. */
  depth: number;
  width: number;
}
/** The water as it stands at the start, and what drives it afterwards, before any measure. */
export interface Begin {
  start: StudyStart;
  /** Ground with river beds, and depth on it, m; row-major from the south-west. */
  z: Float64Array;
  depth: Float32Array;
  runs: readonly DrivenRun[];
  /** Level of sea and lagoon, m. */
  sea: Series;
  /** Level of the river at a chain index, without anybody's measures, m, and the last run of that river; undefined: no river of the area. */
  along(chain: number): { level: Series; run: DrivenRun } | undefined;
  /** Rain that falls, mm/h, by gauge; one without a place falls everywhere. */
  rain: readonly { at?: readonly [number, number]; series: Series }[];
  /** Pumps that run at the start, m³/s: they go on, out of the area. */
  pumps: readonly { name: string; at: readonly [number, number]; discharge: number }[];
  times: readonly number[];
}

/** @param readings what the room measured about the start; none of it is used for a design storm */
export function begin(draft: Pick<StudyDraft, "start" | "duration" | "forcing">, { city, ground, readings, at }: { city: StudyCity; ground: StudyGround; readings: Readings; at?: Instant }): Begin {
  const { start: from, duration, forcing } = draft;
  const times = Array.from({ length: Math.ceil(duration / STEP) + 1 }, (_v, i) => i * STEP);
  const design = from.from === "design" ? from : undefined;
  const rivers = city.water?.rivers ?? [];
  const notes = new Set<StudyStart["notes"][number]>();
  const used = (all: readonly Reading[]): Reading[] => (design === undefined ? all.filter((reading) => startValue(reading)?.used === true) : []);
  const levelsAt = (t: number, recorded: boolean): Map<number, number> => {
    const gauges = used(readings.levels).map((reading) => ({ at: reading.at, level: seriesAt(seriesOfReading(reading, recorded)!, t) }));
    const byChain = new Map<number, number>();
    for (const river of rivers) {
      const levels = design !== undefined ? river.axis.map(() => design.level) : riverLevels(river, gauges);
      for (const i of river.axis.keys()) byChain.set(river.from + i, levels?.[i] ?? seaAt(t, recorded));
      if (levels === undefined && ground.runs.some((run) => run.river === river.name)) notes.add("no-level");
    }
    return byChain;
  };
  const tides = used(readings.tides);
  if (tides.length === 0) notes.add("no-outlet");
  const seaAt = (t: number, recorded: boolean): number => (tides.length === 0 ? SEA : seriesAt(seriesOfReading(tides[0]!, recorded)!, t));
  const level = levelsAt(0, false);
  if (ground.runs.length === 0) notes.add("no-river");

  const packBeds = bedsOfPack(ground);
  const beds = new Map(packBeds);
  const recordedInflow = forcing.inflow.by === "recorded";
  const heads = ground.runs.map((run) => {
    const width = ground.widths.get(run.river) ?? ground.grid.cell;
    const [top, foot] = [level.get(run.firstChain) ?? SEA, level.get(run.lastChain) ?? SEA];
    const shape = { width, fall: top - foot, length: run.length };
    const known = design === undefined ? arriving(run, rivers, { outflows: used(readings.outflows), recorded: recordedInflow, times }) : undefined;
    const supposed = design?.inflow ?? channelDischarge(foot - (packBeds.get(run.lastChain) ?? foot - 3), shape);
    if (known === undefined) notes.add(design === undefined ? "no-inflow" : "bed-supposed");
    const first = Math.max(1, known?.[0]?.[1] ?? supposed);
    const river = rivers.find(({ name }) => name === run.river)!;
    const along = alongOf(river.axis);
    // The bed is as deep as it must be for what is measured to flow at the levels that are measured, there where it is.
    const depthAt = (i: number): number => {
      const [a, b] = [Math.max(run.firstChain, i - REACH_POINTS), Math.min(run.lastChain, i + REACH_POINTS)];
      return channelDepth(first, { width: ground.widthAt.get(i) ?? width, fall: (level.get(a) ?? top) - (level.get(b) ?? foot), length: along[b - river.from]! - along[a - river.from]! });
    };
    if (known !== undefined) for (let i = run.firstChain; i <= run.lastChain; i++) beds.set(i, (level.get(i) ?? foot) - depthAt(i));
    const depth = known === undefined ? Math.max(1, foot - (packBeds.get(run.lastChain) ?? foot - 3)) : depthAt(run.lastChain);
    return { run, width, depth, first, known: known ?? times.map((t): [number, number] => [t, supposed]) };
  });
  const all = heads.reduce((sum, { first }) => sum + first, 0);
  const recordedOutlet = forcing.outlet.by === "recorded";
  const runs = heads.map(({ run, width, depth, first, known }): DrivenRun => {
    const inflow: Series = forcing.inflow.by === "series" ? scaled(forcing.inflow.series, all > 0 ? first / all : 1, times) : known;
    const foot = level.get(run.lastChain) ?? SEA;
    const outlet: Series = forcing.outlet.by === "series" ? forcing.outlet.series : times.map((t) => [t, recordedOutlet ? (levelsAt(t, true).get(run.lastChain) ?? foot) : foot + depth * ((Math.max(1, seriesAt(inflow, t - passing(run))) / first) ** 0.6 - 1)]);
    return { ...run, inflow, outlet, depth, width };
  });
  const along: Begin["along"] = (chain) => {
    const river = rivers.find(({ axis, from: first }) => chain >= first && chain < first + axis.length);
    const run = runs.findLast((one) => one.river === river?.name);
    const still = level.get(chain);
    if (run === undefined || still === undefined) return undefined;
    // Held, it goes up and down with the river's foot.
    return { run, level: times.map((t) => [t, recordedOutlet ? (levelsAt(t, true).get(chain) ?? still) : still + seriesAt(run.outlet, t) - seriesAt(run.outlet, 0)]) };
  };
  const z = withBeds(ground, beds);
  const sea: Series = forcing.outlet.by === "series" ? forcing.outlet.series : times.map((t) => [t, seaAt(t, recordedOutlet)]);
  const [west, south, east, north] = ground.grid.bounds;
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const gauges = used(readings.rain).filter((reading) => isNear(reading.at, middle, RAIN_REACH)).sort((a, b) => metres(a.at, middle) - metres(b.at, middle)).slice(0, RAIN_GAUGES);
  if (gauges.length === 0 && forcing.rain.by !== "series") notes.add("no-rain");
  const rain = forcing.rain.by === "series" ? [{ series: forcing.rain.series }] : gauges.map((reading) => ({ at: reading.at, series: afterStart(seriesOfReading(reading, forcing.rain.by === "recorded")!) }));
  notes.add("people-supposed");
  const pumps = used(readings.devices).flatMap((reading) => {
    const discharge = startValue(reading)?.value ?? 0;
    return reading.unit === "m3/s" && discharge > 0 && cellUnder(ground.grid, reading.at) !== undefined ? [{ name: reading.name, at: reading.at, discharge }] : [];
  });
  return { start: { ...told(readings, { rivers, middle, design: design !== undefined }), ...(at !== undefined && { at }), notes: [...notes] }, z, depth: depthsOf(ground, z, level, seaAt(0, false)), runs, sea, along, rain, pumps, times };
}

/** A series that begins at the start. */
const afterStart = (series: Series): Series => [[0, seriesAt(series, 0)], ...series.filter(([t]) => t > 0)];
const scaled = (series: Series, share: number, times: readonly number[]): Series => times.map((t) => [t, seriesAt(series, t) * share]);

/** Deepest ground of each river point's channel, m; where the pack has none, that of the point above. */
function bedsOfPack({ z, is, chain }: StudyGround): Map<number, number> {
  const beds = new Map<number, number>();
  for (let k = 0; k < z.length; k++) if (is[k] === CHANNEL_CELL) beds.set(chain[k]!, Math.min(beds.get(chain[k]!) ?? Infinity, z[k]!));
  let before: number | undefined;
  for (const [at, bed] of [...beds].sort(([a], [b]) => a - b)) {
    const smooth = before === undefined ? bed : Math.min(bed, before + 0.5);
    beds.set(at, smooth);
    before = smooth;
  }
  return beds;
}

/** Depth at the start by the pack's own rule: a cell is wet where its river's level is at or above its spill. */
function depthsOf({ is, chain, spill }: StudyGround, z: Float64Array, level: ReadonlyMap<number, number>, sea: number): Float32Array {
  return Float32Array.from(z, (height, k) => {
    const river = level.get(chain[k]!);
    if (is[k] === CHANNEL_CELL) return Math.max(0, (river ?? sea) - height);
    if (is[k] === STILL) return Math.max(0, Math.max(sea, river ?? sea) - height);
    return river !== undefined && river >= spill[k]! ? Math.max(0, river - height) : 0;
  });
}

/** Everything heard, with what is left out and why. */
function told(readings: Readings, { rivers, middle, design }: { rivers: readonly River[]; middle: readonly [number, number]; design: boolean }): Omit<StudyStart, "notes" | "at"> {
  const values = (all: readonly Reading[], fits: (reading: Reading) => boolean, why: "outside" | "unlinked"): StudyStart["levels"] => (design ? [] : all.flatMap((reading) => {
    const value = startValue(reading);
    if (value === undefined) return [];
    return [value.used && !fits(reading) ? { ...value, used: false, why } : value];
  }));
  return {
    simulated: true,
    levels: [...values(readings.levels, ({ at }) => rivers.some(({ axis }) => nearestPoint(axis, at).metres <= AT_RIVER), "unlinked"), ...values(readings.tides, (reading) => reading === readings.tides.find((one) => startValue(one)?.used === true), "unlinked")].slice(0, 200),
    rain: values(readings.rain, ({ at }) => isNear(at, middle, RAIN_REACH), "outside").slice(0, 200),
    inflows: values(readings.outflows, (reading) => fedBy(rivers, reading) !== undefined, "unlinked").slice(0, 50),
    devices: values(readings.devices, () => true, "unlinked").slice(0, 500),
  };
}
