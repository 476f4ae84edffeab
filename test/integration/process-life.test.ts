import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { templateKey, type Template } from "#contract/process";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, HOUR, openCaseRoom, ordered, TRAFFIC, writeFacts, type CaseRoom } from "../kit/case-room.ts";
import { TEMPLATES } from "../../backend/law/index.ts";
import { staleProjections } from "../kit/stale-projections.ts";
import { until } from "../kit/until.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

test("H-12.3 a process changed while a case runs on it: the case keeps its version and its limits, the next case begins with the new one", async () => {
  const before = await room.open();
  const law = TEMPLATES.find(({ id }) => id === "hue-five-steps");
  if (law === undefined) throw new Error("no process");
  const changed: Template = { ...law, version: law.version + 1, limits: law.limits.map((limit) => (limit.id === "verify" ? { ...limit, span: { minutes: 7 } } : limit)) };
  await room.restart((folder) => writeFacts(folder, [{ kind: "process:saved", template: changed, at: Date.now() }]), "stop");
  const after = await room.open();
  expect([before, after].map(({ templateVersion, clocks }) => [templateVersion, (clocks[0]?.due ?? 0) - (clocks[0]?.from ?? 0)])).toEqual([[law.version, 60_000], [law.version + 1, 420_000]]);
  valueOf(await room.act(room.operator, before.id, { is: "verified" }));
  expect(valueOf(await room.operator.ask("incident:get", { incidentId: before.id })).template.version).toBe(law.version);
  const { templates } = valueOf(await room.operator.ask("process:list", {}));
  expect(templates.map(({ id, version }) => templateKey(id, version))).toEqual(expect.arrayContaining([`hue-five-steps@${law.version}`, `hue-five-steps@${law.version + 1}`]));
});

describe("invariant 4 H-V.1 a limit passed while the backend was down", () => {
  test("fires late by the engine, once, says by how much, and is a violation with its clause", async () => {
    const missed = await room.open();
    await room.restart((folder) => writeFacts(folder, [pastCase(missed, "tre-1", 20 * 60_000)]));
    await until(async () => (await room.facts()).some((fact) => fact.kind === "incident:fired" && fact.incidentId === "tre-1"));
    await room.restart();
    const fired = (await room.facts()).filter((fact) => fact.kind === "incident:fired" && fact.incidentId === "tre-1");
    expect(fired).toMatchObject([{ due: { does: "miss", clause: "H-V.1" } }]);
    const lateBy = fired[0]?.kind === "incident:fired" ? fired[0].lateBy : 0;
    expect(lateBy).toBeGreaterThan(9 * 60_000);
    const { violations } = valueOf(await room.lead.ask("violation:page", { from: 0, to: Date.now() + HOUR }));
    expect(violations.find(({ incidentId }) => incidentId === "tre-1")).toMatchObject({ owner: "centre", clause: "H-V.1", limitName: "Tiếp nhận và xác thực" });
    expect((await room.facts()).filter((fact) => fact.kind === "incident:audit")).toEqual([]);
  });
});

describe("H-V.§4", () => {
  test("three missed limits of one agency in a month: it owes an explanation within three working days; an excuse with a second person's word takes it back", async () => {
    const model = await room.open();
    const now = Date.now();
    const clock = (n: number) => ({ key: `receive:${TRAFFIC}:${n}`, limitId: "receive", agencyId: TRAFFIC, round: n, from: now - 2 * HOUR, due: now - HOUR, calendar: "24x7", owner: "agency" as const, clause: "H-11.4", outcome: "running" as const });
    const clocks = [1, 2, 3].map(clock);
    const dues = clocks.map((one) => ({ key: `miss:${one.key}`, at: one.due + 1, does: "miss" as const, clockKey: one.key, agencyId: TRAFFIC, to: "agency" as const, clause: "H-11.4", level: 0 }));
    const id = "tre-3" as typeof model.id;
    await room.restart((folder) => writeFacts(folder, [{ kind: "incident:opened", at: now - 2 * HOUR, incident: { ...model, id, clocks, dues, parts: [{ agencyId: TRAFFIC, role: "lead", orderedAt: now - 2 * HOUR }], version: 1 } }]));
    await until(async () => (await room.facts()).some((fact) => fact.kind === "explanation:opened"));
    const page = valueOf(await room.lead.ask("violation:page", { from: now - 3 * HOUR, to: Date.now() + HOUR }));
    const mine = page.violations.filter(({ agencyId }) => agencyId === TRAFFIC);
    expect(mine).toHaveLength(3);
    expect(page.explanations).toMatchObject([{ agencyId: TRAFFIC, clause: "H-V.§4", state: "open" }]);
    expect(valueOf(await room.traffic.ask("agency:cases", {})).explanations).toHaveLength(1);

    const key = mine[0]?.key ?? "";
    const excuse = (name: string, password: string) => room.lead.ask("violation:excuse", { key, reason: "Bão làm đứt đường truyền", second: { name, password } });
    expect(await excuse(room.lead.id, room.lead.password)).toMatchObject({ ok: false, fault: { code: "malformed" } });
    expect(await excuse(room.leader.id, "không đúng mật khẩu")).toMatchObject({ ok: false, fault: { code: "malformed" } });
    expect(await excuse(room.traffic.id, room.traffic.password)).toMatchObject({ ok: false, fault: { code: "malformed" } });
    valueOf(await excuse(room.leader.id, room.leader.password));
    expect(await excuse(room.leader.id, room.leader.password)).toMatchObject({ ok: false, fault: { code: "conflict" } });
    await until(async () => (await room.facts()).some((fact) => fact.kind === "explanation:withdrawn"));
    const after = valueOf(await room.lead.ask("violation:page", { from: now - 3 * HOUR, to: Date.now() + HOUR }));
    expect(after.violations.find((one) => one.key === key)).toMatchObject({ excused: { approver: room.leader.id, by: room.lead.id } });
    expect(after.explanations).toMatchObject([{ state: "withdrawn" }]);
  });
});

test("K-9.6 a shift hands over what is open: the other signs, both are on record, and the last on duty does not leave open cases", async () => {
  valueOf(await room.operator.ask("shift:begin", {}));
  expect(await room.operator.ask("shift:begin", {})).toMatchObject({ ok: false, fault: { code: "conflict" } });
  const { id } = await room.open();
  expect(await room.operator.ask("shift:end", {})).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(valueOf(await room.leader.ask("shift:state", {})).on).toMatchObject([{ accountId: room.operator.id, open: expect.any(Number) }]);
  const handover = valueOf(await room.operator.ask("shift:hand-over", { to: room.lead.id, notes: "Theo dõi Đập Đá" }));
  expect(handover.openIncidents).toContain(id);
  expect(await room.operator.ask("shift:sign", { handoverId: handover.id })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  await room.restart();
  valueOf(await room.lead.ask("shift:sign", { handoverId: handover.id }));
  expect(valueOf(await room.lead.ask("shift:state", {}))).toMatchObject({ on: [{ accountId: room.lead.id }], handovers: [{ id: handover.id, signedAt: expect.any(Number) }] });
});

test("invariant 3 after kill -9 cases, closed ones among them, are as they were; folding the journal anew gives the same", async () => {
  const open = await room.open();
  const closed = await room.open();
  valueOf(await room.act(room.operator, open.id, { is: "verified" }));
  valueOf(await room.act(room.operator, open.id, { is: "proposed", plan: "Bơm" }));
  valueOf(await room.act(room.operator, open.id, ordered({ lead: DRAINAGE })));
  valueOf(await room.act(room.operator, closed.id, { is: "dismissed", reason: "Cảm biến hỏng" }));
  const look = async () => {
    const [one, two] = [valueOf(await room.operator.ask("incident:get", { incidentId: open.id })), valueOf(await room.operator.ask("incident:get", { incidentId: closed.id }))];
    const pages = [valueOf(await room.operator.ask("incident:page", { which: "open" })).incidents, valueOf(await room.operator.ask("incident:page", { which: "closed" })).incidents];
    return { one, two, pages, found: valueOf(await room.operator.ask("incident:search", { text: "cam bien hong" })).incidents.map(({ id }) => id) };
  };
  const before = await look();
  await room.restart();
  expect(await look()).toEqual(before);
  await room.restart(staleProjections);
  expect(await look()).toEqual(before);
  expect(room.backend().log()).toContain("projection-rebuilt");

  // A case that was over is whole again in the room when it is reopened, and can be worked on.
  valueOf(await room.act(room.operator, closed.id, { is: "reopened", reason: "Nước lại lên" }));
  expect(valueOf(await room.operator.ask("incident:page", { which: "open" })).incidents.map(({ id }) => id)).toContain(closed.id);
  await room.restart();
  valueOf(await room.act(room.operator, closed.id, ordered()));
});

/** A case whose first limit passed `ago` ms ago. */
function pastCase(model: Awaited<ReturnType<CaseRoom["open"]>>, name: string, ago: number) {
  const id = name as typeof model.id;
  const shift = <T extends { at: number }>(one: T): T => ({ ...one, at: one.at - ago });
  return { kind: "incident:opened" as const, at: model.appearedAt - ago, incident: { ...model, id, appearedAt: model.appearedAt - ago, stepSince: model.stepSince - ago, clocks: model.clocks.map((clock) => ({ ...clock, from: clock.from - ago, due: clock.due - ago })), dues: model.dues.map(shift) } };
}
