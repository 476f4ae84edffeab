import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BindingId, ProposalId, SceneId, ScheduleId } from "#contract/ids";
import type { RequestInput } from "#contract/request";
import { handWall, type HandWall } from "../../test/kit/hand-wall.ts";
import { monitorOf, sceneOf } from "../../test/kit/wall-world.ts";
import { alarmOf } from "../../test/kit/alarms.ts";

const FLOOD = SceneId.parse("flood");
let wall: HandWall;
beforeEach(async () => {
  wall = handWall();
  const at = wall.clock.wall();
  const monitor = monitorOf("m1", 1);
  await wall.commit([{ kind: "wall:edited", at, deed: "adopt", changes: [{ part: "monitor", id: monitor.id, after: monitor }] }, { kind: "wall:scene-saved", at, scene: sceneOf("flood", ["m1"]) }]);
});
afterEach(() => wall.close());

const binding = (more: object = {}): RequestInput<"wall:binding-save">["binding"] => ({ name: "Báo động", sceneId: FLOOD, mode: "tell", backAfter: 30, ...more });
const schedule = (more: object = {}): RequestInput<"wall:schedule-save">["schedule"] => ({ name: "Ca đêm", sceneId: FLOOD, at: "22:00", days: [1], ...more });
async function saved<T>(answer: Promise<{ ok: true; value: T } | { ok: false; fault: unknown }>): Promise<T> {
  const given = await answer;
  if (!given.ok) throw new Error(JSON.stringify(given.fault));
  return given.value;
}

describe("bindings", () => {
  test("saved under an id of its own, version by version, by whom; removed", async () => {
    const first = await saved(wall.ask("wall:binding-save", { binding: binding(), version: 0 }));
    const second = await saved(wall.ask("wall:binding-save", { binding: binding({ id: first.id, mode: "ask" }), version: 1 }));
    expect([first.version, second.version, second.id === first.id, wall.state.bindings.get(first.id)]).toEqual([1, 2, true, second]);
    expect(wall.facts.at(-1)).toMatchObject({ kind: "wall:binding-saved", by: "lan" });
    const other = await saved(wall.ask("wall:binding-save", { binding: binding({ name: "Khác" }), version: 0 }));
    expect(other.id).not.toBe(first.id);
    await saved(wall.ask("wall:binding-remove", { bindingId: first.id }));
    expect([...wall.state.bindings.keys()]).toEqual([other.id]);
  });
  test("what it last proposed is kept by an edit, and cannot be brought in from outside", async () => {
    const { id } = await saved(wall.ask("wall:binding-save", { binding: binding({ last: { at: 5, alarmId: "x", outcome: "told" } }), version: 0 }));
    expect(wall.state.bindings.get(id)?.last).toBeUndefined();
    const at = wall.clock.wall();
    const proposal = { id: ProposalId.parse("p1"), bindingId: id, sceneId: FLOOD, alarmId: alarmOf({ id: "r::1" }).id, mode: "ask" as const, at, due: at + 60_000 };
    await wall.commit([{ kind: "wall:proposed", at, proposal }]);
    await saved(wall.ask("wall:answer", { proposalId: proposal.id, accept: false }));
    const edited = await saved(wall.ask("wall:binding-save", { binding: binding({ id }), version: 1 }));
    expect(edited.last).toMatchObject({ alarmId: "r::1", outcome: "refused" });
  });
  test("no more than 200", async () => {
    for (let i = 0; i < 200; i++) await saved(wall.ask("wall:binding-save", { binding: binding({ name: `b${i}` }), version: 0 }));
    expect(await wall.ask("wall:binding-save", { binding: binding(), version: 0 })).toEqual({ ok: false, fault: { code: "too-large", limit: 200 } });
  });
});

describe("schedules", () => {
  test("saved, the days in order and once; nothing that lies behind is made up for", async () => {
    const first = await saved(wall.ask("wall:schedule-save", { schedule: schedule({ days: [7, 2, 7], doneUntil: 5 }), version: 0 }));
    expect([first.days, first.doneUntil]).toEqual([[2, 7], wall.clock.wall()]);
    await saved(wall.ask("wall:schedule-remove", { scheduleId: first.id }));
    expect(wall.state.schedules.size).toBe(0);
  });
});

describe("faults are typed and change nothing", () => {
  const nowhere = "nowhere";
  test.each<[string, () => Promise<unknown>, object]>([
    ["a binding to an unknown scene", () => wall.ask("wall:binding-save", { binding: binding({ sceneId: nowhere }), version: 0 }), { code: "unknown-id", kind: "scene", id: nowhere }],
    ["a schedule of an unknown scene", () => wall.ask("wall:schedule-save", { schedule: schedule({ name: "Ca khác", sceneId: nowhere }), version: 0 }), { code: "unknown-id", kind: "scene", id: nowhere }],
    ["another version of a binding", () => wall.ask("wall:binding-save", { binding: binding({ id: "b", name: "x" }), version: 2 }), { code: "conflict" }],
    ["another version of a schedule", () => wall.ask("wall:schedule-save", { schedule: schedule({ id: "d", name: "x" }), version: 0 }), { code: "conflict" }],
    ["a name that another binding has", () => wall.ask("wall:binding-save", { binding: binding({ name: "Đã có" }), version: 0 }), { code: "conflict" }],
    ["an edit of a binding that is gone", () => wall.ask("wall:binding-save", { binding: binding({ id: nowhere }), version: 3 }), { code: "unknown-id", kind: "binding" }],
    ["an edit of a schedule that is gone", () => wall.ask("wall:schedule-save", { schedule: schedule({ id: nowhere }), version: 3 }), { code: "unknown-id", kind: "schedule" }],
    ["taking away a binding that is not there", () => wall.ask("wall:binding-remove", { bindingId: BindingId.parse(nowhere) }), { code: "unknown-id", kind: "binding" }],
    ["taking away a schedule that is not there", () => wall.ask("wall:schedule-remove", { scheduleId: ScheduleId.parse(nowhere) }), { code: "unknown-id", kind: "schedule" }],
    ["a word on a proposal that is over", () => wall.ask("wall:answer", { proposalId: ProposalId.parse(nowhere), accept: true }), { code: "unknown-id", kind: "proposal" }],
  ])("%s", async (_what, ask, fault) => {
    await saved(wall.ask("wall:binding-save", { binding: binding({ id: "b", name: "Đã có" }), version: 0 }));
    await saved(wall.ask("wall:schedule-save", { schedule: schedule({ id: "d" }), version: 0 }));
    const before = wall.facts.length;
    expect(await ask()).toMatchObject({ ok: false, fault });
    expect(wall.facts).toHaveLength(before);
  });
});

test("accepted, the wall is cut by that person and the answer names the edit; where its monitors are gone it lapses and says so", async () => {
  const { id } = await saved(wall.ask("wall:binding-save", { binding: binding(), version: 0 }));
  const at = wall.clock.wall();
  const proposal = (n: number) => ({ id: ProposalId.parse(`p${n}`), bindingId: id, sceneId: FLOOD, alarmId: alarmOf({ id: "r::1" }).id, mode: "ask" as const, at, due: at + 60_000 });
  await wall.commit([{ kind: "wall:proposed", at, proposal: proposal(1) }, { kind: "wall:proposed", at, proposal: proposal(2) }]);
  const { seq } = await saved(wall.ask("wall:answer", { proposalId: proposal(1).id, accept: true }));
  const edit = wall.facts.find((fact) => fact.seq === seq);
  expect(edit).toMatchObject({ kind: "wall:edited", deed: "cut", by: "lan", bindingId: id, sceneId: "flood" });
  expect(wall.state.wall.back?.seq).toBeLessThanOrEqual(seq ?? 0);
  const monitor = wall.state.monitors.get("m1")!;
  await wall.commit([{ kind: "wall:edited", at, deed: "arrange", changes: [{ part: "monitor", id: monitor.id, before: monitor }] }]);
  expect(await wall.ask("wall:answer", { proposalId: proposal(2).id, accept: true })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect([wall.facts.at(-1), wall.state.proposals.size]).toMatchObject([{ kind: "wall:answered", outcome: "lapsed", by: "lan" }, 0]);
});
