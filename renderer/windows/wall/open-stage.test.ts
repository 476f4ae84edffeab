import { describe, expect, test } from "vitest";
import { MonitorId } from "#contract/ids";
import { emptyWall, type WallMaps } from "#contract/wall-fold";
import { LOST_AFTER } from "#contract/wall-view";
import { attendance, cell, monitor } from "../../../test/kit/walls.ts";
import type { Showing } from "../../live/wall-show.ts";
import { openStage } from "./open-stage.ts";
import { PAINT_MS, REST_MS, SWEEP_MS } from "./stage.ts";

/** A stage with clock and timer moved by hand. */
function open(wall: WallMaps, start = 0) {
  let now = start;
  let due: { at: number; task: () => void } | undefined;
  let showing: Showing = { shown: wall };
  const listeners = new Set<() => void>();
  const show = { get: () => showing, subscribe: (listener: () => void) => (listeners.add(listener), () => void listeners.delete(listener)) };
  const stage = openStage("m1", show, () => now, (ms, task) => {
    const mine = { at: now + ms, task };
    due = mine;
    return () => void (due === mine && (due = undefined));
  });
  const seen = () => stage.get().filter((slot) => slot.phase === "on").map((slot) => slot.panel?.kind ?? "empty");
  return {
    stage, seen,
    pending: () => due !== undefined,
    coming: () => stage.get().filter((slot) => slot.phase === "coming").map((slot) => slot.panel?.kind),
    resting: () => stage.get().filter((slot) => slot.phase === "resting").map((slot) => slot.panel?.kind),
    paint: () => {
      for (const slot of stage.get()) stage.ready(slot.key);
    },
    show(next: Showing) {
      showing = next;
      for (const listener of listeners) listener();
    },
    to(at: number) {
      while (due !== undefined && due.at <= at) {
        now = Math.max(now, due.at);
        const { task } = due;
        due = undefined;
        task();
      }
      now = at;
    },
  };
}
const wallOf = (changes: Partial<WallMaps>): WallMaps => ({ ...emptyWall(), monitors: new Map([["m1", monitor(1)], ["m2", monitor(2, { whenLost: { how: "share", to: MonitorId.parse("m1") } })]]), attendances: new Map([["m1", attendance(1, 1)], ["m2", attendance(2, 1)]]), ...changes });
const cells = (...list: ReturnType<typeof cell>[]): Map<string, ReturnType<typeof cell>> => new Map(list.map((one) => [one.id, one]));

describe("the stage by the clock", () => {
  test("a carousel turns at the room's instants, its next panel drawn ahead", () => {
    const one = open(wallOf({ cells: cells(cell("c1", 1, [{ kind: "text" }, { kind: "clock" }], { dwell: 10 })) }));
    one.paint();
    expect([one.seen(), one.coming()]).toEqual([["text"], []]);
    one.to(7500);
    expect([one.seen(), one.coming()]).toEqual([["text"], ["clock"]]);
    one.paint();
    one.to(9999);
    expect(one.seen()).toEqual(["text"]);
    one.to(10_000);
    expect([one.seen(), one.coming()]).toEqual([["clock"], []]);
  });

  test("a frozen carousel stays at the panel of that instant", () => {
    const one = open(wallOf({ cells: cells(cell("c1", 1, [{ kind: "text" }, { kind: "clock" }], { dwell: 10, frozenAt: 12_000 })) }), 13_000);
    one.to(600_000);
    expect(one.seen()).toEqual(["clock"]);
  });

  test("a closed window is missed after its time, to the ms, and its cells are drawn ahead", () => {
    const one = open(wallOf({ attendances: new Map([["m1", attendance(1, 1)], ["m2", attendance(2, 1, { leftAt: 5000, leftCause: "window-gone" })]]), cells: cells(cell("c1", 1, [{ kind: "text" }]), cell("c2", 2, [{ kind: "clock" }])) }), 5000);
    one.to(5000 + LOST_AFTER - 1);
    expect([one.seen(), one.coming()]).toEqual([["text"], ["clock"]]);
    one.paint();
    one.to(5000 + LOST_AFTER);
    expect(one.seen().toSorted()).toEqual(["clock", "text"]);
  });

  test("a new panel that is never painted takes its place after the bound", () => {
    const before = wallOf({ cells: cells(cell("c1", 1, [{ kind: "text" }])) });
    const one = open(before);
    one.show({ shown: { ...before, cells: cells(cell("c1", 1, [{ kind: "clock" }])) } });
    expect([one.seen(), one.coming()]).toEqual([[], ["clock"]]);
    expect(one.stage.get().map((slot) => slot.phase)).toContain("going");
    one.to(PAINT_MS);
    expect(one.stage.get().map((slot) => [slot.panel?.kind, slot.phase])).toContainEqual(["clock", "on"]);
    one.to(PAINT_MS + SWEEP_MS);
    expect(one.stage.get().map((slot) => [slot.panel?.kind, slot.phase])).toEqual([["clock", "on"], ["text", "resting"]]);
  });

  test("a cut is prepared at its word and shown with its instant", () => {
    const before = wallOf({ cells: cells(cell("c1", 1, [{ kind: "text" }])) });
    const after = { ...before, cells: cells(cell("c1", 1, [{ kind: "clock" }])) };
    const one = open(before);
    one.show({ shown: before, next: { wall: after, at: 120 } });
    expect([one.seen(), one.coming()]).toEqual([["text"], ["clock"]]);
    one.paint();
    expect(one.seen()).toEqual(["text"]);
    one.show({ shown: after });
    expect([one.seen(), one.coming()]).toEqual([["clock"], []]);
  });

  test("a panel that took long rests when it goes, and not for ever", () => {
    const before = wallOf({ cells: cells(cell("c1", 1, [{ kind: "map" }])) });
    const one = open(before);
    one.to(400);
    one.paint();
    one.show({ shown: { ...before, cells: cells(cell("c1", 1, [{ kind: "clock" }])) } });
    one.paint();
    one.to(400 + SWEEP_MS);
    expect([one.seen(), one.resting()]).toEqual([["clock"], ["map"]]);
    one.show({ shown: before });
    expect(one.seen()).toEqual(["map"]);
    one.show({ shown: { ...before, cells: cells(cell("c1", 1, [{ kind: "clock" }])) } });
    one.paint();
    one.to(1000 + REST_MS);
    expect(one.resting()).toEqual([]);
  });

  test("stopped, no timer is left", () => {
    const one = open(wallOf({ cells: cells(cell("c1", 1, [{ kind: "text" }, { kind: "clock" }])) }));
    expect(one.pending()).toBe(true);
    one.stage.stop();
    expect(one.pending()).toBe(false);
  });
});
