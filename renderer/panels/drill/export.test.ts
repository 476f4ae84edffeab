import { expect, test } from "vitest";
import type { Exercise } from "#contract/drill";
import { DrillReport } from "#contract/drill-report";
import { exerciseOf, injectOf, startedRun, TRUC_BAN } from "../../../test/kit/hand-drill.ts";
import { draftOf, freshInject, textOf } from "./draft.ts";
import { reportCsv, reportJson } from "./export.ts";
import { readScriptTime, scriptTime } from "./use-drill.ts";

const report = DrillReport.parse({
  id: startedRun(exerciseOf([0]), 0).id, exerciseId: "bai", version: 1, name: "Lũ, bão", participants: [], startedAt: 0, endedAt: 60_000, startedBy: TRUC_BAN, paused: 0,
  injects: [{ id: "a", title: '=HYPERLINK("x")', place: "Kim Long", expected: { verdict: "true", verdictWithin: 60, orderWithin: 300 }, givenAt: 0, verdict: { real: true, reason: 'đã "gọi"', by: TRUC_BAN, at: 30_000 }, right: true, verdictSeconds: 30, verdictMark: "kept", orderMark: "missed" }],
  limits: [{ incidentId: "i1", limitId: "verify", name: "Xác thực", nameEn: "Verify", owner: "centre", clause: "H-V.1", due: 60_000, doneAt: 30_000, lateBy: 0, mark: "kept" }],
  verdicts: { good: 1, of: 1 }, verdictsInTime: { good: 1, of: 1 }, orders: { good: 0, of: 1 }, legal: { good: 1, of: 1 }, score: 75, grade: "pass",
});

test("invariant 6: every line of the CSV says that it is of a drill; quotes are doubled, formulas are text", () => {
  const lines = reportCsv(report).replace("\uFEFF", "").trimEnd().split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines.slice(1).every((line) => line.startsWith("DIEN TAP "))).toBe(true);
  expect(lines[1]).toContain('"Lũ, bão"');
  expect(lines[2]).toContain('"\'=HYPERLINK(""x"")"');
  expect(lines[2]).toContain('"đã ""gọi"""');
  expect(lines[3]).toContain("missed");
  expect(lines[4]).toContain("H-V.1");
});

test("the JSON is the report, marked as a drill", () => {
  const told: unknown = JSON.parse(reportJson(report));
  expect(told).toMatchObject({ drill: true });
  expect(DrillReport.parse(told)).toEqual(report);
});

test.each([["5", 300], ["05:30", 330], ["1:05:30", 3930], ["+0:05", 5], ["5:60", undefined], ["x", undefined], ["1:2:3:4", undefined], ["", undefined]] as const)("%s on a script is %s s", (text, seconds) => expect(readScriptTime(text)).toBe(seconds));
test.each([[0, "+00:00"], [65, "+01:05"], [3930, "+1:05:30"]] as const)("%d s is written %s", (seconds, text) => expect(scriptTime(seconds)).toBe(text));

test("an exercise written by the form comes out as it went in", () => {
  const exercise: Exercise = { ...exerciseOf([injectOf("a", 65, { titleEn: "A" }), injectOf("b", 3930, { expected: { verdict: "false", verdictWithin: 30, action: "gọi" } })]), participants: ["Trực ban"] };
  const { version: _counted, ...draft } = exercise;
  expect(draftOf(textOf(exercise), exercise.id)).toEqual({ ok: true, draft });
});

test("what is wrong is named with its place; injects come out in the order of their time", () => {
  const text = textOf(exerciseOf([10, 20]));
  const [a, b] = text.injects;
  if (a === undefined || b === undefined) throw new Error("two");
  expect(draftOf({ ...text, injects: [{ ...a, at: "x" }, b] }, "bai")).toMatchObject({ ok: false, where: "injects.0.at" });
  expect(draftOf({ ...text, name: " " }, "bai")).toMatchObject({ ok: false, where: "name" });
  const swapped = draftOf({ ...text, injects: [{ ...a, at: "9:00" }, b] }, "bai");
  expect(swapped.ok && swapped.draft.injects.map(({ id }) => id)).toEqual(["i1", "i0"]);
  expect(freshInject(text.injects).id).not.toBe(a.id);
});
