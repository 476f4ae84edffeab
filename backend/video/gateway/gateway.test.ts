import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { openOutages } from "../desk/outages.ts";
import type { Received } from "../rtsp/receive.ts";
import { waitAfter } from "./backoff.ts";
import { openFlow, type Mode } from "./flow.ts";
import { openOpenings } from "./openings.ts";
import { openPulse } from "./pulse.ts";
import { openRing } from "./ring.ts";
import { openTile, type TileMessage } from "./tile.ts";

const unit = (more: Partial<Received> = {}): Received => ({ codec: "h264", key: false, broken: false, data: Buffer.alloc(100), timestamp: 0, arrived: 0, captured: undefined, ...more });

describe("the ring", () => {
  test("holds whole groups within its bounds, begins with a key picture, and its newest group is what a decoder needs", () =>
    fc.assert(fc.property(fc.array(fc.record({ key: fc.integer({ min: 0, max: 3 }).map((n) => n === 0), size: fc.integer({ min: 1, max: 900 }), gap: fc.integer({ min: 0, max: 400 }) }), { maxLength: 200 }), (units) => {
      const ring = openRing({ bytes: 2000, ms: 3000 });
      let at = 0;
      /** Sizes since the newest key picture, while they fit. */
      let group: number[] = [];
      for (const { key, size, gap } of units) {
        ring.put(unit({ key, data: Buffer.alloc(size), arrived: (at += gap) }));
        group = key ? [size] : group.length > 0 ? [...group, size] : [];
        if (group.reduce((sum, one) => sum + one, 0) > 2000) group = [];
        expect(ring.fromKey().map(({ data }) => data.length)).toEqual(group);
        const all = ring.all();
        expect(ring.bytes()).toBe(all.reduce((sum, { data }) => sum + data.length, 0));
        expect(ring.bytes()).toBeLessThanOrEqual(2000);
        if (all.length > 0) expect(all[0]?.key).toBe(true);
        const from = ring.fromKey();
        expect(from.filter((one) => one.key).length).toBe(from.length > 0 ? 1 : 0);
        expect(from).toEqual(all.slice(all.length - from.length));
        // Older groups go as soon as they are too old; the newest stays however long it is.
        if (from.length < all.length) expect((all.at(-1)?.arrived ?? 0) - (all[0]?.arrived ?? 0)).toBeLessThanOrEqual(3000);
        expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => (all[0]?.seq ?? 0) + i));
      }
    })));
});

test("waits double from half a second to ten, a minute where a person has to act, three tenths to and fro", () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((failures) => waitAfter("closed", failures, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  expect(["login-wanted", "unauthorized", "not-found", "tls"].map((reason) => waitAfter(reason as "tls", 1, 0.5))).toEqual([60_000, 60_000, 60_000, 60_000]);
  expect([waitAfter("closed", 1, 0), waitAfter("closed", 1, 1)]).toEqual([350, 650]);
});

test("four open at a time, the rest in turn, one that was given up never", async () => {
  const clock = handClock();
  const openings = openOpenings(4, clock);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const asks = Array.from({ length: 7 }, (_, i) => openings.ask(() => {
    begun.push(i);
    return new Promise<void>((done) => ends.push(done));
  }));
  expect(begun).toEqual([0, 1, 2, 3]);
  asks[4]?.();
  for (const end of ends.splice(0)) end();
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 5, 6]);
  expect(openings.waiting()).toBe(0);
});

test("a camera that is opened for the first time goes before many that are tried again, and waits a second for those that hang at most", () => {
  const clock = handClock();
  const openings = openOpenings(4, clock);
  const begun: string[] = [];
  const hang = (name: string, again: boolean) => openings.ask(() => {
    begun.push(name);
    return new Promise(() => undefined);
  }, again);
  for (let i = 0; i < 64; i++) hang(`dead ${i}`, true);
  hang("new", false);
  expect(begun).toHaveLength(4);
  clock.pass(1000);
  expect(begun[4]).toBe("new");
  clock.pass(20_000);
  expect(begun).toHaveLength(65);
});

describe("a window's flow", () => {
  test("one that sees what it gets gets all", () => {
    const flow = openFlow();
    for (let now = 0; now < 10_000; now += 40) {
      const serial = flow.sent(now);
      expect(flow.mode(now, 0)).toBe("all");
      flow.seen(serial, now + 30);
    }
  });
  test("one that is half a second behind gets nothing, then key pictures for a while, longer each time it is slow again soon", () => {
    const flow = openFlow();
    const late = (from: number): void => {
      const serial = flow.sent(from);
      for (let now = from + 100; now <= from + 500; now += 100) expect(flow.mode(now, 0)).toBe("all");
      expect(flow.mode(from + 501, 0)).toBe("nothing");
      flow.seen(serial, from + 600);
      expect(flow.mode(from + 600, 0)).toBe("keys");
    };
    late(0);
    expect([flow.mode(1599, 0), flow.mode(1600, 0)]).toEqual(["keys", "all"]);
    late(2000);
    expect([flow.mode(4599, 0), flow.mode(4600, 0)]).toEqual(["keys", "all"]);
  });
  test("a gateway that stood itself, and could not hear what was seen, holds nothing against a window", () => {
    const flow = openFlow();
    const serial = flow.sent(0);
    expect(flow.mode(20, 0)).toBe("all");
    expect(flow.mode(3000, 0)).toBe("all");
    flow.seen(serial, 3001);
    flow.sent(3002);
    for (const now of [3200, 3400, 3500]) expect(flow.mode(now, 0)).toBe("all");
    expect(flow.mode(3600, 0)).toBe("nothing");
  });
  test("what lies in this process counts too; what was never sent is not seen; who sees nothing for half a minute is given up", () => {
    const flow = openFlow();
    flow.sent(0);
    expect(flow.mode(1, 3_000_000)).toBe("nothing");
    flow.seen(77, 10);
    for (let now = 200; now < 30_000; now += 200) expect(flow.dead(now)).toBe(false);
    expect(flow.dead(30_001)).toBe(true);
  });
});

describe("a tile", () => {
  function tile() {
    const sent: TileMessage[] = [];
    const live: { mode: Mode } = { mode: "all" };
    const ring = openRing({ bytes: 1e6, ms: 1e6 });
    const made = openTile({ stream: "sub", send: (message) => void sent.push(message), mode: () => live.mode, wall: () => 0, fromKey: () => ring.fromKey() });
    const put = (key: boolean, arrived = 0): void => made.unit(ring.put(unit({ key, arrived })));
    const told = (): string => sent.splice(0).map(({ type, key, broken, stale }) => (type === "unit" ? `${key ? "K" : "p"}${broken ? "!" : ""}${stale ? "~" : ""}` : type)).join(" ");
    return { made, live, ring, put, told };
  }
  const FORMAT = { codec: "h264" as const, name: "avc1.42001e", width: 1, height: 1 };

  test("begins with what shows the newest picture, and sends nothing twice", () => {
    const { made, ring, put, told } = tile();
    for (const key of [true, false, false]) ring.put(unit({ key }));
    made.format(FORMAT);
    made.begin();
    put(false);
    expect(told()).toBe("config K~ p~ p p");
  });
  test("without a format, or before a key picture, nothing is sent", () => {
    const { made, put, told } = tile();
    put(true);
    expect(told()).toBe("");
    made.format(FORMAT);
    put(false);
    put(true);
    expect(told()).toBe("config K");
  });
  test("what a slow window misses is missed up to a key picture, which says that something is missing", () => {
    const { made, live, put, told } = tile();
    made.format(FORMAT);
    put(true);
    live.mode = "nothing";
    put(false);
    put(true);
    live.mode = "keys";
    put(false);
    put(true);
    live.mode = "all";
    put(false);
    expect(told()).toBe("config K gap K! p");
  });
  test("after key pictures alone it goes on with a key one", () => {
    const { made, put, told } = tile();
    made.format(FORMAT);
    made.policy("key", 1000);
    for (const [key, at] of [[true, 2000], [false, 2040], [true, 2500], [true, 3001], [false, 3040]] as const) put(key, at);
    made.policy("all", 0);
    put(false);
    put(true);
    put(false);
    expect(told()).toBe("config K K K p");
  });
  test("key pictures alone go on when the room's clock is set back", () => {
    const { made, put, told } = tile();
    made.format(FORMAT);
    made.policy("key", 1000);
    for (const at of [5_000_000, 1_400_000, 1_400_500, 1_401_000]) put(true, at);
    expect(told()).toBe("config K K K");
  });
  test("withheld, nothing of the camera goes out but why – paused, resumed or in another format; then it goes on from a key picture", () => {
    const { made, put, told } = tile();
    made.format(FORMAT);
    put(true);
    made.withhold("private");
    put(false);
    put(true);
    made.pause();
    made.resume();
    made.state({ is: "live", since: 0 });
    made.format(FORMAT);
    put(true);
    expect(told()).toBe("config K state");
    made.withhold(undefined);
    expect(told()).toBe("state config K");
    made.withhold(undefined);
    put(false);
    expect(told()).toBe("p");
  });
  test("after a lost connection nothing is sent before a key picture", () => {
    const { made, put, told } = tile();
    made.format(FORMAT);
    put(true);
    made.state({ is: "lost", since: 0, reason: "closed" });
    put(false);
    put(true);
    expect(told()).toBe("config K state K");
  });
});

describe("how pictures come", () => {
  const feed = (pulse: ReturnType<typeof openPulse>, from: number, count: number, { every = 40, first = 0, off = 0 }: { every?: number; first?: number; off?: number } = {}): void => {
    for (let i = 0; i < count; i++) pulse.take(unit({ arrived: from + i * every + off, timestamp: (first + i * every * 90) >>> 0, data: Buffer.alloc(1000) }), from + i * every);
  };
  test("live with its rates; frozen after a second and a half; a camera of one picture in two seconds is not", () => {
    const pulse = openPulse();
    expect(pulse.look(0)).toBeUndefined();
    feed(pulse, 1000, 100);
    expect(pulse.look(4960)).toMatchObject({ is: "live", fps: expect.closeTo(25, 0), bitrate: expect.closeTo(200_000, -4) });
    expect(pulse.look(6400)?.is).toBe("live");
    expect(pulse.look(6500)).toMatchObject({ is: "frozen", pictureAt: 4960 });
    const slow = openPulse();
    feed(slow, 0, 20, { every: 2000 });
    expect(slow.look(38_000 + 3000)?.is).toBe("live");
    expect(slow.look(38_000 + 6500)?.is).toBe("frozen");
  });
  test("late once it is a second behind its own best, also across a wrap of the camera's clock", () => {
    const pulse = openPulse();
    feed(pulse, 0, 50, { first: 2 ** 32 - 90_000 });
    expect(pulse.look(2000)?.is).toBe("live");
    feed(pulse, 2000 + 1200, 10, { first: 2 ** 32 - 90_000 + 50 * 3600 });
    expect(pulse.look(3600)?.is).toBe("late");
  });
  test.each([3_600_000, -3_600_000])("the room's clock that is set by %s ms makes no picture late, frozen or fresh", (jump) => {
    const pulse = openPulse();
    feed(pulse, 0, 50);
    feed(pulse, 2000, 50, { first: 50 * 3600, off: jump });
    expect(pulse.look(4000)).toMatchObject({ is: "live", pictureAt: 3960 + jump, fps: expect.closeTo(25, 0) });
    expect(pulse.look(5600)?.is).toBe("frozen");
  });
  test.each([90_000 * 5, 90_000 * 3600, -90_000 * 5, -90_000 * 3600])("a camera's clock that jumps by %s ticks is no delay, and a delay after it is seen", (jump) => {
    const pulse = openPulse();
    feed(pulse, 0, 50, { first: 2 ** 31 });
    feed(pulse, 2000, 50, { first: 2 ** 31 + 50 * 3600 + jump });
    expect(pulse.look(4000)?.is).toBe("live");
    feed(pulse, 4000 + 1500, 10, { first: 2 ** 31 + 100 * 3600 + jump });
    expect(pulse.look(5900)?.is).toBe("late");
  });
});

describe("outages", () => {
  const camera = CameraId.parse("c");
  const state = (is: StreamState["is"], reason?: StreamState["reason"]): StreamState => ({ is, since: 0, ...(reason !== undefined && { reason }) });
  const open = () => {
    const clock = handClock(1_000_000);
    const outages = openOutages();
    return { clock, take: (one: StreamState) => outages.take(camera, "main", one, clock.wall()), due: () => outages.due(clock.wall()).map((fact) => ({ ...fact, at: 0 })) };
  };
  test("one that lasts is told once, and its end once", () => {
    const { clock, take, due } = open();
    take(state("live"));
    clock.pass(10_000);
    take(state("lost", "closed"));
    clock.pass(4999);
    expect(due()).toEqual([]);
    clock.pass(1);
    expect(due()).toMatchObject([{ kind: "camera:lost", reason: "closed", since: 1_010_000 }]);
    clock.pass(60_000);
    expect(due()).toEqual([]);
    take(state("live"));
    clock.pass(5000);
    expect(due()).toMatchObject([{ kind: "camera:back", lostFor: 65_000 }]);
    expect(due()).toEqual([]);
  });
  test("a clock that is set back an hour hides none", () => {
    const { clock, take, due } = open();
    take(state("live"));
    take(state("lost", "closed"));
    clock.jump(-3_600_000);
    due();
    clock.pass(60_000);
    expect(due()).toMatchObject([{ kind: "camera:lost", reason: "closed" }]);
  });
  test("short ones, streams nobody looks at and cameras switched off are none", () => {
    const { clock, take, due } = open();
    for (const [one, ms] of [[state("live"), 9000], [state("lost", "closed"), 3000], [state("live"), 9000], [state("idle"), 90_000], [state("lost", "off"), 90_000], [state("connecting"), 90_000]] as const) {
      take(one);
      clock.pass(ms);
      expect(due()).toEqual([]);
    }
  });
  test("a camera that comes and goes fills no journal: two facts in two minutes at most", () => {
    const { clock, take, due } = open();
    const facts: unknown[] = [];
    for (let i = 0; i < 20; i++) {
      take(state(i % 2 === 0 ? "lost" : "live", i % 2 === 0 ? "closed" : undefined));
      for (let s = 0; s < 6; s++) {
        clock.pass(1000);
        facts.push(...due());
      }
    }
    expect(facts.length).toBeGreaterThan(0);
    expect(facts.length).toBeLessThanOrEqual(3);
  });
});
