import { describe, expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { OPERATOR, START } from "../../../test/kit/hand-world.ts";
import { bindingOf, openWallWorld, putText, ring, shown } from "../../../test/kit/wall-world.ts";
import { sameBody } from "./same-body.ts";

const told = (facts: readonly NewFact[]): string[] => facts.flatMap((fact) => (fact.kind === "wall:proposed" ? [`proposed ${fact.proposal.mode}`] : fact.kind === "wall:answered" ? [fact.outcome] : fact.kind === "wall:edited" ? [fact.deed] : []));
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
/** Cells and monitors but for their revs, which every edit gives anew. */
const document = ({ state }: ReturnType<typeof openWallWorld>) => [...state.cells.values(), ...state.monitors.values()].map(({ rev: _rev, ...record }) => record).sort(byId);
const EMERGENCY = bindingOf({ id: "b-e", priorities: ["emergency"], sceneId: "storm" });
const HIGH = bindingOf({ id: "b-h", priorities: ["high"], sceneId: "flood" });

describe("several scenes", () => {
  test("a graver alarm takes over, a lesser one has to ask; afterwards it is as it was before the first", () => {
    const room = openWallWorld({ bindings: [EMERGENCY, HIGH] });
    const before = document(room);
    ring(room, "high");
    room.pass(5000);
    ring(room, "emergency");
    room.pass(5000);
    room.pass(30_000);
    expect(shown(room)).toBe("storm storm");
    ring(room, "high", false);
    expect(shown(room)).toBe("storm storm");
    expect(told(ring(room, "high"))).toEqual(["proposed ask"]);
    ring(room, "high", false);
    expect([told(ring(room, "emergency", false)), sameBody(document(room), before)]).toEqual([["back"], true]);
  });
  test("when the graver one is over first, the lesser one's scene is on again until it is over too", () => {
    const room = openWallWorld({ bindings: [EMERGENCY, HIGH] });
    const before = document(room);
    ring(room, "high");
    room.pass(5000);
    ring(room, "emergency");
    room.pass(5000);
    room.pass(30_000);
    expect(told(ring(room, "emergency", false))).toEqual(["back"]);
    expect([shown(room), room.state.wall.scene?.id]).toEqual(["flood own", "flood"]);
    room.pass(30_000);
    const again = room.restart();
    for (const one of [room, again]) {
      expect(told(ring(one, "high", false))).toEqual(["back"]);
      expect([sameBody(document(one), before), one.state.wall.back]).toEqual([true, undefined]);
    }
  });
  test("of two due together the graver goes, the lesser is overtaken", () => {
    const room = openWallWorld({ bindings: [EMERGENCY, HIGH] });
    ring(room, "high");
    ring(room, "emergency");
    expect(told(room.pass(6000))).toEqual(["told", "cut", "overtaken"]);
    expect(shown(room)).toBe("storm storm");
  });
  test("a proposal whose scene comes on otherwise is overtaken", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...HIGH, mode: "ask" }), bindingOf({ id: "b-m", priorities: ["medium"], sceneId: "flood" })] });
    ring(room, "high");
    ring(room, "medium");
    expect(told(room.pass(5000))).toEqual(["told", "cut", "overtaken"]);
    expect(room.state.proposals.size).toBe(0);
  });
});

describe("going back", () => {
  /** An emergency's scene on both monitors. */
  const stormy = () => {
    const room = openWallWorld({ bindings: [EMERGENCY] });
    ring(room, "emergency");
    room.pass(5000);
    room.pass(30_000);
    return room;
  };
  test("a person's edit of a monitor the scene does not hold leaves the way back as it is", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(5000);
    room.pass(30_000);
    expect(told(putText(room, "m2", "mine"))).toEqual([]);
    expect([told(ring(room, "high", false)), shown(room)]).toEqual([["back"], "own mine"]);
  });
  test("a person who changed a monitor of the scene keeps that one; the others go back, and the fact says so", () => {
    const room = stormy();
    expect(told(putText(room, "m2", "mine"))).toEqual(["settings"]);
    expect(room.state.wall.back).toMatchObject({ kept: ["m2"] });
    expect(told(putText(room, "m2", "mine again"))).toEqual([]);
    for (const one of [room, room.restart()]) {
      expect(ring(one, "emergency", false).find((fact) => fact.kind === "wall:edited")).toMatchObject({ deed: "back", kept: ["m2"] });
      expect([shown(one), one.state.wall.back, one.state.wall.scene]).toEqual(["own mine again", undefined, undefined]);
    }
  });
  test("a cell taken from one of its monitors to the other makes both a person's own", () => {
    const room = stormy();
    const cells = [...room.state.cells.values()];
    const moved = cells.find((cell) => cell.monitorId === "m1")!;
    room.apply({ kind: "wall:edited", at: room.now.wall, by: OPERATOR, deed: "place", changes: [{ part: "cell", id: moved.id, before: moved, after: { ...moved, monitorId: cells.find((cell) => cell.monitorId === "m2")!.monitorId, z: 1 } }] });
    // Both monitors were touched: nothing is left to go back to.
    expect([room.state.wall.back, told(ring(room, "emergency", false))]).toEqual([undefined, []]);
  });
  test("an operator who changed all of it keeps it", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(5000);
    expect(told(putText(room, "m1", "mine"))).toEqual(["settings"]);
    expect(room.state.wall.back).toBeUndefined();
    room.pass(30_000);
    expect(told(ring(room, "high", false))).toEqual([]);
    expect(shown(room)).toBe("mine own");
  });
  test("later by so many seconds, journalled as a deadline; ringing again calls it off", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...HIGH, backAfter: 30 })] });
    ring(room, "high");
    room.pass(5000);
    ring(room, "high", false);
    expect(room.state.wall.back).toMatchObject({ due: room.now.wall + 30_000 });
    room.pass(20_000);
    expect(told(ring(room, "high"))).toEqual(["settings"]);
    expect(told(room.pass(60_000))).toEqual([]);
    ring(room, "high", false);
    expect(told(room.pass(29_999))).toEqual([]);
    expect(room.pass(1)).toMatchObject([{ deed: "back", lateBy: 0 }]);
    expect(shown(room)).toBe("own own");
  });
  test("without a time to go back it stays", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...HIGH, backAfter: undefined })] });
    ring(room, "high");
    room.pass(5000);
    expect(room.state.wall.back).toBeUndefined();
    expect([told(ring(room, "high", false)), shown(room)]).toEqual([[], "flood own"]);
  });
  test("invariant 4: after a restart it goes back late, once, and says by how much", () => {
    const room = openWallWorld({ bindings: [bindingOf({ ...HIGH, backAfter: 30 })] });
    ring(room, "high");
    room.pass(5000);
    ring(room, "high", false);
    const again = room.restart();
    again.now = { wall: again.now.wall + 100_000, steady: 5 };
    expect(again.pass(0)).toMatchObject([{ deed: "back", lateBy: 70_000 }]);
    expect([shown(again), again.pass(1000)]).toEqual(["own own", []]);
  });
  test("a binding taken away meanwhile leaves the wall as it is", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    room.pass(5000);
    expect(told(room.apply({ kind: "wall:binding-removed", at: START, bindingId: HIGH.id, by: OPERATOR }))).toEqual(["settings"]);
    expect([room.state.wall.back, told(ring(room, "high", false)), shown(room)]).toEqual([undefined, [], "flood own"]);
  });
});

describe("invariant 4: the instant stored in the proposal", () => {
  test("late after downtime, exactly once, by how much", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    const again = room.restart();
    again.now = { wall: again.now.wall + 65_000, steady: 5 };
    expect(again.pass(0)).toMatchObject([{ outcome: "told" }, { deed: "cut", lateBy: 60_000 }]);
    expect([again.pass(1000), told(again.restart().pass(60_000))]).toEqual([[], []]);
  });
  test("a clock set back by two hours does not make it wait for two hours, also not over a restart", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    const rooms = [room, room.restart()];
    for (const one of rooms) {
      expect(told(one.jump(-7_200_000))).toEqual([]);
      expect(told(one.pass(5000))).toEqual(["told", "cut"]);
      expect(told(one.jump(7_200_000))).toEqual([]);
    }
  });
  test("one timer knows of it", () => {
    const room = openWallWorld({ bindings: [HIGH] });
    ring(room, "high");
    expect(room.world.nextDue()).toEqual({ wall: room.now.wall + 5000, steady: room.now.steady + 5000 });
  });
});
