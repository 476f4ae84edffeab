import { join } from "node:path";
import { SimulationRunId } from "#contract/simulation";
import type { RunRow, StudyBook, StudyRow } from "../ports.ts";
import { migrateBook, type BookSteps } from "./book-schema.ts";
import { openSqlite, storeError } from "./sqlite.ts";

/** A file of its own: what is simulated has no place in the journal (invariant 6), and a planner may remove it. */
const FILE = "studies.db";
/** Its schema, by version. */
export const STUDY_STEPS: BookSteps = [`
CREATE TABLE IF NOT EXISTS study (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS run (study_id TEXT NOT NULL REFERENCES study (id) ON DELETE CASCADE, option_id TEXT NOT NULL, revision INTEGER NOT NULL, print TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at INTEGER NOT NULL, state TEXT NOT NULL, begun INTEGER NOT NULL, run_id TEXT, body TEXT, work TEXT, PRIMARY KEY (study_id, option_id)) STRICT;
CREATE TABLE IF NOT EXISTS start (study_id TEXT PRIMARY KEY REFERENCES study (id) ON DELETE CASCADE, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
`];

interface RunRecord {
  study_id: string;
  option_id: string;
  revision: number;
  print: string;
  asked_by: string;
  asked_at: number;
  state: RunRow["state"];
  begun: number;
  run_id: string | null;
  body: string | null;
  work: string | null;
}

/** Opens, or makes, the book of studies in the data folder. @throws StoreDamaged, StoreRefused, DiskFull */
export function openStudyBook(folder: string): StudyBook {
  const file = join(folder, FILE);
  const guard = <T>(doing: string, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw storeError(file, error, doing);
    }
  };
  const db = guard("opening studies", () => openSqlite(file));
  guard("opening studies", () => migrateBook(db, STUDY_STEPS));
  const all = db.prepare<[], StudyRow>("SELECT id, revision, at, body FROM study ORDER BY at DESC, id");
  const one = db.prepare<[string], StudyRow>("SELECT id, revision, at, body FROM study WHERE id = ?");
  const make = db.prepare("INSERT INTO study (id, revision, at, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
  const change = db.prepare("UPDATE study SET revision = ?, at = ?, body = ? WHERE id = ? AND revision = ?");
  const remove = db.prepare<[string]>("DELETE FROM study WHERE id = ?");
  const count = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM study");
  const runs = db.prepare<[string], RunRecord>("SELECT * FROM run WHERE study_id = ?");
  const unfinished = db.prepare<[], RunRecord>("SELECT * FROM run WHERE state IN ('waiting', 'running') ORDER BY asked_at, rowid");
  const putRun = db.prepare("INSERT INTO run (study_id, option_id, revision, print, asked_by, asked_at, state, begun, run_id, body, work) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM study WHERE id = ?) ON CONFLICT (study_id, option_id) DO UPDATE SET revision = excluded.revision, print = excluded.print, asked_by = excluded.asked_by, asked_at = excluded.asked_at, state = excluded.state, begun = excluded.begun, run_id = excluded.run_id, body = excluded.body, work = excluded.work");
  const start = db.prepare<[string], { body: string }>("SELECT body FROM start WHERE study_id = ?");
  const setStart = db.prepare("INSERT INTO start (study_id, body) VALUES (?, ?) ON CONFLICT (study_id) DO UPDATE SET body = excluded.body");
  const note = db.prepare<[string], { text: string }>("SELECT text FROM note WHERE name = ?");
  const setNote = db.prepare("INSERT INTO note (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text");

  return {
    list: () => guard("reading studies", () => all.all()),
    get: (id) => guard("reading studies", () => one.get(id)),
    put: ({ id, revision, at, body }, from) => guard("writing studies", () => (from === 0 ? make.run(id, revision, at, body) : change.run(revision, at, body, id, from)).changes === 1),
    remove: (id) => void guard("writing studies", () => remove.run(id)),
    count: () => guard("reading studies", () => count.get()?.n ?? 0),
    runs: (studyId) => guard("reading runs", () => runs.all(studyId).map(runOf)),
    unfinished: () => guard("reading runs", () => unfinished.all().map(runOf)),
    // A study that was removed meanwhile takes its runs along: what ends afterwards is written nowhere.
    putRun: ({ studyId, optionId, revision, print, by, askedAt, state, begun, runId, body, order }) => void guard("writing runs", () => putRun.run(studyId, optionId, revision, print, by, askedAt, state, begun, runId ?? null, body ?? null, order ?? null, studyId)),
    start: (studyId) => guard("reading studies", () => start.get(studyId)?.body),
    setStart: (studyId, body) => void guard("writing studies", () => setStart.run(studyId, body)),
    note: (name) => guard("reading studies", () => note.get(name)?.text),
    setNote: (name, text) => void guard("writing studies", () => setNote.run(name, text)),
    close: () => void db.close(),
  };
}

function runOf(row: RunRecord): RunRow {
  return {
    studyId: row.study_id, optionId: row.option_id, revision: row.revision, print: row.print, by: row.asked_by, askedAt: row.asked_at, state: row.state, begun: row.begun,
    ...(row.run_id !== null && { runId: SimulationRunId.parse(row.run_id) }), ...(row.body !== null && { body: row.body }), ...(row.work !== null && { order: row.work }),
  };
}
