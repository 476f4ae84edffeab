import { z } from "zod";
import type { Fact } from "#contract/fact";
import { Incident, isReal, type Clock } from "#contract/incident";
import { violationOf } from "#contract/violation";
import { missesIn } from "../core/real/violations.ts";
import type { Touch } from "../core/state.ts";
import { canonicalJson } from "./canonical-json.ts";
import { plain, textOf } from "./case-text.ts";
import type { Sqlite } from "./sqlite.ts";
import { rowSum } from "./state-rows.ts";

/** Name under which the sum of a closed case's row is taken. */
export const CLOSED = "closedIncidents";

/** What counts here of the fact that opened a case. */
const Opened = z.object({ incident: Incident });

/** Keeps what cases are found by. Everything runs inside the caller's transaction, which undoes it as well. */
export interface CaseIndex {
  note(fact: Fact): void;
  /** Writes, or takes out, cases that are over, and when live ones are due; other records are left. */
  write(touched: Iterable<Touch>): void;
  clear(): void;
}

export function openCaseIndex(db: Sqlite): CaseIndex {
  const fact = db.prepare<[string, number, string]>("INSERT INTO incident_fact (incident_id, seq, kind) VALUES (?, ?, ?)");
  const words = db.prepare<[number, string]>("INSERT INTO incident_text (rowid, words) VALUES (?, ?)");
  const evidence = db.prepare<[string, number]>("INSERT INTO evidence (id, seq) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const miss = db.prepare<[string, string, string | null, number]>("INSERT INTO violation (incident_id, clock_key, agency_id, missed_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET missed_at = excluded.missed_at");
  const unmiss = db.prepare<[string, string]>("DELETE FROM violation WHERE incident_id = ? AND clock_key = ?");
  const excuse = db.prepare<[number, string, string]>("UPDATE violation SET excuse = ? WHERE incident_id = ? AND clock_key = ?");
  const opened = db.prepare<[string], string>("SELECT f.body FROM incident_fact i JOIN fact f ON f.seq = i.seq WHERE i.incident_id = ? AND i.kind = 'incident:opened' ORDER BY i.seq LIMIT 1").pluck();
  const put = db.prepare<[string, number, number, string, Buffer]>("INSERT INTO incident_closed (id, closed_at, drill, body, sum) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET closed_at = excluded.closed_at, body = excluded.body, sum = excluded.sum");
  const drop = db.prepare<[string]>("DELETE FROM incident_closed WHERE id = ?");
  const setDue = db.prepare<[string, number]>("INSERT INTO incident_due (incident_id, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at");
  const dropDue = db.prepare<[string]>("DELETE FROM incident_due WHERE incident_id = ?");
  const clear = ["incident_due", "incident_closed", "incident_fact", "evidence", "violation"].map((table) => db.prepare(`DELETE FROM ${table}`));
  const clearWords = db.prepare("INSERT INTO incident_text (incident_text) VALUES ('delete-all')");

  /** Misses of a drill are nobody's violation (invariant 6). Asked only where a clock was missed. */
  function openedAs(incidentId: string): Incident | undefined {
    const body = opened.get(incidentId);
    return body === undefined ? undefined : Opened.parse(JSON.parse(body)).incident;
  }
  function clocks(incidentId: string, changed: readonly Clock[]): void {
    for (const { key, missedAt } of changed) if (missedAt === undefined) unmiss.run(incidentId, key);
    const missed = changed.filter(({ missedAt }) => missedAt !== undefined);
    const incident = missed.length === 0 ? undefined : openedAs(incidentId);
    if (incident === undefined || !isReal(incident)) return;
    for (const { clockKey, agencyId, missedAt } of missesIn(incident, missed)) if (missedAt !== undefined) miss.run(incidentId, clockKey, agencyId ?? null, missedAt);
  }

  function due(incidentId: string, incident: Pick<Incident, "dues"> | undefined): void {
    const first = Math.min(...(incident?.dues ?? []).map(({ at }) => at));
    if (first < Infinity) setDue.run(incidentId, first);
    else dropDue.run(incidentId);
  }

  return {
    note(one) {
      const incidentId = incidentOf(one);
      if (incidentId === undefined) return;
      fact.run(incidentId, one.seq, one.kind);
      const text = textOf(one);
      if (text !== "") words.run(one.seq, plain(text));
      switch (one.kind) {
        case "incident:opened": clocks(incidentId, one.incident.clocks); break;
        case "incident:moved":
        case "incident:stood-down":
        case "incident:fired": clocks(incidentId, one.change.clocks ?? []); break;
        case "evidence:added": evidence.run(one.evidence.id, one.seq); break;
        case "violation:excused": excuse.run(one.seq, incidentId, violationOf(one.key)?.clockKey ?? ""); break;
        default: break;
      }
    },
    write(touched) {
      for (const touch of touched) {
        if (touch.collection === "incidents") due(touch.id, touch.body as Pick<Incident, "dues"> | undefined);
        if (touch.collection !== CLOSED) continue;
        if (touch.body === undefined) {
          drop.run(touch.id);
          continue;
        }
        const body = canonicalJson(touch.body);
        const { closedAt = 0, drill: exercise } = touch.body as Pick<Incident, "closedAt" | "drill">;
        put.run(touch.id, closedAt, exercise ? 1 : 0, body, rowSum(CLOSED, touch.id, body));
      }
    },
    clear() {
      for (const statement of clear) statement.run();
      clearWords.run();
    },
  };
}

/** Which case a fact is of. */
export function incidentOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case "incident:opened": return fact.incident.id;
    case "evidence:added": return fact.evidence.incidentId;
    case "incident:moved":
    case "incident:fired":
    case "incident:stood-down":
    case "incident:noted":
    case "incident:ticked":
    case "incident:audit":
    case "message:queued":
    case "message:moved":
    case "evidence:exported":
    case "violation:excused": return fact.incidentId;
    default: return undefined;
  }
}
