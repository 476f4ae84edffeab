import type { Account } from "#contract/account";
import { DrillRunId, inDrill, type DrillRun, type Given, type Inject } from "#contract/drill";
import type { NewFact } from "#contract/fact";
import { foldIncident } from "#contract/incident-fold";
import type { Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { endOf } from "../../core/fold-drill.ts";
import { decide } from "../../core/process/decide.ts";
import { openIncident } from "../../core/process/open.ts";
import { overriding } from "../../core/process/plan.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { MOST_LIVE } from "../cases/case-answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { currentTemplates, envOf, localOffset } from "../cases/processes.ts";
import { accountOf, actorsOf } from "../cases/who.ts";
import { endFacts } from "./end.ts";

/** Pauses of one exercise. */
const MOST_PAUSES = 500;

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  now: () => Now;
}

/** Starting and steering an exercise, and what the trained do with an inject. Answered after the commit. */
export function runAnswers({ state, keeper, now }: Options): AnswersFor<"drill:start" | "drill:control" | "drill:take" | "drill:judge"> {
  const conflict = (detail: string): Result<never> => fail({ code: "conflict", detail });
  function runOf(id: string): Result<DrillRun> {
    const run = state.drills.get(id);
    return run === undefined ? fail({ code: "unknown-id", kind: "drill", id }) : ok(run);
  }
  async function write(facts: NewFact[]): Promise<Result<Record<string, never>>> {
    const written = await keeper.write(facts);
    return written.ok ? ok({}) : written;
  }
  /** An inject that was given in, with what the script says of it. */
  function givenOf(runId: string, injectId: string): Result<{ run: DrillRun; inject: Inject; given: Given }> {
    const run = runOf(runId);
    if (!run.ok) return run;
    const given = run.value.given.find((one) => one.injectId === injectId);
    const inject = run.value.exercise.injects.find((one) => one.id === injectId);
    // What is still to come is as what there is not.
    return given === undefined || inject === undefined ? fail({ code: "unknown-id", kind: "inject", id: injectId }) : ok({ run: run.value, inject, given });
  }

  return {
    "drill:start": async ({ exerciseId }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      if (!maySteer(account.value, state)) return conflict("a shift leader starts it on duty");
      const exercise = state.exercises.get(exerciseId);
      if (exercise === undefined) return fail({ code: "unknown-id", kind: "exercise", id: exerciseId });
      if (state.drills.size > 0) return conflict("another exercise is under way");
      const at = now().wall;
      return write([{ kind: "drill:started", at, runId: newRunId(at, state), exerciseId, name: exercise.name, ...(exercise.nameEn !== undefined && { nameEn: exercise.nameEn }), until: endOf(at), by: account.value.id }]);
    },
    "drill:control": async ({ runId, does }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      // Whoever may steer may stop: an exercise must never go on because somebody went off duty.
      if (does !== "stop" && !maySteer(account.value, state)) return conflict("a shift leader steers it on duty");
      const found = runOf(runId);
      if (!found.ok) return found;
      const run = found.value;
      const at = now().wall;
      const by = account.value.id;
      const base = { at, runId: run.id, by };
      switch (does) {
        case "pause": return run.pausedAt !== undefined ? conflict("paused already") : run.pauses.length >= MOST_PAUSES ? fail({ code: "too-large", limit: MOST_PAUSES }) : write([{ kind: "drill:paused", ...base }]);
        case "resume": return run.pausedAt === undefined ? conflict("it runs") : write([{ kind: "drill:resumed", ...base, zeroAt: run.zeroAt + Math.max(0, at - run.pausedAt) }]);
        case "skip": {
          const next = run.exercise.injects[run.given.length];
          if (next === undefined) return conflict("no inject is left");
          if (run.pausedAt !== undefined) return conflict("it is paused");
          return write([{ kind: "drill:skipped", ...base, zeroAt: Math.min(run.zeroAt, at - next.at * 1000) }]);
        }
        case "stop": return write(endFacts(run, { state, keeper, now }, by));
      }
    },
    "drill:take": async ({ runId, injectId }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const found = givenOf(runId, injectId);
      if (!found.ok) return found;
      const { run, given } = found.value;
      if (given.takenAt !== undefined) return conflict(`taken by ${given.takenBy ?? ""} already`);
      return write([{ kind: "drill:taken", at: now().wall, runId: run.id, injectId, by: account.value.id }]);
    },
    "drill:judge": async ({ runId, injectId, real, reason }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const found = givenOf(runId, injectId);
      if (!found.ok) return found;
      const { run, inject, given } = found.value;
      if (given.verdict !== undefined) return conflict("judged already");
      const at = now().wall;
      const by = account.value.id;
      const opened = real ? openCase(inject, given, reason, account.value, at) : ok(undefined);
      if (!opened.ok) return opened;
      const made = opened.value;
      const written = await keeper.write([
        ...(made?.facts ?? []),
        ...(given.takenAt === undefined ? [{ kind: "drill:taken" as const, at, runId: run.id, injectId, by }] : []),
        { kind: "drill:judged", at, runId: run.id, injectId, verdict: { real, reason, by, at, ...(made !== undefined && { incidentId: made.incident.id }) } },
      ]);
      return written.ok ? ok(made === undefined ? {} : { incident: made.incident }) : written;
    },
  };

  /** The case of an inject, verified by who judged it where its process has such a step. */
  function openCase(inject: Inject, given: Given, reason: string, account: Account, at: Instant): Result<{ incident: Incident; facts: NewFact[] }> {
    if (state.incidents.size >= MOST_LIVE) return fail({ code: "too-large", limit: MOST_LIVE });
    const scenario = inject.scenarioId === undefined ? undefined : state.scenarios.get(inject.scenarioId);
    // The process that a real case of this plan would begin with: the sector's own first (K-9.7), and none that was withdrawn.
    const offered = currentTemplates(state).filter(({ withdrawn }) => withdrawn !== true);
    const template = (scenario === undefined ? undefined : (overriding(scenario, offered) ?? offered.find(({ id }) => id === scenario.templateId))) ?? offered[0];
    if (template === undefined) return fail({ code: "unavailable", detail: "the room has no process" });
    const env = envOf(template, at, state);
    const opened = openIncident({
      id: keeper.newId(), drill: true, urgency: scenario?.urgency ?? (inject.priority === "emergency" ? "emergency" : "routine"), title: inDrill(inject.title), alarmIds: [], appearedAt: Math.min(given.at, at), handledBy: account.id,
      ...(inject.areaId !== undefined && { areaId: inject.areaId }), ...(inject.position !== undefined && { position: inject.position }), ...(scenario !== undefined && { scenarioId: scenario.id }),
    }, env, account.id);
    if (!opened.ok) return opened;
    const incident = foldIncident(undefined, opened.value);
    const actor = actorsOf(account)[0];
    if (incident === undefined || actor === undefined) return fail({ code: "forbidden", permission: "drill:judge" });
    const verified = decide(incident, { is: "verified", note: reason }, actor, env);
    const after = verified.ok ? foldIncident(incident, verified.value) : incident;
    return ok({ incident: after ?? incident, facts: verified.ok ? [opened.value, verified.value] : [opened.value] });
  }
}

/** An administrator, or a shift leader on duty. */
function maySteer({ id, roles }: Account, { shifts }: Pick<RoomState, "shifts">): boolean {
  return roles.includes("administrator") || (roles.includes("shift-lead") && shifts.has(id));
}

/** The local day and a number of its own. */
function newRunId(at: Instant, { drillReports, calendars }: Pick<RoomState, "drillReports" | "calendars">): DrillRunId {
  const day = new Date(at + localOffset({ calendars })).toISOString().slice(0, 10);
  for (let n = 1; ; n++) {
    const id = DrillRunId.parse(`dt-${day}-${n}`);
    if (!drillReports.has(id)) return id;
  }
}
