import { afterAll, beforeAll, expect, test } from "vitest";
import type { TemplateDraft } from "#contract/process";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, HOUR, openCaseRoom, ordered, writeFacts, type CaseRoom } from "../kit/case-room.ts";
import { timed } from "../../backend/law/khanh-hoa.ts";
import { WORKING_TIME } from "../../backend/law/vietnam-calendar.ts";
import { staleProjections } from "../kit/stale-projections.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

const { version: _law, ...law } = timed;
const DOCUMENT = "Quyết định 45/QĐ-SXD về quy trình xử lý ngập";
const draft = (more: Partial<TemplateDraft> = {}): TemplateDraft => ({ ...law, id: "pccc", name: "Xử lý sự cố cháy", nameEn: "Fire", regulation: DOCUMENT, sector: { fields: ["flood"], scenarioIds: [] }, ...more });
const clocksOf = async (incidentId: Parameters<CaseRoom["act"]>[1]) => {
  const { incident, template } = valueOf(await room.operator.ask("incident:get", { incidentId }));
  return { clocks: incident.clocks, dues: incident.dues, version: template.version };
};

test("K-9.7 H-12.3 invariant 4 a sector's process runs a case; its next version, an edited calendar and a kill leave the running case's clocks as they were", async () => {
  const saved = valueOf(await room.lead.ask("process:save", { template: draft(), version: 0 }));
  expect(saved).toMatchObject({ version: 1, regulation: DOCUMENT });
  const { id } = await room.open({ templateId: "pccc" });
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, ordered()));
  const before = await clocksOf(id);
  expect(before.clocks.find(({ limitId, agencyId }) => limitId === "answer" && agencyId === DRAINAGE)).toMatchObject({ calendar: WORKING_TIME, outcome: "running" });

  // The plan of a flooded street, takes the sector's process instead of the general one, and says by which document.
  const alarmId = await room.flood("street-dap-da");
  const plan = valueOf(await room.operator.ask("incident:plan", { alarmId }));
  expect(plan).toMatchObject({ templateId: "pccc", overrides: { templateId: "pccc", document: DOCUMENT, instead: "hue-five-steps" } });

  const shorter = law.limits.map((limit) => (limit.id === "answer" ? { ...limit, span: { workingDays: 1 }, clause: "PCCC-4" } : limit));
  // The law's clause must not be blamed for the sector's figure.
  const borrowed = shorter.map((limit) => (limit.id === "answer" ? { ...limit, clause: law.limits.find(({ id }) => id === "answer")?.clause ?? "" } : limit));
  expect(await room.lead.ask("process:save", { template: draft({ limits: borrowed }), version: 1 })).toMatchObject({ ok: false, fault: { code: "malformed", detail: expect.stringMatching(/^borrowed-clause/) as string } });
  expect(valueOf(await room.lead.ask("process:save", { template: draft({ limits: shorter }), version: 1 })).version).toBe(2);
  const [held] = valueOf(await room.lead.ask("calendar:list", {})).calendars;
  if (held === undefined) throw new Error("no calendar");
  const { version, edition: _program, ...calendar } = held;
  expect(_program).toBe(1);
  const due = before.clocks.find(({ limitId }) => limitId === "answer")?.due ?? 0;
  const off = (days: number) => ({ day: new Date(due + 7 * HOUR - days * 24 * HOUR).toISOString().slice(0, 10), is: "off" as const, name: "Nghỉ đột xuất", authority: "Công điện 9" });
  const changed = { ...calendar, to: "2030-12-31", document: "Công điện 9", days: [...calendar.days.filter(({ day }) => day !== off(0).day), off(0)] };
  expect(valueOf(await room.lead.ask("calendar:save", { calendar: changed, version })).version).toBe(2);
  expect(await clocksOf(id)).toEqual(before);

  await room.restart();
  expect(await clocksOf(id)).toEqual(before);
  await room.restart(staleProjections);
  expect(await clocksOf(id)).toEqual(before);
  // What people edited is there after the program began anew with its own edition.
  expect(valueOf(await room.lead.ask("calendar:list", {})).calendars).toMatchObject([{ id: WORKING_TIME, version: 2, document: "Công điện 9", to: "2030-12-31" }]);
  const next = await room.open({ templateId: "pccc" });
  expect(next.templateVersion).toBe(2);

  const withdrawn = valueOf(await room.lead.ask("process:save", { template: draft({ withdrawn: true }), version: 2 }));
  expect(withdrawn.version).toBe(3);
  expect(await room.operator.ask("incident:open", { alarmIds: [], title: "Cháy", urgency: "emergency", templateId: "pccc" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  valueOf(await room.act(room.operator, next.id, { is: "verified" }));
});

test("K-9.7 what is not sound, not the newest, the law's own, or not for this person is refused with its code at its place", async () => {
  const at = async (template: TemplateDraft, version = 0) => room.lead.ask("process:save", { template, version });
  expect(await at(draft({ id: "khanh-hoa-timed" }), 1)).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await at(draft(), 1)).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await at(draft({ id: "la", moves: law.moves.filter(({ to }) => to !== "dismissed") }))).toMatchObject({ ok: false, fault: { code: "malformed", path: "template.steps.6", detail: "unreached dismissed" } });
  expect(await at(draft({ id: "la", limits: [{ ...law.limits[0]!, calendar: "moon" }] }))).toMatchObject({ ok: false, fault: { code: "malformed", path: "template.limits.0.calendar" } });
  expect(await at(draft({ id: "la", sector: { fields: [], scenarioIds: ["khong-co"] } }))).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "scenario" } });
  expect(await room.operator.ask("process:save", { template: draft({ id: "la" }), version: 0 })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  const [held] = valueOf(await room.lead.ask("calendar:list", {})).calendars;
  if (held === undefined) throw new Error("no calendar");
  const { version, ...calendar } = held;
  const save = (more: object) => room.lead.ask("calendar:save", { calendar: { ...calendar, ...more }, version });
  const day = { day: "2026-12-24", is: "work" as const, name: "Làm bù", authority: "Thông báo 3" };
  expect(await save({ days: [day, day] })).toMatchObject({ ok: false, fault: { code: "malformed", path: "calendar.days.1.day", detail: "twice" } });
  expect(await save({ days: [{ ...day, day: "2031-01-01" }] })).toMatchObject({ ok: false, fault: { code: "malformed", path: "calendar.days.0.day", detail: "outside" } });
  expect(await save({ days: [{ ...day, authority: " " }] })).toMatchObject({ ok: false, fault: { code: "malformed", path: "calendar.days.0.authority" } });
  expect(await save({ week: [[[450, 690], [600, 1050]], ...calendar.week.slice(1)] })).toMatchObject({ ok: false, fault: { code: "malformed", path: "calendar.week.0", detail: "hours-overlap" } });
  expect(await save({ week: [[], [], [], [], [], [], []] })).toMatchObject({ ok: false, fault: { code: "malformed", path: "calendar.week" } });
  expect(await room.lead.ask("calendar:save", { calendar, version: version - 1 })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await room.operator.ask("calendar:save", { calendar, version })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
});

test("K-II.4 H-V.§4 a calendar that has run out refuses no order: the limit is provisional, and the journal warns once", async () => {
  const [held] = valueOf(await room.lead.ask("calendar:list", {})).calendars;
  if (held === undefined) throw new Error("no calendar");
  await room.restart((folder) => writeFacts(folder, [{ kind: "calendar:saved", at: Date.now(), calendar: { ...held, version: held.version + 1, from: "2020-01-01", to: "2020-12-31", days: [] } }]), "stop");
  const { id } = await room.open({ templateId: "khanh-hoa-timed" });
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, ordered()));
  expect((await clocksOf(id)).clocks.find(({ limitId }) => limitId === "answer")).toMatchObject({ outcome: "running", provisional: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  await room.restart();
  expect((await room.facts()).filter((fact) => fact.kind === "calendar:ending")).toMatchObject([{ calendarId: WORKING_TIME, to: "2020-12-31" }]);
});
