/** What-ifs beside a room at work: alarms while eight options are computed, and plans for a case that opens. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OptionId } from "#contract/study";
import type { RequestInput } from "#contract/request";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom } from "../kit/case-room.ts";
import { writePack } from "../kit/pack.ts";
import { until } from "../kit/until.ts";
import { measure, ours, type Run } from "./alarm-latency.ts";
import { median, quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

type Draft = RequestInput<"study:save">["draft"];
type Measure = NonNullable<Draft["options"][number]["measures"]>[number];
const CITY = new URL("../../assets/city/hue", import.meta.url).pathname;
/** Gauges of the storm (paced.ts knows them as g0 …), messages a second, s, alarms: of each measuring. */
const [SERIES, RATE, SECONDS, PROBES] = [10_000, 1000, 25, 300];
const ROUNDS = 2;
/** All of the city's middle at 20 m, 12 h: its runs go on long after the measuring. */
const AREA: Draft["area"] = [107.5434, 16.431, 107.6184, 16.5034];
const START: Draft["start"] = { from: "design", level: 1, inflow: 800 };
const bags: Measure = { is: "sandbags", name: "kè Đập Đá", line: [[107.5955, 16.47], [107.5975, 16.469]], height: 0.8, readyAt: 1800 };
const pump: Measure = { is: "pump", name: "Máy bơm Đập Đá", from: [107.5985, 16.4675], capacity: 2, start: 1200 };
const draft = (more: Pick<Draft, "name" | "cell" | "duration" | "options">): Draft => ({ shared: true, area: AREA, start: START, forcing: { rain: { by: "series", series: [[0, 30]] } }, ...more });
const EIGHT = draft({ name: "Tám phương án", cell: 20, duration: 12 * 3600, options: Array.from({ length: 8 }, (_, i) => ({ id: OptionId.parse(`pa-${i}`), name: `Phương án ${i}`, measures: [{ is: "release", name: "Xả thêm", at: { place: [107.585, 16.465] }, discharge: [[0, i * 50]] }] })) });
const THREE = draft({ name: "Bờ nam Đập Đá", cell: 40, duration: 3 * 3600, options: [{ id: "de-nguyen", name: "Để nguyên" }, { id: "bao-cat", name: "Bao cát", measures: [bags] }, { id: "bom", name: "Máy bơm", measures: [pump] }, { id: "ca-hai", name: "Cả hai", measures: [bags, pump] }] });

/** The built-in city with the storm's gauges and their rule beside its own. */
function cityWithGauges(folder: string): string {
  const plain = mkdtempSync(join(tmpdir(), "kydai-gauges-"));
  writePack(plain, SERIES);
  cpSync(CITY, folder, { recursive: true });
  const both = (name: string, join_: (own: never, more: never) => unknown): void => {
    const read = (from: string): never => JSON.parse(readFileSync(join(from, name), "utf8")) as never;
    writeFileSync(join(folder, name), JSON.stringify(join_(read(folder), read(plain))));
  };
  both("rules.json", (own: { id: string }[], more: { id: string }[]) => [...own.filter((rule) => !more.some(({ id }) => id === rule.id)), ...more]);
  both("catalogue.json", (own: Record<string, { id: string }[]>, more: Record<string, { id: string }[]>) =>
    Object.fromEntries(Object.entries(own).map(([kind, all]) => [kind, Array.isArray(all) ? [...all, ...(more[kind] ?? []).filter(({ id }) => !all.some((each) => each.id === id))] : all])));
  rmSync(plain, { recursive: true });
  return folder;
}

/** Alarms of a fresh room. @param busy eight options are being computed meanwhile */
async function alarms(busy: boolean): Promise<Run> {
  const room = await ours({}, cityWithGauges);
  try {
    if (busy) {
      const study = valueOf(await room.ask("study:save", { draft: EIGHT, revision: 0 }));
      valueOf(await room.ask("study:run", { id: study.id, revision: 1 }));
      await until(async () => valueOf(await room.ask("study:runs", { id: study.id })).runs.some(({ state }) => state === "running"), 60_000);
      const run = await measure(room, RATE, SECONDS, PROBES);
      const { runs } = valueOf(await room.ask("study:runs", { id: study.id }));
      if (!runs.some(({ state }) => state === "running" || state === "waiting")) throw new Error("the runs ended before the measuring did");
      return run;
    }
    return await measure(room, RATE, SECONDS, PROBES);
  } finally {
    await room.stop();
  }
}

/** A case opens in a room whose planners left a study of all the city's middle. @returns s until its plans are ranked */
async function plans(): Promise<{ seconds: number; ranked: number }> {
  const room = await openCaseRoom();
  try {
    valueOf(await room.lead.ask("study:save", { draft: THREE, revision: 0 }));
    const began = performance.now();
    const opened = await room.open({ position: [107.5965, 16.4685, 2] });
    for (;;) {
      const told = valueOf(await room.operator.ask("plan:rank", { incidentId: opened.id }));
      if (told.state === "done") return { seconds: (performance.now() - began) / 1000, ranked: told.plans.length };
      if (performance.now() - began > 300_000) throw new Error(`no plans: ${told.state}`);
      await new Promise((next) => setTimeout(next, 200));
    }
  } finally {
    await room.stop();
  }
}

export async function bench(): Promise<BenchRow[]> {
  const [idle, busy]: [Run[], Run[]] = [[], []];
  for (let i = 0; i < ROUNDS; i++) {
    idle.push(await alarms(false));
    busy.push(await alarms(true));
  }
  const all = (runs: Run[]): number[] => runs.flatMap(({ latencies }) => latencies);
  const p99 = (runs: Run[]): number => quantile(all(runs), 0.99);
  const { seconds, ranked } = await plans();
  return [
    { name: "alarm latency p99 while eight options are computed, of that while none is", value: p99(busy) / p99(idle), unit: "×", target: { op: "<=", value: 2 }, note: `${RATE} messages/s; ${p99(busy).toFixed(1)} against ${p99(idle).toFixed(1)} ms; p50 ${median(all(busy)).toFixed(2)} against ${median(all(idle)).toFixed(2)}; n=${all(busy).length}, max ${Math.max(...all(busy)).toFixed(1)} ms` },
    { name: "… not delivered", value: [...idle, ...busy].reduce((sum, { missing }) => sum + missing, 0), unit: `of ${PROBES * ROUNDS * 2}`, target: { op: "<=", value: 0 } },
    { name: "a case opens → its plans ranked by a quick run (8 × 8 km, 3 h, 4 options)", value: seconds, unit: "s", target: { op: "<=", value: 20 }, note: `${ranked} ranked` },
  ];
}
