/** Entry of a thread that answers one question of a study: what a run would begin from, a run, or which input matters. Does nothing when loaded by any other thread. */
import { readlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { join } from "node:path";
import { parentPort, threadId, workerData } from "node:worker_threads";
import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { SimulatedFrame, SimulationFault } from "#contract/simulation";
import { WatchedCourse } from "#contract/study-afterwards";
import { OptionResult, StudyStart, type StudyGrid } from "#contract/study-result";
import { outlineOf } from "../core/raster/outline.ts";
import { runToEnd } from "../core/simulations/define.ts";
import { prepareSimulation, simulationKind } from "../core/simulations/index.ts";
import { valueBy } from "../core/studies/compare.ts";
import { estimateOf, prepareStudy, type PreparedStudy } from "../core/studies/prepare.ts";
import { coarser, probes } from "../core/studies/sensitivity.ts";
import type { StudyEnd, StudyJob, StudyProbing, StudyQuestion } from "../ports.ts";
import { codeVersion, STUDY_VERSION } from "../core/studies/version.ts";
import { runIdOf } from "../simulate/run-id.ts";
import { readStudyCity } from "../store/city/study-city.ts";
import { openRunWriter, type RunWriter } from "../store/run-writer.ts";
import { NoRoom } from "../store/write-whole.ts";
import { loadKernel } from "./flood-kernel/make-kernel.ts";

/** Less than those that judge and journal: an alarm never waits for a simulation. */
const NICE = 10;
/** A design storm comes on a working day's morning, 08:00 in Vietnam: its cases' deadlines need some day. */
const DESIGN_AT = Date.UTC(2026, 0, 5, 1);
/** Depth from which the outline runs, m, and how many polygons it may have. */
const OUTLINE = { least: 0.1, most: 20_000 };

const object = <T>() => z.custom<T>((value) => typeof value === "object" && value !== null);
const Start = z.object({
  role: z.literal("study"), pack: z.string(), shelf: z.string(), reserve: z.number(), stop: z.instanceof(Int32Array),
  ask: z.discriminatedUnion("is", [
    z.object({ is: z.literal("begin"), question: object<StudyQuestion>() }),
    z.object({ is: z.literal("run"), job: object<StudyJob>() }),
    z.object({ is: z.literal("probe"), probing: object<StudyProbing>() }),
  ]),
});
type Told = z.infer<typeof Start>;
const Kept = z.object({ record: z.object({ result: OptionResult, notes: StudyStart.shape.notes, watched: WatchedCourse }) });

/** A pack that cannot be used is a terrain that nobody has. */
async function prepared(pack: string, { draft, gathered, room }: StudyQuestion): Promise<Result<PreparedStudy, SimulationFault>> {
  const estimate = estimateOf(draft);
  if (estimate.refused !== undefined) return fail(estimate.refused);
  const city = await readStudyCity(pack, draft.area);
  if (!city.ok) return fail({ code: "malformed", path: "pack", detail: city.fault.slice(0, 300) });
  return prepareStudy(draft, { city: city.value, readings: gathered.readings, at: gathered.at ?? DESIGN_AT, state: room });
}

async function run({ study, optionId, gathered, room }: StudyJob, { pack, shelf, reserve, stop }: Told, tell: (done: number) => void): Promise<Result<StudyEnd, SimulationFault>> {
  const option = study.options.find(({ id }) => id === optionId);
  if (option === undefined) return fail({ code: "malformed", path: "optionId", detail: "the study has no such option" });
  const ready = await prepared(pack, { draft: study, gathered, room });
  if (!ready.ok) return ready;
  const input = ready.value.input(option);
  if (!input.ok) return input;
  const { options: _options, name: _name, id: _id, revision: _revision, by: _by, at: _at, shared: _shared, ...base } = study;
  const runId = runIdOf("study", codeVersion(), { ...input.value, params: { flood: input.value.params, base, option, at: gathered.at, rules: [...room.rules.values()], staff: [...room.scenarios.values()] } });
  const kept = await readFile(join(shelf, runId, "run.json"), "utf8").then((text) => Kept.parse(JSON.parse(text)).record, () => undefined);
  if (kept !== undefined) return ok({ runId, reused: true, ...kept });

  const flood = prepareSimulation("flood", { ...input.value, engine: { floodKernel: loadKernel() } });
  if (!flood.ok) return flood;
  let writer: RunWriter | undefined;
  try {
    const out = openRunWriter({ shelf, runId, part: `${process.pid}-${threadId}`, reserve });
    writer = out;
    const tally = ready.value.tally(option, runId);
    const frames: { quantity: string; unit: string; index: number; t: number; of?: number }[] = [];
    const keep = (frame: SimulatedFrame): void => {
      if (frame.visual !== "grid") return;
      const { quantity, unit, t, of, values } = frame;
      const index = frames.filter((one) => one.quantity === quantity).length;
      out.put(`${quantity}-${index}.f32.gz`, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      frames.push({ quantity, unit, index, t, ...(of !== undefined && { of }) });
    };
    const end = runToEnd(flood.value.run(runId), ({ done, report }) => {
      for (const frame of report?.frames ?? []) {
        keep(frame);
        tally.frame(frame);
      }
      tell(done);
      return Atomics.load(stop, 0) === 0;
    });
    if (!end.ok) {
      out.drop();
      return end;
    }
    for (const frame of end.value.frames) keep(frame);
    const result = OptionResult.parse(tally.end(end.value));
    const watched = tally.watched();
    const { estimate: { grid }, start: { notes } } = ready.value;
    const peak = end.value.frames.find(({ quantity }) => quantity === "peak-depth");
    if (peak?.visual === "grid") out.put("outline.geojson.gz", Buffer.from(JSON.stringify(outline(peak.values, grid, { runId, name: option.name }))));
    for (const [name, values] of Object.entries(input.value.arrays)) if (values !== undefined) out.put(`input-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.raw.gz`, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    out.put("input.json.gz", Buffer.from(JSON.stringify({ version: STUDY_VERSION, flood: simulationKind("flood")?.version, study, optionId, gathered, params: input.value.params, frame: input.value.frame })));
    out.finish({ simulated: true, runId, optionId, grid, version: codeVersion(), ...(gathered.at !== undefined && { startsAt: gathered.at }), frames, result, notes, watched });
    return ok({ runId, reused: false, result, notes, watched });
  } catch (error) {
    writer?.drop();
    if (error instanceof NoRoom) return fail({ code: "out-of-memory", bytes: flood.value.bytes });
    throw error;
  }
}

/** Each probe in turn; what they leave is one number each. */
async function probe({ draft, gathered, room, optionId, criterion }: StudyProbing, { pack, stop }: Told, tell: (index: number, value: number) => void): Promise<Result<undefined, SimulationFault>> {
  const option = draft.options.find(({ id }) => id === optionId);
  if (option === undefined) return fail({ code: "malformed", path: "optionId", detail: "the study has no such option" });
  const ready = await prepared(pack, { draft: coarser(draft), gathered, room });
  if (!ready.ok) return ready;
  const floodKernel = loadKernel();
  for (const [index, { nudge }] of probes().entries()) {
    const input = ready.value.input(option, nudge);
    if (!input.ok) return input;
    const flood = prepareSimulation("flood", { ...input.value, engine: { floodKernel } });
    if (!flood.ok) return flood;
    const runId = runIdOf("study", STUDY_VERSION, input.value);
    const tally = ready.value.tally(option, runId);
    const end = runToEnd(flood.value.run(runId), ({ report }) => {
      for (const frame of report?.frames ?? []) tally.frame(frame);
      return Atomics.load(stop, 0) === 0;
    });
    if (!end.ok) return end;
    tell(index, valueBy(criterion, tally.end(end.value)));
  }
  return ok(undefined);
}

function outline(peak: Float32Array, grid: StudyGrid, { runId, name }: { runId: string; name: string }): unknown {
  const { polygons, left } = outlineOf(peak, grid, OUTLINE);
  return {
    type: "FeatureCollection",
    properties: { simulated: true, note: "MÔ PHỎNG – không phải số đo / SIMULATED – no measurement", run: runId, option: name, depth: `>= ${OUTLINE.least} m`, ...(left > 0 && { left }) },
    features: [{ type: "Feature", properties: { simulated: true, note: "MÔ PHỎNG", run: runId, option: name }, geometry: { type: "MultiPolygon", coordinates: polygons } }],
  };
}

/** A thread of its own priority: Linux counts threads as processes there. Elsewhere it stays as it is. */
function stepBack(): void {
  try {
    setPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)), NICE);
  } catch {
    // No such file: another system.
  }
}

const start = Start.safeParse(workerData);
if (parentPort !== null && start.success) {
  const port = parentPort;
  stepBack();
  const { ask } = start.data;
  const answer = async (): Promise<Result<unknown, SimulationFault>> => {
    if (ask.is === "run") return run(ask.job, start.data, (done) => port.postMessage({ is: "step", done }));
    if (ask.is === "probe") return probe(ask.probing, start.data, (index, value) => port.postMessage({ is: "step", done: value, index }));
    const ready = await prepared(start.data.pack, ask.question);
    return ready.ok ? ok(ready.value.start) : ready;
  };
  port.postMessage({ is: "end", end: await answer() });
}
