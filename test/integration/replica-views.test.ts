import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { AgencyId, EvidenceId, IncidentId, type Incident, type IncidentFact } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { decide } from "../../backend/core/process/decide.ts";
import { openIncident } from "../../backend/core/process/open.ts";
import { CALENDARS, TEMPLATES } from "../../backend/law/index.ts";
import { envOf } from "../../backend/room/cases/processes.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, roomJournal, startSender, type SenderProcess } from "../kit/replica.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: what can be read at the centre (${NO_POSTGRES})`);

const AT = 1_800_000_000_000;
const LAW = { calendars: new Map(CALENDARS.map((calendar) => [calendar.id, calendar])) };
const by = AccountId.parse("truc-ban");

/** A case of Huế's five steps, opened, verified, proposed and ordered, by the product's own engine. */
function caseFacts(name: string): { facts: IncidentFact[]; incident: Incident } {
  const template = TEMPLATES.find(({ id }) => id === "hue-five-steps")!;
  const opened = openIncident({ id: IncidentId.parse(name), drill: false, urgency: "emergency", title: `Ngập ${name}`, alarmIds: [], appearedAt: AT }, envOf(template, AT, LAW), by);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const facts: IncidentFact[] = [opened.value];
  let incident = foldIncident(undefined, opened.value)!;
  const order = { happened: "Nước ngập 45 cm", where: "Đập Đá", required: "Chặn đường, bơm", lead: AgencyId.parse("thoat-nuoc"), support: [], due: AT + 3_600_000 };
  for (const event of [{ is: "verified" as const }, { is: "proposed" as const, plan: "Bơm" }, { is: "ordered" as const, order }]) {
    const moved = decide(incident, event, { by, as: "centre" }, envOf(template, AT, LAW));
    if (!moved.ok) throw new Error(JSON.stringify(moved.fault));
    facts.push(moved.value);
    incident = foldIncident(incident, moved.value)!;
  }
  return { facts, incident };
}

describe.skipIf(NO_POSTGRES !== undefined)("what a BI tool reads at the centre", { timeout: 600_000 }, () => {
  let centre: Postgres;
  let room: ReturnType<typeof roomJournal>;
  let sender: SenderProcess;
  let facts: Fact[];
  const flood = caseFacts("ngap-dap-da");
  const drill = caseFacts("dien-tap");
  const evidence = { id: EvidenceId.parse("anh-1"), incidentId: IncidentId.parse("ngap-dap-da"), sha256: "ab".repeat(32), type: "image/jpeg" as const, bytes: 1234, by, at: AT, name: "Đập Đá.jpg" };
  const of = <K extends Fact["kind"]>(kind: K) => facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);

  beforeAll(async () => {
    centre = await startPostgres();
    room = roomJournal();
    facts = room.write(600);
    facts.push(...room.append(flood.facts as NewFact[]), ...room.append([{ kind: "evidence:added", at: AT, evidence }]));
    facts.push(...room.append(drill.facts.map((fact) => ("incident" in fact ? { ...fact, incident: { ...fact.incident, drill: true } } : fact)) as NewFact[]));
    const issued = { scope: "all" as const, mark: "m", of: "agency" as const, recordId: "pccc" };
    facts.push(...room.append([
      { kind: "centre:refused", at: AT, ...issued, turn: 1, version: 1, why: "malformed", detail: "not JSON" },
      { kind: "centre:issued", at: AT, ...issued, turn: 2, version: 2, sum: "a".repeat(64), approvedBy: "UBND", approvedAt: AT, outcome: "conflict" },
      { kind: "centre:settled", at: AT, of: "agency", recordId: "pccc", version: 2, take: "room", by, reason: "theo thực tế" },
    ]));
    sender = startSender(room.folder, centre.settings());
    const wrong = await differences(centre, room.folder);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
  }, 600_000);
  afterAll(async () => {
    await sender?.kill();
    room?.remove();
    await centre?.close();
  });

  test("H-6.2c room_issued: what a room made of what the centre issued, and who decided", async () => {
    expect(await centre.query("SELECT kind, id, version, outcome, why, decided_by FROM room_issued ORDER BY seq")).toEqual([
      { kind: "agency", id: "pccc", version: "1", outcome: "refused", why: "malformed", decided_by: null },
      { kind: "agency", id: "pccc", version: "2", outcome: "conflict", why: null, decided_by: null },
      { kind: "agency", id: "pccc", version: "2", outcome: "room", why: null, decided_by: "truc-ban" },
    ]);
  });

  test("every view there is, is read by a test here and answers", async () => {
    const views = (await centre.query<{ name: string }>("SELECT table_name AS name FROM information_schema.views WHERE table_schema = current_schema() ORDER BY 1")).map(({ name }) => name);
    expect(views).toEqual(["room", "room_alarm", "room_any_case", "room_case", "room_case_event", "room_clock", "room_drill_case", "room_evidence", "room_fact", "room_hour", "room_issued"]);
    for (const view of views) expect((await centre.query(`SELECT * FROM ${view} LIMIT 1`)).length, view).toBe(1);
  });

  test("room, room_fact, room_hour: which rooms there are, and all they did", async () => {
    expect(await centre.query("SELECT site, epoch, set_apart, altered, sent_again FROM room")).toEqual([{ site: "hue", epoch: "1", set_apart: "0", altered: "0", sent_again: "0" }]);
    const [sum] = await centre.query<{ n: string }>("SELECT sum(facts) AS n FROM room_hour WHERE site = 'hue'");
    expect(Number(sum?.n)).toBe(room.head());
    expect(await centre.query("SELECT sum(facts) AS n FROM room_hour WHERE kind = 'alarm:raised'")).toEqual([{ n: String(of("alarm:raised").length) }]);
    const [first] = await centre.query<{ at: string }>("SELECT extract(epoch FROM min(happened_at)) * 1000 AS at FROM room_fact");
    expect(Number(first?.at)).toBe(AT);
  });

  test("room_alarm: each time an alarm was raised, when it was acknowledged and when it was over", async () => {
    const rows = await centre.query<{ alarm_id: string; occurrence: string; raised: string; acknowledged: string | null; cleared: string | null; priority: string; message: string }>(
      "SELECT alarm_id, occurrence, extract(epoch FROM raised_at) * 1000 AS raised, extract(epoch FROM acknowledged_at) * 1000 AS acknowledged, extract(epoch FROM cleared_at) * 1000 AS cleared, priority, message FROM room_alarm WHERE site = 'hue' ORDER BY raised_at, alarm_id");
    const mine = of("alarm:raised").map((raised) => {
      const next = of("alarm:raised").find(({ seq, alarm }) => seq > raised.seq && alarm.id === raised.alarm.id)?.seq ?? Infinity;
      const within = (fact: { seq: number; alarmId: string } | undefined) => fact !== undefined && fact.seq > raised.seq && fact.seq < next && fact.alarmId === raised.alarm.id;
      return { id: raised.alarm.id, at: raised.at, acknowledged: of("alarm:acknowledged").find(within)?.at, cleared: of("alarm:cleared").find(within)?.at, priority: raised.alarm.priority, message: raised.alarm.message };
    });
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map((row) => ({ id: row.alarm_id, at: Number(row.raised), acknowledged: row.acknowledged === null ? undefined : Number(row.acknowledged), cleared: row.cleared === null ? undefined : Number(row.cleared), priority: row.priority, message: row.message })))
      .toEqual(mine.toSorted((a, b) => a.at - b.at));
  });

  test("invariant 6 room_case, room_clock: a real case as it stands, with every limit and its clause; that of an exercise is in none of them", async () => {
    const { incident } = flood;
    const [row, ...more] = await centre.query("SELECT case_id, title, urgency, process_id, step, closed_at, lead_agency, ordered FROM room_case");
    expect(more).toEqual([]);
    expect(row).toEqual({ case_id: "ngap-dap-da", title: incident.title, urgency: "emergency", process_id: "hue-five-steps", step: incident.step, closed_at: null, lead_agency: "thoat-nuoc", ordered: "Chặn đường, bơm" });
    const clocks = await centre.query<{ clock_id: string; outcome: string; due: string; clause: unknown }>("SELECT clock_id, outcome, extract(epoch FROM due_at) * 1000 AS due, clause FROM room_clock ORDER BY clock_id");
    expect(clocks.map(({ due, ...clock }) => ({ ...clock, due: Number(due) }))).toEqual(incident.clocks.map(({ key, outcome, due, clause }) => ({ clock_id: key, outcome, clause, due })).toSorted((a, b) => (a.clock_id < b.clock_id ? -1 : 1)));
    expect(clocks.length).toBeGreaterThan(1);
    expect(await centre.query("SELECT case_id FROM room_drill_case")).toEqual([{ case_id: "dien-tap" }]);
    expect(await centre.query("SELECT case_id, drill FROM room_any_case ORDER BY 1")).toEqual([{ case_id: "dien-tap", drill: true }, { case_id: "ngap-dap-da", drill: false }]);
    expect(await centre.query("SELECT count(*) AS n FROM room_case_event")).toEqual([{ n: String(flood.facts.length + drill.facts.length) }]);
  });

  test("room_evidence: what belongs to cases, and what of it has not come", async () => {
    expect(await centre.query("SELECT evidence_id, case_id, name, type, bytes, sha256, whole_at FROM room_evidence")).toEqual([{ evidence_id: "anh-1", case_id: "ngap-dap-da", name: "Đập Đá.jpg", type: "image/jpeg", bytes: "1234", sha256: evidence.sha256, whole_at: null }]);
  });
});
