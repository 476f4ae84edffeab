import { expect, test } from "vitest";
import { Account, type Party } from "#contract/account";
import { DrillRunId } from "#contract/drill";
import { SessionId } from "#contract/ids";
import { IncidentId, ScenarioId } from "#contract/incident";
import { Template } from "#contract/process";
import { fail, ok } from "#contract/result";
import { Scenario } from "#contract/scenario";
import { exerciseOf, injectOf, RUN, startedRun, TRUC_BAN } from "../../../test/kit/hand-drill.ts";
import { fold } from "../../core/fold.ts";
import { emptyState } from "../../core/state.ts";
import { fiveSteps } from "../../law/hue.ts";
import { workingCalendar } from "../../law/vietnam-calendar.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { processFacts } from "../cases/processes.ts";
import { runAnswers } from "./run-answers.ts";

const NOW = 1_795_000_000_000;
const scenarioId = ScenarioId.parse("ngap");
const party: Party = { kind: "person", sessionId: SessionId.parse("s1"), account: Account.parse({ id: TRUC_BAN, name: "Trực ban", roles: ["operator"], enabled: true, version: 1 }) };

async function processOf(own: Partial<Template>): Promise<string | undefined> {
  const state = emptyState();
  for (const fact of processFacts(state, 1, [fiveSteps], [workingCalendar])) fold(state, fact);
  fold(state, { kind: "process:saved", at: 2, template: Template.parse({ ...fiveSteps, id: "nganh", version: 1, sector: { scenarioIds: [scenarioId] }, ...own }) });
  fold(state, { kind: "scenario:saved", at: 2, scenario: Scenario.parse({ id: scenarioId, name: "Ngập", match: {}, urgency: "emergency", templateId: fiveSteps.id, title: "Ngập", happened: "Ngập", where: "Kim Long", required: "Bơm", leadFields: [], supportFields: [], checklist: [], version: 1 }) });
  state.drills.set(RUN, startedRun(exerciseOf([injectOf("i0", 0, { scenarioId })]), NOW, [{ injectId: "i0", at: NOW, lateBy: 0 }]));
  const keeper: CaseKeeper = { newId: () => IncidentId.parse("sv-1"), write: () => Promise.resolve(ok([])), find: (id) => fail({ code: "unknown-id", kind: "incident", id }), book: () => fail({ code: "disk-full" }), head: () => { throw new Error("not asked"); }, move: () => Promise.resolve(fail({ code: "disk-full" })) };
  const judged = await runAnswers({ state, keeper, now: () => ({ wall: NOW, steady: 0 }) })["drill:judge"]({ runId: DrillRunId.parse(RUN), injectId: "i0", real: true, reason: "Camera thấy nước" }, party);
  return judged.ok ? judged.value.incident?.templateId : JSON.stringify(judged.fault);
}

test("K-9.7 an exercise runs on the process a real case would: the sector's own, unless it was withdrawn", async () => {
  expect(await processOf({})).toBe("nganh");
  expect(await processOf({ withdrawn: true })).toBe(fiveSteps.id);
});
