import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { openUnits } from "./units.ts";

const convert = openUnits();

test.each<[number, string, string, number]>([
  [21.5, "Cel", "K", 294.65],
  [212, "[degF]", "Cel", 100],
  [0, "K", "Cel", -273.15],
  [20, "Cel", "[degF]", 68],
  [1.25, "m", "cm", 125],
  [125, "cm", "m", 1.25],
  [3.6, "mm/h", "m/s", 1e-6],
  [36, "km/h", "m/s", 10],
  [50, "%", "1", 0.5],
  [400, "10*-6", "%", 0.04],
  [400, "[ppm]", "10*-6", 400],
  [35, "ug/m3", "mg/m3", 0.035],
  [0.035, "mg/m3", "ug/m3", 35],
  [2, "m3/s", "L/s", 2000],
  [1013.25, "hPa", "Pa", 101_325],
  [1, "kW.h", "J", 3_600_000],
  [180, "deg", "rad", Math.PI],
  [7, "{count}", "1", 7],
  [1, "kg/(m.s2)", "Pa", 1],
  [1, "/s", "Hz", 1],
  [50, "%{RH}", "%", 50],
  [5, "nonsense", "nonsense", 5], // the same code on both sides needs no opinion
])("%d %s is %s %d", (value, from, to, expected) => {
  const found = convert(from, to);
  if ("fault" in found) throw new Error(found.fault);
  expect(value * found.factor + found.offset).toBeCloseTo(expected, 9);
});

test("factors that are short numbers are exact", () => {
  expect(convert("ug/m3", "mg/m3")).toEqual({ factor: 0.001, offset: 0 });
  expect(convert("Cel", "K")).toEqual({ factor: 1, offset: 273.15 });
});

test.each<[string, string, string]>([
  ["m", "s", "incompatible-unit"],
  ["mg/m3", "mol/m3", "incompatible-unit"], // needs the substance's molar mass
  ["[pH]", "mol/L", "incompatible-unit"], // logarithmic: no straight line
  ["B[SPL]", "Pa", "incompatible-unit"],
  ["[iU]", "1", "incompatible-unit"], // arbitrary
  ["foo", "m", "unknown-unit"],
  ["m", "foo", "unknown-unit"],
  ["degC", "Cel", "unknown-unit"],
  ["°C", "Cel", "unknown-unit"],
  ["m ", "cm", "unknown-unit"],
  ["", "m", "unknown-unit"],
  ["M", "m", "unknown-unit"], // case sensitive
  ["m".repeat(41), "m", "unknown-unit"],
  ["__proto__", "m", "unknown-unit"],
  ["constructor", "m", "unknown-unit"],
])("%s to %s is refused: %s", (from, to, fault) => expect(convert(from, to)).toEqual({ fault }));

test("any text is answered, never thrown at and never printed (invariant 11)", () => {
  const printed = vi.spyOn(console, "log");
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("m", "/", ".", "(", ")", "[", "]", "{", "}", "1", "0", "*", "-", "k", "C", "e", "l") })), (code) => {
      const found = convert(code, "m");
      if ("fault" in found) expect(["unknown-unit", "incompatible-unit"]).toContain(found.fault);
      else expect(Number.isFinite(found.factor) && Number.isFinite(found.offset)).toBe(true);
    }),
    { seed: 20_261_121, numRuns: 4000 },
  );
  expect(printed).not.toHaveBeenCalled();
});

test("more pairs than are remembered: all still answered right", () => {
  for (let n = 0; n < 2500; n++) convert(`10*${n % 90}.m{x${n}}`, "m");
  expect(convert("cm", "m")).toEqual({ factor: 0.01, offset: 0 });
});
