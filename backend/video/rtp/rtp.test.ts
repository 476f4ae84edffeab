import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRtp, type RtpPacket } from "./packet.ts";
import { openReorder } from "./reorder.ts";
import { openReception, parseRtcp } from "./rtcp.ts";

const packet = (seq: number, more: Partial<RtpPacket> = {}): RtpPacket => ({ payloadType: 96, marker: false, seq: seq & 0xff_ff, timestamp: 0, ssrc: 1, payload: Buffer.from([seq & 255]), ...more });

describe("order", () => {
  function run(deeds: readonly (RtpPacket | number)[]): { out: [number, number][]; held: () => number } {
    const out: [number, number][] = [];
    const reorder = openReorder(({ seq }, lost) => void out.push([seq, lost]));
    let now = 0;
    for (const deed of deeds) {
      if (typeof deed === "number") reorder.tick((now += deed));
      else reorder.take(deed, now);
    }
    return { out, held: reorder.held };
  }
  test("packets that are a little out of order come in order, across the wrap, doubles dropped", () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 65_535 }), fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 150 }), (start, shifts) => {
      const order = shifts.map((shift, i) => ({ i, at: i + shift })).toSorted((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i).filter((i) => i > 0);
      const { out, held } = run([packet(start), ...order.flatMap((i) => [packet(start + i), packet(start + i)])]);
      expect(out).toEqual(shifts.map((_, i) => [(start + i) & 0xff_ff, 0]));
      expect(held()).toBe(0);
    })));
  test("what does not come within 50 ms is lost, and how much is told", () => {
    expect(run([packet(1), packet(4), 49]).out).toEqual([[1, 0]]);
    expect(run([packet(1), packet(4), packet(5), 50]).out).toEqual([[1, 0], [4, 2], [5, 0]]);
    expect(run([packet(1), packet(4), 50, packet(2)]).out).toEqual([[1, 0], [4, 2]]);
  });
  test("no more than 64 wait", () => {
    const { out, held } = run([packet(0), ...Array.from({ length: 65 }, (_, i) => packet(i + 2))]);
    expect(out.slice(0, 2)).toEqual([[0, 0], [2, 1]]);
    expect(held()).toBe(0);
  });
  test("another sender, or one that began anew, begins anew with a loss", () => {
    expect(run([packet(1), packet(9, { ssrc: 2 })]).out).toEqual([[1, 0], [9, 1]]);
    expect(run([packet(1), packet(30_000), packet(30_001)]).out).toEqual([[1, 0], [30_000, 1], [30_001, 0]]);
  });
});

test("invariant 12 an RTP packet is read, with sources, extension and padding, or is none", () => {
  const data = Buffer.from("b1e0000100000002000000030000000aabac0001deadbeef68690002", "hex");
  expect(parseRtp(data)).toMatchObject({ payloadType: 96, marker: true, seq: 1, timestamp: 2, ssrc: 3 });
  expect(parseRtp(data)?.payload.toString()).toBe("hi");
  for (const bad of ["", "80", "40600001000000020000000361", "806000010000000200000003", "a060000100000002000000036105"]) expect(parseRtp(Buffer.from(bad, "hex"))).toBeUndefined();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
    const read = parseRtp(Buffer.from(bytes));
    if (read !== undefined) expect(read.payload.length).toBeGreaterThan(0);
    parseRtcp(Buffer.from(bytes));
  }));
});

describe("reports", () => {
  const REPORT = Buffer.from("80c80006000000030000000000000000000151800000000000000000", "hex");
  function report(wall: number, rtp: number): Buffer {
    const data = Buffer.from(REPORT);
    data.writeUInt32BE(Math.floor(wall / 1000) + 2_208_988_800, 8);
    data.writeUInt32BE(Math.floor(((wall % 1000) / 1000) * 2 ** 32), 12);
    data.writeUInt32BE(rtp, 16);
    return data;
  }
  test("a camera's clock is told at any picture, also across the wrap of its RTP clock", () => {
    const reception = openReception(90_000, 7);
    expect(reception.wallOf(1)).toBeUndefined();
    reception.packet(packet(1, { ssrc: 3 }), 0);
    for (const one of parseRtcp(report(1_700_000_000_500, 2 ** 32 - 45_000)).reports) reception.report(one, 100);
    expect(reception.wallOf(2 ** 32 - 45_000)).toBe(1_700_000_000_500);
    expect(reception.wallOf(45_000)).toBe(1_700_000_001_500);
    expect(reception.wallOf(2 ** 32 - 90_000)).toBe(1_700_000_000_000);
  });
  test("a camera without a clock says so with zero, and none is told", () => {
    const reception = openReception(90_000, 7);
    reception.packet(packet(1, { ssrc: 3 }), 0);
    for (const one of parseRtcp(REPORT).reports) reception.report(one, 100);
    expect(reception.wallOf(86_400)).toBeUndefined();
  });
  test("what is received and lost is reported as RFC 3550 has it", () => {
    const reception = openReception(90_000, 7);
    expect(reception.write(0)).toBeUndefined();
    for (const seq of [65_534, 65_535, 0, 1, 3]) reception.packet(packet(seq, { ssrc: 3 }), 0);
    const data = reception.write(0) ?? Buffer.alloc(0);
    expect([data.readUInt8(1), data.readUInt32BE(4), data.readUInt32BE(8)]).toEqual([201, 7, 3]);
    expect([data.readUInt8(12), data.readUIntBE(13, 3)]).toEqual([Math.floor(256 / 6), 1]);
    expect(data.readUInt32BE(16)).toBe(0x1_00_00 + 3);
    // A compound packet that other readers take: each part's length leads to the next, and to the end.
    expect([4 * (data.readUInt16BE(2) + 1), data.readUInt8(33), 32 + 4 * (data.readUInt16BE(34) + 1)]).toEqual([32, 202, data.length]);
    expect(reception.counts()).toEqual({ received: 5, lost: 1 });
  });
});
