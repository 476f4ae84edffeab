import fc from "fast-check";
import type { RequestInput } from "#contract/request";
import { displayOf, handSeat, screenOf, type HandSeat, type HandWall } from "./hand-wall.ts";

/** One thing done to a wall by one of two people or by a PC. Indices are taken modulo what there is; `late`: with a rev seen before. */
export type WallStep =
  | { do: "put" | "swap" | "remove" | "place"; who: string; a: number; b: number; late: boolean; n: number }
  | { do: "add" | "divide" | "maximise" | "freeze" | "blank" | "follow" | "privacy" | "rename"; who: string; a: number; n: number }
  | { do: "save" | "cut" | "undo" | "redo" | "restore"; who: string; n: number }
  | { do: "plug" | "attend" | "leave"; a: number; n: number };

const who = fc.constantFrom("lan", "minh");
const small = fc.integer({ min: 0, max: 11 });
const step: fc.Arbitrary<WallStep> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("put", "swap", "remove", "place"), who, a: small, b: small, late: fc.integer({ min: 0, max: 4 }).map((x) => x === 0), n: small }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("add", "divide", "maximise", "freeze", "blank", "follow", "privacy", "rename"), who, a: small, n: small }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("save", "cut", "undo", "redo", "restore"), who, n: small }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("plug", "attend", "leave"), a: small, n: small }) },
);
/** A while in a wall's life. */
export const anyWallSteps = fc.array(step, { minLength: 1, maxLength: 30 });

const PC = displayOf("pc");
const KEYS = ["a", "b", "c"];

/** Does the steps one after the other; `after` is called behind each, with its answer. Seats are kept by the caller. */
export async function liveWall(wall: HandWall, steps: readonly WallStep[], after: (step: WallStep, answer: { ok: boolean }) => void): Promise<void> {
  const seats = new Map<string, HandSeat>();
  await wall.ask("wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }, PC);
  for (const one of steps) after(one, await take(wall, one, seats));
}

async function take(wall: HandWall, step: WallStep, seats: Map<string, HandSeat>): Promise<{ ok: boolean }> {
  const cells = [...wall.state.cells.values()], monitors = [...wall.state.monitors.values()], scenes = [...wall.state.scenes.values()];
  const at = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)];
  const operate = (input: RequestInput<"wall:operate">["operations"][number], by: string) => wall.ask("wall:operate", { operations: [input] }, by);
  const design = (input: RequestInput<"wall:design">["designs"][number], by: string) => wall.ask("wall:design", { designs: [input] }, by);
  switch (step.do) {
    case "put": case "swap": case "remove": case "place": {
      const a = at(cells, step.a), b = at(cells, step.b), monitor = at(monitors, step.b);
      if (a === undefined || b === undefined || monitor === undefined) return { ok: false };
      const rev = step.late ? Math.max(0, a.rev - 1) : a.rev;
      if (step.do === "put") return operate({ do: "put", cellId: a.id, rev, panels: [{ kind: "text", settings: { text: `chữ ${step.n}` } }] }, step.who);
      if (step.do === "swap") return operate({ do: "swap", a: a.id, revA: rev, b: b.id, revB: b.rev }, step.who);
      if (step.do === "remove") return design({ do: "remove", cellId: a.id, rev }, step.who);
      return design({ do: "place", cellId: a.id, rev, place: { monitorId: monitor.id, x: step.n * 5, y: step.a * 5, w: 5 + step.n, h: 5 + step.b, z: step.n } }, step.who);
    }
    case "add": case "divide": case "maximise": case "freeze": case "blank": case "follow": case "privacy": case "rename": {
      const cell = at(cells, step.a), monitor = at(monitors, step.a), on = step.n % 2 === 0;
      if (cell === undefined || monitor === undefined) return { ok: false };
      switch (step.do) {
        case "add": return design({ do: "add", place: { monitorId: monitor.id, x: step.n * 5, y: 0, w: 10, h: 10 }, panels: [{ kind: "clock" }] }, step.who);
        case "divide": return design({ do: "divide", monitorId: monitor.id, columns: 1 + (step.n % 3), rows: 1 + (step.a % 2) }, step.who);
        case "maximise": return operate({ do: "maximise", monitorId: cell.monitorId, ...(on && { cellId: cell.id }) }, step.who);
        case "freeze": case "blank": return operate({ do: step.do, cellId: cell.id, on }, step.who);
        case "rename": return design({ do: "arrange", monitor: { ...monitor, name: `Màn ${step.n}`, rev: monitor.rev } }, step.who);
        default: return operate({ do: step.do, on }, step.who);
      }
    }
    case "save": return wall.ask("wall:scene-save", { name: `Cảnh ${wall.facts.length}`, monitors: monitors.map(({ id }) => id).slice(0, 1 + (step.n % 3)), version: 0 }, step.who);
    case "cut": {
      const scene = at(scenes, step.n);
      return scene === undefined ? { ok: false } : wall.ask("wall:cut", { sceneId: scene.id }, step.who);
    }
    case "undo": return wall.ask("wall:undo", {}, step.who);
    case "redo": return wall.ask("wall:redo", {}, step.who);
    case "restore": return wall.ask("wall:restore", { at: at(wall.facts, step.n * 7)?.at ?? 0 }, step.who);
    case "plug": return wall.ask("wall:screens", { screens: KEYS.filter((_key, i) => ((step.n >> i) & 1) === 0).map((key, i) => screenOf(key, i * 1920)), wallOnly: true }, PC);
    case "attend": {
      const key = KEYS[step.a % 3] ?? "a", seat = handSeat();
      seats.set(key, seat);
      return wall.ask("wall:attend", { screen: screenOf(key, (step.a % 3) * 1920) }, PC, seat);
    }
    case "leave":
      seats.get(KEYS[step.a % 3] ?? "a")?.end();
      return { ok: true };
  }
}
