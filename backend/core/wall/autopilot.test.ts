import { describe, expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { OPERATOR, rule, START } from "../../../test/kit/hand-world.ts";
import { answer, bindingOf, openWallWorld, ring, shown } from "../../../test/kit/wall-world.ts";
import { CUT_AHEAD } from "./cut.ts";
import { operate } from "./operate.ts";
import { sameBody } from "./same-body.ts";

const told = (facts: readonly NewFact[]): string[] => facts.flatMap((fact) => (fact.kind === "wall:proposed" ? [`proposed ${fact.proposal.mode}`] : fact.kind === "wall:answered" ? [fact.outcome] : fact.kind === "wall:edited" ? [fact.deed] : []));
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
/** Cells and monitors but for their revs, which every edit gives anew. */
const document = ({ state }: ReturnType<typeof openWallWorld>) => [...state.cells.values(), ...state.monitors.values()].map(({ rev: _rev, ...record }) => record).sort(byId);
const EMERGENCY = bindingOf({ id: "b-e", priorities: ["emergency"], sceneId: "storm" });
const HIGH = bindingOf({ id: "b-h", priorities: ["high"], sceneId: "flood" });

describe("an alarm of a bound class", () => {
  test("tell: cuts after five seconds, and goes back when the alarm is over, to the cells as they were", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    const before = document(room);
    expect(told(ring(room, "high"))).toEqual(["proposed tell"]);
    expect(told(room.pass(4_999))).toEqual([]);
    expect(shown(room)).toBe("own own");
    expect(room.pass(1)).toMatchObject([
      { kind: "wall:answered", outcome: "told" },
      { kind: "wall:edited", deed: "cut", sceneId: "flood", bindingId: "b-h", alarmId: "high::level-1", cutAt: room.now.wall + CUT_AHEAD, due: room.now.wall, lateBy: 0 },
    ]);
    expect([shown(room), room.state.wall.scene?.id]).toEqual(["flood own", "flood"]);
    room.pass(30_000);
    const over = ring(room, "high", false);
    expect(told(over)).toEqual(["back"]);
    expect(over.find((fact) => fact.kind === "wall:edited")).toMatchObject({ alarmId: "high::level-1", cutAt: room.now.wall + CUT_AHEAD });
    expect([sameBody(document(room), before), room.state.wall.scene, room.state.wall.back]).toEqual([true, undefined, undefined]);
  });
  test("tell: somebody says no in time, and nothing changes", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(3000);
    answer(room, false);
    expect(told(room.pass(60_000))).toEqual([]);
    expect([shown(room), room.state.bindings.get("b-h")?.last]).toMatchObject(["own own", { outcome: "refused", priority: "high" }]);
  });
  test("ask: lapses after 60 s; accepted, it cuts by the person's word", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...HIGH, mode: "ask" })] });
    expect(told(ring(room, "high"))).toEqual(["proposed ask"]);
    expect(told(room.pass(59_999))).toEqual([]);
    expect(told(room.pass(1))).toEqual(["lapsed"]);
    ring(room, "high", false);
    ring(room, "high");
    answer(room, true);
    expect(room.facts.at(-1)).toMatchObject({ kind: "wall:edited", deed: "cut", by: OPERATOR });
    room.pass(30_000);
    expect([shown(room), told(ring(room, "high", false)), shown(room)]).toEqual(["flood own", ["back"], "own own"]);
  });
  test("over before it went: it lapses", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    expect(told(ring(room, "high", false))).toEqual(["lapsed"]);
    expect(told(room.pass(10_000))).toEqual([]);
  });
  test.each([["another priority", { priorities: ["medium"] }], ["another rule", { ruleIds: ["medium"] }], ["another area", { areas: ["a9"] }], ["switched off", { enabled: false }]])("%s is not its business", (_what, fields) => {
    const room = openWallWorld({ bindings: [bindingOf({ id: "b", ...fields })] });
    expect(told(ring(room, "high"))).toEqual([]);
  });
  test("escalated into the class, it is one of it", () => {
    const room = openWallWorld({ bindings: [EMERGENCY] });
    const ladder = rule({ id: "high", priority: "high", params: { on: { datastreamId: "level-1" }, side: "above", setpoint: 3.5 }, ladder: [{ after: 60, priority: "emergency" }], version: 2 });
    room.apply({ kind: "rule:saved", at: START, rule: ladder });
    expect(told(ring(room, "high"))).toEqual([]);
    expect(told(room.pass(60_000))).toEqual(["proposed tell"]);
  });
  test("shelved, it gives the wall back; put back on the list, it asks again", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(5000);
    room.pass(30_000);
    const { facts } = room.world.command({ kind: "shelve", alarmIds: [room.alarm("high::level-1")!.id], seconds: 600, reason: "bảo trì", oneShot: false }, OPERATOR, room.now);
    room.facts.push(...facts);
    expect([told(facts), shown(room)]).toEqual([["back"], "own own"]);
    expect(told(room.pass(600_000))).toEqual(["proposed tell"]);
  });
});

describe("floods of alarms", () => {
  const ANY = bindingOf({ id: "any" });
  test("one proposal stands for all; none again until the class is quiet, but for a graver one", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...ANY, mode: "ask" })] });
    expect(told([...ring(room, "medium"), ...ring(room, "routine"), ...ring(room, "high")])).toEqual(["proposed ask"]);
    answer(room, false);
    expect(told([...ring(room, "routine", false), ...ring(room, "routine")])).toEqual([]);
    expect(told(ring(room, "emergency"))).toEqual(["proposed ask"]);
    answer(room, false);
    for (const grade of ["medium", "routine", "high", "emergency"] as const) expect(told(ring(room, grade, false))).toEqual([]);
    room.pass(300_000);
    expect(told(ring(room, "routine"))).toEqual(["proposed ask"]);
  });
  test("also over a restart: what was refused is not asked again while it rings", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...ANY, mode: "ask" })] });
    ring(room, "high");
    answer(room, false);
    const again = room.restart();
    expect(told(ring(again, "medium"))).toEqual([]);
    expect(told(ring(again, "emergency"))).toEqual(["proposed ask"]);
  });
  test("a cell maximised meanwhile does not make its own class ask anew, nor keep the wall from going back", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...ANY, backAfter: 30 })] });
    ring(room, "high");
    room.pass(5000);
    const edit = operate(room.state, [{ do: "maximise", monitorId: room.state.monitors.get("m1")!.id, cellId: room.state.cells.get("flood-m1")!.id }], { now: room.now.wall, rev: room.facts.length + 1, blame: () => undefined });
    if (!edit.ok) throw new Error("not maximised");
    room.apply({ kind: "wall:edited", at: room.now.wall, by: OPERATOR, deed: edit.value.deed, changes: edit.value.changes });
    expect([room.state.wall.scene, told(ring(room, "high", false)), told(ring(room, "high"))]).toEqual([undefined, ["settings"], ["settings"]]);
    ring(room, "high", false);
    expect([told(room.pass(30_000)), shown(room), room.state.monitors.get("m1")?.maximised]).toEqual([["back"], "own own", undefined]);
  });
  test("the scene stays while any of the class rings", () => {
    const room = openWallWorld({ bindings: [ANY] });
    ring(room, "high");
    room.pass(5000);
    room.pass(30_000);
    expect(told([...ring(room, "medium"), ...ring(room, "high", false)])).toEqual([]);
    expect(shown(room)).toBe("flood own");
    expect(told(ring(room, "medium", false))).toEqual(["back"]);
  });
  test("no more than 20 are open, and the least grave gives way", () => {
    const bindings = Array.from({ length: 25 }, (_value, i) => bindingOf({ id: `b${String(i).padStart(2, "0")}`, mode: "ask", priorities: i < 21 ? ["routine"] : ["high"] }));
    const room = openWallWorld({ bindings });
    expect(told(ring(room, "routine"))).toHaveLength(20);
    expect(room.state.proposals.size).toBe(20);
    expect(told(ring(room, "high")).sort()).toEqual([...Array.from({ length: 4 }, () => "overtaken"), ...Array.from({ length: 4 }, () => "proposed ask")]);
    expect([room.state.proposals.size, [...room.state.proposals.values()].filter((one) => one.priority === "high").length]).toEqual([20, 4]);
  });
});

describe("an alarm that comes and goes", () => {
  /** So many seconds of an alarm that rings for six and is quiet for one. */
  const chatter = (room: ReturnType<typeof openWallWorld>, seconds: number): NewFact[] => {
    const first = room.facts.length;
    for (let t = 0; t < seconds; t += 7) {
      ring(room, "high");
      for (let second = 0; second < 6; second++) room.pass(1000);
      ring(room, "high", false);
      room.pass(1000);
    }
    return room.facts.slice(first);
  };
  const edits = (facts: readonly NewFact[], deed: string) => facts.flatMap((fact) => (fact.kind === "wall:edited" && fact.deed === deed ? [fact.at] : []));

  test("its scene stays for 30 s at least, its cuts are 30 s apart, and after three of them a person is asked for ten minutes", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    const facts = chatter(room, 600);
    const cuts = edits(facts, "cut"), backs = edits(facts, "back");
    expect([cuts.length, backs.length]).toEqual([3, 3]);
    for (const [i, cut] of cuts.entries()) {
      expect(backs[i]! - cut).toBeGreaterThanOrEqual(30_000);
      if (i > 0) expect(cut - cuts[i - 1]!).toBeGreaterThanOrEqual(30_000);
    }
    const modes = facts.flatMap((fact) => (fact.kind === "wall:proposed" ? [[fact.proposal.mode, fact.at] as const] : []));
    expect(modes.filter(([, at]) => at > cuts[2]!).every(([mode]) => mode === "ask")).toBe(true);
    const again = room.restart();
    expect(told(ring(again, "high"))).toEqual(["proposed ask"]);
    ring(again, "high", false);
    again.now = { wall: cuts[2]! + 600_000, steady: again.now.steady + 600_000 };
    expect(told(ring(again, "high"))).toEqual(["proposed tell"]);
  });
  test("one that ends before its scene was there for 30 s gives the wall back then, at an instant that is journalled", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(5000);
    const cut = room.now.wall;
    room.pass(4000);
    expect(told(ring(room, "high", false))).toEqual(["settings"]);
    expect(room.state.wall.back).toMatchObject({ at: cut, due: cut + 30_000 });
    expect(told(room.pass(cut + 29_999 - room.now.wall))).toEqual([]);
    expect(told(room.restart().pass(1))).toEqual(["back"]);
    expect([told(room.jump(-7_200_000)), told(room.pass(1)), shown(room)]).toEqual([[], ["back"], "own own"]);
  });
  test("while its scene goes back it does not propose; a clock set back makes nobody wait for hours", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(5000);
    ring(room, "high", false);
    ring(room, "high");
    expect(room.state.proposals.size).toBe(0);
    ring(room, "high", false);
    room.pass(30_000);
    expect(shown(room)).toBe("own own");
    // Its scene was there for 30 s: the next may follow after the usual five seconds.
    ring(room, "high");
    expect([...room.state.proposals.values()][0]?.due).toBe(room.now.wall + 5000);
    const other = openWallWorld({ bindings: [bindingOf({ ...HIGH, last: { at: START, alarmId: "high::level-1", outcome: "told", over: START, cuts: [START + 7_200_000] } })] });
    ring(other, "high");
    expect([...other.state.proposals.values()][0]?.due).toBe(other.now.wall + 30_000);
  });
  test("refused, it asks no more for five minutes, also over a restart; a graver one does", () => {
    const room = openWallWorld({ bindings: [bindingOf({ id: "any" })] });
    let asked = 0;
    const began = room.now.wall;
    while (room.now.wall < began + 290_000) {
      ring(room, "high");
      asked += room.state.proposals.size;
      if (room.state.proposals.size > 0) answer(room, false);
      ring(room, "high", false);
      room.pass(2000);
    }
    expect(asked).toBe(1);
    const again = room.restart();
    expect(told(ring(again, "medium"))).toEqual([]);
    expect(told(ring(again, "emergency"))).toEqual(["proposed tell"]);
    for (const grade of ["medium", "emergency"] as const) ring(again, grade, false);
    // The graver one's answer does not make forget what was refused.
    expect(told(ring(again, "high"))).toEqual([]);
    ring(again, "high", false);
    again.now = { wall: began + 301_000, steady: again.now.steady + 10_000 };
    expect(told(ring(again, "high"))).toEqual(["proposed tell"]);
  });
});
