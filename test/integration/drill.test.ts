import { afterAll, beforeAll, expect, test } from "vitest";
import { ExerciseId, type DrillRunId } from "#contract/drill";
import type { Fact } from "#contract/fact";
import { request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, writeFacts, type CaseRoom } from "../kit/case-room.ts";
import { injectOf } from "../kit/hand-drill.ts";
import { until } from "../kit/until.ts";

const ID = ExerciseId.parse("bai-thu");
const INJECTS = [
  injectOf("mot", 0, { areaId: "kim-long" as never, scenarioId: "ngap-sau" as never, text: "Nước lên 40 cm", place: "Bến đò Kim Long" }),
  injectOf("hai", 600, { expected: { verdict: "false", verdictWithin: 60, action: "" } }),
  injectOf("ba", 1200),
];
let room: CaseRoom;
let runId: DrillRunId;
beforeAll(async () => {
  room = await openCaseRoom();
}, 120_000);
afterAll(() => room?.stop());

const state = async (seat = room.operator) => valueOf(await seat.ask("drill:state", {}));
const run = async () => {
  const { run: found } = await state();
  if (found === undefined) throw new Error("no exercise runs");
  return found;
};
const control = (does: "pause" | "resume" | "skip" | "stop") => room.lead.ask("drill:control", { runId, does });
const injected = (facts: readonly Fact[]) => facts.flatMap((fact) => (fact.kind === "drill:injected" ? [fact.injectId] : []));
/** Everything real that an exercise must not change. */
const figures = async () => ({
  shift: valueOf(await room.lead.ask("shift:state", {})).on, violations: valueOf(await room.lead.ask("violation:page", { from: 0, to: Date.now() + 1 })).violations.map(({ key, lateBy: _grows, ...one }) => ({ key, ...one })), explanations: valueOf(await room.lead.ask("violation:page", { from: 0, to: Date.now() + 1 })).explanations,
  open: valueOf(await room.lead.ask("incident:page", { which: "open" })).incidents.map(({ id, missed }) => [id, missed]), closed: valueOf(await room.lead.ask("incident:page", { which: "closed" })).incidents.map(({ id }) => id), alarms: valueOf(await room.lead.ask("alarm:page", {})).alarms.map(({ id, state: is }) => [id, is]),
  metrics: (({ from: _from, to: _to, ...rest }: Record<string, unknown>) => rest)(valueOf(await room.lead.ask("alarm:metrics", { from: 0, to: 1 }))),
});
let before: Awaited<ReturnType<typeof figures>>;

test("the built-in samples are there; one's own is written, and what it names must be known", async () => {
  const { exercises } = valueOf(await room.lead.ask("exercise:list", {}));
  expect(exercises.filter(({ name }) => name.includes("(mẫu)")).length).toBe(3);
  const exercise = { id: ID, name: "Bài thử", situation: "Mưa lớn", injects: INJECTS, participants: ["Ca trực"] };
  expect(await room.lead.ask("exercise:save", { exercise: { ...exercise, injects: [injectOf("x", 0, { areaId: "khong-co" as never })] }, version: 0 })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "area" } });
  expect(valueOf(await room.lead.ask("exercise:save", { exercise, version: 0 })).version).toBe(1);
  expect(await room.lead.ask("exercise:save", { exercise, version: 0 })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await room.operator.ask("exercise:list", {})).toMatchObject({ ok: false, fault: { code: "forbidden" } });
});

test("H-7.3 a shift leader starts it on duty alone, one at a time; trainees read no script", async () => {
  expect(await room.operator.ask("drill:start", { exerciseId: ID })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  expect(await room.lead.ask("drill:start", { exerciseId: ID })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  valueOf(await room.lead.ask("shift:begin", {}));
  // A real case beside it, one limit missed already by the time the exercise ends.
  await room.open({ title: "Sự việc thật" });
  before = await figures();
  valueOf(await room.lead.ask("drill:start", { exerciseId: ID }));
  expect(await room.lead.ask("drill:start", { exerciseId: ID })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  await until(async () => (await run()).injects.length === 1);
  const seen = await run();
  runId = seen.id;
  expect(seen.script).toBeUndefined();
  expect(JSON.stringify(seen)).not.toContain("expected");
  expect((await state(room.lead)).run?.script?.length).toBe(3);
  expect(valueOf(await room.operator.ask("snapshot:get", {})).drill).toMatchObject({ runId, name: "Bài thử", paused: false });
  expect(await room.operator.ask("drill:judge", { runId, injectId: "ba", real: true, reason: "đoán trước" })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
});

test("an inject judged true opens a verified drill case with the scenario's plan, filled from the inject; a second judgement is refused", async () => {
  valueOf(await room.operator.ask("drill:take", { runId, injectId: "mot" }));
  const { incident } = valueOf(await room.operator.ask("drill:judge", { runId, injectId: "mot", real: true, reason: "camera thấy nước" }));
  if (incident === undefined) throw new Error("no case");
  expect(incident).toMatchObject({ drill: true, title: "DIỄN TẬP – Tình huống mot", scenarioId: "ngap-sau", areaId: "kim-long", step: "2" });
  expect(await room.lead.ask("drill:judge", { runId, injectId: "mot", real: false, reason: "nghĩ lại" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(valueOf(await room.operator.ask("incident:plan", { incidentId: incident.id })).order).toMatchObject({ happened: "Nước lên 40 cm", where: expect.stringContaining("Bến đò Kim Long") });
  valueOf(await room.act(room.operator, incident.id, { is: "proposed", plan: "Chặn đường" }));
  valueOf(await room.act(room.operator, incident.id, ordered()));
  valueOf(await room.operator.ask("incident:note", { incidentId: incident.id, text: "Báo khi tới nơi", kind: "message" }));
});

test("invariant 6: the agency reads DIỄN TẬP in title, order and every message", async () => {
  const { cases, drill } = valueOf(await room.drainage.ask("agency:cases", {}));
  expect(drill).toMatchObject({ runId });
  const [one] = cases;
  for (const text of [one?.title, one?.order?.happened, one?.order?.required, one?.messages[0]?.text]) expect(text).toMatch(/^DIỄN TẬP – (?!DIỄN TẬP)/);
  valueOf(await room.drainage.ask("agency:act", { incidentId: one!.id, event: { is: "received" } }));
});

test("invariant 4: killed between injects and while paused it goes on where it stood, and gives none twice", async () => {
  valueOf(await control("pause"));
  const standing = await run();
  await room.restart();
  const back = await run();
  expect({ pausedAt: back.pausedAt, zeroAt: back.zeroAt, given: back.injects.length }).toEqual({ pausedAt: standing.pausedAt, zeroAt: standing.zeroAt, given: 1 });
  valueOf(await control("resume"));
  valueOf(await control("skip"));
  await until(async () => (await run()).injects.length === 2);
  await room.restart();
  expect((await run()).injects.map(({ id }) => id)).toEqual(["mot", "hai"]);
  expect(injected(await room.facts())).toEqual(["mot", "hai"]);
  valueOf(await room.operator.ask("drill:judge", { runId, injectId: "hai", real: false, reason: "gọi phường: không có" }));
}, 120_000);

test("H-IV the end closes its cases and keeps a report that is read later; another can begin", async () => {
  valueOf(await control("stop"));
  const { run: none, reports } = await state();
  expect(none).toBeUndefined();
  expect(reports[0]).toMatchObject({ id: runId });
  await room.restart();
  const report = valueOf(await room.leader.ask("drill:report", { runId }));
  expect(report).toMatchObject({ verdicts: { good: 2, of: 2 }, injects: [{ id: "mot", right: true, orderMark: "kept", lead: DRAINAGE }, { id: "hai", right: true }, { id: "ba", verdictMark: "open" }] });
  expect(report.limits.some(({ clause, mark, agencyId }) => clause === "H-11.4" && mark === "kept" && agencyId === DRAINAGE)).toBe(true);
  const page = valueOf(await room.operator.ask("incident:page", { which: "drill" })).incidents;
  expect(page.every(({ closedAt }) => closedAt !== undefined)).toBe(true);
  expect(valueOf(await room.drainage.ask("agency:cases", {})).drill).toBeUndefined();
  const facts = await room.facts();
  expect(facts.filter(({ kind }) => kind === "drill:reported")).toHaveLength(1);
}, 120_000);

test("invariant 6: a whole exercise beside a real case changed no real figure", async () => {
  expect(before.open).toHaveLength(1);
  const after = await figures();
  // The real case went on by itself: its own missed limit of a minute may have come since.
  expect({ ...after, violations: [], open: after.open.map(([id]) => id) }).toEqual({ ...before, violations: [], open: before.open.map(([id]) => id) });
  const drills = new Set(valueOf(await room.operator.ask("incident:page", { which: "drill" })).incidents.map(({ id }) => String(id)));
  expect(drills.size).toBe(1);
  expect(after.violations.filter(({ incidentId }) => drills.has(incidentId))).toEqual([]);
  expect((await room.facts()).filter((fact) => fact.kind === "incident:audit" || fact.kind === "explanation:opened")).toEqual([]);
  expect(await request(room.backend(), room.admin(), "drill:start", { exerciseId: ID })).toMatchObject({ ok: true });
});

test("killed between its time being up and its end, it is ended at the next start, once, with a report", async () => {
  runId = (await run()).id;
  await room.restart((folder) => writeFacts(folder, [{ kind: "drill:time-up", at: Date.now(), runId, due: Date.now(), lateBy: 0 }]));
  await until(async () => (await state()).run === undefined);
  expect((await state()).reports.map(({ id }) => id)).toContain(runId);
  expect((await room.facts()).filter((fact) => fact.kind === "drill:ended" && fact.runId === runId)).toHaveLength(1);
}, 60_000);
