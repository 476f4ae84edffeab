import { expect, test } from "vitest";
import { CameraId, type StreamName } from "#contract/camera";
import type { TileOrder } from "#contract/video-wire";
import { handDecoders, unit, type HandPicture } from "../../test/kit/hand-decoder.ts";
import { createTile } from "./tile.ts";

const text = (value: object): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));
const CODED = {
  sub: { codec: "avc1.64001f", width: 640, height: 360, stream: "sub" },
  main: { codec: "hev1.1.6.L120.B0", width: 1920, height: 1080, stream: "main" },
} as const;

/** A tile of a machine that knows H.264 alone. */
function begin(height: number, has: StreamName[] = ["main", "sub"], decodes = false) {
  const hand = handDecoders();
  const orders: TileOrder[] = [];
  const state = { ticks: 1000, wire: 0, shown: 0 };
  const tile = createTile<HandPicture>({
    tile: 1, camera: CameraId.parse("cam-01"), has, make: hand.make, decodes, now: () => state.ticks, ticks: () => state.ticks,
    sink: { put: (picture) => {
      picture.close();
      state.shown += 1;
      return true;
    }, close: () => undefined },
    nextWire: () => (state.wire += 1), send: (order) => void orders.push(order), news: () => undefined,
  });
  tile.open(true, true, { width: (height * 16) / 9, height });
  /** Streams that are asked for now. */
  const held = (): StreamName[] => {
    const now = new Map<number, StreamName>();
    for (const order of orders) {
      if (order.is === "subscribe") now.set(order.tile, order.stream);
      if (order.is === "unsubscribe") now.delete(order.tile);
    }
    return [...now.values()];
  };
  const wireOf = (stream: StreamName): number => orders.flatMap((order) => (order.is === "subscribe" && order.stream === stream ? [order.tile] : [])).at(-1) ?? -1;
  /** Half a second in which the gateway sends a key picture of what is asked for. */
  const pass = (ms: number, coded: Record<StreamName, { codec: string; width: number; height: number; stream: StreamName }> = CODED): void => {
    for (let left = ms; left > 0; left -= 500) {
      state.ticks += 500;
      for (const stream of held()) {
        tile.take(unit({ type: "config", codec: undefined, tile: wireOf(stream), payload: text(coded[stream]) }));
        const made = hand.made.length;
        tile.take(unit({ tile: wireOf(stream), key: true, arrived: state.ticks }));
        if (hand.made.length > made && coded[stream].codec.startsWith("hev")) hand.fail("unplayable");
      }
      hand.finish();
      tile.look(true);
    }
  };
  return { tile, hand, orders, state, held, pass };
}

test("a large tile of a camera whose main stream nothing here decodes plays the sub-stream, and gives the main one back", () => {
  const { tile, state, held, pass } = begin(1080);
  expect(held()).toEqual(["main"]);
  pass(2000);
  expect(held()).toEqual(["sub"]);
  pass(1000);
  expect(state.shown).toBeGreaterThan(0);
  expect(tile.report()).toMatchObject({ unplayable: undefined, stood: 0, figures: { stream: "sub" } });
});

test("a tile that grows goes on with the sub-stream; the main one is asked for again only after ten minutes, and shown when it can be", () => {
  const { tile, orders, state, held, pass } = begin(270);
  pass(1000);
  tile.box({ width: 1920, height: 1080 });
  pass(60_000);
  const asked = (): number => orders.filter((order) => order.is === "subscribe" && order.stream === "main").length;
  expect([held(), asked(), state.shown > 100]).toEqual([["sub"], 1, true]);
  pass(530_000);
  expect(asked()).toBe(1);
  pass(20_000, { ...CODED, main: { ...CODED.main, codec: "avc1.640028" } });
  expect([held(), asked(), tile.report().figures.stream]).toEqual([["main"], 2, "main"]);
});

test("a tile opened while all get fewer pictures shows its first at once; from then on it gets one now and then", () => {
  const { tile, hand, orders, state } = begin(270);
  const policies = (): unknown[] => orders.flatMap((order) => (order.is === "policy" ? [[order.mode, order.every]] : []));
  tile.take(unit({ type: "config", codec: undefined, tile: 1, payload: text(CODED.sub) }));
  tile.take(unit({ tile: 1, key: true, arrived: state.ticks }));
  // The first picture waits for its decoder: it is not thrown away for others' sake.
  tile.ration({ keys: true, fps: 0.2 });
  expect(policies()).toEqual([["key", 0]]);
  hand.finish();
  expect(state.shown).toBe(1);
  expect(policies()).toEqual([["key", 0], ["key", 5000]]);
  tile.ration({ keys: false, fps: undefined });
  expect(policies().at(-1)).toEqual(["all", 0]);
});

test("where there is no other stream it is said, and the one there is stays asked for: it plays when its codec changes", () => {
  const { tile, state, held, pass } = begin(1080, ["main"]);
  pass(5000);
  expect([held(), tile.report().unplayable, state.shown]).toEqual([["main"], CODED.main.codec, 0]);
  pass(1000, { ...CODED, main: { ...CODED.main, codec: "avc1.640028" } });
  expect([held(), tile.report().unplayable]).toEqual([["main"], undefined]);
  expect(state.shown).toBeGreaterThan(0);
});

test("neither can be decoded: it is said, and one place is held", () => {
  const { tile, held, pass } = begin(1080);
  const both = { ...CODED, sub: { ...CODED.sub, codec: "hev1.1.6.L93.B0" } };
  pass(30_000, both);
  expect([held().length, tile.report().unplayable]).toEqual([1, "hev1.1.6.L93.B0"]);
});

test("after a link that was lost the stream that cannot be decoded is not asked for again", () => {
  const { tile, orders, pass } = begin(1080);
  pass(3000);
  tile.link(false);
  tile.link(true);
  expect(orders.at(-1)).toMatchObject({ is: "subscribe", stream: "sub" });
});

const NEITHER = { ...CODED, sub: { ...CODED.sub, codec: "hev1.1.6.L93.B0" } };
const BY_SERVER = { main: { codec: "i420", width: 960, height: 540, stream: "main" }, sub: { codec: "i420", width: 640, height: 360, stream: "sub" } } as const;

test("what nothing here decodes the server is asked for, and only then; it plays in the same tile", () => {
  const { tile, orders, state, pass } = begin(270, ["main", "sub"], true);
  const decoded = (): boolean[] => orders.flatMap((order) => (order.is === "subscribe" ? [order.decoded === true] : []));
  pass(500, NEITHER);
  expect([decoded(), state.shown]).toEqual([[false], 0]);
  for (let halves = 0; halves < 20 && decoded().at(-1) === false; halves++) pass(500, NEITHER);
  // Both were tried here first.
  expect(decoded()).toEqual([false, false, true]);
  pass(3000, BY_SERVER);
  expect(tile.report()).toMatchObject({ unplayable: undefined, stood: 0, figures: { codec: "i420", stream: "sub" } });
  // What plays is not asked for anew, and a larger tile gets the larger stream the same way.
  const before = decoded().length;
  pass(700_000, BY_SERVER);
  expect(decoded().length).toBe(before);
  tile.box({ width: 1920, height: 1080 });
  pass(4000, BY_SERVER);
  expect([decoded().at(-1), tile.report().figures.stream]).toEqual([true, "main"]);
});

test("hidden it gives the server's decoder back within seconds, and what is decoded here after half a minute; seen again it is asked for anew", () => {
  const remote = begin(270, ["main", "sub"], true);
  for (let halves = 0; halves < 20 && !remote.orders.some((order) => order.is === "subscribe" && order.decoded === true); halves++) remote.pass(500, NEITHER);
  remote.pass(3000, BY_SERVER);
  const here = begin(1080, ["sub"]);
  here.pass(3000);
  for (const { tile } of [remote, here]) tile.visible(false);
  remote.pass(4000, BY_SERVER);
  here.pass(4000);
  expect([remote.held(), here.held()]).toEqual([["sub"], ["sub"]]);
  remote.pass(2000, BY_SERVER);
  here.pass(2000);
  expect([remote.held(), here.held()]).toEqual([[], ["sub"]]);
  here.pass(30_000);
  expect(here.held()).toEqual([]);
  const { shown } = remote.state;
  remote.tile.visible(true);
  remote.pass(2000, BY_SERVER);
  expect([remote.orders.findLast((order) => order.is === "subscribe")?.decoded, remote.state.shown > shown]).toEqual([true, true]);
});

test("a server that has nothing to decode with is not asked again for ten minutes: what is missing is said", () => {
  const { tile, orders, pass } = begin(1080, ["main"], true);
  const asked = (): number => orders.filter((order) => order.is === "subscribe" && order.decoded === true).length;
  const refuse = (): void => void tile.take(unit({ type: "state", codec: undefined, tile: orders.flatMap((order) => (order.is === "subscribe" ? [order.tile] : [])).at(-1) ?? -1, payload: text({ is: "lost", reason: "no-decoder", since: 1 }) }));
  pass(3000, NEITHER);
  expect([asked(), tile.report().unplayable]).toEqual([1, undefined]);
  refuse();
  tile.look(true);
  pass(3000, NEITHER);
  expect([asked(), tile.report().unplayable]).toEqual([1, CODED.main.codec]);
  pass(500_000, NEITHER);
  expect(asked()).toBe(1);
  // Set to another codec meanwhile, the camera plays.
  pass(2000, { ...CODED, main: { ...CODED.main, codec: "avc1.640028" } });
  expect(tile.report()).toMatchObject({ unplayable: undefined, stood: 0 });
  expect(asked()).toBe(1);
});
