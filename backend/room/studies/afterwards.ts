import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import { isReal, type Incident } from "#contract/incident";
import type { DatastreamId, Instant } from "#contract/ids";
import { QUALITIES } from "#contract/observation";
import { fail, ok, type Result } from "#contract/result";
import type { Study } from "#contract/study";
import { MOST_REPORTS, type OptionAfterwards, type StudyAfterwards, type WatchedCourse } from "#contract/study-afterwards";
import { StudyRunIndex } from "#contract/study-result";
import { isAboutWater } from "../../core/plans/plans.ts";
import { errorsOf, judgedFrom, levelsOf, type Course, type Measured } from "../../core/studies/afterwards.ts";
import { cellUnder } from "../../core/studies/frame.ts";
import type { RoomState } from "../../core/state.ts";
import type { Log, Now, RunShelf, StudyBook, TelemetryStore } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { readPast } from "../past.ts";
import type { RunQueue } from "./run-queue.ts";
import { Done, keptStart, standingRuns } from "./study-answers.ts";
import { startPrint, type StudyKeeper } from "./study-keeper.ts";

/** Questions answered at one time: each reads up to sixty gauges' past. */
const AT_ONCE = 2;
/** Measured points shown of a gauge; all of them are judged. */
const SHOWN = 1000;
/** Closed cases looked through for those of a study's span, the newest. */
const [PAGE, MOST_CASES] = [50, 2000];
const GOOD = QUALITIES.indexOf("good");
const unzip = promisify(gunzip);

interface Options {
  book: StudyBook;
  keeper: Pick<StudyKeeper, "find">;
  queue: Pick<RunQueue, "of">;
  cases: Pick<CaseKeeper, "book">;
  shelf: Pick<RunShelf, "index" | "file">;
  state: RoomState;
  telemetry: Pick<TelemetryStore, "history">;
  now: () => Now;
  log: Log;
  pace?: number | undefined;
}
interface Span {
  from: Instant;
  to: Instant;
}

/** What studies said, held against what then came (H-3.5): gauges' courses, and where people reported water. Nothing of it becomes a fact (invariant 6). */
export function openAfterwards({ book, keeper, queue, cases, shelf, state, telemetry, now, log, pace = 1 }: Options): AnswersFor<"study:afterwards"> {
  let asking = 0;

  /** Good readings of a gauge within the span, and the silence after which they say nothing. */
  async function measuredBy(id: DatastreamId, unit: string, span: Span): Promise<(Measured & { gap: number }) | undefined> {
    const datastream = state.datastreams.get(id);
    // Another unit now: what is kept of it then is in the other.
    if (datastream === undefined || datastream.unit !== unit) return undefined;
    const gap = Math.max(datastream.staleAfter, datastream.period * 3) * 1000;
    // What was read just before and just after says what was at the span's ends.
    const past = await readPast(telemetry, log, { series: datastream.series, from: span.from - gap, to: span.to + gap });
    const good = Array.from(past.t, (_t, i) => i).filter((i) => past.q[i] === GOOD);
    return { t: good.map((i) => past.t[i]!), v: good.map((i) => past.v[i]!), gap };
  }

  async function against(study: Study, runs: readonly (Done & { watched: WatchedCourse })[], span: Span, wanted: DatastreamId | undefined): Promise<Pick<StudyAfterwards, "options" | "course">> {
    const gauges = new Map(runs.flatMap(({ watched }) => watched.gauges.map((gauge) => [gauge.datastreamId, gauge] as const)));
    const measured = new Map<DatastreamId, Awaited<ReturnType<typeof measuredBy>>>();
    // One after the other: a gauge's past of days is a long answer.
    for (const { datastreamId, unit } of gauges.values()) measured.set(datastreamId, await measuredBy(datastreamId, unit, span));
    const courseFor = ({ watched }: { watched: WatchedCourse }, id: DatastreamId): Course | undefined => {
      const gauge = watched.gauges.find(({ datastreamId }) => datastreamId === id);
      return gauge && { t: watched.t.map((t) => Math.round(span.from + (t * 1000) / pace)), v: gauge.v };
    };
    const reported = reports(study, span);
    const options: OptionAfterwards[] = [];
    for (const run of runs) {
      const judging = judgedFrom({ past: study.start.from === "past", computedAt: run.at, ...span });
      const rows = run.watched.gauges.map(({ datastreamId, name, unit, says }): OptionAfterwards["gauges"][number] => {
        const [found, course] = [measured.get(datastreamId), courseFor(run, datastreamId)];
        const errors = found === undefined || course === undefined ? undefined : errorsOf(course, found, { from: judging.judgedFrom, gap: found.gap });
        return { datastreamId, name, unit, says, ...(errors === undefined ? { lack: found === undefined ? "gone" as const : found.t.length === 0 ? "no-readings" as const : "nothing-judged" as const } : { errors }) };
      });
      const levels = levelsOf(rows);
      const places = await depthsAt(run, reported);
      const ordered = [...state.incidents.values()].some((one) => isReal(one) && one.order?.plan?.studyId === study.id && one.order.plan.optionId === run.result.optionId);
      options.push({ optionId: run.result.optionId, runId: run.result.runId, computedAt: run.at, ...judging, ordered, ...(levels !== undefined && { levels }), gauges: rows, ...(places !== undefined && { reports: places }) });
    }
    const chosen = wanted === undefined ? undefined : gauges.get(wanted);
    if (chosen === undefined) return { options };
    const { t, v } = measured.get(chosen.datastreamId) ?? { t: [], v: [] };
    const inside = Array.from(t, (_t, i) => i).filter((i) => t[i]! >= span.from && t[i]! <= span.to);
    const every = Math.max(1, Math.ceil(inside.length / SHOWN));
    const thin = (values: readonly number[]): number[] => inside.filter((_i, k) => k % every === 0).map((i) => values[i]!);
    return { options, course: { datastreamId: chosen.datastreamId, name: chosen.name, unit: chosen.unit, measured: { t: thin(t), v: thin(v) }, simulated: runs.flatMap((run) => ((course) => (course === undefined ? [] : [{ optionId: run.result.optionId, t: [...course.t], v: [...course.v] }]))(courseFor(run, chosen.datastreamId))) } };
  }

  /** Real cases about water that appeared within area and span; what was a false alarm is none. */
  function reports({ area: [west, south, east, north] }: Study, { from, to }: Span): { incident: Incident; at: readonly [number, number] }[] {
    const closed: Incident[] = [];
    const kept = cases.book();
    for (let after: Incident["id"] | undefined; kept.ok && closed.length < MOST_CASES;) {
      const page = kept.value.closedPage({ drill: false, after, limit: PAGE }) ?? [];
      closed.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE || (last.closedAt ?? 0) < from) break;
      after = last.id;
    }
    const all = new Map([...closed, ...state.incidents.values()].map((one) => [one.id, one]));
    return [...all.values()].filter((one) => isReal(one) && one.appearedAt >= from && one.appearedAt <= to && one.mergedInto === undefined && !wasFalse(one) && isWater(one)).flatMap((incident) => {
      const position = incident.position ?? incident.alarmIds.map((id) => state.alarms.get(id)?.position).find((one) => one !== undefined);
      const inside = position !== undefined && position[0] >= west && position[0] <= east && position[1] >= south && position[1] <= north;
      return inside ? [{ incident, at: [position[0], position[1]] as const }] : [];
    }).toSorted((a, b) => a.incident.appearedAt - b.incident.appearedAt).slice(0, MOST_REPORTS);
  }
  const wasFalse = ({ templateId, templateVersion, step }: Incident): boolean => state.templates.get(`${templateId}@${templateVersion}`)?.moves.some((move) => move.on === "dismissed" && move.to === step) === true;
  function isWater({ alarmIds, scenarioId }: Incident): boolean {
    const measured = alarmIds.flatMap((id) => state.alarms.get(id)?.inputs ?? []).flatMap(({ datastreamId }) => state.datastreams.get(datastreamId)?.observedPropertyId ?? []);
    const scenario = scenarioId === undefined ? undefined : state.scenarios.get(scenarioId);
    // Of which nothing is known is not counted for or against anybody.
    return (measured.length > 0 || scenario !== undefined) && isAboutWater(measured, scenario);
  }

  /** The run's deepest water where people reported it. @returns undefined: its rasters are gone */
  async function depthsAt({ result: { runId } }: Done, reported: ReturnType<typeof reports>): Promise<OptionAfterwards["reports"]> {
    if (reported.length === 0) return [];
    const index = StudyRunIndex.safeParse(await shelf.index(runId));
    const frame = index.data?.frames.find(({ quantity }) => quantity === "peak-depth");
    const file = frame === undefined ? undefined : await shelf.file(runId, `peak-depth-${frame.index}.f32.gz`);
    if (index.data === undefined || file === undefined) return undefined;
    const { grid } = index.data;
    try {
      const parts: Buffer[] = [];
      for await (const part of file.stream()) parts.push(part as Buffer);
      const bytes = await unzip(Buffer.concat(parts), { maxOutputLength: grid.nx * grid.ny * 4 });
      return reported.map(({ incident: { id, title, appearedAt }, at }) => {
        const cell = cellUnder(grid, at);
        return { incidentId: id, title, at: appearedAt, ...(cell !== undefined && cell * 4 + 4 <= bytes.length && { depth: bytes.readFloatLE(cell * 4) }) };
      });
    } catch (error) {
      log.warn("study-run-unreadable", { runId, error });
      return undefined;
    }
  }

  async function answer(study: Study, wanted: DatastreamId | undefined): Promise<Result<StudyAfterwards>> {
    const said = { simulated: true, pace, options: [] } as const;
    if (study.start.from === "design") return ok({ ...said, options: [], state: "design" });
    const done = [...standingRuns(study, queue).values()].flatMap((row) => (row.state === "done" && row.body !== undefined ? [Done.parse(JSON.parse(row.body))] : []));
    const from = keptStart(book.start(study.id), startPrint(study))?.at;
    if (done.length === 0 || from === undefined) return ok({ ...said, options: [], state: "none" });
    const span: Span = { from, to: Math.ceil(from + (study.duration * 1000) / pace) };
    // What drove it was taken from the record as if it were played at the room's own pace.
    if (pace !== 1 && study.start.from === "past") return ok({ ...said, ...span, options: [], state: "paced" });
    if (now().wall < span.to) return ok({ ...said, ...span, options: [], state: "early" });
    const runs = done.flatMap((run) => (run.watched === undefined ? [] : [{ ...run, watched: run.watched }]));
    if (runs.length === 0) return ok({ ...said, ...span, options: [], state: "old" });
    return ok({ ...said, ...span, state: "over", ...(await against(study, runs, span, wanted)) });
  }

  return {
    "study:afterwards": async ({ id, datastreamId }, party) => {
      const found = keeper.find(id, party);
      if (!found.ok) return found;
      if (asking >= AT_ONCE) return fail({ code: "too-many", retryAfter: 2 });
      asking++;
      try {
        return await answer(found.value, datastreamId);
      } finally {
        asking--;
      }
    },
  };
}
