import fc from "fast-check";
import { expect, test } from "vitest";
import { WIRE_LIMITS, wireReader, writeRequest, type WireItem } from "./wire.ts";

const ANSWER = "RTSP/1.0 200 OK\r\nCSeq: 1\r\nWWW-Authenticate: Basic realm=\"a\"\r\nwww-authenticate: Digest realm=\"a\", nonce=\"b\"\r\nContent-Length: 5\r\n\r\nv=0\r\n";
const frame = (channel: number, data: Uint8Array): Buffer => Buffer.concat([Buffer.from([0x24, channel, data.length >> 8, data.length & 255]), data]);
/** Reads a stream that the network cut at these places; items as they are when they come. */
function read(stream: Buffer, cuts: readonly number[]): { items: (WireItem & { bytes?: string })[]; fault: boolean; waiting: number } {
  const reader = wireReader();
  const at = [...new Set([0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length])].toSorted((a, b) => a - b);
  const items: (WireItem & { bytes?: string })[] = [];
  for (let i = 1; i < at.length; i++) {
    const got = reader.read(Buffer.from(stream.subarray(at[i - 1], at[i])));
    if (!got.ok) return { items, fault: true, waiting: reader.waiting() };
    for (const item of got.value) items.push(item.is === "frame" ? { ...item, data: Buffer.alloc(0), bytes: item.data.toString("hex") } : item);
  }
  return { items, fault: false, waiting: reader.waiting() };
}

test("answers, frames and a camera's own questions come out whole however the network cuts them", () =>
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 30 }), fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), (cuts, frames) => {
    const stream = Buffer.concat([Buffer.from(ANSWER), ...frames.map((data, i) => frame(i, data)), Buffer.from("\r\nOPTIONS * RTSP/1.0\r\nCSeq: 7\r\n\r\n"), Buffer.from(ANSWER.replaceAll("\r\n", "\n").replace("5\n\nv=0\n", "4\n\nv=0\n"))]);
    const { items, fault, waiting } = read(stream, cuts);
    expect([fault, waiting]).toEqual([false, 0]);
    expect(items.map(({ is }) => is)).toEqual(["answer", ...frames.map(() => "frame"), "request", "answer"]);
    expect(items[0]).toMatchObject({ status: 200, phrase: "OK" });
    expect(items[0]?.is === "answer" && items[0].headers.get("www-authenticate")).toHaveLength(2);
    expect(items[0]?.is === "answer" && items[0].body.toString()).toBe("v=0\r\n");
    expect(items.flatMap(({ bytes }) => bytes ?? [])).toEqual(frames.map((data) => Buffer.from(data).toString("hex")));
  })));

test("invariant 12 garbage is a fault or waits, and never more waits than a message may have", () =>
  fc.assert(fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom(...["$", "RTSP/1.0 200 OK\r\n", "Content-Length: 99999999\r\n\r\n", "\r\n\r\n", "X:y\r\n"].map((text) => new Uint8Array(Buffer.from(text))))), { maxLength: 40 }), (chunks) => {
    const reader = wireReader();
    for (const chunk of chunks) {
      if (!reader.read(Buffer.from(chunk)).ok) return;
      expect(reader.waiting()).toBeLessThanOrEqual(WIRE_LIMITS.head + WIRE_LIMITS.body + 2000);
    }
  })));

test.each<[string, string]>([
  ["a head without an end", `RTSP/1.0 200 OK\r\nX: ${"y".repeat(WIRE_LIMITS.head)}`],
  ["a body beyond its bound", `RTSP/1.0 200 OK\r\nContent-Length: ${WIRE_LIMITS.body + 1}\r\n\r\n`],
  ["a length that is none", "RTSP/1.0 200 OK\r\nContent-Length: -5\r\n\r\n"],
  ["headers without number", `RTSP/1.0 200 OK\r\n${"X: y\r\n".repeat(WIRE_LIMITS.headers + 1)}\r\n`],
  ["another protocol", "HTTP/1.1 200 OK\r\n\r\n"],
  ["a header without a colon", "RTSP/1.0 200 OK\r\nnothing\r\n\r\n"],
])("invariant 12 %s is malformed", (_what, text) => {
  expect(wireReader().read(Buffer.from(text))).toMatchObject({ ok: false, fault: { reason: "malformed" } });
});

test("a request holds no line of anybody else's making", () => expect(writeRequest("PLAY", "rtsp://a/", { Session: "1\r\nEvil: 1" })).toBe("PLAY rtsp://a/ RTSP/1.0\r\nSession: 1  Evil: 1\r\n\r\n"));
