import { describe, expect, test } from "vitest";
import { formatAge, formatNumber, formatSpan, formatTime, formatUnit } from "./format.ts";

describe("figures", () => {
  test.each<[number, number, "vi" | "en", string]>([
    [3.5, 2, "vi", "3,50"],
    [3.5, 2, "en", "3.50"],
    [12_345.6, 1, "vi", "12.345,6"],
    [0, 1, "vi", "0,0"],
    [-0.001, 2, "vi", "0,00"],
    [-0.01, 2, "vi", "-0,01"],
  ])("%f with %i decimals in %s is %s", (value, decimals, language, text) => expect(formatNumber(value, decimals, language)).toBe(text));
});

describe("times", () => {
  const at = Date.UTC(2026, 10, 21, 17, 5, 9);
  test("are the city's, whatever the machine's zone", () => expect(formatTime(at, "time", "vi")).toBe("00:05:09"));
  test("midnight is 00, never 24", () => expect(formatTime(Date.UTC(2026, 0, 1, 17, 0, 0), "minute", "en")).toBe("00:00"));
  test("the date is the city's day", () => expect(formatTime(at, "full", "vi")).toContain("22/11/2026"));
});

describe("ages (invariant 7: every value knows its age)", () => {
  test.each<[number, string, string]>([
    [0, "0 giây trước", "0 s ago"],
    [12_400, "12 giây trước", "12 s ago"],
    [59_999, "59 giây trước", "59 s ago"],
    [60_000, "1 phút trước", "1 min ago"],
    [7_199_000, "1 giờ trước", "1 h ago"],
    [172_800_000, "2 ngày trước", "2 d ago"],
    [-5000, "0 giây trước", "0 s ago"],
  ])("%i ms is “%s”", (ms, vi, en) => {
    expect(formatAge(1_000_000_000_000 - ms, 1_000_000_000_000, "vi")).toBe(vi);
    expect(formatAge(1_000_000_000_000 - ms, 1_000_000_000_000, "en")).toBe(en);
  });
  test("a span names its largest whole unit", () => expect(formatSpan(3_600_000 * 25, "vi")).toBe("1 ngày"));
});

describe("units", () => {
  test.each([["Cel", "°C"], ["mm/h", "mm/h"], ["m3/s", "m³/s"], ["%", "%"], ["m", "m"], ["1", ""], ["{xe}/min", "xe/min"]])("UCUM %s is written %s", (ucum, text) => expect(formatUnit(ucum, "vi")).toBe(text));
});
