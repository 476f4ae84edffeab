import { Datastream } from "#contract/things";
import type { NewFact } from "#contract/fact";
import { RuleDraft, type Rule } from "#contract/rule";
import { fold } from "../../backend/core/fold.ts";
import { emptyState } from "../../backend/core/state.ts";
import { openWorld, type ObservationBatch } from "../../backend/core/world.ts";
import { catalogue, START } from "../kit/hand-world.ts";
import type { BenchRow } from "./row.ts";

const SENSORS = 10_000;
const RULES = 10_000;
const BATCH = 10_000;
const ROUNDS = 300;
const NEVER = 1e9;

/** Rule evaluations a CPU-second through the whole of `world.observe`, and beside it the same conditions written by hand. */
export async function bench(): Promise<BenchRow[]> {
  const batches = makeBatches();
  const hand = openHand();
  const compiled = openCompiled();
  for (let warm = 0; warm < 30; warm++) {
    hand.run(batches[warm % batches.length]!);
    compiled.run(batches[warm % batches.length]!);
  }
  // Turn about in slices, so that whatever else the machine does strikes both alike.
  let byHand = 0;
  let byRules = 0;
  let handEvaluations = 0;
  let ruleEvaluations = 0;
  for (let slice = 0; slice < 10; slice++) {
    byHand += cpuSeconds(() => { for (let r = 0; r < ROUNDS / 10; r++) handEvaluations += hand.run(batches[r % batches.length]!); });
    byRules += cpuSeconds(() => { for (let r = 0; r < ROUNDS / 10; r++) ruleEvaluations += compiled.run(batches[r % batches.length]!); });
  }
  const rate = ruleEvaluations / byRules;
  const handRate = handEvaluations / byHand;
  const note = "10,000 rules × 10,000 sensors: 40 % threshold, 30 % threshold with deadband, 20 % window of 20, 10 % two sensors";
  return [
    { name: "rule evaluations per CPU-second", value: rate, unit: "1/s", target: { op: ">=", value: 8e6 }, note },
    { name: "rule evaluations vs hand-written closures", value: rate / handRate, unit: "ratio", target: { op: ">=", value: 0.3 }, note: `${(handRate / 1e6).toFixed(1)} M/s by hand` },
    { name: "compiling 10,000 rules", value: compiled.compileMs, unit: "ms CPU" },
  ];
}

/** Readings that never alarm, so that evaluating is what is measured. Each batch holds every sensor once, as gateways poll them. */
function makeBatches(): ObservationBatch[] {
  let seed = 42;
  const chance = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Array.from({ length: 8 }, () => ({
    series: Uint32Array.from({ length: BATCH }, (_, i) => i),
    t: new Float64Array(BATCH),
    v: Float64Array.from({ length: BATCH }, () => chance() * 3),
    q: new Uint8Array(BATCH),
    n: BATCH,
  }));
}

function ruleOf(i: number): Rule {
  const on = { datastreamId: `level-${i}` };
  const kind = i % 10 < 7 ? "threshold" : i % 10 < 9 ? "window" : "combination";
  const params = i % 10 < 4 ? { on, side: "above", setpoint: NEVER + i }
    : i % 10 < 7 ? { on, side: "above", setpoint: NEVER + i, deadband: 0.5 }
    : i % 10 < 9 ? { on, aggregate: "mean", span: 20, side: "above", setpoint: NEVER + i }
    : { condition: { all: [{ when: { kind: "threshold", ...on, side: "above", setpoint: NEVER + i } }, { when: { kind: "threshold", datastreamId: `level-${(i + 1) % SENSORS}`, side: "above", setpoint: NEVER + i } }] } };
  return { ...RuleDraft.parse({ id: `r${i}`, name: "r", kind, params, priority: "routine", message: "m" }), version: 1 };
}

function openCompiled(): { run(batch: ObservationBatch): number; compileMs: number } {
  const state = emptyState();
  for (const fact of catalogue(SENSORS, 1)) fold(state, fact);
  for (const [id, datastream] of state.datastreams) state.datastreams.set(id, Datastream.parse({ ...datastream, staleAfter: 86_400 }));
  for (let i = 0; i < RULES; i++) fold(state, { kind: "rule:saved", at: START, rule: ruleOf(i) } satisfies NewFact);
  let world = openWorld(state);
  const compileMs = 1000 * cpuSeconds(() => { world = openWorld(state); });
  const now = { wall: START, steady: 1000 };
  world.settle(now);
  // A combination is evaluated on either sensor's reading: 10 % of the rules count twice a round.
  const evaluations = RULES + RULES / 10;
  return {
    compileMs,
    run(batch) {
      now.wall += 1000;
      now.steady += 1000;
      batch.t.fill(now.wall);
      if (world.observe(batch, now).length > 0) throw new Error("the bench's readings must not alarm");
      return evaluations;
    },
  };
}

/** The same work as anyone would write it: typed arrays, one closure a rule, indexed by sensor. */
function openHand(): { run(batch: ObservationBatch): number } {
  const v = new Float64Array(SENSORS);
  const t = new Float64Array(SENSORS);
  const index: (() => boolean)[][] = Array.from({ length: SENSORS }, () => []);
  const feeds: (((x: number) => void) | undefined)[] = [];
  const last = new Map<number, boolean>();
  let changes = 0;
  const note = (i: number, is: boolean): boolean => {
    if (is !== (last.get(i) === true)) {
      last.set(i, is);
      changes++;
    }
    return is;
  };
  for (let i = 0; i < RULES; i++) {
    const limit = NEVER + i;
    let held = false;
    const inForce = (is: boolean): boolean => {
      if (is !== held) note(i, (held = is));
      return is;
    };
    if (i % 10 < 4) index[i]!.push(() => inForce(v[i]! >= limit));
    else if (i % 10 < 7) index[i]!.push(() => inForce(held ? v[i]! > limit - 0.5 : v[i]! >= limit));
    else if (i % 10 < 9) {
      const ring = new Float64Array(20);
      let at = 0;
      let sum = 0;
      feeds[i] = (x) => {
        sum += x - ring[at]!;
        ring[at] = x;
        at = (at + 1) % 20;
      };
      index[i]!.push(() => inForce(sum / 20 >= limit));
    } else {
      const j = (i + 1) % SENSORS;
      const both = (): boolean => inForce(v[i]! >= limit && v[j]! >= limit);
      index[i]!.push(both);
      index[j]!.push(both);
    }
  }
  return {
    run(batch) {
      let evaluations = 0;
      for (let n = 0; n < batch.n; n++) {
        const series = batch.series[n]!;
        v[series] = batch.v[n]!;
        t[series] = batch.t[n]!;
        feeds[series]?.(batch.v[n]!);
        for (const closure of index[series]!) {
          closure();
          evaluations++;
        }
      }
      if (changes > 0) throw new Error("the bench's readings must not alarm");
      return evaluations;
    },
  };
}

function cpuSeconds(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
