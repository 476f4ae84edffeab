import fc from "fast-check";
import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test.each<[string | undefined, ReturnType<typeof byteRange>]>([
  [undefined, "all"], ["bytes=0-9", { from: 0, to: 9 }], ["bytes=90-", { from: 90, to: 99 }], ["bytes=-5", { from: 95, to: 99 }], ["bytes=-500", { from: 0, to: 99 }],
  ["bytes=50-4000", { from: 50, to: 99 }], ["bytes=100-", "none"], ["bytes=-0", "none"], ["bytes=9-3", "all"], ["bytes=0-1,5-9", "all"], ["lines=1-2", "all"], ["bytes=-", "all"], ["bytes=a-b", "all"], ["bytes=99999999999999999-", "all"],
])("%s of 100 bytes", (header, wanted) => expect(byteRange(header, 100)).toEqual(wanted));

test("whatever is asked, a range lies within the file", () =>
  fc.assert(fc.property(fc.string(), fc.nat(1000), fc.nat(2000), fc.nat(2000), (noise, bytes, a, b) => {
    for (const header of [noise, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
      const range = byteRange(header, bytes);
      if (typeof range === "object" && !(range.from >= 0 && range.from <= range.to && range.to < bytes)) return false;
    }
    return true;
  })));
