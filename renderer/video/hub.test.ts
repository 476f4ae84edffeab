import { expect, test } from "vitest";
import { CameraId, StreamState } from "#contract/camera";
import type { TileOrder } from "#contract/video-wire";
import { handDecoders, unit, type HandPicture } from "../../test/kit/hand-decoder.ts";
import { createHub } from "./hub.ts";
import type { FromWorker, TileReport } from "./messages.ts";

const CAMERA = CameraId.parse("cam-01");
const SUB = { codec: "avc1.64001f", width: 640, height: 360, stream: "sub" } as const;
const MAIN = { codec: "avc1.640028", width: 1920, height: 1080, stream: "main" } as const;
const text = (value: object): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

/** A window's tiles with hand-worked decoders, a screen that takes everything unless told, and a clock of their own. */
function begin() {
  const hand = handDecoders();
  const orders: TileOrder[] = [];
  const reports: Extract<FromWorker, { is: "report" }>[] = [];
  const shown: { tile: number; picture: HandPicture }[] = [];
  const state = { now: 10_000, takes: true, wanted: false, again: 0, silent: 0 };
  const later: { at: number; task: () => void }[] = [];
  let sinks = 0;
  const kill: (() => void)[] = [];
  const dead: number[] = [];
  const hub = createHub<HandPicture>({
    cores: 8,
    decodes: false,
    make: hand.make,
    sink: (_, die) => {
      const tile = (sinks += 1);
      kill.push(die);
      return { put: (picture) => {
        picture.close();
        if (state.takes) shown.push({ tile, picture });
        return state.takes;
      }, close: () => undefined };
    },
    link: { want: (on) => void (state.wanted = on), again: () => void (state.again += 1), send: (order) => void orders.push(order), silentFor: () => state.silent },
    now: () => state.now, ticks: () => state.now, tell: (message) => void (message.is === "report" ? reports.push(message) : message.is === "dead" && dead.push(message.tile)),
    after: (ms, task) => void later.push({ at: state.now + ms, task }),
  });
  const pass = (ms: number): void => {
    for (let left = ms; left > 0; left -= 500) {
      state.now += Math.min(500, left);
      for (const timer of later.splice(0)) {
        if (timer.at <= state.now) timer.task();
        else later.push(timer);
      }
      hub.look();
    }
  };
  const open = (tile: number, more: { height?: number; visible?: boolean; has?: ("main" | "sub")[] } = {}): void =>
    hub.hear({ is: "open", tile, camera: CAMERA, has: more.has ?? ["main", "sub"], box: { width: 480, height: more.height ?? 270 }, visible: more.visible ?? true, sink: { is: "canvas", canvas: Object.create(null) } });
  const wireOf = (at: number): number => orders.filter((order) => order.is === "subscribe").at(at)?.tile ?? -1;
  const config = (wire: number, what: typeof SUB | typeof MAIN): void => hub.message(unit({ type: "config", codec: undefined, tile: wire, payload: text(what) }));
  const picture = (wire: number, more: Parameters<typeof unit>[0] = {}): void => {
    hub.message(unit({ tile: wire, arrived: state.now, key: true, ...more }));
    hand.finish();
  };
  const report = (tile: number): TileReport | undefined => {
    hub.look();
    return reports.at(-1)?.tiles.find((each) => each.tile === tile);
  };
  return { hub, hand, orders, shown, state, pass, open, wireOf, config, picture, report, reports, kill, dead };
}

test("a tile subscribes when the link is up, shows what is decoded and says its age and figures", () => {
  const { hub, open, orders, wireOf, config, picture, shown, report, state } = begin();
  open(1);
  expect([state.wanted, orders]).toEqual([true, []]);
  hub.link(true);
  expect(orders).toEqual([{ is: "subscribe", tile: wireOf(0), camera: CAMERA, stream: "sub" }]);
  config(wireOf(0), SUB);
  hub.message(unit({ type: "state", codec: undefined, tile: wireOf(0), payload: text(StreamState.parse({ is: "live", since: 1 })) }));
  for (let n = 0; n < 25; n += 1) {
    state.now += 40;
    picture(wireOf(0), { arrived: state.now - 30 });
  }
  expect(shown).toHaveLength(25);
  expect(report(1)).toMatchObject({ takenAt: state.now - 30, delay: 30, stood: 0, interval: 40, link: true, rationed: false, state: { is: "live" }, figures: { stream: "sub", codec: "avc1.64001f", delay: 30, decoded: 25, shown: 25, dropped: 0 } });
});

test("of what was before it was opened the first picture is shown at once and the newest next", () => {
  const { hub, open, wireOf, config, picture, shown, report, state } = begin();
  hub.link(true);
  open(1);
  config(wireOf(0), SUB);
  for (let n = 0; n < 20; n += 1) picture(wireOf(0), { key: n === 0, stale: n < 19, arrived: state.now - 800 + n * 40 });
  expect(shown).toHaveLength(2);
  expect(report(1)).toMatchObject({ takenAt: state.now - 40, figures: { decoded: 20 } });
});

test("a tile that grows keeps its stream until the larger one has a picture: the screen is never without", () => {
  const { hub, open, orders, wireOf, config, picture, shown, pass, report, state } = begin();
  hub.link(true);
  open(1);
  config(wireOf(0), SUB);
  picture(wireOf(0));
  hub.hear({ is: "box", tile: 1, box: { width: 1920, height: 1080 } });
  pass(1500);
  expect(orders.filter(({ is }) => is === "subscribe")).toHaveLength(1);
  pass(1500);
  expect(orders.at(-1)).toMatchObject({ is: "subscribe", stream: "main" });
  config(wireOf(1), MAIN);
  picture(wireOf(0));
  expect(orders.some(({ is }) => is === "unsubscribe")).toBe(false);
  // What the larger one's group of pictures begins with is older than what is seen: it waits for the newest.
  picture(wireOf(1), { stale: true, arrived: state.now - 900 });
  expect(orders.some(({ is }) => is === "unsubscribe")).toBe(false);
  const before = shown.length;
  picture(wireOf(1));
  expect(shown).toHaveLength(before + 1);
  expect(orders.at(-1)).toEqual({ is: "unsubscribe", tile: wireOf(0) });
  expect(report(1)?.figures).toMatchObject({ stream: "main", height: 1080 });
  // A unit of the old stream that was on its way finds nobody.
  picture(wireOf(0));
  expect(shown).toHaveLength(before + 1);
});

test("nine large tiles have the main stream, the tenth makes do with the sub-stream", () => {
  const { hub, open, orders, pass } = begin();
  hub.link(true);
  for (let tile = 1; tile <= 10; tile += 1) open(tile, { height: 1080 });
  pass(3000);
  const streams = new Map<number, string>();
  for (const order of orders) if (order.is === "subscribe") streams.set(order.tile, order.stream);
  expect([...streams.values()].filter((stream) => stream === "sub")).toHaveLength(1);
});

test("hidden it is paused and holds no decoder; shown again it resumes; hidden for long its place is given back", () => {
  const { hub, hand, open, orders, wireOf, config, picture, shown, pass, report, state } = begin();
  hub.link(true);
  open(1);
  config(wireOf(0), SUB);
  picture(wireOf(0));
  hub.hear({ is: "visible", tile: 1, on: false });
  expect(orders.at(-1)).toEqual({ is: "pause", tile: wireOf(0) });
  expect(hand.open()).toBe(0);
  state.now += 10_000;
  hub.hear({ is: "visible", tile: 1, on: true });
  expect(orders.at(-1)).toEqual({ is: "resume", tile: wireOf(0) });
  picture(wireOf(0), { stale: true, arrived: state.now - 500 });
  picture(wireOf(0), { key: false });
  expect(shown).toHaveLength(3);
  expect(report(1)?.interval).toBeLessThan(1000);
  hub.hear({ is: "visible", tile: 1, on: false });
  pass(31_000);
  expect(orders.at(-1)).toEqual({ is: "unsubscribe", tile: wireOf(0) });
  hub.hear({ is: "visible", tile: 1, on: true });
  expect(orders.at(-1)).toMatchObject({ is: "subscribe", camera: CAMERA });
});

test("a link that is lost and comes back: the last picture stays with its age, and every tile asks again", () => {
  const { hub, open, orders, wireOf, config, picture, report, state } = begin();
  hub.link(true);
  open(1);
  open(2, { visible: false });
  config(wireOf(0), SUB);
  picture(wireOf(0));
  const takenAt = state.now;
  hub.link(false);
  state.now += 3000;
  expect(report(1)).toMatchObject({ link: false, takenAt });
  hub.link(true);
  expect(orders.filter(({ is }) => is === "subscribe").map((order) => order.is === "subscribe" && order.tile)).toEqual([1, 2]);
  expect(report(1)).toMatchObject({ link: true, takenAt });
});

test.each<[string, (room: ReturnType<typeof begin>) => void, (room: ReturnType<typeof begin>) => void]>([
  ["this window's link", ({ hub }) => hub.link(false), ({ hub }) => hub.link(true)],
  ["the camera's connection",
    ({ hub, wireOf }) => hub.message(unit({ type: "state", codec: undefined, tile: wireOf(-1), payload: text(StreamState.parse({ is: "lost", since: 1, reason: "closed" })) })),
    ({ hub, wireOf }) => hub.message(unit({ type: "state", codec: undefined, tile: wireOf(-1), payload: text(StreamState.parse({ is: "live", since: 1 })) }))],
])("after ten minutes without %s a picture that stands is said as soon as before", (_, cut, mend) => {
  const room = begin();
  const { hub, open, wireOf, config, picture, report, state } = room;
  hub.link(true);
  open(1);
  config(wireOf(-1), SUB);
  // Two pictures only: the outage would be the second interval there is.
  for (let n = 0; n < 2; n += 1) {
    state.now += 40;
    picture(wireOf(-1));
  }
  cut(room);
  state.now += 600_000;
  mend(room);
  config(wireOf(-1), SUB);
  picture(wireOf(-1));
  expect(report(1)?.interval).toBe(40);
});

test("a screen that takes nothing leads down to key frames and stills, asked for at the gateway; rest leads back", () => {
  const { hub, open, orders, wireOf, config, picture, pass, reports, state, report } = begin();
  hub.link(true);
  for (let tile = 1; tile <= 6; tile += 1) {
    open(tile);
    config(wireOf(-1), SUB);
  }
  const wires = orders.flatMap((order) => (order.is === "subscribe" ? [order.tile] : []));
  const flow = (ms: number): void => {
    for (let left = ms; left > 0; left -= 500) {
      for (const wire of wires) picture(wire);
      pass(500);
    }
  };
  flow(1000);
  expect(reports.at(-1)?.level).toBe(0);
  state.takes = false;
  flow(1500);
  expect(reports.at(-1)?.level).toBe(6);
  // The four largest (here the first) go on moving.
  expect(orders.filter(({ is }) => is === "policy")).toEqual(wires.slice(4).map((tile) => ({ is: "policy", tile, mode: "key", every: 0 })));
  flow(500);
  expect(reports.at(-1)?.level).toBe(8);
  expect(orders.findLast((order) => order.is === "policy" && order.tile === wires[0])).toMatchObject({ mode: "key", every: 5000 });
  expect(report(1)?.rationed).toBe(true);
  state.takes = true;
  flow(45_000);
  expect(reports.at(-1)?.level).toBe(0);
  expect(orders.findLast((order) => order.is === "policy" && order.tile === wires[0])).toMatchObject({ mode: "all" });
});

test("what opening a wall costs is no reason to show less of it, unless it collapses; a wall that opens tiles without end is looked at all the same", () => {
  const { hub, open, wireOf, config, picture, reports, state } = begin();
  hub.link(true);
  open(1);
  config(wireOf(-1), SUB);
  const wire = wireOf(-1);
  /** The worker's timer comes 200 ms late each time. */
  const late = (times: number): void => {
    for (let n = 0; n < times; n += 1) {
      picture(wire);
      state.now += 700;
      hub.look();
    }
  };
  late(2);
  expect(reports.at(-1)?.level).toBe(0);
  late(1);
  expect(reports.at(-1)?.level).toBe(1);
  open(2);
  late(8);
  expect(reports.at(-1)?.level).toBe(3);
});

test("a link that brings nothing, though a camera is said to send, is made anew", () => {
  const { hub, open, wireOf, pass, state } = begin();
  hub.link(true);
  open(1);
  hub.message(unit({ type: "state", codec: undefined, tile: wireOf(0), payload: text(StreamState.parse({ is: "live", since: 1 })) }));
  state.silent = 14_000;
  pass(500);
  expect(state.again).toBe(0);
  state.silent = 16_000;
  pass(500);
  expect(state.again).toBe(1);
});

test("200 times 16 tiles opened and closed leave no decoder, no picture and no place at the gateway", () => {
  const { hub, hand, open, orders, wireOf, config, picture, pass, state } = begin();
  hub.link(true);
  for (let turn = 0; turn < 200; turn += 1) {
    for (let tile = 0; tile < 16; tile += 1) {
      open(turn * 16 + tile);
      config(wireOf(-1), SUB);
      picture(wireOf(-1));
    }
    for (let tile = 0; tile < 16; tile += 1) hub.hear({ is: "close", tile: turn * 16 + tile });
  }
  expect([hand.open(), hand.unclosed()]).toEqual([0, 0]);
  const held = new Set<number>();
  for (const order of orders) {
    if (order.is === "subscribe") held.add(order.tile);
    if (order.is === "unsubscribe") held.delete(order.tile);
  }
  expect(held.size).toBe(0);
  pass(6000);
  expect(state.wanted).toBe(false);
});

test("a tile whose element takes no picture any more is told, and given up: nothing is decoded for nobody and called live", () => {
  const { hub, hand, open, orders, wireOf, config, picture, report, kill, dead, shown } = begin();
  hub.link(true);
  open(1);
  open(2);
  config(wireOf(0), SUB);
  picture(wireOf(0));
  kill[0]!();
  kill[0]!();
  expect([dead, orders.at(-1), hand.open()]).toEqual([[1], { is: "unsubscribe", tile: wireOf(0) }, 0]);
  picture(wireOf(0));
  expect([shown.length, report(1), report(2)?.tile]).toEqual([1, undefined, 2]);
  // The page closes what it knows to be gone, or opens it anew under another number.
  hub.hear({ is: "close", tile: 1 });
  open(3);
  expect(orders.at(-1)).toMatchObject({ is: "subscribe", camera: CAMERA });
});

test("garbage in a configuration or a state is nobody's harm", () => {
  const { hub, open, wireOf, report } = begin();
  hub.link(true);
  open(1);
  for (const type of ["config", "state"] as const) for (const payload of [new Uint8Array(3), text({ is: "??" }), text({ codec: 5 })]) hub.message(unit({ type, codec: undefined, tile: wireOf(0), payload }));
  hub.message(unit({ tile: 999_999, key: true }));
  hub.hear({ is: "box", tile: 77, box: { width: 1, height: 1 } });
  expect(report(1)).toMatchObject({ takenAt: undefined, state: undefined });
});
