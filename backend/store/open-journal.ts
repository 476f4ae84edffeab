import { join } from "node:path";
import type { Fact, NewFact } from "#contract/fact";
import type { SiteId } from "#contract/ids";
import type { Incident } from "#contract/incident";
import type { RoomState, Touch } from "../core/state.ts";
import { DiskFull, StoreDamaged } from "../ports.ts";
import type { Clock, Journal, Log, SecretWrite } from "../ports.ts";
import { canonicalJson } from "./canonical-json.ts";
import { openCaseIndex } from "./case-index.ts";
import { openCaseReader } from "./case-reader.ts";
import { ensureOps } from "./create-ops.ts";
import { alarmOf, parseFact } from "./facts.ts";
import { openFactReader } from "./fact-reader.ts";
import { linkHash } from "./hash-chain.ts";
import { openOps } from "./open-ops.ts";
import { openPastIndex } from "./past-index.ts";
import { openPastReader } from "./past-reader.ts";
import { foldAll, openProjections } from "./projections.ts";
import { openShadow, type Shadow } from "./shadow.ts";
import { storeError } from "./sqlite.ts";
import { putRow, type StateRow } from "./state-rows.ts";

/** What a journal needs. `maxPageCount` bounds ops.db, in pages of 4096 bytes; absent: the disk is the bound. */
export interface JournalOptions {
  folder: string;
  site: SiteId;
  clock: Clock;
  log: Log;
  fold: (state: RoomState, fact: Fact) => Touch[];
  emptyState: () => RoomState;
  maxPageCount?: number;
}

/**
 * Opens (or makes) `ops.db` in the data folder, which the caller has locked. Checks pages, the chain's newest part and the
 * head noted in `ops.head` before anything is trusted.
 *
 * @throws StoreDamaged naming file and page or fact; StoreRefused for a newer program's or another site's file; DiskFull
 */
export function openJournal(options: JournalOptions): Journal {
  const { folder, site, clock, log, fold, emptyState } = options;
  const file = join(folder, "ops.db");
  /** Runs `act`; an error of SQLite comes out as what it means to the caller. */
  const guard = <T>(doing: string, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw storeError(file, error, doing);
    }
  };

  const made = guard("making the file", () => ensureOps(folder, site, clock.wall()));
  const opened = guard("opening", () => openOps({ file, site, log, at: clock.wall(), maxPageCount: options.maxPageCount }));
  const { db, epoch, genesis, mark } = opened;
  let head = opened.head;
  let markFailed = false;
  const noteHead = (): void => {
    try {
      mark.write({ epoch, seq: head.seq, hash: head.hash.toString("hex") });
    } catch (error) {
      // The commit stands; only the second witness of it is missing.
      if (!markFailed) log.warn("head-mark-failed", { file: "ops.head", detail: String(error) });
      markFailed = true;
    }
  };
  noteHead();
  log.info("journal-opened", { file, created: made.created, epoch, seq: head.seq, checked: opened.checked });

  const projections = openProjections(db);
  const reader = openFactReader(db, file, genesis);
  const pastIndex = openPastIndex(db);
  const past = openPastReader(db);
  const caseIndex = openCaseIndex(db);
  const cases = openCaseReader(db, file, genesis, guard);
  /** False while the stored state is behind the journal (to be rebuilt): appends then leave it alone. */
  let current = guard("reading meta", () => projections.seq()) === head.seq;
  /** Alarms and rules at the head; undefined until the state was loaded or something is appended. */
  let shadow: Shadow | undefined;
  const overdue = db.prepare<[number, number], StateRow>("SELECT p.collection, p.id, p.body, p.sum FROM incident_due d JOIN projection p ON p.collection = 'incidents' AND p.id = d.incident_id WHERE d.at <= ? ORDER BY d.at LIMIT ?");
  /** One that is damaged is found, and named, when the state is loaded. */
  const caseOf = (row: StateRow): Incident[] => {
    const one = emptyState();
    return putRow(one, row) === undefined ? [...one.incidents.values()] : [];
  };
  const insert = db.prepare<[number, number, string, string | null, string, Buffer]>("INSERT INTO fact (seq, at, kind, alarm_id, body, hash) VALUES (?, ?, ?, ?, ?, ?)");
  const putSecret = db.prepare<[string, string, string]>("INSERT INTO secret (owner, id, hash) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash");
  const dropSecret = db.prepare<[string, string]>("DELETE FROM secret WHERE owner = ? AND id = ?");
  const getSecret = db.prepare<[string, string], string>("SELECT hash FROM secret WHERE owner = ? AND id = ?").pluck();

  const write = db.transaction((facts: readonly NewFact[], touched: readonly Touch[], secrets: readonly SecretWrite[]) => {
    let { seq, hash } = head;
    const appended: Fact[] = [];
    for (const fact of facts) {
      seq += 1;
      const entry: Fact = { ...fact, seq };
      const body = canonicalJson(entry);
      hash = linkHash(hash, body);
      insert.run(seq, fact.at, fact.kind, alarmOf(fact), body, hash);
      appended.push(entry);
    }
    if (current) {
      // Firings before the state is loaded touch neither alarms nor rules: for them it need not be read.
      if (!facts.every(({ kind }) => kind === "incident:fired")) shadow ??= shadowOf(stored());
      const index = pastIndex.begin();
      for (const fact of appended) {
        index.note(fact, shadow?.fold(fact) ?? []);
        caseIndex.note(fact);
      }
      index.end();
      caseIndex.write(touched);
      projections.write(touched, seq);
    }
    for (const { owner, id, hash: secret } of secrets) {
      if (secret === undefined) dropSecret.run(owner, id);
      else putSecret.run(owner, id, secret);
    }
    return { appended, head: { seq, hash } };
  });

  const shadowOf = (state: RoomState): Shadow => openShadow(state, fold, emptyState);
  /** The stored state, where it is at the head. */
  const stored = (): RoomState => {
    const read = projections.read(emptyState);
    if ("why" in read) throw new StoreDamaged(file, read.why);
    return read.state;
  };
  const foldJournal = (folded: (fact: Fact, touched: readonly Touch[]) => void): { state: RoomState; touches: Map<string, Touch> } => {
    const state = emptyState();
    const facts = function* (): Generator<Fact> {
      for (const fact of reader.all(head.seq)) yield parseFact(file, fact);
    };
    return { state, touches: foldAll(facts(), state, fold, folded) };
  };
  const rebuild = (why: string): RoomState => {
    const started = clock.steady();
    log.warn("projection-rebuild", { why, facts: head.seq });
    let state: RoomState;
    try {
      state = guard("rebuilding the projections", () => db.transaction(() => {
        pastIndex.clear();
        caseIndex.clear();
        const index = pastIndex.begin();
        const made = foldJournal((fact, touched) => {
          index.note(fact, touched);
          caseIndex.note(fact);
          caseIndex.write(touched.filter(({ collection }) => collection === "closedIncidents"));
        });
        caseIndex.write(made.touches.values());
        index.end();
        projections.replace(made.touches.values(), head.seq);
        return made.state;
      }).immediate());
      current = true;
    } catch (error) {
      // It is only not stored, and is folded again at the next start.
      if (!(error instanceof DiskFull)) throw error;
      log.warn("projection-not-stored", { detail: error.message });
      current = false;
      ({ state } = foldJournal(() => undefined));
    }
    log.info("projection-rebuilt", { facts: head.seq, ms: Math.round(clock.steady() - started) });
    return state;
  };
  const load = (): RoomState => {
    if (!current) return rebuild(`the stored state is at fact ${projections.seq()}`);
    const read = projections.read(emptyState);
    return "state" in read ? read.state : rebuild(read.why);
  };

  return {
    site,
    epoch,
    head: () => head.seq,
    append(facts, touched, secrets = []) {
      if (facts.length + touched.length + secrets.length === 0) return [];
      let done: ReturnType<typeof write>;
      try {
        done = guard(`appending ${facts.length} facts after ${head.seq}`, () => write.immediate(facts, touched, secrets));
      } catch (error) {
        shadow?.undo();
        throw error;
      }
      shadow?.settle();
      head = done.head;
      noteHead();
      return done.appended;
    },
    page: (after, limit) => guard(`reading facts after ${after}`, () => reader.page(after, limit, head.seq)),
    recent: (query) => guard("reading recent facts", () => reader.recent(query)),
    secret: (owner, id) => guard(`reading the secret of ${owner} ${id}`, () => getSecret.get(owner, id)),
    past: () => (current ? past : undefined),
    cases: () => (current ? cases : undefined),
    overdue: (now, limit) => (current ? guard("reading what is overdue", () => overdue.all(now, limit)).flatMap(caseOf) : []),
    load() {
      return guard("loading the state", () => {
        const state = load();
        shadow = shadowOf(state);
        return state;
      });
    },
    close() {
      if (!db.open) return;
      try {
        db.pragma("wal_checkpoint(TRUNCATE)");
      } catch (error) {
        log.warn("checkpoint-failed", { detail: String(error) });
      }
      db.close();
      mark.close();
    },
  };
}
