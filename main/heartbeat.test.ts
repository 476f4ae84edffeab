import { describe, expect, test } from "vitest";
import { BEAT, createHeart, type Heart } from "./heartbeat.ts";
import type { ThreadUse } from "./thread-use.ts";

/** Looks every half second from one instant to another. @returns when the page was first found hanging */
function hangsAt(heart: Heart, from: number, to: number, beats: (now: number) => boolean): number | undefined {
  for (let now = from; now <= to; now += BEAT) {
    if (beats(now)) heart.beat(now, true);
    if (heart.look(now) !== undefined) return now;
  }
  return undefined;
}

test("a page that beats never hangs", () => {
  const heart = createHeart();
  heart.start(0);
  expect(hangsAt(heart, 500, 600_000, () => true)).toBeUndefined();
});

test("five beats missed: it hangs, and the next look is within half a second", () => {
  const heart = createHeart();
  heart.start(0);
  expect(hangsAt(heart, 500, 60_000, (now) => now <= 30_000)).toBe(33_000);
});

test("a page that starts has fifteen seconds, with or without a first beat", () => {
  const silent = createHeart();
  silent.start(0);
  expect(hangsAt(silent, 500, 60_000, () => false)).toBe(15_500);
  const busy = createHeart();
  busy.start(0);
  expect(hangsAt(busy, 500, 60_000, (now) => now === 500 || now === 9_500 || now === 10_000)).toBe(25_500);
});

test("it starts until it is loaded and has then beaten for five seconds without a gap", () => {
  const heart = createHeart();
  heart.start(0);
  for (let now = 500; now <= 40_000; now += BEAT) {
    heart.beat(now, false);
    expect(heart.look(now)).toBeUndefined();
  }
  // Loaded, but it still stutters: what looks like a hang of a page in its place is none yet.
  expect(hangsAt(heart, 40_500, 60_000, (now) => now % 4_000 < 1_500)).toBeUndefined();
  expect(hangsAt(heart, 60_500, 65_000, () => false)).toBeUndefined();
  expect(hangsAt(heart, 65_500, 90_000, (now) => now <= 71_500)).toBe(74_500);
});

test("a machine with more to do than it can is given more time, within bounds", () => {
  const at = (load: number) => {
    const heart = createHeart();
    heart.start(0);
    for (let now = 500; now <= 20_000; now += BEAT) {
      heart.beat(now, true);
      heart.look(now, load);
    }
    for (let now = 20_500; now < 60_000; now += BEAT) if (heart.look(now, load) !== undefined) return now - 20_000;
    return undefined;
  };
  expect([0, 0.5, 1, 2, 4, 100].map(at)).toEqual([3_000, 3_000, 3_500, 7_000, 10_500, 10_500]);
});

test("on a busy machine a page that starts has more, but no more than lets three hangs fall into a minute", () => {
  const at = (load: number) => {
    const heart = createHeart();
    heart.start(0);
    for (let now = 500; now < 120_000; now += BEAT) if (heart.look(now, load) !== undefined) return now;
    return undefined;
  };
  expect([0, 1, 6.5, 100].map(at)).toEqual([15_500, 20_500, 25_500, 25_500]);
});

test("a page that died is not waited for, and the next one starts anew", () => {
  const heart = createHeart();
  heart.start(0);
  heart.beat(1000, true);
  heart.rest();
  expect(hangsAt(heart, 1500, 60_000, () => false)).toBeUndefined();
  heart.beat(60_500, true);
  expect(hangsAt(heart, 61_000, 90_000, () => false)).toBeUndefined();
  heart.start(90_000);
  expect(hangsAt(heart, 90_500, 120_000, (now) => now < 105_000)).toBe(107_500);
});

test("a machine that gave nobody time (sleep, starved) is not held against the page", () => {
  const heart = createHeart();
  heart.start(0);
  expect(hangsAt(heart, 500, 11_000, () => true)).toBeUndefined();
  expect(heart.look(71_000)).toBeUndefined();
  expect(hangsAt(heart, 71_500, 80_000, () => false)).toBe(73_000);
});

describe("where the system tells what the page's thread does", () => {
  /** @returns how long after its last beat a page is found hanging, by what its thread then does in each half second */
  function found(started: boolean, load: number, does: (n: number) => ThreadUse): number | undefined {
    const heart = createHeart();
    heart.start(0);
    let now = 500;
    for (; now <= (started ? 20_000 : 1_000); now += BEAT) {
      heart.beat(now, true);
      heart.look(now, load, { ran: 0, state: "waits" });
    }
    const from = now - BEAT;
    for (let n = 1; now < from + 60_000; now += BEAT, n++) if (heart.look(now, load, does(n)) !== undefined) return now - from;
    return undefined;
  }
  const loops = (share: number) => (n: number): ThreadUse => ({ ran: n * BEAT * share, state: "runs" });
  const waits = (): ThreadUse => ({ ran: 0, state: "waits" });

  test("a script without end is found by the time it has run, on a busy machine too", () => {
    expect([found(true, 0, loops(1)), found(true, 3, loops(0.25)), found(true, 3, loops(0.1))]).toEqual([2_000, 8_000, 20_000]);
  });

  test("at its start it is found after four seconds", () => expect(found(false, 0, loops(1))).toBe(4_000));

  test("a page that gets no processor is not held to hang, however long", () => {
    expect(found(true, 10, loops(0))).toBeUndefined();
  });

  test("one that the system has stopped is found in a second and a half, whatever the load, from its first moment", () => {
    const stopped = (): ThreadUse => ({ ran: 0, state: "stopped" });
    expect([found(true, 0, stopped), found(true, 10, stopped), found(false, 10, stopped)]).toEqual([1_000, 1_000, 1_000]);
  });

  test("one that waits for what never comes: soon on an idle machine, later where others are busy", () => {
    expect([found(true, 0, waits), found(true, 2, waits), found(true, 100, waits), found(false, 0, waits)]).toEqual([3_000, 7_000, 10_500, 8_500]);
  });
});
