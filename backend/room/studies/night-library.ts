import { createHash } from "node:crypto";
import { Study, StudyId } from "#contract/study";
import { actionsOf } from "../../core/plans/plans.ts";
import { SITUATIONS, isWithin, nearest, situationDraft, situationNow, type Hours } from "../../core/plans/library.ts";
import { codeVersion } from "../../core/studies/version.ts";
import type { Clock, Gathered, Log, Now, RunRow, RunShelf, StudyBook } from "../../ports.ts";
import type { RunQueue } from "./run-queue.ts";
import { Done } from "./study-answers.ts";
import { LIBRARY, printOf, startPrint, type StudyKeeper } from "./study-keeper.ts";

/** How often it is looked whether there is something to do, ms. */
const LOOK = 15_000;
/** Studies whose situations are computed, the newest that people share: with SITUATIONS, what the library takes at most. */
export const MOST_SOURCES = 2;
/** Runs' files on the disk beyond which nothing is added: the rest of the shelf is the planners'. */
export const MOST_BYTES = 2_000_000_000;
/** After so long one is computed again, ms: rules and staff change too. */
const OLD = 7 * 86_400_000;
/** What failed is not tried again for so long, ms. */
const RETRY = 12 * 3_600_000;

/** One situation of a study as it was computed. */
export interface LibraryRun {
  study: Study;
  at: number;
  distance: number;
  ends: Done[];
}
export interface NightLibrary {
  /** The situation nearest to what was measured whose numbers are there, of the study as it stands and of this code. */
  nearest(source: Study, gathered: Gathered): LibraryRun | undefined;
  close(): void;
}
interface Options {
  book: StudyBook;
  keeper: Pick<StudyKeeper, "all">;
  queue: Pick<RunQueue, "ask" | "of" | "cancel" | "busy" | "night" | "full">;
  shelf: Pick<RunShelf, "bytes">;
  clock: Clock;
  now: () => Now;
  log: Log;
  hours: Hours;
  /** Somebody plans by other ways than the queue, or a grave case is open. */
  held(): boolean;
}

const idOf = (source: Pick<Study, "id">, index: number): StudyId => StudyId.parse(`${LIBRARY}${createHash("sha256").update(source.id).digest("hex").slice(0, 16)}-${index}`);
const nameOf = (source: Study): string => `${source.id} ${source.revision} ${codeVersion()}`.slice(0, 120);

/** Computes design situations of the planners' newest shared studies while the room is quiet (H-3.5): one thread, the lowest priority, gone as soon as anybody asks for anything. What is to be done is read from the book each time: a killed process, or a clock that was moved, changes nothing but when. */
export function openNightLibrary({ book, keeper, queue, shelf, clock, now, log, hours, held }: Options): NightLibrary {
  let cancelTimer = clock.after(LOOK, look);

  const sources = (): Study[] => keeper.all().filter(({ shared, options }) => shared && options.some((option) => actionsOf(option).length > 0)).toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, MOST_SOURCES);
  const kept = (id: StudyId): Study | undefined => {
    const row = book.get(id);
    return row === undefined ? undefined : Study.safeParse(JSON.parse(row.body)).data;
  };
  /** A situation as it was last asked for, of the study as it stands and of this code. */
  const current = (source: Study, index: number): Study | undefined => ((study) => (study?.name === nameOf(source) ? study : undefined))(kept(idOf(source, index)));
  /** Its numbers, where they are whole. */
  function rowsOf(study: Study): (RunRow & { body: string })[] | undefined {
    const rows = queue.of(study.id).filter((row): row is RunRow & { body: string } => row.state === "done" && row.body !== undefined && row.revision === study.revision);
    return study.options.every(({ id }) => rows.some(({ optionId }) => optionId === id)) ? rows : undefined;
  }
  /** What cannot be computed does not take the night: it is tried again the next one. A clock that was set back says nothing here either. */
  const failedLately = (study: Study): boolean => Math.abs(now().wall - study.at) < RETRY && queue.of(study.id).some(({ state, revision }) => state === "failed" && revision === study.revision);
  /** The next to compute: what is missing or of other code first, then the oldest. */
  function next(): { source: Study; index: number } | undefined {
    const old: { source: Study; index: number; at: number }[] = [];
    for (const source of sources()) {
      for (const index of SITUATIONS.keys()) {
        const study = current(source, index);
        if (study !== undefined && failedLately(study)) continue;
        if (study === undefined || rowsOf(study) === undefined) return { source, index };
        // A clock that was set back makes them lie in the future: they are as old.
        if (Math.abs(now().wall - study.at) > OLD) old.push({ source, index, at: study.at });
      }
    }
    return old.toSorted((a, b) => a.at - b.at)[0];
  }
  /** Of studies that are gone, or of which newer ones took the place. */
  function clear(): void {
    const wanted = new Set(sources().flatMap((source) => [...SITUATIONS.keys()].map((index): string => idOf(source, index))));
    for (const { id } of book.list()) if (id.startsWith(LIBRARY) && !wanted.has(id)) book.remove(id);
  }
  function begin({ source, index }: { source: Study; index: number }): void {
    const id = idOf(source, index);
    const former = book.get(id);
    if (former !== undefined) book.remove(id);
    const revision = (former?.revision ?? 0) + 1;
    const study = Study.parse({ ...situationDraft(source, SITUATIONS[index]!), id, revision, by: source.by, at: now().wall, name: nameOf(source) });
    if (!book.put({ id, revision, at: study.at, body: JSON.stringify(study) }, 0)) return;
    book.setStart(id, JSON.stringify({ print: startPrint(study), gathered: { readings: { levels: [], tides: [], rain: [], outflows: [], devices: [] } } satisfies Gathered }));
    queue.ask(study.options.map(({ id: optionId }) => ({ studyId: id, optionId, revision, print: printOf(study, optionId), by: study.by, askedAt: study.at, order: JSON.stringify(study) })));
    log.info("library-run-asked", { studyId: source.id, situation: index });
  }
  function look(): void {
    cancelTimer = clock.after(LOOK, look);
    try {
      const may = isWithin(hours, now().wall) && !held();
      if (!may) for (const id of queue.night()) queue.cancel(id);
      if (!may || queue.busy() || shelf.bytes() >= MOST_BYTES) return;
      clear();
      const wanted = next();
      if (wanted !== undefined) begin(wanted);
    } catch (error) {
      // A full disk, a damaged file: the room goes on, and it is tried again.
      log.error("library-stopped", { error });
    }
  }

  return {
    nearest(source, { readings }) {
      for (const { index, distance } of nearest(situationNow(readings))) {
        const study = current(source, index);
        const rows = study === undefined ? undefined : rowsOf(study);
        if (study !== undefined && rows !== undefined) return { study, at: study.at, distance, ends: study.options.flatMap(({ id }) => rows.filter(({ optionId }) => optionId === id).map(({ body }) => Done.parse(JSON.parse(body)))) };
      }
      return undefined;
    },
    close: () => cancelTimer(),
  };
}
