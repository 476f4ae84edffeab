import fc from "fast-check";
import { expect, test } from "vitest";
import type { VideoMessage } from "#contract/video-wire";
import { handDecoders, unit, type HandPicture } from "../../test/kit/hand-decoder.ts";
import type { Picture } from "./decoding.ts";
import { createPipeline, type Taken } from "./pipeline.ts";

const CONFIG = { codec: "avc1.64001f", width: 640, height: 360, stream: "sub" } as const;

function begin(config: { codec: string; width: number; height: number; stream: "sub" | "main" } = CONFIG) {
  const hand = handDecoders();
  const seen: { picture: HandPicture; taken: Taken }[] = [];
  let at = 0;
  const pipeline = createPipeline({ wire: 7, stream: "sub", make: hand.make, now: () => at }, { picture: (picture, taken) => {
    seen.push({ picture, taken });
    picture.close();
  } });
  pipeline.configure(config);
  return { hand, pipeline, seen, to: (ms: number): void => void (at = ms), take: (...units: VideoMessage[]): void => units.forEach((each) => pipeline.take(each)) };
}

test("nothing is decoded before a key unit; then all, with the instant of arrival", () => {
  const { hand, seen, take, pipeline } = begin();
  take(unit({ arrived: 1 }), unit({ arrived: 2, key: true }), unit({ arrived: 3 }));
  hand.finish();
  expect(seen.map(({ taken }) => taken.arrived)).toEqual([2, 3]);
  expect(pipeline.figures()).toMatchObject({ decoded: 2, skipped: 1, catchingUp: false });
});

test("units that arrive in the same millisecond keep pictures of their own", () => {
  const { hand, seen, take } = begin();
  take(unit({ arrived: 5, key: true, stale: true }), unit({ arrived: 5, stale: true }), unit({ arrived: 5 }));
  hand.finish();
  expect(seen.map(({ taken }) => taken.stale)).toEqual([true, true, false]);
});

test("pictures small enough are decoded by software, large ones as the machine likes", () => {
  const small = begin();
  small.take(unit({ key: true }));
  expect(small.hand.made).toMatchObject([{ software: true }]);
  const large = begin({ ...CONFIG, width: 1920, height: 1080 });
  large.take(unit({ key: true }));
  expect(large.hand.made).toMatchObject([{ software: false }]);
});

test("a decoder that fails is made again with the next key unit", () => {
  const { hand, seen, take, pipeline } = begin();
  take(unit({ arrived: 1, key: true }));
  hand.fail("broken");
  take(unit({ arrived: 2 }), unit({ arrived: 3 }));
  expect(hand.made).toHaveLength(1);
  take(unit({ arrived: 4, key: true }));
  hand.finish();
  expect(hand.made).toHaveLength(2);
  expect(seen.map(({ taken }) => taken.arrived)).toEqual([4]);
  expect(pipeline.figures()).toMatchObject({ restarts: 1, skipped: 2, unplayable: undefined });
  expect(hand.open()).toBe(1);
});

test("hardware that breaks twice without a picture in between gives way to software; after a picture it has its chance again", () => {
  const { hand, take } = begin({ ...CONFIG, width: 1920, height: 1080 });
  for (let n = 0; n < 2; n += 1) {
    take(unit({ arrived: n, key: true }));
    hand.finish();
    hand.fail("broken");
  }
  take(unit({ arrived: 5, key: true }));
  hand.fail("broken");
  take(unit({ arrived: 6, key: true }));
  expect(hand.made.map(({ software }) => software)).toEqual([false, false, false, true]);
});

test("a gap, or a unit whose forerunner is missing, waits for a key unit; the decoder stays", () => {
  const { hand, seen, take, pipeline } = begin();
  take(unit({ arrived: 1, key: true }));
  pipeline.interrupt();
  take(unit({ arrived: 2 }), unit({ arrived: 3, key: true }), unit({ arrived: 4, broken: true }), unit({ arrived: 5 }), unit({ arrived: 6, key: true, broken: true }));
  hand.finish();
  expect(seen.map(({ taken }) => taken.arrived)).toEqual([1, 3, 6]);
  expect(hand.made).toHaveLength(1);
});

test("ten units in and none out for a second: the decoder is made again, by software", () => {
  const { hand, take, pipeline, to } = begin({ ...CONFIG, width: 1920, height: 1080 });
  take(unit({ key: true }), ...Array.from({ length: 9 }, () => unit()));
  to(999);
  pipeline.look(999);
  expect(hand.open()).toBe(1);
  pipeline.look(1000);
  expect(hand.open()).toBe(0);
  take(unit({ key: true }));
  expect(hand.made.map(({ software }) => software)).toEqual([false, true]);
});

test("hardware that does not know the codec gives way to software; what software does not know is said", () => {
  const { hand, take, pipeline } = begin({ ...CONFIG, codec: "hev1.1.6.L93.B0", width: 1920, height: 1080 });
  take(unit({ key: true }));
  hand.fail("unplayable");
  expect(pipeline.figures().unplayable).toBeUndefined();
  take(unit({ key: true }));
  hand.fail("unplayable");
  expect(pipeline.figures().unplayable).toBe("hev1.1.6.L93.B0");
  take(unit({ key: true }));
  expect(hand.made).toHaveLength(2);
  // Another codec is another chance.
  pipeline.configure(CONFIG);
  take(unit({ key: true }));
  expect(hand.made).toHaveLength(3);
  expect(pipeline.figures().unplayable).toBeUndefined();
});

test("too many waiting units are left out up to the next key one, so that no delay grows", () => {
  const { hand, take, pipeline } = begin();
  take(unit({ key: true }));
  hand.finish();
  take(...Array.from({ length: 40 }, () => unit()));
  expect(pipeline.figures()).toMatchObject({ waiting: 30, skipped: 10 });
  hand.finish();
  take(unit(), unit({ key: true }));
  expect(pipeline.figures().waiting).toBe(1);
});

test("a decoder that makes one picture of two units forever: what it swallowed is forgotten, what comes keeps its instant", () => {
  const { hand, take, seen, pipeline } = begin();
  let most = 0;
  for (let n = 0; n < 5000; n += 1) {
    take(unit({ arrived: 1000 + n, key: n === 0 }));
    hand.finish(({ timestamp }) => timestamp % 2000 !== 0);
    most = Math.max(most, pipeline.figures().awaited);
  }
  expect(seen.map(({ taken }) => taken.arrived)).toEqual(Array.from({ length: 2500 }, (_, n) => 1000 + n * 2));
  expect(most).toBeLessThanOrEqual(64);
});

test("a picture that comes 60 units late is still known, and shown", () => {
  const seen: number[] = [];
  const into: number[] = [];
  let give: ((picture: Picture) => void) | undefined;
  const pipeline = createPipeline<Picture>({ wire: 7, stream: "sub", now: () => 0, make: (_, on) => {
    give = on.picture;
    return { decode: ({ timestamp }) => void into.push(timestamp), waiting: () => 0, close: () => undefined };
  } }, { picture: (_, { arrived }) => void seen.push(arrived) });
  pipeline.configure(CONFIG);
  for (let n = 0; n < 60; n += 1) pipeline.take(unit({ arrived: n, key: n === 0 }));
  const [first, ...rest] = into;
  for (const timestamp of [...rest, first!]) give?.({ timestamp, close: () => undefined });
  expect([seen.length, seen.at(-1)]).toEqual([60, 0]);
});

test("a decoder that takes all and gives nothing is remembered for 600 units at most", () => {
  const { hand, take, pipeline } = begin();
  for (let n = 0; n < 5000; n += 1) {
    take(unit({ arrived: n, key: n === 0 }));
    hand.finish(() => true);
  }
  expect(pipeline.figures().awaited).toBe(600);
});

test("a stream that changes its size begins anew; told the same twice it goes on", () => {
  const { hand, take, pipeline } = begin();
  take(unit({ key: true }));
  pipeline.configure({ ...CONFIG });
  expect(hand.open()).toBe(1);
  pipeline.configure({ ...CONFIG, width: 1280, height: 720 });
  expect(hand.open()).toBe(0);
  take(unit());
  expect(hand.made).toHaveLength(1);
  take(unit({ key: true }));
  expect(hand.made).toHaveLength(2);
});

test("whatever comes in whatever order: every picture is closed, and one decoder at most is open", () =>
  fc.assert(fc.property(fc.array(fc.oneof(
    fc.record({ do: fc.constant("take" as const), key: fc.boolean(), broken: fc.boolean(), stale: fc.boolean(), arrived: fc.integer({ min: 0, max: 1000 }) }),
    fc.record({ do: fc.constantFrom("finish" as const, "fail" as const, "unplayable" as const, "gap" as const, "look" as const, "size" as const) }),
  ), { maxLength: 120 }), (steps) => {
    const { hand, take, pipeline, to } = begin();
    let now = 0;
    for (const step of steps) {
      to((now += 100));
      if (step.do === "take") take(unit(step));
      else if (step.do === "finish") hand.finish();
      else if (step.do === "fail") hand.fail("broken");
      else if (step.do === "unplayable") hand.fail("unplayable");
      else if (step.do === "gap") pipeline.interrupt();
      else if (step.do === "size") pipeline.configure({ ...CONFIG, width: 640 + now });
      else pipeline.look(now);
      expect(hand.open()).toBeLessThanOrEqual(1);
      expect(hand.withoutKey()).toBe(0);
    }
    pipeline.close();
    hand.finish();
    expect(hand.open()).toBe(0);
    expect(hand.unclosed()).toBe(0);
  })));
