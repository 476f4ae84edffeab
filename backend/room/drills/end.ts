import type { DrillRun } from "#contract/drill";
import type { NewFact } from "#contract/fact";
import { isDrill, type DrillIncident, type IncidentId } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import { scoreOf } from "../../core/drill/score.ts";
import { standDown } from "../../core/drill/stand-down.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { templateOf } from "../cases/processes.ts";

interface Options {
  state: Pick<RoomState, "templates">;
  keeper: Pick<CaseKeeper, "find">;
  now: () => Now;
}

/** What ends an exercise, all in one commit: the result as it stands, its open cases stood down, the end. */
export function endFacts(run: DrillRun, { state, keeper, now }: Options, by?: AccountId): NewFact[] {
  const at = now().wall;
  const cases = run.given.flatMap(({ verdict }) => (verdict?.incidentId === undefined ? [] : caseOf(verdict.incidentId, keeper)));
  const report = scoreOf({ run, cases, templateOf: (incident) => templateOf(state, incident), now: at, ...(by !== undefined && { by }) });
  const open = cases.filter(({ closedAt, owed }) => closedAt === undefined || owed.some(({ doneAt }) => doneAt === undefined));
  return [
    ...open.map((incident): NewFact => standDown(incident, templateOf(state, incident), run.id, at)),
    { kind: "drill:ended", at, runId: run.id, ...(by !== undefined && { by }) },
    { kind: "drill:reported", at, runId: run.id, report },
  ];
}

function caseOf(id: IncidentId, keeper: Pick<CaseKeeper, "find">): DrillIncident[] {
  const found = keeper.find(id);
  return found.ok && isDrill(found.value) ? [found.value] : [];
}
