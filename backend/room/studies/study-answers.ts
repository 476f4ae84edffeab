import { z } from "zod";
import { Instant } from "#contract/ids";
import type { RequestName } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { SimulationFault } from "#contract/simulation";
import { StudyDraft, type OptionId, type Study } from "#contract/study";
import { WatchedCourse } from "#contract/study-afterwards";
import { OptionResult, StudyStart, type OptionRun } from "#contract/study-result";
import { compare } from "../../core/studies/compare.ts";
import { estimateOf } from "../../core/studies/prepare.ts";
import type { RoomState } from "../../core/state.ts";
import { DiskFull, StoreDamaged, type Gathered, type Log, type Now, type StudyBook, type StudyRoom, type StudyThreads, type TelemetryStore } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { gatherReadings } from "./gather-readings.ts";
import type { RunQueue, RunState } from "./run-queue.ts";
import { printOf, startPrint, type StudyKeeper } from "./study-keeper.ts";

export type StudyRequests = Extract<RequestName, `${"study" | "plan"}:${string}`>;

/** Questions what a run would begin from, at one time: each is a thread of a second. */
const ASKING = 2;
/** What is kept of a run that is done. */
export const Done = z.object({ at: Instant, reused: z.boolean(), result: OptionResult, notes: StudyStart.shape.notes, /** Of planners' studies. */ watched: WatchedCourse.optional() });
export type Done = z.infer<typeof Done>;
/** What a study's runs begin from, and of which start it is. */
const Kept = z.object({ print: z.string(), gathered: z.custom<Gathered>((value) => typeof value === "object" && value !== null && "readings" in value) });

/** @param text as the book keeps it. @returns undefined: none, or of another start */
export function keptStart(text: string | undefined, print?: string): Gathered | undefined {
  const kept = text === undefined ? undefined : Kept.safeParse(JSON.parse(text)).data;
  return kept === undefined || (print !== undefined && kept.print !== print) ? undefined : kept.gathered;
}

interface Options {
  book: StudyBook;
  keeper: StudyKeeper;
  queue: RunQueue;
  threads: StudyThreads;
  state: RoomState;
  telemetry: Pick<TelemetryStore, "history">;
  now: () => Now;
  log: Log;
  cases: Pick<CaseKeeper, "write">;
}

/** What-if studies (H-3.5): kept, run and compared. All of it is simulated, and nothing of it becomes a fact (invariant 6). */
export function studyAnswers({ book, keeper, queue, threads, state, telemetry, now, log, cases }: Options): Omit<AnswersFor<StudyRequests>, "study:sensitivity" | "study:afterwards" | "plan:rank" | "plan:cancel" | "plan:choose"> {
  let asking = 0;
  const gather = (draft: Pick<StudyDraft, "start" | "duration">): Promise<Gathered> => gatherReadings(draft, { state, telemetry, now: now().wall });
  const early = ({ start }: Pick<StudyDraft, "start">): boolean => start.from === "past" && start.at > now().wall;
  const future = { code: "malformed", path: "start.at", detail: "in the future" } as const;

  const standing = (study: Study): Map<OptionId, RunState> => standingRuns(study, queue);
  function runsOf(study: Study): OptionRun[] {
    const rows = standing(study);
    return study.options.map(({ id }) => runOf(id, rows.get(id), queue.before(study.id, id)));
  }

  return {
    "study:list": (_input, party) => ok({
      studies: keeper.list(party).map((study) => ({ id: study.id, name: study.name, revision: study.revision, by: study.by, at: study.at, shared: study.shared, options: study.options.length, done: runsOf(study).filter((run) => run.state === "done").length })),
    }),
    "study:get": ({ id }, party) => keeper.find(id, party),
    "study:save": ({ draft, revision }, party) => (early(draft) ? fail(future) : onDisk(() => keeper.save(draft, revision, party))),
    "study:remove": ({ id, revision }, party) => {
      const gone = onDisk(() => keeper.remove(id, revision, party));
      if (!gone.ok) return gone;
      queue.cancel(id);
      return ok({});
    },
    "study:start": async ({ area, start }) => {
      if (early({ start })) return fail(future);
      const draft = StudyDraft.parse({ name: "?", area: [...area], cell: cellFor(area), start, options: [{ id: "a", name: "?" }] });
      if (asking >= ASKING) return fail({ code: "too-many", retryAfter: 2 });
      asking++;
      try {
        const begun = await threads.begin({ draft, gathered: await gather(draft), room: roomOf(state) });
        if (begun.ok) return begun;
        log.warn("study-start-failed", { fault: begun.fault.code });
        return begun.fault.code === "malformed" ? fail(begun.fault) : fail({ code: "malformed", path: "area", detail: begun.fault.code });
      } finally {
        asking--;
      }
    },
    "study:estimate": ({ draft }) => ok(estimateOf(draft)),
    "study:run": async ({ id, revision, optionIds }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      const found = keeper.find(id, party);
      if (!found.ok) return found;
      const study = found.value;
      if (study.revision !== revision) return fail({ code: "conflict", detail: `revision ${study.revision} is in force, not ${revision}` });
      const unknown = optionIds?.find((optionId) => !study.options.some((option) => option.id === optionId));
      if (unknown !== undefined) return fail({ code: "unknown-id", kind: "option", id: unknown });
      const open = (run: OptionRun): boolean => run.state !== "done" && run.state !== "running" && run.state !== "waiting";
      const wanted = optionIds ?? runsOf(study).filter(open).map(({ optionId }) => optionId);
      const others = runsOf(study).some((run) => !wanted.includes(run.optionId) && !open(run));
      // Options are compared: what one of them began from, the others begin from, unless all begin anew.
      const fresh = others && keptStart(book.start(id), startPrint(study)) !== undefined ? undefined : JSON.stringify({ print: startPrint(study), gathered: await gather(study) });
      const rows = wanted.map((optionId) => ({ studyId: id, optionId, revision, print: printOf(study, optionId), by, askedAt: now().wall, order: JSON.stringify(study) }));
      return onDisk(() => {
        // Saved or removed while the room's past was read.
        if (book.get(id)?.revision !== revision) return fail({ code: "conflict", detail: "another revision is in force" });
        if (queue.full(rows.length)) return fail({ code: "too-many", retryAfter: 30 });
        if (fresh !== undefined) book.setStart(id, fresh);
        queue.ask(rows);
        return ok({ runs: runsOf(study) });
      });
    },
    "study:cancel": ({ id, optionIds }, party) => {
      const found = keeper.find(id, party);
      if (!found.ok) return found;
      for (const optionId of optionIds ?? found.value.options.map((option) => option.id)) queue.cancel(id, optionId);
      return ok({});
    },
    "study:runs": ({ id }, party) => {
      const found = keeper.find(id, party);
      return found.ok ? ok({ revision: found.value.revision, runs: runsOf(found.value) }) : found;
    },
    "study:compare": ({ id }, party) => {
      const found = keeper.find(id, party);
      return found.ok ? ok(compare(found.value.options.map((option) => option.id), resultsOf(standing(found.value)))) : found;
    },
    "study:exported": async ({ as, id, runId }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      const found = id === undefined ? undefined : keeper.find(id, party);
      if (found?.ok === false) return found;
      const written = await cases.write([{ kind: "study:exported", at: now().wall, as, by, ...(found !== undefined && { studyId: found.value.id, name: found.value.name }), ...(runId !== undefined && { runId }) }]);
      return written.ok ? ok({}) : written;
    },
  };
}

/** Each option's newest run, where it is of the option as it stands. */
export function standingRuns(study: Study, queue: Pick<RunQueue, "of">): Map<OptionId, RunState> {
  const rows = queue.of(study.id);
  return new Map(study.options.flatMap(({ id }) => {
    const row = rows.find(({ optionId }) => optionId === id);
    return row === undefined || row.print !== printOf(study, id) ? [] : [[id, row] as const];
  }));
}

/** Only what a course of cases needs is copied to a thread. */
export function roomOf({ rules, things, datastreams, scenarios, templates, calendars, agencies }: RoomState): StudyRoom {
  return { rules, things, datastreams, scenarios, templates, calendars, agencies };
}

/** m: what a start says of an area needs no finer ground than some 100,000 cells. */
function cellFor(area: StudyDraft["area"]): number {
  const { cells } = estimateOf({ area, cell: 20, duration: 3600, options: [] });
  return Math.min(200, 20 * Math.max(1, Math.sqrt(cells / 100_000)));
}

/** Numbers of those that are done. */
export function resultsOf(rows: ReadonlyMap<OptionId, RunState>): OptionResult[] {
  return [...rows.values()].flatMap((row) => (row.state === "done" && row.body !== undefined ? [Done.parse(JSON.parse(row.body)).result] : []));
}

function runOf(optionId: OptionId, row: RunState | undefined, before: number): OptionRun {
  if (row === undefined) return { optionId, state: "none" };
  const body: unknown = row.body === undefined ? undefined : JSON.parse(row.body);
  switch (row.state) {
    case "waiting":
      return { optionId, state: "waiting", before };
    case "running":
      return { optionId, state: "running", done: row.progress?.done ?? 0, ...(row.progress?.secondsLeft !== undefined && { secondsLeft: row.progress.secondsLeft }) };
    case "done": {
      const { at, reused, result } = Done.parse(body);
      return { optionId, state: "done", runId: result.runId, at, reused };
    }
    case "failed":
      return { optionId, state: "failed", fault: SimulationFault.parse(body) };
    case "cancelled":
      return { optionId, state: "cancelled" };
  }
}

/** What the disk refuses is the asker's to hear. */
function onDisk<T>(act: () => Result<T>): Result<T> {
  try {
    return act();
  } catch (error) {
    if (error instanceof DiskFull) return fail({ code: "disk-full" });
    if (error instanceof StoreDamaged) return fail({ code: "unavailable", detail: "the studies' file is damaged" });
    throw error;
  }
}

/** What-if studies, where the room has no keeper for them. */
export function withoutStudies(): AnswersFor<StudyRequests> {
  const not = (): ReturnType<typeof fail<{ code: "unavailable"; detail: string }>> => fail({ code: "unavailable", detail: "what-if studies are not kept in this room" });
  return {
    "study:list": not, "study:get": not, "study:save": not, "study:remove": not, "study:start": not, "study:estimate": not,
    "study:run": not, "study:cancel": not, "study:runs": not, "study:compare": not, "study:afterwards": not, "study:sensitivity": not, "study:exported": not,
    "plan:rank": not, "plan:cancel": not, "plan:choose": not,
  };
}
