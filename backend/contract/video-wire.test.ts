import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HEADER_BYTES, MAX_ORDER, parseTileOrder, parseVideoMessage, TileOrder, writeVideoHeader, type VideoHeader } from "./video-wire.ts";

const uint32 = fc.integer({ min: 0, max: 0xff_ff_ff_ff });
const instant = fc.integer({ min: 0, max: 8_640_000_000_000 });
const anyHeader: fc.Arbitrary<VideoHeader> = fc.oneof(
  fc.record({ type: fc.constant("unit" as const), codec: fc.constantFrom("h264" as const, "h265" as const, "mjpeg" as const) }),
  fc.record({ type: fc.constantFrom("config" as const, "gap" as const, "state" as const), codec: fc.constant(undefined) }),
).chain((what) => fc.record({ type: fc.constant(what.type), codec: fc.constant(what.codec), key: fc.boolean(), broken: fc.boolean(), stale: fc.boolean(), held: fc.boolean(), tile: uint32, seq: uint32, serial: uint32, arrived: instant, captured: fc.option(instant, { nil: undefined }) }));

/** The message as it crosses the wire. */
function wire(header: VideoHeader, payload: Uint8Array): ArrayBuffer {
  const whole = new Uint8Array(HEADER_BYTES + payload.length);
  whole.set(writeVideoHeader(header));
  whole.set(payload, HEADER_BYTES);
  return whole.buffer;
}

test("a message is read as it was written, whatever it holds", () =>
  fc.assert(fc.property(anyHeader, fc.uint8Array({ maxLength: 200 }), (header, payload) => {
    const read = parseVideoMessage(wire(header, payload));
    expect(read).toEqual({ ok: true, value: { ...header, payload: new Uint8Array(payload) } });
  })));

test("invariant 12 whatever else comes is a fault in words and never a throw", () =>
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    const read = parseVideoMessage(new Uint8Array(bytes).buffer);
    if (read.ok) expect(writeVideoHeader(read.value)).toEqual(new Uint8Array(bytes.subarray(0, HEADER_BYTES)).map((byte, i) => (i < 24 || read.value.captured !== undefined ? byte : writeVideoHeader(read.value)[i] ?? 0)));
    else expect(read.fault).not.toBe("");
  })));

const good: VideoHeader = { type: "unit", codec: "h264", key: true, broken: false, stale: false, tile: 1, seq: 2, serial: 3, arrived: 4, captured: 5 };
test.each<[string, number, number]>([["another version", 0, 2], ["an unknown type", 1, 4], ["an unknown flag", 2, 16], ["an unknown codec", 3, 5], ["a unit of no codec", 3, 0]])("%s is refused", (_what, at, byte) => {
  const bytes = new Uint8Array(wire(good, new Uint8Array(1)));
  bytes[at] = byte;
  expect(parseVideoMessage(bytes.buffer).ok).toBe(false);
});
test("an arrival that is no instant is refused", () => expect(parseVideoMessage(wire({ ...good, arrived: Number.NaN }, new Uint8Array())).ok).toBe(false));

describe("what a window asks", () => {
  const anyOrder: fc.Arbitrary<TileOrder> = fc.oneof(
    fc.record({ is: fc.constant("subscribe" as const), tile: uint32, camera: fc.constant("camera-1"), stream: fc.constantFrom("main" as const, "sub" as const) }).map((order) => TileOrder.parse(order)),
    fc.record({ is: fc.constantFrom("unsubscribe" as const, "pause" as const, "resume" as const), tile: uint32 }),
    fc.record({ is: fc.constant("policy" as const), tile: uint32, mode: fc.constantFrom("all" as const, "key" as const), every: fc.integer({ min: 0, max: 60_000 }) }),
    fc.record({ is: fc.constant("seen" as const), serial: uint32 }),
  );
  test("is read as it was written", () => fc.assert(fc.property(anyOrder, (order) => {
    expect(parseTileOrder(JSON.stringify(order))).toEqual({ ok: true, value: order });
  })));
  test("invariant 12 or is a fault and never a throw", () => fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
    expect(parseTileOrder(text).ok).toBe(false);
  })));
  test("has an end", () => expect(parseTileOrder(`{"is":"pause","tile":1${" ".repeat(MAX_ORDER)}}`).ok).toBe(false));
});
