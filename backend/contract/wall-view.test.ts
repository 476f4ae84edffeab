import fc from "fast-check";
import { expect, test } from "vitest";
import { DisplayId, MonitorId } from "./ids.ts";
import { Attendance, Cell, Monitor, type WhenLost } from "./wall.ts";
import { ALTERNATE, LOST_AFTER, isLost, numberedCells, panelAt, refuge, tilesOf, type WallShown } from "./wall-view.ts";

const NOW = 1_800_000_000_000;
const pc = DisplayId.parse("pc");

function monitor(n: number, whenLost: WhenLost = { how: "share" }, at = { x: (n - 1) * 1920, y: 0, w: 1920, h: 1080 }): Monitor {
  return Monitor.parse({ id: `m${n}`, number: n, name: `M${n}`, role: "wall", at, whenLost });
}
function cell(id: string, monitorId: string, place: Partial<Cell> = {}): Cell {
  return Cell.parse({ id, monitorId, x: 0, y: 0, w: 60, h: 60, panels: [{ kind: "clock" }], ...place });
}
/** Monitors 1…n in a row, one cell each; those named are lost. */
function wall(n: number, lost: readonly number[], whenLost: WhenLost = { how: "share" }, cause: Attendance["leftCause"] = "unplugged", leftAt = NOW - 1): WallShown {
  const numbers = Array.from({ length: n }, (_, i) => i + 1);
  return {
    monitors: new Map(numbers.map((i) => [`m${i}`, monitor(i, whenLost)])),
    cells: new Map(numbers.map((i) => [`c${i}`, cell(`c${i}`, `m${i}`)])),
    attendances: new Map(numbers.map((i) => {
      const gone = lost.includes(i) ? { leftAt, leftCause: cause } : {};
      return [`m${i}`, Attendance.parse({ monitorId: `m${i}`, displayId: pc, screen: { key: `k${i}`, label: "", bounds: { x: 0, y: 0, width: 1, height: 1 } }, since: 0, ...gone })];
    })),
  };
}
const ids = (shown: WallShown, m: string, now = NOW): string[] => tilesOf(shown, m, now).map((tile) => tile.cell.id);

test("an unplugged monitor's cells go elsewhere at once; a closed window's after its time to come back", () => {
  expect(ids(wall(2, [2]), "m1")).toEqual(["c1", "c2"]);
  const closed = wall(2, [2], { how: "share" }, "window-gone", NOW);
  expect(ids(closed, "m1", NOW + LOST_AFTER - 1)).toEqual(["c1"]);
  expect(ids(closed, "m1", NOW + LOST_AFTER)).toEqual(["c1", "c2"]);
});

test("what makes its page die is not handed on to the next monitor", () => {
  expect(ids(wall(2, [2], { how: "share" }, "page-failed", NOW - LOST_AFTER), "m1")).toEqual(["c1"]);
});

test("share divides the longer side, replace takes it all, alternate takes turns, none goes nowhere", () => {
  expect(tilesOf(wall(3, [2, 3]), "m1", NOW).map((tile) => tile.rect.x)).toEqual([0, 1 / 3, 2 / 3]);
  expect(ids(wall(2, [2], { how: "replace" }), "m1")).toEqual(["c2"]);
  const turns = wall(2, [2], { how: "alternate" });
  expect(new Set([ids(turns, "m1", NOW)[0], ids(turns, "m1", NOW + ALTERNATE)[0]])).toEqual(new Set(["c1", "c2"]));
  expect(ids(wall(2, [2], { how: "none" }), "m1")).toEqual(["c1"]);
});

test("a rule that leads in a circle, or to a lost monitor, ends at the first that is there", () => {
  const shown = wall(3, [2, 3]);
  const circle = { ...shown, monitors: new Map(shown.monitors).set("m2", monitor(2, { how: "share", to: MonitorId.parse("m3") })).set("m3", monitor(3, { how: "share", to: MonitorId.parse("m2") })) };
  expect(refuge(circle, circle.monitors.get("m2")!, NOW)?.id).toBe("m1");
});

test("whatever is lost and by whatever rule: every cell not given up is on exactly one monitor, inside it", () => {
  const how = fc.constantFrom<WhenLost["how"]>("share", "replace");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.integer({ min: 1, max: 6 })), how, fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }), (n, lost, rule, to) => {
      const gone = lost.filter((one) => one <= n);
      const shown = wall(n, gone, { how: rule, to: to === undefined || to > n ? undefined : MonitorId.parse(`m${to}`) });
      const there = [...shown.monitors.values()].filter((one) => !isLost(shown, one, NOW));
      const drawn = there.flatMap((one) => tilesOf(shown, one.id, NOW));
      for (const { rect } of drawn) expect(rect.x >= 0 && rect.y >= 0 && rect.x + rect.w <= 1 + 1e-9 && rect.y + rect.h <= 1 + 1e-9).toBe(true);
      const counts = new Map<string, number>();
      for (const { cell: one } of drawn) counts.set(one.id, (counts.get(one.id) ?? 0) + 1);
      if (there.length > 0) for (const one of gone) expect(counts.get(`c${one}`)).toBe(1);
      expect([...counts.values()].every((count) => count === 1)).toBe(true);
    }),
  );
});

test("a cell beyond its monitor's edge spans to the neighbour, at the same size, and not while the neighbour is maximised", () => {
  const shown = wall(2, []);
  const wide = { ...shown, cells: new Map(shown.cells).set("c1", cell("c1", "m1", { x: 30, w: 60 })) };
  expect(tilesOf(wide, "m2", NOW).find((tile) => tile.cell.id === "c1")?.rect).toEqual({ x: -0.5, y: 0, w: 1, h: 1 });
  const full = { ...wide, monitors: new Map(wide.monitors).set("m2", { ...monitor(2), maximised: cell("c2", "m2").id }) };
  expect(ids(full, "m2")).toEqual(["c2"]);
});

test("cells are numbered by rows from the top; carousels turn by the clock and stand while frozen", () => {
  const cells = new Map([cell("b", "m1", { x: 30, w: 30 }), cell("a", "m1", { w: 30 }), cell("c", "m1", { y: 30, h: 30 })].map((one) => [one.id as string, one]));
  expect(numberedCells({ cells }, "m1").map((one) => one.id)).toEqual(["a", "b", "c"]);
  const turning = cell("t", "m1", { dwell: 5, panels: [{ kind: "map", settings: {}, sensitive: false }, { kind: "clock", settings: {}, sensitive: false }] });
  expect([0, 5000, 10_000].map((t) => panelAt(turning, t)?.kind)).toEqual(["map", "clock", "map"]);
  expect(panelAt({ ...turning, frozenAt: 5000 }, 10_000)?.kind).toBe("clock");
});
