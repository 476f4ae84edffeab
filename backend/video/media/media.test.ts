import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packets } from "../../feed/cameras/packets.ts";
import { parseRtp, wrapped } from "../rtp/packet.ts";
import { openH264 } from "./h264.ts";
import { readH264Sps } from "./h264-sps.ts";
import { openH265 } from "./h265.ts";
import { readH265Sps } from "./h265-sps.ts";
import { openMjpeg } from "./mjpeg.ts";
import { MAX_UNIT, type AccessUnit, type Depacketizer } from "./unit.ts";

/** x264, 1920 × 1080, high profile, level 4.1; with the crop that makes 1080 of 1088. */
const SPS = Buffer.from("67640029acd940780227e5c05a808080a0000003002000000651e30632c0", "hex");
const PPS = Buffer.from("68ebe3cb22c0", "hex");
const slice = (first: boolean, key: boolean, fill: number, size: number): Buffer => Buffer.concat([Buffer.from([key ? 0x65 : 0x41, first ? 0x88 : 0x10]), Buffer.alloc(size, fill)]);
const annexB = (...nals: Buffer[]): string => Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal])).toString("hex");

interface Sent { payload: Buffer; timestamp: number; marker: boolean; seq: number }
/** Packets of pictures one after the other. */
function sent(pictures: readonly Buffer[][], more: { timestamp?: (i: number) => number } = {}): Sent[] {
  const sender = { ssrc: 1, payloadType: 96, seq: 65_500 };
  return pictures.flatMap((nals, i) => packets(nals, sender, more.timestamp?.(i) ?? i * 3600).map((data) => {
    const packet = parseRtp(data);
    if (packet === undefined) throw new Error("no packet");
    return packet;
  }));
}
/** Gives packets, without those of `lost`, with how many are missing before each. */
function give(media: Depacketizer, all: readonly Sent[], lost: ReadonlySet<number> = new Set()): AccessUnit[] {
  let missing = 0;
  return all.flatMap((packet, i) => {
    if (lost.has(i)) {
      missing++;
      return [];
    }
    const units = media.take(packet, missing);
    missing = 0;
    return units;
  });
}

describe("H.264", () => {
  const anyPictures = fc.array(fc.record({ key: fc.boolean(), slices: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 }) }), { minLength: 1, maxLength: 8 });
  const made = (pictures: readonly { key: boolean; slices: readonly number[] }[]): Buffer[][] => pictures.map(({ key, slices }, p) => slices.map((size, i) => slice(i === 0, key, (p * 16 + i + 1) & 0x7f, size)));

  test("pictures of any number of slices and sizes come out as they went in, parameter sets before each key one", () =>
    fc.assert(fc.property(anyPictures, (pictures) => {
      const nals = made(pictures);
      const units = give(openH264([SPS, PPS]), sent(nals));
      expect(units.map(({ data }) => data.toString("hex"))).toEqual(nals.map((one, i) => annexB(...(pictures[i]?.key === true ? [SPS, PPS] : []), ...one)));
      expect(units.map(({ key, broken }) => [key, broken])).toEqual(pictures.map(({ key }) => [key, false]));
    })));

  test("whatever is lost, what is given out is whole, and the first after a loss says so", () =>
    fc.assert(fc.property(anyPictures, fc.array(fc.nat(60), { minLength: 1, maxLength: 10 }), (pictures, where) => {
      const nals = made(pictures);
      const all = sent(nals);
      const lost = new Set(where.map((at) => at % all.length));
      const units = give(openH264([SPS, PPS]), all, lost);
      const whole = new Set(nals.map((one, i) => annexB(...(pictures[i]?.key === true ? [SPS, PPS] : []), ...one)));
      const complete = new Set(nals.flatMap((_, i) => (all.every((packet, n) => packet.timestamp !== i * 3600 || !lost.has(n)) ? [i * 3600] : [])));
      for (const { data, timestamp, broken } of units) {
        expect(whole.has(data.toString("hex"))).toBe(true);
        expect(complete.has(timestamp)).toBe(true);
        const before = units[units.findIndex((unit) => unit.timestamp === timestamp) - 1];
        if (before !== undefined && timestamp - before.timestamp > 3600) expect(broken).toBe(true);
      }
    })));

  test("a whole picture that is lost marks the next and spoils none", () => {
    const all = sent([[slice(true, true, 1, 10)], [slice(true, false, 2, 10)], [slice(true, false, 3, 10)]]);
    expect(give(openH264([SPS, PPS]), all, new Set([1])).map(({ timestamp, broken }) => [timestamp, broken])).toEqual([[0, false], [7200, true]]);
  });
  test("STAP-A holds several units in one packet; a delimiter is left out", () => {
    const nal = slice(true, true, 7, 20);
    const stap = Buffer.concat([Buffer.from([24]), ...[Buffer.from([9, 0x10]), SPS, PPS, nal].flatMap((one) => [Buffer.from([one.length >> 8, one.length & 255]), one])]);
    const media = openH264();
    expect(media.take({ payload: stap, timestamp: 5, marker: true }, 0).map(({ data }) => data.toString("hex"))).toEqual([annexB(SPS, PPS, nal)]);
    expect(media.format()).toMatchObject({ width: 1920, height: 1080, name: "avc1.640029" });
  });
  test("a camera that marks every slice is found out: from the second picture on, pictures end where its clock goes on", () => {
    const media = openH264([SPS, PPS]);
    const units = [0, 1, 2, 3].flatMap((i) => [true, false].flatMap((first) => media.take({ payload: slice(first, false, i + 1, 10), timestamp: i * 3600, marker: true }, 0)));
    expect(units.slice(1).map(({ timestamp, data }) => [timestamp, data.toString("hex")])).toEqual([1, 2].map((i) => [i * 3600, annexB(slice(true, false, i + 1, 10), slice(false, false, i + 1, 10))]));
  });
  test("a camera that marks nothing is understood by its clock", () => {
    const all = sent([[slice(true, true, 1, 3000)], [slice(true, false, 2, 10)], [slice(true, false, 3, 10)]]).map((packet) => ({ ...packet, marker: false }));
    expect(give(openH264([SPS, PPS]), all).map(({ timestamp }) => timestamp)).toEqual([0, 3600]);
  });
});

describe("invariant 12", () => {
  test.each([["H.264", openH264], ["H.265", openH265], ["MJPEG", openMjpeg]] as const)("%s: garbage gives no throw, and never more waits than one picture may have", (_what, open) =>
    fc.assert(fc.property(fc.array(fc.record({ payload: fc.uint8Array({ minLength: 1, maxLength: 200 }), timestamp: fc.integer({ min: 0, max: 3 }), marker: fc.boolean(), lost: fc.integer({ min: 0, max: 1 }) }), { maxLength: 60 }), (all) => {
      const media = open();
      for (const { payload, timestamp, marker, lost } of all) {
        for (const { data } of media.take({ payload: Buffer.from(payload), timestamp, marker }, lost)) expect(data.length).toBeGreaterThan(0);
        expect(media.waiting()).toBeLessThanOrEqual(MAX_UNIT + 65_536);
      }
    })));
  test.each([["H.264", openH264, 0x18], ["H.265", openH265, 0x60]] as const)("%s: aggregates within aggregates within … end in no depth", (_what, open, byte) => {
    const media = open();
    const nest = Buffer.alloc(65_523, byte);
    media.take({ payload: nest, timestamp: 1, marker: false }, 0);
    expect(media.take({ payload: nest, timestamp: 2, marker: true }, 1)).toEqual([]);
  });
  test("a picture without end is let go", () => {
    const media = openH264([SPS, PPS]);
    const part = Buffer.concat([Buffer.from([0x7c, 0x05]), Buffer.alloc(60_000, 1)]);
    for (let i = 0; i < 300; i++) {
      const payload = Buffer.from(part);
      if (i === 0) payload[1] = 0x85;
      media.take({ payload, timestamp: 1, marker: false }, 0);
      expect(media.waiting()).toBeLessThanOrEqual(MAX_UNIT + 65_536);
    }
    expect(media.take({ payload: slice(true, true, 1, 10), timestamp: 2, marker: true }, 0)).toMatchObject([{ broken: true, key: true }]);
  });
  test("parameter sets cut at any place, or of garbage, are read or not, and throw nothing", () => {
    for (let end = 0; end <= SPS.length; end++) readH264Sps(SPS.subarray(0, end));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      for (const read of [readH264Sps, readH265Sps]) {
        const format = read(bytes);
        if (format !== undefined) expect(format.width > 0 && format.height > 0 && format.width <= 16_384).toBe(true);
      }
    }));
  });
});

test("H.265: AP and FU make pictures, with VPS, SPS and PPS before a key one", () => {
  const nal = (kind: number, ...rest: number[]): Buffer => Buffer.from([kind << 1, 1, ...rest]);
  const [vps, sps, pps, key] = [nal(32, 1), nal(33, 2), nal(34, 3), Buffer.concat([nal(19), Buffer.from([0x80]), Buffer.alloc(300, 5)])];
  const media = openH265([vps]);
  const ap = Buffer.concat([Buffer.from([48 << 1, 1]), ...[sps, pps].flatMap((one) => [Buffer.from([0, one.length]), one])]);
  media.take({ payload: ap, timestamp: 1, marker: false }, 0);
  const fu = (flags: number, from: number, to: number): Buffer => Buffer.concat([Buffer.from([49 << 1, 1, flags | 19]), key.subarray(from, to)]);
  media.take({ payload: fu(0x80, 2, 100), timestamp: 1, marker: false }, 0);
  media.take({ payload: fu(0, 100, 200), timestamp: 1, marker: false }, 0);
  const [unit] = media.take({ payload: fu(0x40, 200, key.length), timestamp: 1, marker: true }, 0);
  expect(unit?.data.toString("hex")).toBe(annexB(vps, sps, pps, key));
  expect(unit?.key).toBe(true);
});

test("the nearest way round a circle", () => {
  expect(wrapped(65_535, 0, 16)).toBe(1);
  expect(wrapped(0, 65_535, 16)).toBe(-1);
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xff_ff_ff_ff }), fc.integer({ min: -1_000_000, max: 1_000_000 }), (from, step) => wrapped(from, (from + step) >>> 0, 32) === step));
});
