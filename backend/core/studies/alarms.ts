import type { Rule } from "#contract/rule";
import type { ThingId } from "#contract/ids";
import type { SimulatedAlarm, StudyGrid } from "#contract/study-result";
import { SimulatedSeconds } from "#contract/simulation";
import type { Datastream } from "#contract/things";
import type { RoomState } from "../state.ts";
import { cellUnder } from "./frame.ts";
import { CHANNEL_CELL } from "./ground.ts";

/** What rules are asked of. */
export type Watching = Pick<RoomState, "things" | "datastreams" | "rules">;
/** A gauge whose water the study models, and the cell that stands for it. */
export interface Watched {
  datastream: Datastream;
  thingId: ThingId;
  name: string;
  place: string;
  at: [number, number];
  cell: number;
  /** `level`: ground is added; `depth`: of the water alone. */
  says: "level" | "depth";
}

/** A river's gauge stands on its bank: its water is the channel's, so many cells away at most; a street's is in its own cell. */
const TO_CHANNEL = 20;
const UNITS: Readonly<Record<string, number>> = { m: 1, cm: 100, mm: 1000 };

/** Gauges of levels and of depths in streets within the area. */
export function watchedIn({ things, datastreams }: Pick<Watching, "things" | "datastreams">, { grid, is, z }: { grid: StudyGrid; is: Uint8Array; z: Float64Array }): Watched[] {
  return [...datastreams.values()].flatMap((datastream): Watched[] => {
    const says = datastream.observedPropertyId === "water-level" ? "level" : datastream.observedPropertyId === "street-depth" ? "depth" : undefined;
    const thing = things.get(datastream.thingId);
    if (says === undefined || thing === undefined || UNITS[datastream.unit] === undefined) return [];
    const at: [number, number] = [thing.position[0], thing.position[1]];
    const under = cellUnder(grid, at);
    const cell = under === undefined ? undefined : says === "level" ? nearestChannel(grid, is, z, under) : under;
    return cell === undefined ? [] : [{ datastream, thingId: thing.id, name: thing.name, place: thing.place ?? thing.name, at, cell, says }];
  });
}

/** The channel's nearest cell, the deeper of two as near; undefined: none is near. */
function nearestChannel({ nx, ny }: StudyGrid, is: Uint8Array, z: Float64Array, cell: number): number | undefined {
  const [i0, j0] = [cell % nx, Math.floor(cell / nx)];
  let best: { cell: number; far: number } | undefined;
  for (let j = Math.max(0, j0 - TO_CHANNEL); j <= Math.min(ny - 1, j0 + TO_CHANNEL); j++) for (let i = Math.max(0, i0 - TO_CHANNEL); i <= Math.min(nx - 1, i0 + TO_CHANNEL); i++) {
    const k = j * nx + i;
    const far = (i - i0) ** 2 + (j - j0) ** 2;
    if (is[k] === CHANNEL_CELL && (best === undefined || far < best.far || (far === best.far && z[k]! < z[best.cell]!))) best = { cell: k, far };
  }
  return best?.cell;
}

/** What the gauges would measure, kept frame by frame: t s, and in each datastream's own unit. */
export interface GaugeRecord {
  watched: Watched;
  t: number[];
  v: number[];
}

export function openRecord(watched: readonly Watched[], z: Float64Array): { frame(t: number, depth: Float32Array): void; records: readonly GaugeRecord[] } {
  const records = watched.map((one): GaugeRecord => ({ watched: one, t: [], v: [] }));
  return {
    records,
    frame(t, depth) {
      for (const { watched: { cell, says, datastream }, t: times, v } of records) {
        const metres = says === "level" ? z[cell]! + depth[cell]! : depth[cell]!;
        times.push(t);
        v.push(metres * UNITS[datastream.unit]!);
      }
    },
  };
}

type Limit = { limit: number; sign: 1 | -1; offDeadband: number };

/** The limit a threshold rule sets to a datastream; undefined: it is of another kind, or for others. */
function limitOf(rule: Rule, { id, observedPropertyId, thingId, levels }: Datastream, state: Watching): Limit | undefined {
  if (rule.kind !== "threshold" || !rule.enabled || typeof rule.params !== "object" || rule.params === null || Array.isArray(rule.params)) return undefined;
  const { on, side, setpoint, deadband } = rule.params;
  if (typeof on !== "object" || on === null || Array.isArray(on)) return undefined;
  const fits = on["datastreamId"] === undefined ? on["observedPropertyId"] === observedPropertyId && (on["area"] === undefined || state.things.get(thingId)?.area === on["area"]) : on["datastreamId"] === id;
  if (!fits) return undefined;
  const named = typeof setpoint === "object" && setpoint !== null && !Array.isArray(setpoint) ? levels.find(({ name }) => name === setpoint["level"])?.value : undefined;
  const limit = typeof setpoint === "number" ? setpoint : named;
  return limit === undefined ? undefined : { limit, sign: side === "below" ? -1 : 1, offDeadband: typeof deadband === "number" ? deadband : 0 };
}

/**
 * Alarms that the room's own threshold rules would raise of simulated water: each crossing once, at the moment it is reached
 * between two frames. A gauge that stands beyond a limit at the start says nothing new; a rule that another one in alarm on the
 * same thing holds back says nothing. Rules of other kinds are not asked: they need more than a level.
 */
export function simulatedAlarms(records: readonly GaugeRecord[], state: Watching): SimulatedAlarm[] {
  const raised: SimulatedAlarm[] = [];
  for (const { watched, t, v } of records) {
    const rules = [...state.rules.values()].flatMap((rule) => {
      const limit = limitOf(rule, watched.datastream, state);
      return limit === undefined ? [] : [{ rule, ...limit, on: v[0] !== undefined && limit.sign * v[0] >= limit.sign * limit.limit }];
    });
    for (let i = 1; i < v.length; i++) {
      for (const one of rules) {
        const x = one.sign * v[i]!;
        const edge = one.sign * one.limit;
        const was = one.on;
        one.on = x >= edge || (was && x > edge - one.offDeadband);
        if (was || !one.on) continue;
        const before = one.sign * v[i - 1]!;
        const at = before >= edge ? t[i]! : t[i - 1]! + ((t[i]! - t[i - 1]!) * (edge - before)) / (x - before);
        raised.push({ simulated: true, ruleId: one.rule.id, name: one.rule.name, priority: one.rule.priority, thingId: watched.thingId, place: watched.place, t: SimulatedSeconds.parse(at), value: v[i]!, unit: watched.datastream.unit });
      }
    }
  }
  raised.sort((a, b) => a.t - b.t || (a.ruleId < b.ruleId ? -1 : 1));
  // Held back by design: a graver alarm on the same thing came no later.
  return raised.filter((alarm) => !raised.some((other) => other.thingId === alarm.thingId && other.t <= alarm.t && state.rules.get(alarm.ruleId)?.suppressedBy.includes(other.ruleId) === true));
}
