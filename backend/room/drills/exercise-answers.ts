import type { DrillRun, Inject } from "#contract/drill";
import type { DrillView, OpenInject } from "#contract/drill-request";
import { may } from "#contract/permission";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";

/** Exercises at most: above it a new one is not taken. */
const MOST = 500;

interface Options {
  state: RoomState;
  keeper: Pick<CaseKeeper, "write">;
  now: () => Now;
}

/** Exercises as they are written and read; every version is a fact with who made it. */
export function exerciseAnswers({ state, keeper, now }: Options): AnswersFor<"exercise:list" | "exercise:save" | "drill:state" | "drill:report"> {
  return {
    "exercise:list": () => ok({ exercises: [...state.exercises.values()] }),
    "exercise:save": async ({ exercise, version }, party) => {
      const current = state.exercises.get(exercise.id)?.version ?? 0;
      if (current !== version) return fail({ code: "conflict", detail: `version ${current} is in force, not ${version}` });
      if (current === 0 && state.exercises.size >= MOST) return fail({ code: "too-large", limit: MOST });
      for (const [i, inject] of exercise.injects.entries()) {
        const strange = strangeIn(inject, i, state);
        if (strange !== undefined) return strange;
      }
      const saved = { ...exercise, version: version + 1 };
      const written = await keeper.write([{ kind: "exercise:saved", at: now().wall, exercise: saved, by: personOf(party) }]);
      return written.ok ? ok(saved) : written;
    },
    "drill:state": (_input, party) => {
      const [run] = state.drills.values();
      const runs = party.kind === "person" && may(party.account.roles, "drill:control");
      const reports = [...state.drillReports.values()].sort((a, b) => b.endedAt - a.endedAt || (a.id < b.id ? 1 : -1));
      return ok({
        now: now().wall, ...(run !== undefined && { run: viewOf(run, runs) }),
        reports: reports.map(({ id, exerciseId, name, nameEn, startedAt, endedAt, score, grade }) => ({ id, exerciseId, name, ...(nameEn !== undefined && { nameEn }), startedAt, endedAt, ...(score !== undefined && { score }), ...(grade !== undefined && { grade }) })),
      });
    },
    "drill:report": ({ runId }) => {
      const report = state.drillReports.get(runId);
      return report === undefined ? fail({ code: "unknown-id", kind: "drill", id: runId }) : ok(report);
    },
  };
}

/** What an inject names and the room has not. */
export function strangeIn(inject: Inject, i: number, state: Pick<RoomState, "areas" | "scenarios" | "agencies">): Result<never> | undefined {
  const { areaId, scenarioId, expected } = inject;
  if (areaId !== undefined && !state.areas.has(areaId)) return fail({ code: "unknown-id", kind: "area", id: areaId });
  if (scenarioId !== undefined && !state.scenarios.has(scenarioId)) return fail({ code: "unknown-id", kind: "scenario", id: scenarioId });
  if (expected.lead !== undefined && !state.agencies.has(expected.lead)) return fail({ code: "unknown-id", kind: "agency", id: expected.lead });
  return expected.verdict === "true" || scenarioId === undefined ? undefined : fail({ code: "malformed", path: `exercise.injects.${i}.scenarioId`, detail: "a false alarm opens no case" });
}

/** @param script with what is still to come: for who runs it */
export function viewOf(run: DrillRun, script: boolean): DrillView {
  const { id, exercise, startedAt, zeroAt, pausedAt, until, overAt, by } = run;
  const byId = new Map(exercise.injects.map((inject) => [inject.id, inject]));
  const injects = run.given.flatMap((given): OpenInject[] => {
    const inject = byId.get(given.injectId);
    if (inject === undefined) return [];
    const { expected: _untold, ...told } = inject;
    return [{ ...told, given }];
  });
  return {
    id, startedAt, zeroAt, until, by, ...(pausedAt !== undefined && { pausedAt }), ...(overAt !== undefined && { overAt }),
    exerciseId: exercise.id, name: exercise.name, ...(exercise.nameEn !== undefined && { nameEn: exercise.nameEn }), situation: exercise.situation, ...(exercise.situationEn !== undefined && { situationEn: exercise.situationEn }),
    participants: exercise.participants, injects, total: exercise.injects.length, ...(script && { script: exercise.injects }),
  };
}

