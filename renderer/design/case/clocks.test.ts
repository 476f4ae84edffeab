// @vitest-environment node
import { expect, test } from "vitest";
import type { Clock } from "#contract/incident";
import { clockWords } from "./clock-words.ts";
import { clockState, lateBy, type ClockState } from "./clocks.ts";
import { countdown, spanWords } from "./span-words.ts";

const M = 60_000;
const clock = (more: Partial<Clock> = {}): Clock => ({ key: "receive:x:1", limitId: "receive", round: 1, from: 0, due: 40 * M, calendar: "24x7", owner: "agency", clause: "H-11.4", outcome: "running", ...more });

test.each<[number, ClockState]>([[0, "ok"], [30 * M - 1, "ok"], [30 * M, "soon"], [40 * M, "soon"], [40 * M + 1, "late"]])("H-11.4 a limit of 40 minutes is at %d ms %s: its last millisecond is kept", (now, state) => expect(clockState(clock(), now)).toBe(state));

test("how late counts until it was done, not until it was found", () => {
  expect(lateBy(clock({ outcome: "missed", missedAt: 40 * M + 1, lateBy: 1, took: { running: 52 * M, at: 52 * M } }), 99 * M)).toBe(12 * M);
  expect(lateBy(clock(), 45 * M)).toBe(5 * M);
  expect(lateBy(clock({ outcome: "met", took: { running: 5 * M, at: 5 * M } }), 99 * M)).toBeUndefined();
});

test.each<[Partial<Clock>, number, string]>([
  [{}, 36 * M, "còn 4:00"],
  [{}, 52 * M, "QUÁ HẠN 12:00"],
  [{ outcome: "missed", took: { running: 41 * M, at: 41 * M } }, 99 * M, "xong chậm 1:00"],
  [{ outcome: "met" }, 99 * M, "đúng hạn"],
])("%o reads at %d ms as “%s”", (more, now, words) => expect(clockWords(clock(more), now, "vi")).toBe(words));

test.each<[number, string]>([[0, "0:00"], [1, "0:01"], [59_999, "1:00"], [3_599_000, "59:59"], [3 * 3_600_000 + 12 * M, "3 giờ 12 phút"], [98 * 3_600_000, "4 ngày 2 giờ"], [-5, "0:00"]])("%d ms counts down as %s", (ms, words) => expect(countdown(ms, "vi")).toBe(words));

test.each<[number, string, string]>([[0, "0 giây", "0 s"], [103_000, "1 phút 43 giây", "1 min 43 s"], [60_000, "1 phút", "1 min"], [3_600_000, "1 giờ 0 phút", "1 h 0 min"]])("%d ms late is told as %s: nobody takes minutes for hours", (ms, vi, en) => expect([spanWords(ms, "vi"), spanWords(ms, "en")]).toEqual([vi, en]));
