import type { SimulationFault, SimulationRunId } from "#contract/simulation";
import type { Clock, Log, RunRow, StudyBook, StudyProgress, StudyRunning } from "../../ports.ts";

/** Threads that compute at one time; what somebody waits for at a case may take one more. */
const THREADS = 2;
/** Options that wait, all studies together; more are refused. */
export const MOST_WAITING = 64;
/** What ended the process twice while it was computed is not begun a third time. */
const MOST_BEGUN = 2;

/** What a run comes to: its id, and what is kept of it. */
export interface Computed {
  runId: SimulationRunId;
  body: string;
}
/** Where an option's newest run stands, as windows are told. */
export interface RunState extends RunRow {
  progress?: StudyProgress;
}
interface Entry {
  row: RunRow;
  urgent: boolean;
  /** Of the night library: waits for all others, and goes when one comes. */
  night: boolean;
  progress?: StudyProgress;
  running?: StudyRunning<Computed>;
}

export interface RunQueue {
  /** Takes an option's run in place of its former one, which is cancelled. @returns false: too many wait */
  ask(rows: readonly Omit<RunRow, "state" | "begun">[], urgent?: boolean): boolean;
  /** So many more may not wait. */
  full(more: number): boolean;
  /** @param optionId absent: all of the study */
  cancel(studyId: string, optionId?: string): void;
  of(studyId: string): RunState[];
  /** Options that begin before this one. */
  before(studyId: string, optionId: string): number;
  busy(): boolean;
  /** Studies of the night library that wait or are computed. */
  night(): string[];
  /** Stops without a word in the book: the next start goes on. */
  close(): Promise<void>;
}

interface Options {
  book: Pick<StudyBook, "runs" | "putRun" | "unfinished">;
  clock: Clock;
  log: Log;
  start(row: RunRow, watch: (progress: StudyProgress) => void): StudyRunning<Computed>;
  /** Is it of the night library? One thread at most, and only while there is nothing else. */
  isNight?(row: Pick<RunRow, "studyId">): boolean;
  /** A run is over, however. */
  onOver?(row: RunRow): void;
}

const keyOf = ({ studyId, optionId }: Pick<RunRow, "studyId" | "optionId">): string => `${studyId}\n${optionId}`;
const faultText = (fault: SimulationFault): string => JSON.stringify(fault);

/** Runs of options, in the order they were asked for; what was under way when the process died is begun again. */
export function openRunQueue({ book, clock, log, start, isNight = () => false, onOver }: Options): RunQueue {
  const entries = new Map<string, Entry>();
  let closed = false;

  function write(row: RunRow): void {
    try {
      book.putRun(row);
    } catch (error) {
      // Windows see it all the same; after a restart it is what was last written.
      log.error("study-run-unwritten", { studyId: row.studyId, optionId: row.optionId, state: row.state, error });
    }
  }
  function over(entry: Entry, end: Pick<RunRow, "state" | "runId" | "body">): void {
    const { order: _order, ...rest } = entry.row;
    entry.row = { ...rest, ...end };
    delete entry.running;
    delete entry.progress;
    // Somebody asked anew meanwhile, or removed the study: this one's end is nobody's.
    if (entries.get(keyOf(entry.row)) === entry) {
      entries.delete(keyOf(entry.row));
      write(entry.row);
    }
    onOver?.(entry.row);
    next();
  }
  function begin(entry: Entry): void {
    entry.row = { ...entry.row, state: "running", begun: entry.row.begun + 1 };
    write(entry.row);
    entry.running = start(entry.row, (progress) => void (entry.progress = progress));
    const began = clock.steady();
    void entry.running.ended.then((end) => {
      if (closed) return;
      const seconds = Math.round((clock.steady() - began) / 100) / 10;
      log.info("study-run-over", { studyId: entry.row.studyId, optionId: entry.row.optionId, seconds, ...(end.ok ? { runId: end.value.runId } : { fault: end.fault.code }) });
      if (end.ok) over(entry, { state: "done", runId: end.value.runId, body: end.value.body });
      else over(entry, { state: end.fault.code === "cancelled" ? "cancelled" : "failed", body: faultText(end.fault) });
    });
  }
  function next(): void {
    if (closed) return;
    for (const entry of [...waiting().filter(({ urgent }) => urgent), ...waiting()]) {
      if (entry.row.state !== "waiting" || running() >= (entry.night ? 1 : THREADS + Number(entry.urgent))) continue;
      begin(entry);
    }
  }
  /** What the night computes is gone when a person asks for anything. */
  function endNight(): void {
    for (const entry of [...entries.values()].filter(({ night }) => night)) stop(entry);
  }
  function stop(entry: Entry): void {
    if (entry.running === undefined) over(entry, { state: "cancelled", body: faultText({ code: "cancelled", t: 0 }) });
    else entry.running.cancel();
  }
  const waiting = (): Entry[] => [...entries.values()].filter(({ row }) => row.state === "waiting");
  const running = (): number => [...entries.values()].filter((entry) => entry.running !== undefined).length + leaving.size;
  /** Threads that were told to stop, and have not yet. */
  const leaving = new Set<Entry>();

  function leave(entry: Entry): void {
    entries.delete(keyOf(entry.row));
    if (entry.running === undefined) return;
    leaving.add(entry);
    entry.running.cancel();
    void entry.running.ended.then(() => {
      leaving.delete(entry);
      next();
    });
  }

  for (const row of book.unfinished()) {
    // The library looks by itself what it still wants.
    if (isNight(row)) write({ ...row, state: "cancelled", body: faultText({ code: "cancelled", t: 0 }), order: undefined });
    else if (row.order === undefined || row.begun >= MOST_BEGUN) write({ ...row, state: "failed", body: faultText({ code: "worker-died", detail: "the program ended while it was computed" }), order: undefined });
    else entries.set(keyOf(row), { row: { ...row, state: "waiting" }, urgent: false, night: false });
  }
  // Not before whoever opens this queue holds it.
  const cancelStart = clock.after(0, next);

  return {
    ask(rows, urgent = false) {
      if (rows.some((row) => !isNight(row))) endNight();
      const replaced = rows.filter((row) => entries.get(keyOf(row))?.row.state === "waiting").length;
      if (waiting().length - replaced + rows.length > MOST_WAITING) return false;
      for (const asked of rows) {
        const former = entries.get(keyOf(asked));
        if (former !== undefined) leave(former);
        const row: RunRow = { ...asked, state: "waiting", begun: 0 };
        // Durable before anybody is told: throws where there is no room.
        book.putRun(row);
        entries.set(keyOf(row), { row, urgent, night: isNight(row) });
      }
      next();
      return true;
    },
    full: (more) => waiting().length + more > MOST_WAITING,
    cancel(studyId, optionId) {
      for (const entry of [...entries.values()]) {
        if (entry.row.studyId !== studyId || (optionId !== undefined && entry.row.optionId !== optionId)) continue;
        stop(entry);
      }
    },
    of(studyId) {
      const live = [...entries.values()].filter(({ row }) => row.studyId === studyId);
      const names = new Set(live.map(({ row }) => row.optionId));
      return [...book.runs(studyId).filter(({ optionId }) => !names.has(optionId)), ...live.map(({ row, progress }) => ({ ...row, ...(progress !== undefined && { progress }) }))];
    },
    before(studyId, optionId) {
      const line = [...waiting().filter(({ urgent }) => urgent), ...waiting().filter(({ urgent }) => !urgent)];
      return Math.max(0, line.findIndex(({ row }) => row.studyId === studyId && row.optionId === optionId));
    },
    night: () => [...new Set([...entries.values()].filter(({ night }) => night).map(({ row }) => row.studyId))],
    busy: () => entries.size > 0,
    async close() {
      closed = true;
      cancelStart();
      await Promise.all([...entries.values(), ...leaving].map(async ({ running: one }) => one?.kill()));
    },
  };
}
