import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_UNIT } from "../media/unit.ts";
import { boundaryOf, openMultipart } from "./multipart.ts";

const part = (body: Buffer, length = true, boundary = "kydai"): Buffer => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Type: image/jpeg\r\n${length ? `Content-Length: ${body.length}\r\n` : ""}\r\n`), body, Buffer.from("\r\n")]);

test.each<[string | undefined, string | undefined]>([
  ["multipart/x-mixed-replace; boundary=kydai", "kydai"],
  ['multipart/x-mixed-replace;boundary="--myboundary"', "myboundary"],
  ["Multipart/X-Mixed-Replace; charset=utf-8; Boundary=a.b", "a.b"],
  ["image/jpeg", undefined], ["multipart/x-mixed-replace", undefined], ["multipart/x-mixed-replace; boundary=--", undefined], [undefined, undefined],
])("the boundary of %j is %j", (type, boundary) => expect(boundaryOf(type)).toBe(boundary));

describe("parts", () => {
  /** No line end at the end of a body: without a length it cannot be told from the delimiter's own. */
  const anyBody = fc.uint8Array({ minLength: 1, maxLength: 3000 }).map((bytes) => Buffer.from([...bytes.map((byte) => (byte === 0x2d ? 0 : byte)), 0xd9]));
  test.each([["with", true], ["without", false]] as const)("%s a length come out whole, however the network cuts them", (_, length) =>
    fc.assert(fc.property(fc.array(anyBody, { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }), (bodies, cuts) => {
      const parts = openMultipart("kydai");
      // Another part, and more of it than a look waits for, so that the last that counts has its end.
      const stream = Buffer.concat([...bodies, Buffer.alloc(8000, 1)].map((body) => part(body, length)));
      const found: Buffer[] = [];
      for (let at = 0, i = 0; at < stream.length; i++) {
        const cut = cuts[i % cuts.length] ?? 1;
        const read = parts.read(Buffer.from(stream.subarray(at, at + cut)));
        if (!read.ok) throw new Error(read.fault.detail);
        found.push(...read.value);
        at += cut;
      }
      expect(found.slice(0, bodies.length).map((body) => body.toString("latin1").replace(/\r\n$/, ""))).toEqual(bodies.map((body) => body.toString("latin1")));
    })));
  test.each<[string, Buffer]>([
    ["no part at all", Buffer.alloc(5000, 0x61)],
    ["a head without end", Buffer.from(`--kydai\r\nX: ${"y".repeat(9000)}`)],
    ["a length beyond a picture's", Buffer.from(`--kydai\r\nContent-Length: ${MAX_UNIT + 1}\r\n\r\n`)],
  ])("invariant 12 %s is a fault", (_, bytes) => expect(openMultipart("kydai").read(bytes)).toMatchObject({ ok: false, fault: { reason: "malformed" } }));
  test("invariant 12 a part without end is a fault once it is larger than a picture, and no more waits", () => {
    const parts = openMultipart("kydai");
    let read = parts.read(Buffer.from("--kydai\r\n\r\n"));
    for (let i = 0; i < 400 && read.ok; i++) {
      read = parts.read(Buffer.alloc(65_536, 7));
      expect(parts.waiting()).toBeLessThan(MAX_UNIT * 1.3);
    }
    expect(read).toMatchObject({ ok: false, fault: { reason: "malformed" } });
  });
  test("invariant 12 garbage throws nothing", () => fc.assert(fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constantFrom("--kydai", "\r\n\r\n", "Content-Length: 5", "Content-Length: 99999999999", "\r\n").map((text) => Buffer.from(text)))), (chunks) => {
    const parts = openMultipart("kydai");
    for (const chunk of chunks) if (!parts.read(Buffer.from(chunk)).ok) return;
  })));
});
