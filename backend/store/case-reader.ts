import { Incident, IncidentId, type Evidence } from "#contract/incident";
import { StoreDamaged, type CaseBook, type MissRow } from "../ports.ts";
import { CLOSED } from "./case-index.ts";
import { asked, exact, textOf, tokens } from "./case-text.ts";
import { SELECT_FACTS, readFact, type FactRow } from "./facts.ts";
import { rowSum } from "./state-rows.ts";
import type { Sqlite } from "./sqlite.ts";

/** Facts that one word of a search is looked for in, newest first. */
const HITS = 20_000;
/** Of those that may hold a phrase, how many are read to see whether they do. */
const READ = 2000;

interface ClosedRow {
  id: string;
  body: string;
  sum: Buffer;
}
interface Miss {
  incident_id: string;
  clock_key: string;
  agency_id: string | null;
  missed_at: number;
  excuse: number | null;
}

/** Reads what `case-index.ts` keeps. @param guard runs a read; an error of SQLite comes out as what it means to the caller */
export function openCaseReader(db: Sqlite, file: string, genesis: Buffer, guard: <T>(doing: string, act: () => T) => T): CaseBook {
  const closed = db.prepare<[string], ClosedRow>("SELECT id, body, sum FROM incident_closed WHERE id = ?");
  const endOf = db.prepare<[string], { closed_at: number }>("SELECT closed_at FROM incident_closed WHERE id = ?");
  const page = db.prepare<[number, number, string, number], ClosedRow>("SELECT id, body, sum FROM incident_closed WHERE drill = ? AND (closed_at, id) < (?, ?) ORDER BY closed_at DESC, id DESC LIMIT ?");
  const since = db.prepare<[number, number, number], ClosedRow>("SELECT id, body, sum FROM incident_closed WHERE drill = ? AND closed_at >= ? ORDER BY closed_at DESC, id DESC LIMIT ?");
  const select = SELECT_FACTS.replace(" FROM fact f ", " FROM incident_fact i JOIN fact f ON f.seq = i.seq ");
  const ofCase = db.prepare<[string, number], FactRow>(`${select} WHERE i.incident_id = ? ORDER BY i.seq DESC LIMIT ?`);
  const ofKind = db.prepare<[string, string, number], FactRow>(`${select} WHERE i.incident_id = ? AND i.kind = ? ORDER BY i.seq DESC LIMIT ?`);
  const one = db.prepare<[number], FactRow>(`${SELECT_FACTS} WHERE f.seq = ?`);
  const evidence = db.prepare<[string], number>("SELECT seq FROM evidence WHERE id = ?").pluck();
  const hits = db.prepare<[string, number], { seq: number; incident_id: string }>("SELECT i.seq, i.incident_id FROM incident_text t JOIN incident_fact i ON i.seq = t.rowid WHERE t.words MATCH ? ORDER BY t.rowid DESC LIMIT ?");
  const misses = db.prepare<[number, number, number], Miss>("SELECT * FROM violation WHERE missed_at >= ? AND missed_at <= ? ORDER BY missed_at DESC, incident_id, clock_key LIMIT ?");
  const miss = db.prepare<[string, string], Miss>("SELECT * FROM violation WHERE incident_id = ? AND clock_key = ?");
  const unexcused = db.prepare<[string, number, number], Miss>("SELECT * FROM violation WHERE agency_id = ? AND missed_at >= ? AND missed_at < ? AND excuse IS NULL ORDER BY missed_at LIMIT 1000");
  const many = db.prepare<[number, number, number], string>("SELECT agency_id FROM violation WHERE missed_at >= ? AND missed_at < ? AND agency_id IS NOT NULL AND excuse IS NULL GROUP BY agency_id HAVING count(*) >= ?").pluck();

  function incidentOf(row: ClosedRow): Incident {
    if (!rowSum(CLOSED, row.id, row.body).equals(row.sum)) throw new StoreDamaged(file, `closed case ${row.id} is not what was written (its sum does not fit)`);
    const parsed = Incident.safeParse(JSON.parse(row.body));
    if (!parsed.success) throw new StoreDamaged(file, `closed case ${row.id}: ${parsed.error.issues[0]?.message ?? "does not parse"}`);
    return parsed.data;
  }
  function missOf({ incident_id, clock_key, agency_id, missed_at, excuse }: Miss): MissRow {
    const fact = excuse === null ? undefined : factAt(excuse);
    const excused = fact?.kind === "violation:excused" ? { reason: fact.reason, approver: fact.approver, by: fact.by, at: fact.at } : undefined;
    return { incidentId: IncidentId.parse(incident_id), clockKey: clock_key, missedAt: missed_at, ...(agency_id !== null && { agencyId: agency_id }), ...(excused !== undefined && { excused }) };
  }
  const factAt = (seq: number) => {
    const row = one.get(seq);
    return row === undefined ? undefined : readFact(file, row, genesis);
  };
  /** Cases that hold the word, or a word that begins so. */
  const withWord = (word: string): Set<string> => new Set(hits.all(`"${word}"*`, HITS).map((hit) => hit.incident_id));
  /** Cases that hold the phrase as it is written. */
  function withPhrase(phrase: string): Set<string> {
    const found = hits.all(`"${tokens(phrase).join(" ")}"`, READ);
    const wanted = exact(phrase);
    return new Set(found.filter(({ seq }) => {
      const fact = factAt(seq);
      return fact !== undefined && exact(textOf(fact)).includes(wanted);
    }).map((hit) => hit.incident_id));
  }

  const book: CaseBook = {
    closed(id) {
      const row = closed.get(id);
      return row === undefined ? undefined : incidentOf(row);
    },
    closedPage({ drill, after, limit }) {
      const end = after === undefined ? Number.MAX_SAFE_INTEGER : endOf.get(after)?.closed_at;
      return end === undefined ? undefined : page.all(drill ? 1 : 0, end, after ?? "", limit).map(incidentOf);
    },
    closedSince: ({ drill, at, limit }) => since.all(drill ? 1 : 0, at, limit).map(incidentOf),
    facts: (id, limit, kind) => (kind === undefined ? ofCase.all(id, limit) : ofKind.all(id, kind, limit)).reverse().map((row) => readFact(file, row, genesis)),
    evidence(id): Evidence | undefined {
      const seq = evidence.get(id);
      const fact = seq === undefined ? undefined : factAt(seq);
      return fact?.kind === "evidence:added" ? fact.evidence : undefined;
    },
    evidenceEntry(id) {
      const seq = evidence.get(id);
      const row = seq === undefined ? undefined : one.get(seq);
      if (row === undefined) return undefined;
      readFact(file, row, genesis);
      return { seq: row.seq, fact: row.body, hash: row.hash.toString("hex"), previous: (row.seq === 1 || row.previous === null ? genesis : row.previous).toString("hex") };
    },
    search(text) {
      const { words, phrases } = asked(text);
      const sets = [...words.map(withWord), ...phrases.map(withPhrase)];
      const [first, ...others] = sets;
      return first === undefined ? [] : [...first].filter((id) => others.every((set) => set.has(id))).map((id) => IncidentId.parse(id));
    },
    misses: (from, to, limit) => misses.all(from, to, limit).map(missOf),
    miss(incidentId, clockKey) {
      const row = miss.get(incidentId, clockKey);
      return row === undefined ? undefined : missOf(row);
    },
    unexcused: (agencyId, from, to) => unexcused.all(agencyId, from, to).map(missOf),
    missedOften: (from, to, least) => many.all(from, to, least),
  };
  const read = <T>(act: () => T): T => guard("reading cases", act);
  return {
    closed: (id) => read(() => book.closed(id)),
    closedPage: (query) => read(() => book.closedPage(query)),
    closedSince: (query) => read(() => book.closedSince(query)),
    facts: (id, limit, kind) => read(() => book.facts(id, limit, kind)),
    evidence: (id) => read(() => book.evidence(id)),
    evidenceEntry: (id) => read(() => book.evidenceEntry(id)),
    search: (text) => read(() => book.search(text)),
    misses: (from, to, limit) => read(() => book.misses(from, to, limit)),
    miss: (incidentId, clockKey) => read(() => book.miss(incidentId, clockKey)),
    unexcused: (agencyId, from, to) => read(() => book.unexcused(agencyId, from, to)),
    missedOften: (from, to, least) => read(() => book.missedOften(from, to, least)),
  };
}
