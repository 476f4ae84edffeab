import { expect, test } from "vitest";
import { BEAT } from "./heartbeat.ts";
import { createPaint } from "./paint.ts";

/** A window that beats, and paints as told. @returns when it was found frozen, ms */
function frozenAt({ load = 0, owed = true, paints = () => false, beats = () => true }: { load?: number; owed?: boolean; paints?: (now: number) => boolean; beats?: (now: number) => boolean }): number[] {
  const paint = createPaint();
  const found: number[] = [];
  for (let now = BEAT; now <= 30_000; now += BEAT) {
    if (beats(now)) paint.beat(now);
    if (paints(now)) paint.frame(now);
    if (paint.look(now, load, owed) !== undefined) found.push(now);
  }
  return found;
}

test("a window that paints is not frozen", () => expect(frozenAt({ paints: () => true })).toEqual([]));

test("a page that answers while its picture stands is found within four seconds, and again while it lasts", () => {
  expect(frozenAt({ paints: (now) => now <= 10_000 }).slice(0, 2)).toEqual([13_500, 17_000]);
});

test("one that never painted at all has longer, and is found, too", () => expect(frozenAt({})[0]).toBe(11_000));

test("a busy machine has longer, within bounds", () => {
  expect([1, 2, 100].map((load) => frozenAt({ load, paints: (now) => now <= 10_000 })[0])).toEqual([14_500, 18_500, 22_500]);
});

test("where nothing is to be seen, nothing is owed", () => expect(frozenAt({ owed: false })).toEqual([]));

test("a page that hangs is not called frozen", () => expect(frozenAt({ beats: (now) => now <= 10_000, paints: (now) => now <= 10_000 })).toEqual([]));

test("what was painted before the document now loading does not count for it", () => {
  const paint = createPaint();
  paint.frame(100);
  expect([paint.painted(), paint.frames()]).toEqual([true, { count: 1, at: 100 }]);
  paint.start();
  expect([paint.painted(), paint.frames().count]).toEqual([false, 1]);
});
