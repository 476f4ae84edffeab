/** Eight options of a what-if in the built-in city: 8 × 8 km at 20 m, 12 h from the flood day's morning, two at a time. */
import { join } from "node:path";
import { OptionId, StudyDraft, type Measure } from "#contract/study";
import { prepareStudy, type PreparedStudy } from "../../backend/core/studies/prepare.ts";
import { compare, valueBy } from "../../backend/core/studies/compare.ts";
import { CRITERIA, type OptionResult } from "#contract/study-result";
import { emptyState } from "../../backend/core/state.ts";
import { runApart } from "../../backend/simulate/run-apart.ts";
import { runIdOf } from "../../backend/simulate/run-id.ts";
import { readStudyCity } from "../../backend/store/city/study-city.ts";
import { floodDay } from "../kit/study-city.ts";
import type { BenchRow } from "./row.ts";

/** Fewer where somebody only looks whether it runs. */
const OPTIONS = Number(process.env["KYDAI_BENCH_STUDY_OPTIONS"] ?? 8);
const CELL = Number(process.env["KYDAI_BENCH_STUDY_CELL"] ?? 20);
const HOURS = Number(process.env["KYDAI_BENCH_STUDY_HOURS"] ?? 12);
const HOUR = 6;
const RIVER = "Sông Hương";

const release: Measure = { is: "release", name: "Xả thêm 500 m³/s", at: { river: RIVER }, discharge: [[0, 0], [7200, 500]] };
const pump = (n: number): Measure => ({ is: "pump", name: `Bơm ${n}`, from: [107.594 + n * 0.003, 16.466], to: [107.59, 16.4685], capacity: 1.5, start: 1800 });
const bags: Measure = { is: "sandbags", name: "Bao cát", line: [[107.588, 16.4655], [107.5915, 16.468], [107.5935, 16.472]], height: 0.8, readyAt: 7200 };
const storm: Measure = { is: "rain", name: "Mưa thêm", intensity: [[0, 0], [3600, 30], [10_800, 30], [14_400, 0]] };
const ALL: Measure[][] = [[], [release], [release, bags], [release, pump(1), pump(2), pump(3)], [release, bags, pump(1)], [storm], [storm, bags], [release, storm, bags, pump(1), pump(2)]];

export async function bench(): Promise<BenchRow[]> {
  const draft = StudyDraft.parse({ name: "Tám phương án", area: [107.5434, 16.431, 107.6184, 16.5034], cell: CELL, start: { from: "past", at: 0 }, duration: HOURS * 3600, every: 1800, options: ALL.slice(0, OPTIONS).map((measures, i) => ({ id: OptionId.parse(`pa-${i}`), name: `Phương án ${i}`, measures })) });
  const start = performance.now();
  // As the window has it: with the pack's houses, and so with people.
  const city = await readStudyCity(join(import.meta.dirname, "../../assets/city/hue"), draft.area);
  if (!city.ok) throw new Error(city.fault);
  const prepared = prepareStudy(draft, { city: city.value, readings: floodDay(HOUR), at: Date.UTC(2026, 9, 27, 23), state: emptyState() });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.fault));
  const ready = performance.now();
  const cpu = process.cpuUsage();
  const results: OptionResult[] = [];
  let updates = 0;
  const waiting = [...draft.options];
  const thread = async (): Promise<void> => {
    for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
      const { result, cells } = await one(prepared.value, option);
      results.push(result);
      updates += cells;
    }
  };
  await Promise.all([thread(), thread()]);
  const seconds = (performance.now() - ready) / 1000;
  const used = process.cpuUsage(cpu);
  const { winner } = compare(draft.options.map(({ id }) => id), results);
  const closure = Math.max(...results.map(({ ledger }) => Math.abs(ledger.closure)));
  const whole = OPTIONS === 8 && CELL === 20 && HOURS === 12;
  const grid = prepared.value.estimate.grid;
  return [
    { name: "the study made ready: pack, ground, start", value: (ready - start) / 1000, unit: "s", target: { op: "<=", value: 5 } },
    { name: `${OPTIONS} options, ${grid.nx} × ${grid.ny} cells of ${CELL} m, ${HOURS} h, two at a time`, value: seconds, unit: "s", ...(whole && { target: { op: "<=" as const, value: 90 } }), note: winner === undefined ? `none stands out: ${results.map((one) => `${one.optionId} ${CRITERIA.map((by) => Math.round(valueBy(by, one))).join("/")}`).join(", ")}` : `best: ${winner.optionId}, by ${winner.why.find(({ decides }) => decides)?.criterion ?? "?"}; houses ${city.value.buildings.length}` },
    { name: "processor time of it, halved: two cores with nothing else to do", value: (used.user + used.system) / 2e6, unit: "s" },
    { name: "cell updates", value: updates / 1e6, unit: "M" },
    { name: "mass ledger, worst closure", value: closure, unit: "of all", target: { op: "<=", value: 1e-6 } },
  ];
}

async function one(prepared: PreparedStudy, option: Parameters<PreparedStudy["input"]>[0]): Promise<{ result: OptionResult; cells: number }> {
  const input = prepared.input(option);
  if (!input.ok) throw new Error(JSON.stringify(input.fault));
  const runId = runIdOf("flood", "flood-2", input.value);
  const tally = prepared.tally(option, runId);
  const end = await runApart({ kind: "flood", runId, input: input.value }, { steady: () => performance.now(), watch: ({ report }) => report?.frames.forEach((frame) => { tally.frame(frame); }) }).ended;
  if (!end.ok) throw new Error(JSON.stringify(end.fault));
  return { result: tally.end(end.value), cells: end.value.figures["updates"] ?? 0 };
}
