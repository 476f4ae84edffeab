import { expect, test } from "vitest";
import { IncidentId, type DrillIncident } from "#contract/incident";
import { DrillReport } from "#contract/drill-report";
import type { Given } from "#contract/drill";
import { exerciseOf, injectOf, startedRun, TRUC_BAN } from "../../../test/kit/hand-drill.ts";
import { handIncident, MINUTE, MONDAY, ordered, POLICE } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";
import { gradeOf, scoreOf } from "./score.ts";
import { standDown } from "./stand-down.ts";
import { foldIncident } from "#contract/incident-fold";

const template = TEMPLATES[0]!;
const S = 1000;
const ID = IncidentId.parse("i1");
/** Verified at 30 s, ordered at 4 min, both within the law. */
function workedCase(orderAt = 4 * MINUTE): DrillIncident {
  const hand = handIncident(template);
  hand.at(MONDAY + 30 * S);
  hand.centre({ is: "verified" });
  hand.at(MONDAY + orderAt - S);
  hand.centre({ is: "proposed", plan: "Chặn đường" });
  hand.at(MONDAY + orderAt);
  hand.centre(ordered({ due: MONDAY + 2 * 60 * MINUTE }));
  return { ...hand.incident(), drill: true };
}
const given = (id: string, at: number, verdict?: { real: boolean; after: number; incidentId?: IncidentId }): Given => ({ injectId: id, at: MONDAY + at, lateBy: 0, ...(verdict !== undefined && { verdict: { real: verdict.real, reason: "đã gọi", by: TRUC_BAN, at: MONDAY + at + verdict.after, ...(verdict.incidentId !== undefined && { incidentId: verdict.incidentId }) } }) });
const score = (run: Parameters<typeof scoreOf>[0]["run"], cases: readonly DrillIncident[] = [], now = MONDAY + 10 * MINUTE) => scoreOf({ run, cases, templateOf: () => template, now });

test("H-7.3 all in time and right is 100 %; seconds to the verdict and to the order are told, and each part is counted", () => {
  const run = startedRun(exerciseOf([injectOf("a", 0, { expected: { verdict: "true", verdictWithin: 60, orderWithin: 300, lead: POLICE, action: "" } }), injectOf("b", 60, { expected: { verdict: "false", verdictWithin: 60, action: "" } })]), MONDAY, [given("a", 0, { real: true, after: 30 * S, incidentId: ID }), given("b", MINUTE, { real: false, after: 60 * S })]);
  const report = score(run, [workedCase()]);
  expect(DrillReport.safeParse(report).error).toBeUndefined();
  expect(report).toMatchObject({ verdicts: { good: 2, of: 2 }, verdictsInTime: { good: 2, of: 2 }, orders: { good: 1, of: 1 }, score: 100, grade: "excellent" });
  expect(report.legal.good).toBe(report.legal.of);
  expect(report.injects[0]).toMatchObject({ right: true, verdictSeconds: 30, verdictMark: "kept", orderSeconds: 240, orderMark: "kept", lead: POLICE, leadRight: true, incidentId: ID });
});

test.each<[string, Given | undefined, object]>([
  ["never given", undefined, { verdictMark: "open" }],
  ["nobody said anything", given("a", 0), { verdictMark: "missed", orderMark: "missed" }],
  ["false said of a true one, late by a millisecond", given("a", 0, { real: false, after: 60 * S + 1 }), { right: false, verdictMark: "late", orderMark: "missed" }],
  ["right at the last moment of the limit", given("a", 0, { real: true, after: 60 * S }), { right: true, verdictMark: "kept" }],
  ["given a moment before the end", given("a", 9.5 * MINUTE), { verdictMark: "open", orderMark: "open" }],
])("an inject: %s", (_what, one, row) => {
  const report = score(startedRun(exerciseOf([injectOf("a", 0)]), MONDAY, one === undefined ? [] : [one]));
  expect(report.injects[0]).toMatchObject(row);
});

test("nothing counted is no figure, not zero; half is half", () => {
  expect(score(startedRun(exerciseOf([60]), MONDAY)).score).toBeUndefined();
  expect(score(startedRun(exerciseOf([injectOf("a", 0, { expected: { verdict: "false", verdictWithin: 60, action: "" } })]), MONDAY, [given("a", 0, { real: true, after: S })])).score).toBe(50);
});

test("time of a pause is no one's fault", () => {
  const run = { ...startedRun(exerciseOf([0]), MONDAY, [given("i0", 0, { real: true, after: 5 * MINUTE })]), pauses: [{ from: MONDAY + 10 * S, to: MONDAY + 280 * S }] };
  expect(score(run).injects[0]).toMatchObject({ verdictSeconds: 30, verdictMark: "kept" });
});

test("a legal limit that was missed is told with its clause and lateness (H-V)", () => {
  const hand = handIncident(template);
  hand.at(MONDAY + 3 * MINUTE);
  hand.centre({ is: "verified" });
  const report = score(startedRun(exerciseOf([0]), MONDAY, [given("i0", 0, { real: true, after: 3 * MINUTE, incidentId: ID })]), [{ ...hand.incident(), drill: true }]);
  expect(report.limits.find(({ clause }) => clause === "H-V.1")).toMatchObject({ mark: "late", lateBy: 2 * MINUTE, owner: "centre" });
  expect(report.legal).toMatchObject({ good: 0 });
});

test.each([[100, "excellent"], [90, "excellent"], [89.9, "good"], [80, "good"], [79.9, "pass"], [70, "pass"], [69.9, "fail"], [0, "fail"]] as const)("%d %% is graded %s, as H-VI grades", (value, grade) => expect(gradeOf(value)).toBe(grade));

test("a case stood down is over: nothing of it is due, owed or still to be done", () => {
  const incident = workedCase();
  const after = foldIncident(incident, standDown(incident, template, startedRun(exerciseOf([0]), 0).id, MONDAY + 9 * MINUTE));
  expect(after).toMatchObject({ closedAt: MONDAY + 9 * MINUTE, dues: [], drill: true });
  expect(after?.clocks.filter(({ outcome }) => outcome === "running")).toEqual([]);
  expect(template.steps.find(({ id }) => id === after?.step)?.final).toBe(true);
});
