import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Screen } from "#contract/wall";
import { identify, isPhantom, MAX_KNOWN, screenOf, type Known, type Seen } from "./screens.ts";

const seen = (id: number, x: number, label = "", size = { width: 1920, height: 1080 }): Seen => ({ id, label, bounds: { x, y: 0, ...size }, scaleFactor: 1, rotation: 0 });
const keys = (known: readonly Known[], count: number) => known.slice(0, count).map(({ key }) => key);

describe("a key", () => {
  test("is the label, with an ordinal by position for equals; without a label the place and size", () => {
    const known = identify([seen(8, 1920, "DELL U2720Q"), seen(7, 0, "DELL U2720Q"), seen(3, 3840), seen(4, 5760, "LG")], []);
    expect(keys(known, 4)).toEqual(["DELL U2720Q #2", "DELL U2720Q", "3840,0 1920x1080", "LG"]);
  });

  test("of two equals never overlaps, whatever is remembered", () => {
    const any = fc.record({ id: fc.integer({ min: 0, max: 6 }), label: fc.constantFrom("", "A", "B"), x: fc.integer({ min: 0, max: 5 }) });
    const wall = fc.array(any, { maxLength: 8 }).map((all) => all.map(({ id, label, x }) => seen(id, x * 1920, label)));
    fc.assert(fc.property(fc.array(wall, { maxLength: 6 }), (looks) => {
      let known: Known[] = [];
      for (const look of looks) {
        known = identify(look, known);
        expect(new Set(known.map(({ key }) => key)).size).toBe(known.length);
        expect(known.length).toBeGreaterThanOrEqual(look.length);
        // A second look at the same wall changes nothing.
        expect(identify(look, known)).toEqual(known);
      }
    }));
  });
});

describe("a monitor keeps its key", () => {
  const four = [seen(78, 0), seen(79, 1920), seen(80, 3840), seen(81, 5760)];
  const all = identify(four, []);

  test("pulled and put back, under the same id or another", () => {
    const without = identify([four[0]!, four[2]!, four[3]!], all);
    expect(keys(identify(four, without), 4)).toEqual(keys(all, 4));
    expect(keys(identify([four[0]!, seen(99, 1920), four[2]!, four[3]!], without), 4)).toEqual(keys(all, 4));
  });

  test("4 → 1 → 4", () => expect(keys(identify(four, identify([four[3]!], all)), 4)).toEqual(keys(all, 4)));

  test("all gone and back", () => expect(keys(identify(four, identify([], all)), 4)).toEqual(keys(all, 4)));

  test("at another resolution, and when the others move along", () => {
    const larger = [seen(78, 0, "", { width: 3840, height: 2160 }), seen(79, 3840), seen(80, 5760), seen(81, 7680)];
    expect(keys(identify([larger[0]!, ...four.slice(1)], all), 4)).toEqual(keys(all, 4));
    expect(keys(identify(larger, all), 4)).toEqual(keys(all, 4));
  });

  test("when the first one is pulled and the others move up, and back", () => {
    const up = identify([seen(79, 0), seen(80, 1920), seen(81, 3840)], all);
    expect(keys(up, 3)).toEqual(keys(all, 4).slice(1));
    expect(keys(identify(four, up), 4)).toEqual(keys(all, 4));
  });

  test("after a start of the system that counts them anew, by its place", () => {
    const kept = all.map(({ lately: _lately, ...one }): Known => one);
    expect(keys(identify([seen(81, 0), seen(80, 1920), seen(79, 3840), seen(78, 5760)], kept), 4)).toEqual(keys(all, 4));
  });

  test("with an EDID, through every rearrangement", () => {
    const three = [seen(5_000_000_001, 0, "Barco"), seen(5_000_000_002, 1920, "Barco"), seen(5_000_000_003, 3840, "Barco")];
    const known = identify(three, []);
    const swapped = [seen(5_000_000_003, 0, "Barco"), seen(5_000_000_001, 1920, "Barco"), seen(5_000_000_002, 3840, "Barco", { width: 1080, height: 1920 })];
    expect(keys(identify(swapped, known), 3)).toEqual(["Barco #3", "Barco", "Barco #2"]);
    // The left one pulled: the others do not move up.
    expect(keys(identify([seen(5_000_000_002, 0, "Barco"), seen(5_000_000_003, 1920, "Barco")], known), 2)).toEqual(["Barco #2", "Barco #3"]);
  });

  test("the only one of its make, on another connector and at another place", () => {
    const known = identify([seen(1, 0, "A"), seen(2, 1920, "B")], []);
    expect(keys(identify([seen(1, 0, "A"), seen(9, -1920, "B")], known), 2)).toEqual(["A", "B"]);
  });
});

test("what is remembered is bounded, and those present are kept", () => {
  let known: Known[] = [];
  for (let n = 0; n < 200; n++) known = identify([seen(n, 0, `M${n}`)], known);
  expect(known).toHaveLength(MAX_KNOWN);
  expect(known[0]?.key).toBe("M199");
});

test("a screen is told in the contract's words, whatever the system says", () => {
  const odd = { id: 1, label: ` ${"x".repeat(500)}`, bounds: { x: 0.4, y: -99_999, width: 0, height: 99_999 }, scaleFactor: 99, rotation: 45 };
  for (const one of [seen(1, 0), seen(2, 0, "LG"), odd]) expect(Screen.safeParse(screenOf(one, identify([one], [])[0]?.key ?? "", true))).toMatchObject({ success: true });
  expect(screenOf({ ...seen(1, 0, "LG"), rotation: 90, scaleFactor: 1.5 }, "LG", false)).toEqual({ key: "LG", label: "LG", bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scale: 1.5, rotation: 90, primary: false });
});

test("the monitor that Linux tells of when there is none is not taken for one", () => {
  const known = identify([seen(78, 0)], []);
  expect(isPhantom([seen(0, 0)], known)).toBe(true);
  expect(isPhantom([seen(78, 0)], known)).toBe(false);
  expect(isPhantom([seen(0, 0)], [])).toBe(false);
  expect(isPhantom([seen(0, 0)], identify([seen(0, 0)], []))).toBe(false);
});
