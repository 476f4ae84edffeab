import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Incident, IncidentId } from "#contract/incident";
import { openWindow, valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, POWER, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";
import { until } from "../kit/until.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

async function inField(more: Parameters<typeof ordered>[0], open: Parameters<CaseRoom["open"]>[0] = {}): Promise<Incident> {
  const { id } = await room.open(open);
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Chặn đường, bơm" }));
  return valueOf(await room.act(room.operator, id, ordered(more)));
}
const get = async (incidentId: IncidentId) => valueOf(await room.operator.ask("incident:get", { incidentId }));
const reason = "Cùng một điểm ngập";

describe("H-11.5 one incident that came as two cases", () => {
  test("is merged once, whoever of two operators was first; everything of both is read in the one, and its agencies go on in it", async () => {
    const window = await openWindow(room.backend(), room.lead.cookie);
    const [alarm] = [await room.flood()];
    const from = await inField({ lead: POWER, support: [] }, { alarmIds: [alarm] });
    const into = await inField({ lead: DRAINAGE, support: [TRAFFIC] });
    valueOf(await room.operator.ask("incident:note", { incidentId: from.id, text: "Dân báo cột điện nghiêng", kind: "message" }));
    const photo = valueOf(await room.evidence(room.power, from.id));
    valueOf(await room.power.ask("agency:act", { incidentId: from.id, event: { is: "received" } }));
    const { version } = (await get(from.id)).incident;

    const merge = { incidentId: from.id, version, into: into.id, intoVersion: into.version, reason };
    expect(await room.operator.ask("incident:merge", { ...merge, intoVersion: into.version - 1 })).toMatchObject({ ok: false, fault: { code: "conflict", detail: expect.stringContaining("version") } });
    expect(await room.operator.ask("incident:merge", { ...merge, into: from.id, intoVersion: version })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(await room.power.ask("incident:merge", merge)).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    const both = await Promise.all([room.operator.ask("incident:merge", merge), room.lead.ask("incident:merge", merge)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ fault: { code: "conflict" } });

    const over = await get(from.id);
    expect(over).toMatchObject({ incident: { mergedInto: into.id, closedAt: expect.any(Number), alarmIds: [alarm] }, head: { mergedInto: into.id }, related: [{ id: into.id }], notes: [{ text: "Dân báo cột điện nghiêng" }], evidence: [{ id: photo.id }] });
    expect(over.incident.clocks.filter(({ agencyId }) => agencyId === POWER).map(({ limitId, outcome, voidReason }) => [limitId, outcome, voidReason])).toEqual([["receive", "met", undefined], ["deploy", "void", reason], ["complete", "void", reason]]);
    const one = await get(into.id);
    expect(one).toMatchObject({ incident: { mergedFrom: [from.id], alarmIds: [alarm] }, head: { merged: 1, agencies: 3 }, related: [{ id: from.id }], notes: [{ text: "Dân báo cột điện nghiêng" }], evidence: [{ id: photo.id, incidentId: from.id }] });
    expect(one.facts.filter((fact) => typeof fact === "object" && fact !== null && "incidentId" in fact && fact["incidentId"] === from.id).length).toBeGreaterThan(4);

    // Its officer has the one case now, with the order it works by, what was said, and the marks it made.
    const cases = valueOf(await room.power.ask("agency:cases", {})).cases;
    expect(cases.map(({ id }) => id)).toEqual([into.id]);
    expect(cases[0]).toMatchObject({ part: { role: "support", receivedAt: expect.any(Number) }, ordersBefore: [{ title: from.title, order: { lead: POWER } }], messages: [{ text: "Dân báo cột điện nghiêng" }], evidence: [{ id: photo.id }] });
    expect(valueOf(await room.traffic.ask("agency:cases", {})).cases[0]).toMatchObject({ id: into.id, messages: [], evidence: [] });
    valueOf(await room.power.ask("agency:act", { incidentId: into.id, event: { is: "answered", result: "Đã dựng lại cột", evidence: [photo.id] } }));
    expect(await room.power.ask("agency:act", { incidentId: from.id, event: { is: "progress", note: "Ở vụ cũ" } })).toMatchObject({ ok: false });

    // What the one case holds is shown to all in the other by sending it there, and by nothing else.
    const look = async (id: string) => (await fetch(`${room.backend().address}/api/evidence/${id}`, { headers: { cookie: room.traffic.cookie } })).status;
    expect(await look(photo.id)).not.toBe(200);
    valueOf(await room.operator.ask("incident:note", { incidentId: into.id, text: "Cột điện đây", kind: "message", evidence: [photo.id] }));
    expect(await look(photo.id)).toBe(200);
    expect(valueOf(await room.traffic.ask("agency:cases", {})).cases[0]?.evidence).toMatchObject([{ id: photo.id }]);
    // The alarm is in the case that goes on: no third one can be opened of it.
    expect(await room.operator.ask("incident:open", { alarmIds: [alarm], title: "Lần nữa", urgency: "emergency", templateId: "hue-five-steps" })).toMatchObject({ ok: false, fault: { code: "conflict", detail: expect.stringContaining(into.id) } });
    expect(await room.act(room.operator, from.id, { is: "reopened", reason: "Lại ngập" })).toMatchObject({ ok: false, fault: { code: "conflict", detail: `it goes on in case ${into.id}` } });
    await until(() => window.facts.some((fact) => fact.kind === "incident:moved" && fact.event.is === "took-in"));
    const told = window.facts.filter((fact) => fact.kind === "incident:moved" && (fact.event.is === "merged" || fact.event.is === "took-in"));
    expect(told.map(({ seq }) => seq)).toEqual([told[0]!.seq, told[0]!.seq + 1]);
    window.close();
    expect(valueOf(await room.operator.ask("incident:search", { text: '"cột điện nghiêng"' })).incidents.map(({ id }) => id)).toContain(from.id);
  });

  test("two alarms in one case are taken apart: the new case appeared when its alarm did, and each says where the other is", async () => {
    const [here, there] = [await room.flood("street-hung-vuong"), await room.flood("street-le-loi")];
    const whole = await room.open({ alarmIds: [here, there] });
    expect(await room.operator.ask("incident:split", { incidentId: whole.id, version: whole.version, alarmIds: [here, there], title: "Cả hai", reason })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    const input = { incidentId: whole.id, version: whole.version, alarmIds: [there], title: "Ngập Lê Lợi", reason: "Hai nơi khác nhau" };
    const both = await Promise.all([room.operator.ask("incident:split", input), room.lead.ask("incident:split", input)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const made = valueOf(both.find(({ ok }) => ok)!);
    const raisedAt = valueOf(await room.operator.ask("alarm:page", {})).alarms.find(({ id }) => id === there)?.raisedAt;
    expect(made).toMatchObject({ splitFrom: whole.id, alarmIds: [there], appearedAt: raisedAt, templateId: whole.templateId, clocks: [{ limitId: "verify", from: raisedAt }] });
    expect(await get(whole.id)).toMatchObject({ incident: { alarmIds: [here], splitInto: [made.id] }, related: [{ id: made.id }] });
    expect(await get(made.id)).toMatchObject({ related: [{ id: whole.id }] });
  });
});

test("a parent is not closed while a child is open, and says which; the child over, it is", async () => {
  const [parent, child] = [await room.open({ title: "Đợt mưa lớn" }), await room.open({ title: "Ngập Tố Hữu" })];
  valueOf(await room.operator.ask("incident:link", { incidentId: child.id, version: child.version, parentId: parent.id, reason: "Trong đợt mưa" }));
  expect((await get(parent.id)).head).toMatchObject({ children: 1 });
  expect((await get(child.id)).head).toMatchObject({ parentId: parent.id });
  expect(await room.operator.ask("incident:link", { incidentId: parent.id, version: 2, parentId: child.id, reason: "Vòng tròn" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await room.act(room.operator, parent.id, { is: "dismissed", reason: "Đã hết mưa" })).toMatchObject({ ok: false, fault: { code: "conflict", detail: `open children: ${child.id}` } });
  await room.restart();
  expect(await room.act(room.operator, parent.id, { is: "dismissed", reason: "Đã hết mưa" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  valueOf(await room.act(room.operator, child.id, { is: "dismissed", reason: "Đã rút" }));
  valueOf(await room.act(room.operator, parent.id, { is: "dismissed", reason: "Đã hết mưa" }));
  expect((await get(parent.id)).related).toMatchObject([{ id: child.id, closedAt: expect.any(Number) }]);
  // Nor does a child come back under a parent that is over.
  expect(await room.act(room.operator, child.id, { is: "reopened", reason: "Lại ngập" })).toMatchObject({ ok: false, fault: { code: "conflict", detail: `its parent ${parent.id} is over` } });
  valueOf(await room.act(room.operator, parent.id, { is: "reopened", reason: "Mưa lại" }));
  expect(valueOf(await room.act(room.operator, child.id, { is: "reopened", reason: "Lại ngập" }))).toMatchObject({ parentId: parent.id });
});

test("K-8.5 K-9.8 a leader decides while the order is out: the agency that is added sees its order at once, by its own clocks", async () => {
  const { id } = await inField({ lead: DRAINAGE, support: [] });
  expect(valueOf(await room.traffic.ask("agency:cases", {})).cases.some((one) => one.id === id)).toBe(false);
  valueOf(await room.act(room.leader, id, { is: "decided", lead: TRAFFIC, support: [DRAINAGE], reason: "Ưu tiên thông đường cứu thương" }));
  expect(valueOf(await room.traffic.ask("agency:cases", {})).cases.find((one) => one.id === id)).toMatchObject({ part: { role: "lead" }, clocks: [{ limitId: "receive", outcome: "running" }, { limitId: "deploy" }, { limitId: "complete" }] });
  expect(valueOf(await room.drainage.ask("agency:cases", {})).cases.find((one) => one.id === id)).toMatchObject({ part: { role: "support" }, clocks: [{ outcome: "running", round: 1 }, { outcome: "running" }, { outcome: "running" }] });
  expect((await get(id)).incident).toMatchObject({ decision: { lead: TRAFFIC, as: "leadership", by: "lanh-dao" }, handledBy: "truc-ban" });
  expect(await room.act(room.leader, id, { is: "decided", lead: TRAFFIC, support: [DRAINAGE, "khong-co" as never], reason: "Thêm cơ quan" })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "agency" } });
});

test("K-9.6 handling is moved to another who is on duty, all chosen cases or none", async () => {
  const [one, two] = [await room.open(), await room.open()];
  const incidents = [{ incidentId: one.id, version: 1 }, { incidentId: two.id, version: 1 }];
  expect(await room.lead.ask("incident:assign", { incidents, to: room.lead.id, reason: "San tải" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  valueOf(await room.lead.ask("shift:begin", {}));
  expect(await room.lead.ask("incident:assign", { incidents: [incidents[0]!, { incidentId: two.id, version: 7 }], to: room.lead.id, reason: "San tải" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect((await get(one.id)).incident).toMatchObject({ version: 1, handledBy: "truc-ban" });
  valueOf(await room.operator.ask("incident:assign", { incidents, to: room.lead.id, reason: "San tải" }));
  expect((await get(two.id)).incident).toMatchObject({ version: 2, handledBy: "truong-ca" });
});
