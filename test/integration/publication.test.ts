import { afterAll, beforeAll, expect, test } from "vitest";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
}, 120_000);
afterAll(() => room?.stop());

const page = async (path = "/public"): Promise<string> => (await fetch(room.backend().address + path)).text();
const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const decide = (approved: boolean) => room.leader.ask("service:decide", { service: "flood", approved, reason: "Quyết định 12/QĐ-UBND", day: today() });

test("H-10.4 a service that is not approved warns nobody; one in force is still updated and withdrawn; approved again it warns, after a kill too", async () => {
  const of = { incidentId: (await room.open({ alarmIds: [await room.flood()] })).id };
  const draft = valueOf(await room.lead.ask("alert:draft", { of }));
  expect(draft.service).toBe("flood");
  expect(await page()).toContain("Mưa lũ, ngập, sạt lở <span class=\"hint\">phê duyệt 01/01/2026</span>");
  const first = valueOf(await room.lead.ask("alert:publish", { of, draft }));
  expect(await room.lead.ask("service:decide", { service: "flood", approved: false, reason: "Không phải việc của tôi", day: today() })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  valueOf(await decide(false));
  expect(await decide(false)).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await page()).not.toContain("sạt lở <span class=\"hint\">phê duyệt");
  const updated = valueOf(await room.lead.ask("alert:update", { alertId: first.id, draft: { ...draft, severity: "Extreme" } }));
  valueOf(await room.lead.ask("alert:cancel", { alertId: updated.id, reason: { vi: "Nước đã rút", en: "The water is gone" } }));
  expect(await room.lead.ask("alert:publish", { of, draft })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "service flood is not approved" } });
  const traffic = valueOf(await room.lead.ask("alert:publish", { of, draft: { ...draft, service: "traffic" } }));
  expect(await room.lead.ask("alert:update", { alertId: traffic.id, draft })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  await room.restart();
  expect(await room.lead.ask("alert:update", { alertId: traffic.id, draft })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  valueOf(await decide(true));
  valueOf(await room.lead.ask("alert:update", { alertId: traffic.id, draft }));
  expect(await page()).toContain(`phê duyệt ${today().split("-").toReversed().join("/")}`);
  expect(await room.leader.ask("service:decide", { service: "fire", approved: false, reason: "Mai mới ký", day: "2999-01-01" })).toMatchObject({ ok: false, fault: { code: "malformed", path: "day" } });
});

test("K-7.1 a report of a period counts real cases by when they appeared, the limits kept, alarms and warnings; exercises are no part of it", async () => {
  const { id } = await room.open({});
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Bơm" }));
  valueOf(await room.act(room.operator, id, ordered()));
  for (const agency of [room.drainage, room.traffic]) {
    valueOf(await agency.ask("agency:act", { incidentId: id, event: { is: "received" } }));
    valueOf(await agency.ask("agency:act", { incidentId: id, event: { is: "deployed", forces: "2 xe" } }));
  }
  const photo = valueOf(await room.evidence(room.drainage, id));
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Đã bơm cạn", evidence: [photo.id] } }));
  valueOf(await room.act(room.operator, id, { is: "confirmed", check: "Camera thông" }));
  const falseAlarm = await room.open({});
  valueOf(await room.act(room.operator, falseAlarm.id, { is: "dismissed", reason: "Cảm biến hỏng" }));
  await room.open({ drill: true });
  const [from, to] = [Date.now() - 3_600_000, Date.now() + 60_000];
  const report = valueOf(await room.lead.ask("report:count", { from, to }));
  expect(report).toMatchObject({ cut: false, cases: { all: 3, emergency: 3, closed: 2, dismissed: 1 }, alerts: { published: 2, updated: 2, cancelled: 1 } });
  expect(report.alarms.emergency).toBeGreaterThanOrEqual(1);
  expect(report.agencies.find(({ agencyId }) => agencyId === DRAINAGE)).toMatchObject({ orders: 1, met: 3, missed: 0, received: 1 });
  expect(report.agencies.find(({ agencyId }) => agencyId === TRAFFIC)).toMatchObject({ orders: 1, met: 2, missed: 0 });
  expect(valueOf(await room.lead.ask("report:count", { from: from - 86_400_000, to: from })).cases.all).toBe(0);
  expect(await room.lead.ask("report:count", { from: to, to: from })).toMatchObject({ ok: false, fault: { code: "malformed" } });
  expect(await room.lead.ask("report:count", { from: 0, to: 367 * 86_400_000 })).toMatchObject({ ok: false, fault: { code: "malformed" } });
});

test("H-13.4 a leader publishes a month's places: on the public page with the way they were counted, and off it again; nobody else does, no month to come", async () => {
  const month = today().slice(0, 7);
  expect(await page()).not.toContain("Xếp hạng đơn vị tháng");
  expect(await room.lead.ask("figures:publish", { month })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  expect(await room.leader.ask("figures:publish", { month: "2999-01" })).toMatchObject({ ok: false, fault: { code: "malformed", path: "month" } });
  expect(await room.leader.ask("figures:publish", { month: "2020-01" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  const figures = valueOf(await room.leader.ask("figures:publish", { month }));
  expect(figures.rows.find(({ agencyId }) => agencyId === DRAINAGE)).toMatchObject({ orders: 1, met: 3 });
  // Three limits are too few for a place: said so, and nobody is put last.
  expect(figures.rows.every(({ rank }) => rank === undefined)).toBe(true);
  for (const words of [`Xếp hạng đơn vị tháng ${month.split("-").toReversed().join("/")}`, "bất khả kháng", "Tháng này chưa đơn vị nào đủ số liệu"]) expect(await page()).toContain(words);
  await room.restart();
  expect(valueOf(await room.lead.ask("figures:list", {})).published).toEqual([figures]);
  valueOf(await room.leader.ask("figures:withdraw", { month, reason: "Tính lại" }));
  expect(await page()).not.toContain("Xếp hạng đơn vị tháng");
});
