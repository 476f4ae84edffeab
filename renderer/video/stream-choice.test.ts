import fc from "fast-check";
import { expect, test } from "vitest";
import { DWELL_MS, firstChoice, nextChoice, type Ask } from "./stream-choice.ts";

const ask = (more: Partial<Ask> = {}): Ask => ({ height: 270, subHeight: 360, has: ["main", "sub"], mayMain: true, ...more });

test.each<[string, Partial<Ask>, "main" | "sub"]>([
  ["a sixteenth of a monitor", { height: 270 }, "sub"],
  ["a quarter of one", { height: 540 }, "main"],
  ["just enough", { height: 480 }, "sub"],
  ["a large one without the power for it", { height: 1080, mayMain: false }, "sub"],
  ["a camera without a sub-stream", { height: 100, has: ["main"] }, "main"],
  ["a camera without a sub-stream, and no power: the only one there is", { has: ["main"], mayMain: false }, "main"],
  ["a camera that has the sub-stream alone", { height: 1080, has: ["sub"] }, "sub"],
  ["a sub-stream that is larger than usual", { height: 540, subHeight: 720 }, "sub"],
])("%s", (_, more, expected) => expect(firstChoice(ask(more), 0).stream).toBe(expected));

test("a tile that grew changes after two seconds in its new size", () => {
  const first = firstChoice(ask(), 0);
  const grown = nextChoice(first, ask({ height: 1000 }), 100);
  expect(grown).toMatchObject({ stream: "sub", wanted: "main" });
  expect(nextChoice(grown, ask({ height: 1000 }), 100 + DWELL_MS - 1).stream).toBe("sub");
  expect(nextChoice(grown, ask({ height: 1000 }), 100 + DWELL_MS).stream).toBe("main");
  // Back in between: the wait begins anew.
  const back = nextChoice(grown, ask(), 1000);
  expect(nextChoice(nextChoice(back, ask({ height: 1000 }), 1100), ask({ height: 1000 }), 2200).stream).toBe("sub");
});

test("between the two limits it keeps what it has", () => {
  const main = firstChoice(ask({ height: 500 }), 0);
  expect(main.stream).toBe("main");
  expect(nextChoice(main, ask({ height: 400 }), 99_999)).toBe(main);
  const small = nextChoice(main, ask({ height: 360 }), 10_000);
  expect(nextChoice(small, ask({ height: 360 }), 10_000 + DWELL_MS).stream).toBe("sub");
});

test("power that is gone is given back at once", () => {
  const main = firstChoice(ask({ height: 1000 }), 0);
  expect(nextChoice(main, ask({ height: 1000, mayMain: false }), 5).stream).toBe("sub");
});

test("never a stream that the camera does not have, and no change within the dwell unless it must", () =>
  fc.assert(fc.property(fc.array(fc.record({ height: fc.integer({ min: 20, max: 2000 }), has: fc.constantFrom<Ask["has"]>(["main"], ["sub"], ["main", "sub"]), mayMain: fc.boolean(), wait: fc.integer({ min: 1, max: 3000 }) }), { maxLength: 60 }), (steps) => {
    let now = 0;
    let choice = firstChoice(ask(), now);
    let changedAt = Number.NEGATIVE_INFINITY;
    for (const { wait, ...more } of steps) {
      now += wait;
      const next = nextChoice(choice, ask(more), now);
      expect(more.has).toContain(next.stream);
      const must = !more.has.includes(choice.stream) || (choice.stream === "main" && !more.mayMain);
      if (next.stream !== choice.stream) {
        if (!must) expect(now - changedAt).toBeGreaterThanOrEqual(DWELL_MS);
        changedAt = now;
      }
      choice = next;
    }
  })));
