import { fail, ok } from "#contract/result";
import { OptionId, Study } from "#contract/study";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Gathered, Log, Now, RunRow, RunShelf, StudyBook, StudyRunning, StudyThreads, TelemetryStore } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { openRunQueue, type Computed } from "./run-queue.ts";
import { keptStart, roomOf, studyAnswers, type Done, type StudyRequests } from "./study-answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { casePlans } from "./case-plans.ts";
import { gatherReadings } from "./gather-readings.ts";
import type { Hours } from "../../core/plans/library.ts";
import { openNightLibrary } from "./night-library.ts";
import { openSensitivity } from "./sensitivity.ts";
import { openAfterwards } from "./afterwards.ts";
import { LIBRARY, openStudyKeeper, OWN, startPrint } from "./study-keeper.ts";

/** What a room needs to keep and run studies; where it has none, their requests answer `unavailable`. */
export interface StudyParts {
  book: StudyBook;
  shelf: RunShelf;
  threads: StudyThreads;
  /** When the night library may be computed; absent: never. */
  hours?: Hours | undefined;
  /** Seconds of the river that pass in one of the room's; 1 where absent. */
  pace?: number | undefined;
}
interface Options extends StudyParts {
  state: RoomState;
  telemetry: Pick<TelemetryStore, "history">;
  clock: Clock;
  log: Log;
  now: () => Now;
  cases: CaseKeeper;
}

export interface OpenStudies {
  answers: AnswersFor<StudyRequests>;
  close(): Promise<void>;
}

/** Puts the parts of studies together. */
export function openStudies(options: Options): OpenStudies {
  const { book, shelf, threads, state, telemetry, clock, log, now } = options;
  const keeper = openStudyKeeper({ book, now, log });

  function start(row: RunRow, watch: Parameters<StudyThreads["run"]>[1]): StudyRunning<Computed> {
    const study = Study.safeParse(row.order === undefined ? undefined : JSON.parse(row.order));
    const gathered = keptStart(book.start(row.studyId));
    if (!study.success || gathered === undefined) return { cancel: () => undefined, kill: async () => undefined, ended: Promise.resolve(fail({ code: "worker-died", detail: "what it was to be computed from is not there" })) };
    const running = threads.run({ study: study.data, optionId: OptionId.parse(row.optionId), gathered, room: roomOf(state) }, watch);
    const ended = running.ended.then((end) => (end.ok ? ok({ runId: end.value.runId, body: JSON.stringify({ at: now().wall, reused: end.value.reused, result: end.value.result, notes: end.value.notes, ...(!row.studyId.startsWith(OWN) && { watched: end.value.watched }) } satisfies Done) }) : end));
    return { ...running, ended };
  }
  function over(): void {
    shelf.prune().catch((error: unknown) => log.error("study-prune-failed", { error }));
  }
  const queue = openRunQueue({ book, clock, log, start, isNight: ({ studyId }) => studyId.startsWith(LIBRARY), onOver: over });
  const gather = (study: Study): Promise<Gathered> => {
    const kept = keptStart(book.start(study.id), startPrint(study));
    return kept === undefined ? gatherReadings(study, { state, telemetry, now: now().wall }) : Promise.resolve(kept);
  };
  const sensitivity = openSensitivity({ keeper, threads, state, gather });

  const grave = (): boolean => [...state.incidents.values()].some(({ closedAt, urgency, drill }) => closedAt === undefined && urgency === "emergency" && !drill);
  const library = openNightLibrary({ book, keeper, queue, shelf, clock, now, log, hours: options.hours ?? { from: "00:00", to: "00:00" }, held: () => grave() || sensitivity.busy() });

  return {
    answers: { ...studyAnswers({ ...options, keeper, queue }), ...sensitivity.answers, ...openAfterwards({ ...options, keeper, queue }), ...casePlans({ book, keeper, cases: options.cases, queue, library, state, gather: (draft) => gatherReadings(draft, { state, telemetry, now: now().wall }), now }) },
    async close() {
      library.close();
      await Promise.all([queue.close(), sensitivity.close()]);
    },
  };
}
