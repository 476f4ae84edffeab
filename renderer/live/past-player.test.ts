import { beforeEach, expect, test } from "vitest";
import type { Fault } from "#contract/fault";
import type { PastRoom } from "#contract/past";
import { fail, ok, type Result } from "#contract/result";
import type { Ask } from "./ask.ts";
import { playPast } from "./past-player.ts";
import { createRoomTime, type TimeOfRoom } from "./room-time.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** A window's time, a backend that answers when told, and a clock moved by hand. */
function player() {
  let steady = 0;
  const timers: { at: number; task: () => void }[] = [];
  const asked: { at: number; answer: (result: Result<PastRoom>) => void }[] = [];
  const shown: (number | undefined)[] = [];
  const troubles: (Fault | undefined)[] = [];
  const time: TimeOfRoom = createRoomTime(() => NOW + steady, (task) => task());
  const ask: Ask = (name, input) => new Promise((resolve) => {
    if (name !== "past:at" || !("at" in input) || typeof input.at !== "number") throw new Error(name);
    asked.push({ at: input.at, answer: (result) => resolve(result as never) });
  });
  const stop = playPast({
    time, ask, now: () => NOW + steady, steady: () => steady, show: (room) => shown.push(room?.at), trouble: (fault) => troubles.push(fault),
    after: (ms, task) => {
      const entry = { at: steady + ms, task };
      timers.push(entry);
      return () => void timers.splice(timers.indexOf(entry), timers.includes(entry) ? 1 : 0);
    },
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return {
    time, asked, shown, troubles, stop,
    last: () => asked.at(-1)?.at,
    async pass(ms: number) {
      const until = steady + ms;
      for (;;) {
        const next = timers.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        steady = Math.max(steady, next.at);
        timers.splice(timers.indexOf(next), 1);
        next.task();
        await settle();
      }
      steady = until;
    },
    /** Answers the newest question. */
    async answer(result?: Result<PastRoom>) {
      const question = asked.at(-1)!;
      question.answer(result ?? ok({ at: question.at, seq: 1, series: [], v: [], t: [], q: [], alarms: [], left: 0, flood: { active: false, count: 0, peak: 0 } }));
      await settle();
    },
  };
}
let room: ReturnType<typeof player>;
beforeEach(() => (room = player()));

test("the present stays on show until the past has come; then all of it at once, under its own instant (invariant 7)", async () => {
  room.time.goTo(NOW - MINUTE);
  expect(room.asked.map(({ at }) => at)).toEqual([NOW - MINUTE]);
  expect(room.shown).toEqual([]);
  await room.answer();
  expect(room.shown).toEqual([NOW - MINUTE]);
});

test("a hand that moves on is answered where it was and where it ends, one question at a time", async () => {
  for (let i = 1; i <= 20; i++) room.time.goTo(NOW - i * MINUTE);
  expect(room.asked).toHaveLength(1);
  await room.answer();
  await room.pass(200);
  expect(room.last()).toBe(NOW - 20 * MINUTE);
  await room.answer();
  expect(room.shown).toEqual([NOW - MINUTE, NOW - 20 * MINUTE]);
  expect(room.asked).toHaveLength(2);
});

test("while playing there are two answers a second, each asked for one step ahead", async () => {
  const start = NOW - 60 * MINUTE;
  room.time.goTo(start);
  await room.answer();
  room.time.play(60);
  await room.pass(500);
  expect(room.last()).toBe(start + 30_000);
  await room.answer();
  for (let i = 2; i <= 10; i++) {
    await room.pass(500);
    expect(room.last()).toBe(start + i * 30_000);
    await room.answer();
  }
  expect(room.asked.length).toBeLessThanOrEqual(12);
  expect(room.shown.slice(0, 3)).toEqual([start, start + 30_000, start + 60_000]);
});

test("a slow backend slows the play: no step is left out, and what is shown is never under another instant", async () => {
  const start = NOW - 60 * MINUTE;
  room.time.goTo(start);
  await room.answer();
  room.time.play(600);
  await room.pass(9000);
  expect(room.asked).toHaveLength(2);
  expect(room.shown).toEqual([start]);
  expect(room.time.get()).toMatchObject({ at: start });
  await room.answer();
  expect(room.shown).toEqual([start, start + 300_000]);
});

test("playing reaches the present and ends there", async () => {
  room.time.goTo(NOW - 10_000);
  await room.answer();
  room.time.play(60);
  await room.pass(600);
  expect(room.time.get()).toEqual({ is: "now" });
  expect(room.shown).toEqual([NOW - 10_000, undefined]);
});

test("a link that is lost is said, the picture stays what it was, and it is asked again", async () => {
  room.time.goTo(NOW - MINUTE);
  await room.answer();
  room.time.goTo(NOW - 2 * MINUTE);
  await room.pass(200);
  await room.answer(fail({ code: "unavailable", detail: "not-connected" }));
  expect(room.troubles.at(-1)).toEqual({ code: "unavailable", detail: "not-connected" });
  expect(room.shown).toEqual([NOW - MINUTE]);
  await room.pass(2000);
  await room.answer();
  expect(room.shown).toEqual([NOW - MINUTE, NOW - 2 * MINUTE]);
  expect(room.troubles.at(-1)).toBeUndefined();
});

test("an instant the backend knows nothing of is not asked for again and again, another one is", async () => {
  room.time.goTo(5);
  await room.answer(fail({ code: "malformed", path: "at", detail: "before the first fact" }));
  await room.pass(60_000);
  expect(room.asked).toHaveLength(1);
  room.time.goTo(NOW - MINUTE);
  await room.pass(200);
  expect(room.last()).toBe(NOW - MINUTE);
});

test("an answer that comes after the window went back to now is not shown", async () => {
  room.time.goTo(NOW - MINUTE);
  room.time.backToNow();
  await room.answer();
  expect(room.shown).toEqual([]);
  room.time.goTo(NOW - 3 * MINUTE);
  await room.pass(200);
  await room.answer();
  room.time.backToNow();
  expect(room.shown).toEqual([NOW - 3 * MINUTE, undefined]);
});

test("a hand that goes elsewhere while playing is followed, and playing goes on from there", async () => {
  room.time.goTo(NOW - 60 * MINUTE);
  await room.answer();
  room.time.play(10);
  await room.pass(500);
  room.time.goTo(NOW - 30 * MINUTE);
  await room.answer();
  await room.pass(500);
  await room.answer();
  expect(room.shown.at(-1)).toBe(NOW - 30 * MINUTE);
  await room.pass(500);
  expect(room.last()).toBe(NOW - 30 * MINUTE + 5000);
  expect(room.time.get()).toMatchObject({ playing: true, speed: 10 });
});
