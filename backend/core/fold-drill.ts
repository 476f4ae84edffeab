import { MAX_DRILL_SECONDS, type DrillRun, type Given } from "#contract/drill";
import { REPORTS_KEPT } from "#contract/drill-report";
import type { DrillFactKind, NewFact } from "#contract/fact";
import type { Collection, RoomState, Touch } from "./state.ts";

type DrillFact = Extract<NewFact, { kind: DrillFactKind }>;

/** Folds what happens in exercises. Touches nothing but exercises, the run and its report (invariant 6). */
export function foldDrill(state: Pick<RoomState, "exercises" | "drills" | "drillReports">, fact: DrillFact): Touch[] {
  switch (fact.kind) {
    case "exercise:saved": return [put(state.exercises, "exercises", fact.exercise.id, fact.exercise)];
    case "drill:started": {
      const exercise = state.exercises.get(fact.exerciseId);
      if (exercise === undefined) return [];
      return [put(state.drills, "drills", fact.runId, { id: fact.runId, exercise, by: fact.by, startedAt: fact.at, zeroAt: fact.at, pauses: [], until: fact.until, given: [] })];
    }
    case "drill:ended": return state.drills.delete(fact.runId) ? [{ collection: "drills", id: fact.runId, body: undefined }] : [];
    case "drill:reported": return [put(state.drillReports, "drillReports", fact.runId, fact.report), ...forgetOld(state)];
    default: {
      const run = state.drills.get(fact.runId);
      return run === undefined ? [] : [put(state.drills, "drills", run.id, after(run, fact))];
    }
  }
}

type OfRun = Exclude<DrillFact, { kind: "exercise:saved" | "drill:started" | "drill:ended" | "drill:reported" }>;

function after(run: DrillRun, fact: OfRun): DrillRun {
  switch (fact.kind) {
    case "drill:paused": return { ...run, pausedAt: fact.at };
    case "drill:resumed": {
      const { pausedAt, ...rest } = run;
      return { ...rest, zeroAt: fact.zeroAt, pauses: pausedAt === undefined ? run.pauses : [...run.pauses, { from: pausedAt, to: Math.max(pausedAt, fact.at) }] };
    }
    case "drill:skipped": return { ...run, zeroAt: fact.zeroAt };
    case "drill:injected": return { ...run, ...(fact.zeroAt !== undefined && { zeroAt: fact.zeroAt }), given: [...run.given, { injectId: fact.injectId, at: fact.at, lateBy: fact.lateBy }] };
    case "drill:taken": return given(run, fact.injectId, { takenAt: fact.at, takenBy: fact.by });
    case "drill:judged": return given(run, fact.injectId, { verdict: fact.verdict });
    case "drill:time-up": return { ...run, overAt: fact.at };
  }
}

function given(run: DrillRun, injectId: string, change: Partial<Given>): DrillRun {
  return { ...run, given: run.given.map((one) => (one.injectId === injectId ? { ...one, ...change } : one)) };
}

function forgetOld(state: Pick<RoomState, "drillReports">): Touch[] {
  const old = [...state.drillReports.values()].sort((a, b) => b.endedAt - a.endedAt || (a.id < b.id ? 1 : -1)).slice(REPORTS_KEPT);
  return old.map(({ id }) => {
    state.drillReports.delete(id);
    return { collection: "drillReports", id, body: undefined };
  });
}

function put<V>(records: Map<string, V>, collection: Collection, id: string, record: V): Touch {
  records.set(id, record);
  return { collection, id, body: record };
}

/** When an exercise that starts now ends by itself. */
export const endOf = (now: number): number => now + MAX_DRILL_SECONDS * 1000;
