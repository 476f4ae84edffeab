import { afterEach, expect, test } from "vitest";
import type { Report } from "#contract/publication";
import { ok } from "#contract/result";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { ReportTab } from "./report-tab.tsx";

const AT = Date.parse("2026-11-22T02:00:00Z");
const report = (forecasts: Report["forecasts"]): Report => ({
  from: AT, to: AT + 86_400_000, countedAt: AT + 86_400_000, cut: false, services: [], agencies: [],
  cases: { all: 0, emergency: 0, closed: 0, dismissed: 0, met: 0, missed: 0 }, alarms: { emergency: 0, high: 0, medium: 0, routine: 0 }, alerts: { published: 0, updated: 0, cancelled: 0 }, ...(forecasts !== undefined && { forecasts }),
});

let room: WindowRoom;
let shown: Shown;
async function begin(forecasts: Report["forecasts"]): Promise<void> {
  room = await openWindowRoom({ roles: ["leader"], answers: { "report:count": () => ok(report(forecasts)) } });
  shown = show(<ReportTab />);
  await shown.press("Lập báo cáo");
  await shown.says("Báo cáo hoạt động từ");
}
afterEach(async () => {
  shown.close();
  await room.stop();
});

test.each<[string, NonNullable<Report["forecasts"]>, string, string]>([
  ["passes", { right: 80, judged: 100, gauges: 2 }, "80,0 % – ĐẠT mục tiêu ≥ 80 %", "passed"],
  ["just does not", { right: 7999, judged: 10_000, gauges: 2, from: AT }, "79,9 % – CHƯA ĐẠT mục tiêu ≥ 80 %", "failed"],
  ["has nothing to be judged by", { right: 0, judged: 0, gauges: 0 }, "chưa có dự báo lũ nào tới hạn", "none"],
])("H-3.5, K-7.1 forecast accuracy stands in the report with the law's aim and what right is: it %s", async (_what, forecasts, words, aim) => {
  await begin(forecasts);
  expect(document.querySelector("[data-forecast-aim]")?.getAttribute("data-forecast-aim")).toBe(aim);
  for (const each of [words, "TT 42/2017/TT-BTNMT", "Dự báo đã so với thực đo"]) expect(shown.text()).toContain(each);
  expect(shown.text().includes("Dự báo còn giữ từ")).toBe(forecasts.from !== undefined);
});

test("a room that forecasts nothing has no such figure", async () => {
  await begin(undefined);
  expect(document.querySelector("[data-forecast-aim]")).toBeNull();
});
