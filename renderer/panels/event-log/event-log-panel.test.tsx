import { afterEach, expect, test } from "vitest";
import { AlarmMetrics } from "#contract/alarm";
import { SourceId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { EventLog } from "./event-log.tsx";

const metrics = AlarmMetrics.parse({ from: 0, to: 1, annunciations: 200, meanPer10Min: 3.5, peakPer10Min: 40, timeInFlood: 0.2, floods: 2, stale: 0, chattering: [], mix: { emergency: 0, high: 0.05, medium: 0.15, routine: 0.8 }, top: [] });
const silent = (seq: number) => ({ kind: "source:silent", sourceId: `gw${seq}`, since: 0, seq, at: seq * 1000 });
let room: WindowRoom;
let shown: Shown;
async function begin(answers: NonNullable<Parameters<typeof openWindowRoom>[0]>["answers"] = {}): Promise<void> {
  room = await openWindowRoom({
    answers: { "alarm:metrics": () => ok(metrics), "fact:recent": ({ before = 1000, limit = 100 }) => ok({ facts: Array.from({ length: Math.min(limit, before - 851) }, (_, i) => silent(before - 1 - i)) }), ...answers },
  });
  shown = show(<EventLog />);
}
const rows = () => [...document.querySelectorAll("tr[data-kind]")];
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("the journal in words, paging back until its beginning without a hole or a double", async () => {
  await begin();
  await shown.says("Nguồn gw999 im lặng");
  expect(rows()).toHaveLength(100);
  await shown.press("Tải thêm");
  await shown.says("Hết nhật ký");
  expect(rows()).toHaveLength(149);
  expect(new Set(rows().map((row) => row.textContent)).size).toBe(149);
});

test("a whole page withheld from this reader is not the end of the journal", async () => {
  await begin({ "fact:recent": ({ before = 1000, limit = 100 }) => ok({ facts: Array.from({ length: Math.min(limit, before - 851) }, (_, i) => (before === 1000 ? { kind: "withheld", seq: before - 1 - i, at: 1 } : silent(before - 1 - i))) }) });
  await shown.press("Tải thêm");
  await shown.says("Hết nhật ký");
  expect(rows()).toHaveLength(49);
});

test("new facts are announced and do not move what is being read", async () => {
  await begin();
  await shown.says("Nguồn gw999 im lặng");
  room.happen({ kind: "source:silent", sourceId: SourceId.parse("other"), since: 0 });
  await shown.says("1 sự kiện mới");
  expect(rows()).toHaveLength(100);
});

test("figures stand beside target and standard, and say which are missed", async () => {
  await begin();
  await shown.says("EEMUA 191 · ✕ chưa đạt");
  const row = [...document.querySelectorAll("tr")].find((each) => each.textContent?.includes("Trung bình mỗi 10 phút"));
  expect(row?.textContent).toContain("3,50< 1EEMUA 191");
  await shown.press("30 ngày");
  await until(() => room.asked.filter((each) => each.name === "alarm:metrics").length > 1);
});

test("what cannot be had says why, in its own half", async () => {
  await begin({ "alarm:metrics": () => fail({ code: "unavailable", detail: "figures" }), "fact:recent": () => fail({ code: "forbidden", permission: "fact:recent" }) });
  await shown.says("Tài khoản không có quyền này (xem nhật ký)");
  await shown.says("Máy chủ chưa đáp ứng được: figures");
  expect(shown.text()).toContain("Máy chủ chưa đáp ứng được: figures");
});
