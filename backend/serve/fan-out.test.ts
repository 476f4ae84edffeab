import { decodeFrame, type Latest } from "#contract/frame";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openFanOut } from "./fan-out.ts";

const NOW = 1_800_000_000_000;
function stage(size = 5): { fan: ReturnType<typeof openFanOut>; latest: Latest; slow: Set<string>; sent: { ids: string[]; series: number[]; v: number[] }[]; set(series: number, v: number): void } {
  const latest: Latest = { series: Uint32Array.from({ length: size }, (_, i) => i * 2), v: new Float32Array(size), t: new Float64Array(size).fill(NOW), q: new Uint8Array(size) };
  const sent: { ids: string[]; series: number[]; v: number[] }[] = [];
  const slow = new Set<string>();
  const fan = openFanOut({
    latest: () => latest, wall: () => NOW, behind: (id) => slow.has(id),
    send: (ids, frame) => {
      const columns = decodeFrame(frame);
      sent.push({ ids, series: [...(columns?.series ?? [])], v: [...(columns?.v ?? [])] });
    },
  });
  return { fan, latest, slow, sent, set: (series, v) => { latest.v[series / 2] = v; fan.changed(Uint32Array.of(series)); } };
}

describe("latest values to windows", () => {
  test("a new window gets everything of its choice at once, then what changes", () => {
    const { fan, sent, set } = stage();
    fan.subscribe("a", "all", 20);
    fan.subscribe("b", [4, 2, 2, 99, 2 ** 40], 20);
    fan.tick();
    expect(sent.map(({ ids, series }) => [ids, series])).toEqual([[["a"], [0, 2, 4, 6, 8]], [["b"], [2, 4]]]);
    sent.length = 0;
    fan.tick();
    expect(sent).toEqual([]);
    set(4, 7);
    set(8, 9);
    fan.tick();
    expect(sent).toEqual([{ ids: ["a"], series: [4, 8], v: [7, 9] }, { ids: ["b"], series: [4], v: [7] }]);
  });
  test("windows with the same choice share one encoding, whatever the order they named it in", () => {
    const { fan, sent, set } = stage();
    for (const id of ["a", "b", "c"]) fan.subscribe(id, id === "c" ? [2, 0] : [0, 2], 20);
    fan.tick();
    set(2, 1);
    fan.tick();
    expect(sent.map(({ ids }) => ids)).toEqual([["a", "b", "c"], ["a", "b", "c"]]);
    expect(fan.counts()).toMatchObject({ encoded: 2, sent: 6 });
  });
  test("a rate is kept, rounded down to one that is shared", () => {
    const { fan, sent, set } = stage();
    fan.subscribe("a", "all", 2.7);
    for (let i = 0; i < 100; i++) {
      set(0, i);
      fan.tick();
    }
    expect(sent.length).toBe(11);
  });
  test("a window that is behind is skipped and gets the merged frame as soon as it has caught up", () => {
    const { fan, slow, sent, set } = stage();
    fan.subscribe("a", "all", 1);
    fan.tick();
    sent.length = 0;
    slow.add("a");
    for (let i = 1; i <= 30; i++) {
      set(0, i);
      if (i === 3) set(6, 60);
      fan.tick();
    }
    expect([sent, fan.counts().skipped > 0]).toEqual([[], true]);
    slow.clear();
    fan.tick();
    expect(sent).toEqual([{ ids: ["a"], series: [0, 6], v: [30, 60] }]);
  });
  test("a window that left gets nothing more, and its choice is forgotten", () => {
    const { fan, sent } = stage();
    fan.subscribe("a", [0], 20);
    fan.leave("a");
    fan.tick();
    expect([sent, fan.counts().viewers]).toEqual([[], 0]);
  });
  test("whatever changes, stalls and recovers: in the end every window has every value of its choice", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 1000 })), { maxLength: 200 }), (steps) => {
        const { fan, latest, slow, sent, set } = stage();
        const choices: Record<string, number[] | "all"> = { a: "all", b: [0, 4], c: "all" };
        for (const [id, choice] of Object.entries(choices)) fan.subscribe(id, choice, id === "c" ? 5 : 10);
        for (const [what, which, value] of steps) {
          if (what === 0) slow.add("abc"[which % 3] ?? "a");
          else if (what === 1) slow.delete("abc"[which % 3] ?? "a");
          else if (what === 2) fan.tick();
          else set(which * 2, value);
        }
        slow.clear();
        for (let i = 0; i < 4; i++) fan.tick();
        const seen: Record<string, Record<number, number>> = { a: {}, b: {}, c: {} };
        for (const { ids, series, v } of sent) for (const id of ids) series.forEach((one, i) => void (seen[id]![one] = v[i]!));
        for (const [id, choice] of Object.entries(choices)) {
          latest.series.forEach((series, row) => {
            if (choice === "all" || choice.includes(series)) expect(seen[id]?.[series]).toBe(latest.v[row]);
          });
        }
      }),
    ));
});
