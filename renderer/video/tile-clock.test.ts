import { expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { handDecoders, unit, type HandPicture } from "../../test/kit/hand-decoder.ts";
import { conditionOf } from "./tile-condition.ts";
import { createTile } from "./tile.ts";

const SUB = new TextEncoder().encode(JSON.stringify({ codec: "avc1.64001f", width: 640, height: 360, stream: "sub" }));
const TEN_MINUTES = 600_000;

/** A tile at 25 pictures a second whose room's clock can be set, at the gateway and in the window at once or one after the other. */
function begin() {
  const hand = handDecoders();
  const state = { ticks: 1000, window: 50_000_000, gateway: 50_000_000, shown: 0, wire: 0 };
  const tile = createTile<HandPicture>({
    tile: 1, camera: CameraId.parse("cam-01"), has: ["main", "sub"], decodes: false, make: hand.make, now: () => state.window + state.ticks, ticks: () => state.ticks,
    sink: { put: (picture) => {
      picture.close();
      state.shown += 1;
      return true;
    }, close: () => undefined },
    nextWire: () => (state.wire += 1), send: () => undefined, news: () => undefined,
  });
  tile.open(true, true, { width: 480, height: 270 });
  tile.take(unit({ type: "config", codec: undefined, tile: state.wire, payload: SUB }));
  const pictures = (count: number, more: Parameters<typeof unit>[0] = {}): number => {
    const before = state.shown;
    for (let n = 0; n < count; n += 1) {
      state.ticks += 40;
      tile.take(unit({ tile: state.wire, key: true, arrived: state.gateway + state.ticks - 20, ...more }));
      hand.finish();
      if (n % 12 === 0) tile.look(true);
    }
    return state.shown - before;
  };
  const set = (by: number): void => void ([state.window, state.gateway] = [state.window + by, state.gateway + by]);
  const says = () => conditionOf(tile.report(), { passed: 0, now: state.window + state.ticks });
  return { hand, tile, state, pictures, set, says };
}

test.each([-TEN_MINUTES, TEN_MINUTES])("the room's clock is set by %d ms: no picture is lost, none is late, and one that stands says for how long", (by) => {
  const { tile, state, pictures, set, says, hand } = begin();
  expect(pictures(50)).toBe(50);
  set(by);
  expect(pictures(50)).toBe(50);
  expect(says()).toEqual({ is: "live", age: 20 });
  expect(tile.report()).toMatchObject({ interval: 40, delay: 20, figures: { delay: 20, restarts: 0 } });
  set(by);
  state.ticks += 3000;
  expect(says()).toMatchObject({ is: "frozen", age: by < 0 ? 3020 : TEN_MINUTES + 3020 });
  expect(hand.made).toHaveLength(1);
});

test.each([-TEN_MINUTES, TEN_MINUTES])("at eight pictures a second it keeps its pace when the clock is set by %d ms", (by) => {
  const { tile, pictures, set } = begin();
  tile.ration({ fps: 8, keys: false });
  pictures(50);
  set(by);
  expect(Math.abs(pictures(50) - 16)).toBeLessThanOrEqual(2);
});

test.each([-TEN_MINUTES, TEN_MINUTES])("set by %d ms at the gateway first: meanwhile it is never called live, and is right again once the window knows", (by) => {
  const { state, pictures, says } = begin();
  pictures(50);
  state.gateway += by;
  pictures(25);
  expect(says()).toEqual({ is: "late", age: by < 0 ? TEN_MINUTES + 20 : undefined });
  state.window += by;
  pictures(1);
  expect(says()).toEqual({ is: "live", age: 20 });
});

test.each([-TEN_MINUTES, 0, TEN_MINUTES])("a tile that shows nothing for long takes what it catches up with first, though the clock was set by %d ms; never an older one", (by) => {
  const { state, pictures, set } = begin();
  pictures(1);
  set(by);
  state.ticks += 5000;
  expect(pictures(1, { stale: true, arrived: state.gateway + state.ticks - 6000 })).toBe(0);
  expect(pictures(1, { stale: true, arrived: state.gateway + state.ticks - 800 })).toBe(1);
});

test.each([-TEN_MINUTES, TEN_MINUTES])("a decoder that swallows everything is made again within seconds, and a hidden tile kept, though the clock was set by %d ms", (by) => {
  const { tile, state, set, hand } = begin();
  for (let n = 0; n < 12; n += 1) tile.take(unit({ tile: state.wire, key: n === 0, arrived: state.gateway + state.ticks }));
  set(by);
  state.ticks += 500;
  tile.look(true);
  expect(hand.open()).toBe(1);
  state.ticks += 600;
  tile.look(true);
  expect(hand.open()).toBe(0);
  tile.visible(false);
  set(by);
  state.ticks += 1000;
  tile.look(true);
  expect(tile.report().figures.stream).toBe("sub");
  state.ticks += 30_000;
  tile.look(true);
  expect(tile.report().figures.stream).toBeUndefined();
});
