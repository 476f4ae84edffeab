import fc from "fast-check";
import { expect, test } from "vitest";
import { nalUnits, pictures } from "./packets.ts";

/** A NAL unit: no byte run in it looks like a start code, and it does not end in zero. */
const anyNal = fc.tuple(fc.constantFrom(0x65, 0x41, 0x67, 0x68), fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 40 })).map(([head, rest]) => Buffer.from([head, ...rest]));

test("a film is cut into its NAL units at start codes of three and of four bytes", () =>
  fc.assert(fc.property(fc.array(fc.tuple(anyNal, fc.boolean()), { minLength: 1, maxLength: 20 }), (parts) => {
    const stream = Buffer.concat(parts.flatMap(([nal, long]) => [Buffer.from(long ? [0, 0, 0, 1] : [0, 0, 1]), nal]));
    expect(nalUnits(stream).map((nal) => nal.toString("hex"))).toEqual(parts.map(([nal]) => nal.toString("hex")));
  })));

test("each picture has with it what stands before it", () => {
  const stream = Buffer.from("0000000109f0" + "00000001674142" + "000000016843" + "000001658811" + "00000001" + "09f0" + "00000001419922", "hex");
  expect(pictures(stream).map(({ nals, key }) => [key, nals.map((nal) => nal[0])])).toEqual([[true, [0x67, 0x68, 0x65]], [false, [0x41]]]);
});
