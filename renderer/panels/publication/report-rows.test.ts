import { expect, test } from "vitest";
import { cameraRows, csvOf, forecastRows } from "./report-rows.ts";

test("K-7.1 a report's file is a table, whatever an agency is called: nothing in it is carried out", () => {
  const text = csvOf([{ group: "Vụ việc", item: "Tất cả", value: 3, ofAgency: false }, { group: "=HYPERLINK(\"http://x\")", item: "-1+1", value: -2, ofAgency: true }], ["Nhóm", "Mục", "Số"]);
  expect(text).toBe("\uFEFF\"Nhóm\",\"Mục\",\"Số\"\r\n\"Vụ việc\",\"Tất cả\",\"3\"\r\n\"'=HYPERLINK(\"\"http://x\"\")\",\"'-1+1\",\"-2\"\r\n");
});

test("H-13.1 cameras' time in a report: hours, and a share of the time that is known of", () => {
  const HOUR = 3_600_000;
  const figures = { cameras: 16, up: 999.99 * HOUR, fault: 0.01 * HOUR, off: 2 * HOUR, centre: 0, unwatched: 30 * 60_000, losses: 1 };
  expect(Object.fromEntries(cameraRows(figures))).toEqual({ cameraCount: 16, cameraUp: 99.9, cameraFault: 0, cameraLosses: 1, cameraOff: 2, cameraCentre: 0, cameraUnwatched: 0.5 });
  expect(cameraRows({ ...figures, up: 0, fault: 0 }).map(([key]) => key)).not.toContain("cameraUp");
});

test("H-3.5 forecast accuracy in a report: the share of right ones rounded down, and none where nothing was judged", () => {
  expect(forecastRows({ right: 799, judged: 999, gauges: 3 })).toEqual([["forecastGauges", 3], ["forecastJudged", 999], ["forecastRight", 799], ["forecastShare", 79.9]]);
  expect(forecastRows({ right: 0, judged: 0, gauges: 0 }).map(([key]) => key)).not.toContain("forecastShare");
});
