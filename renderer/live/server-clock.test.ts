import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createServerClock } from "./server-clock.ts";

const TRUE = 1_700_000_000_000;

/** Pulses once a second, each so many ms late. */
function hear(delays: readonly number[], clock = createServerClock(0), from = 0, ahead = TRUE) {
  for (const [i, delay] of delays.entries()) {
    const sent = from + i * 1000;
    clock.hear(ahead + sent, sent + delay);
  }
  return clock;
}

describe("the server's clock", () => {
  test("before any pulse it is what it was begun with", () => expect(createServerClock(500).at(10)).toBe(510));

  test("one punctual pulse among late ones sets it, whenever it comes", () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 20 }), fc.integer({ min: 0, max: 19 }), (late, place) => {
      const delays = [...late.slice(0, place), 2, ...late.slice(place)];
      const clock = hear(delays);
      const mono = delays.length * 1000;
      const error = TRUE + mono - clock.at(mono);
      return error >= 0 && error <= 2;
    })));

  test("two windows on one LAN differ by less than 20 ms, however their pulses are held up", () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 }), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 }), (a, b) => {
      const one = hear([...a, 3]);
      const other = hear([...b, 9]);
      return Math.abs(one.at(30_000) - other.at(30_000)) < 20;
    })));

  test("it never goes back while the server's does not", () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 899 }), { minLength: 1, maxLength: 80 }), (delays) => {
      const clock = createServerClock(0);
      let last = 0;
      for (const [i, delay] of delays.entries()) {
        clock.hear(TRUE + i * 1000, i * 1000 + delay);
        for (const mono of [i * 1000 + delay, i * 1000 + 900, i * 1000 + 999]) {
          const now = clock.at(mono);
          if (now < last) return false;
          last = now;
        }
      }
      return true;
    })));

  test("a correction back is spread over its time: no second is shown twice", () => {
    const clock = createServerClock(0);
    clock.hear(TRUE + 300, 0); // ahead of all that follow
    let last = clock.at(0);
    for (let i = 1; i <= 45; i++) {
      clock.hear(TRUE + i * 1000, i * 1000);
      for (let ms = 0; ms < 1000; ms += 100) {
        const now = clock.at(i * 1000 + ms);
        expect(now).toBeGreaterThan(last);
        last = now;
      }
    }
    expect(clock.at(46_000)).toBe(TRUE + 46_000);
  });

  test("the server's clock set back is followed after three pulses, set forward at once", () => {
    const clock = hear([1, 1, 1, 1, 1]);
    hear([1, 1, 1], clock, 5000, TRUE - 3_600_000);
    expect(clock.at(8000)).toBe(TRUE - 3_600_000 + 8000 - 1);
    hear([1], clock, 8000, TRUE);
    expect(clock.at(8500)).toBe(TRUE + 8500 - 1);
  });
});
