// @vitest-environment node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar } from "#contract/calendar";
import { workingCalendar } from "../../../../backend/law/vietnam-calendar.ts";
import { workingTime } from "../../../../backend/core/calendar.ts";
import { lunarNewYear } from "../../../../test/kit/lunar-new-year.ts";
import { readDays, withDays, writeDays } from "./csv.ts";
import { readHours, writeHours } from "../hours.ts";

const YEAR_2030 = readFileSync(join(import.meta.dirname, "../../../../test/kit/lich-2030.csv"), "utf8");

test("K-II.4 Tết 2030 is 2 February by Việt Nam's meridian, a day before China's: the example file has it so, and five working days pass over it", () => {
  expect(lunarNewYear(2030, 7)).toBe("2030-02-02");
  expect(lunarNewYear(2030, 8)).toBe("2030-02-03");
  // What research/standards names for the years around it.
  expect([2026, 2027, 2028, 2029, 2031, 2032].map((year) => lunarNewYear(year, 7))).toEqual(["2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2031-01-23", "2032-02-11"]);
  const { days, faults } = readDays(YEAR_2030);
  expect(faults).toEqual([]);
  expect(days.find(({ name }) => name.includes("mùng 1"))?.day).toBe("2030-02-02");
  const calendar = Calendar.parse(withDays(workingCalendar, days));
  expect(calendar.to).toBe("2030-12-31");
  // From Thursday 31 January 08:00: 1–6 February are off, so five days on is Wednesday the 13th.
  expect(workingTime(calendar).add(Date.parse("2030-01-31T01:00:00Z"), { workingDays: 5 })).toEqual({ at: Date.parse("2030-02-13T01:00:00Z") });
});

test.each<[string, number, string]>([
  ["2030-02-30,nghỉ,Tết,Luật", 1, "csvDay"], ["02/02/2030,nghỉ,Tết,Luật", 1, "csvDay"], ["2030-02-02,có,Tết,Luật", 1, "csvIs"], ["2030-02-02,nghỉ,,Luật", 1, "csvName"], ["2030-02-02,nghỉ,Tết,", 1, "csvDocument"],
  ["2030-02-02,nghỉ,Tết", 1, "csvColumns"], ["day,is,name,document\n2030-02-02,off,Tết,Luật\n\n2030-02-02,work,Tết,Luật", 4, "csvTwice"],
])("a bad line is named and not guessed: %s", (text, line, code) => {
  expect(readDays(text).faults).toEqual([{ line, code }]);
});

test("a spreadsheet's semicolons, quotes and byte order mark are read", () => {
  expect(readDays('\uFEFFNgày;Là;Tên;Văn bản\r\n2030-02-02;nghỉ;"Tết, ""mùng 1""";Điều 112, khoản 1\r\n')).toEqual({ days: [{ day: "2030-02-02", is: "off", name: 'Tết, "mùng 1"', authority: "Điều 112, khoản 1" }], faults: [] });
});

test("property: what is written is read again the same", () => {
  const text = fc.string({ minLength: 1, maxLength: 20 }).map((one) => one.replaceAll(/[\r\n]/g, " ").trim()).filter((one) => one !== "");
  const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(fc.property(fc.uniqueArray(fc.record({ day, is: fc.constantFrom("off" as const, "work" as const), name: text, authority: text }), { selector: (one) => one.day, maxLength: 20 }), (days) => {
    expect(readDays(writeDays(days))).toEqual({ days, faults: [] });
  }), { numRuns: 200, seed: 20261122 });
});

test.each<[string, ReturnType<typeof readHours>]>([["7:30-11:30, 13:30-17:30", [[450, 690], [810, 1050]]], ["", []], ["7h-11h30", [[420, 690]]], ["11:00-7:00", undefined], ["25:00-26:00", undefined], ["7:75-8:00", undefined]])("hours %s", (text, hours) => {
  expect(readHours(text)).toEqual(hours);
  if (hours !== undefined) expect(readHours(writeHours(hours))).toEqual(hours);
});
