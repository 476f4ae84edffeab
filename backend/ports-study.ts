/** Studies of what may come, their runs and what these left on the disk, as types: part of `ports.ts`, which gives them on. Everything here is simulated (invariant 6). */
import type { Readable } from "node:stream";
import type { Instant } from "#contract/ids";
import type { Result } from "#contract/result";
import type { SimulationFault, SimulationRunId } from "#contract/simulation";
import type { OptionId, Study, StudyDraft } from "#contract/study";
import type { Criterion, OptionResult, StudyStart } from "#contract/study-result";
import type { WatchedCourse } from "#contract/study-afterwards";
import type { Watching } from "./core/studies/alarms.ts";
import type { Handling } from "./core/studies/course.ts";
import type { Readings } from "./core/studies/readings.ts";

/** Studies kept at one time; one more is refused. */
export const MOST_STUDIES = 500;
/** Bytes of one study's text. */
export const MAX_STUDY = 524_288;

/** A study as it is kept: its text is the contract's, and only the room reads it. */
export interface StudyRow {
  id: string;
  revision: number;
  at: Instant;
  body: string;
}
/** Where one option's newest run stands. `body`: its fault, or its numbers. */
export interface RunRow {
  studyId: string;
  optionId: string;
  /** Of the study when it was asked for. */
  revision: number;
  /** Of what it hangs on: an option that was changed since has no run. */
  print: string;
  by: string;
  askedAt: Instant;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** How often it was begun: what ends the process twice is not begun a third time. */
  begun: number;
  runId?: SimulationRunId | undefined;
  body?: string | undefined;
  /** All that it is computed from, until it is over: a restart goes on with it. */
  order?: string | undefined;
}

/** Studies and their options' runs, durable when a call returns. Calls throw DiskFull or StoreDamaged. */
export interface StudyBook {
  list(): StudyRow[];
  get(id: string): StudyRow | undefined;
  /** @param from revision it began from, 0: a new one. @returns false where another one is in force: nothing was written */
  put(row: StudyRow, from: number): boolean;
  /** With its runs. */
  remove(id: string): void;
  count(): number;
  runs(studyId: string): RunRow[];
  /** In the order they were asked for. */
  unfinished(): RunRow[];
  putRun(row: RunRow): void;
  /** What the study's runs begin from: one for all of them, or nothing could be compared. */
  start(studyId: string): string | undefined;
  setStart(studyId: string, body: string): void;
  /** What an instant of the night library was last done for, by a name of ours. */
  note(name: string): string | undefined;
  setNote(name: string, text: string): void;
  close(): void;
}

/** A file of a kept run, gzipped, as it lies there. */
export interface RunFile {
  bytes: number;
  stream: () => Readable;
}
/** What runs left, by their ids: the same id, the same bits. Oldest use goes first at its bound. */
export interface RunShelf {
  readonly folder: string;
  has(runId: SimulationRunId): boolean;
  /** What stands in its `run.json`; undefined: not there, or not whole. */
  index(runId: SimulationRunId): Promise<unknown>;
  file(runId: SimulationRunId, name: string): Promise<RunFile | undefined>;
  /** It was looked at: others go before it. */
  touch(runId: SimulationRunId): void;
  /** Lets the oldest go until it is within its bound and leaves the journal its room. */
  prune(): Promise<void>;
  bytes(): number;
}

/** How far a run is. */
export interface StudyProgress {
  done: number;
  secondsLeft: number | undefined;
}
/** What was measured about a start, and when that was: absent for a design storm. */
export interface Gathered {
  at?: Instant;
  readings: Readings;
}
/** What of the room a simulated course of alarms and cases needs. */
export type StudyRoom = Watching & Handling;
/** What would a run begin from? */
export interface StudyQuestion {
  draft: StudyDraft;
  gathered: Gathered;
  room: StudyRoom;
}
/** Which input of an option matters most, by one criterion? */
export interface StudyProbing extends StudyQuestion {
  optionId: OptionId;
  criterion: Criterion;
}
/** What a thread is asked to compute. */
export interface StudyJob {
  study: Study;
  optionId: OptionId;
  gathered: Gathered;
  room: StudyRoom;
}
/** What a run came to. `reused`: it was kept, and has not been computed again. */
export interface StudyEnd {
  runId: SimulationRunId;
  reused: boolean;
  result: OptionResult;
  /** What was supposed where nothing was measured. */
  notes: StudyStart["notes"];
  /** What gauges would have read: held against what they did, afterwards. */
  watched: WatchedCourse;
}
/** Threads that compute studies; whatever becomes of one, it answers. */
export interface StudyThreads {
  run(job: StudyJob, watch: (progress: StudyProgress) => void): StudyRunning<StudyEnd>;
  begin(question: StudyQuestion): Promise<Result<StudyStart, SimulationFault>>;
  /** @param told the criterion's value of each probe (core/studies/sensitivity), as they come */
  probe(probing: StudyProbing, told: (index: number, value: number) => void): StudyRunning<undefined>;
}
/** One option being computed in a thread of its own. */
export interface StudyRunning<End> {
  cancel(): void;
  kill(): Promise<void>;
  /** Always answers, whatever becomes of the thread. */
  ended: Promise<Result<End, SimulationFault>>;
}
