import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectPacket, packet, publishPacket } from "../../test/kit/mqtt-raw.ts";
import { judgeOpening, openFrames, type Opening } from "./mqtt-frames.ts";

const hello = connectPacket({ id: "c", user: "u", secret: "s" });

describe("the first bytes", () => {
  test.each<[string, Uint8Array, Opening]>([
    ["a CONNECT of 3.1.1", hello, "connect"],
    ["of MQTT 5", connectPacket({ id: "c", user: "u", secret: "s", level: 5 }), "wrong-version"],
    ["of level 3 named MQTT", connectPacket({ id: "c", user: "u", secret: "s", level: 3 }), "wrong-version"],
    ["of 3.1", packet(0x10, Buffer.from("\0\x06MQIsdp\x03\x02\0\x3c\0\x01c", "latin1")), "connect"],
    ["of a bridge", connectPacket({ id: "c", user: "u", secret: "s", level: 0x84 }), "wrong-version"],
    ["a PUBLISH", publishPacket({ topic: "t", payload: "1" }), "not-mqtt"],
    ["HTTP", Buffer.from("GET / HTTP/1.1\r\n"), "not-mqtt"],
    ["TLS on the plain port", Buffer.of(0x16, 3, 1, 2, 0), "not-mqtt"],
    ["a CONNECT promising too much", Buffer.of(0x10, 0xff, 0xff, 0x7f), "not-mqtt"],
    ["a length without end", Buffer.of(0x10, 0x80, 0x80, 0x80, 0x80, 1), "not-mqtt"],
    ["another protocol's name", packet(0x10, Buffer.from("\0\x04MQTX\x04\x02\0\x3c\0\x01c", "latin1")), "not-mqtt"],
    ["a name longer than any", packet(0x10, Buffer.from("\x40\x00MQTT\x04\x02\0\x3c\0\x01c", "latin1")), "not-mqtt"],
    ["nothing yet", new Uint8Array(), "more"],
  ])("%s: %s", (_title, bytes, verdict) => expect(judgeOpening(bytes, 16_384)).toBe(verdict));

  test("cut anywhere before the version: more is needed", () => {
    for (let end = 0; end <= 8; end++) expect(judgeOpening(hello.subarray(0, end), 16_384)).toBe("more");
    for (let end = 9; end <= hello.length; end++) expect(judgeOpening(hello.subarray(0, end), 16_384)).toBe("connect");
  });
});

describe("the packets after", () => {
  const body = fc.uint8Array({ maxLength: 300 });
  const kinds = fc.constantFrom(0x30, 0x32, 0x40, 0x62, 0x82, 0xa2, 0xc0, 0xe0);

  test("however they are cut, packets within the bound pass", () =>
    fc.assert(fc.property(fc.array(fc.tuple(kinds, body), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (packets, step) => {
      const stream = Buffer.concat(packets.map(([first, content]) => packet(first, content)));
      const frames = openFrames(300);
      for (let i = 0; i < stream.length; i += step) expect(frames.see(stream.subarray(i, i + step))).toBe("pass");
    }), { seed: 20_261_121 }));

  test("the first above the bound is seen at its header, however it is cut", () =>
    fc.assert(fc.property(fc.array(fc.tuple(kinds, body), { maxLength: 4 }), fc.integer({ min: 301, max: 268_435_455 }), fc.integer({ min: 1, max: 50 }), (packets, size, step) => {
      const header = [0x30];
      for (let left = size; ; left >>= 7) {
        header.push((left & 127) | (left > 127 ? 128 : 0));
        if (left <= 127) break;
      }
      const stream = Buffer.concat([...packets.map(([first, content]) => packet(first, content)), Buffer.from(header)]);
      const frames = openFrames(300);
      let last = "pass";
      for (let i = 0; i < stream.length; i += step) last = frames.see(stream.subarray(i, i + step));
      expect([last, frames.size()]).toEqual(["oversized", size]);
    }), { seed: 20_261_121 }));

  test.each([0x00, 0x20, 0x90, 0xb0, 0xd0, 0xf0])("a packet only a broker may send, or none at all (%i)", (first) => {
    expect(openFrames(300).see(Uint8Array.of(0xc0, 0, first, 0))).toBe("not-mqtt");
  });

  test("a length of five bytes", () => expect(openFrames(300).see(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x80))).toBe("not-mqtt"));
});
