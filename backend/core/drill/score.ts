import type { DrillRun, Given, Inject } from "#contract/drill";
import { GRADES, type DrillReport, type Grade, type Mark, type ReportInject, type ReportLimit, type ReportPart } from "#contract/drill-report";
import type { Clock, DrillIncident } from "#contract/incident";
import type { AccountId, Instant } from "#contract/ids";
import type { Template } from "#contract/process";

export interface Scored {
  run: DrillRun;
  /** The cases that its injects opened; a real one does not compile (invariant 6). */
  cases: readonly DrillIncident[];
  templateOf: (incident: DrillIncident) => Template | undefined;
  now: Instant;
  by?: AccountId;
}

/**
 * The result: of everything that was to be done in time, the share that was. Four parts, each a count: verdicts that were right;
 * verdicts within their limit; expected orders within theirs; limits of the law in its cases. What was still running when the
 * exercise ended counts neither way, and an inject that nobody judged before its limit counts as missed.
 */
export function scoreOf({ run, cases, templateOf, now, by }: Scored): DrillReport {
  const { exercise } = run;
  const byId = new Map(cases.map((incident) => [incident.id, incident]));
  const given = new Map(run.given.map((one) => [one.injectId, one]));
  const end = run.pausedAt ?? now;
  const pauses = run.pausedAt === undefined ? run.pauses : [...run.pauses, { from: run.pausedAt, to: now }];
  const spent = (from: Instant, to: Instant): number => (to - from - pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)), 0)) / 1000;
  const injects = exercise.injects.map((inject) => {
    const one = given.get(inject.id);
    const id = one?.verdict?.incidentId;
    return ofInject(inject, one, id === undefined ? undefined : byId.get(id), { spent, end });
  });
  const limits = cases.flatMap((incident) => incident.clocks.filter(({ outcome }) => outcome !== "void").map((clock) => ofClock(incident, clock, templateOf(incident), now)));
  const shown = injects.filter(({ givenAt }) => givenAt !== undefined);
  const parts = {
    verdicts: { good: shown.filter(({ right }) => right === true).length, of: shown.filter(({ verdictMark }) => verdictMark !== "open").length },
    verdictsInTime: count(shown.map(({ verdictMark }) => verdictMark)),
    orders: count(shown.flatMap(({ orderMark }) => orderMark ?? [])),
    legal: count(limits.map(({ mark }) => mark)),
  };
  const of = Object.values(parts).reduce((sum, part) => sum + part.of, 0);
  const score = of === 0 ? undefined : Math.round((Object.values(parts).reduce((sum, part) => sum + part.good, 0) / of) * 1000) / 10;
  return {
    id: run.id, exerciseId: exercise.id, version: exercise.version, name: exercise.name, ...(exercise.nameEn !== undefined && { nameEn: exercise.nameEn }), participants: exercise.participants,
    startedAt: run.startedAt, endedAt: now, startedBy: run.by, ...(by !== undefined && { endedBy: by }), paused: pauses.reduce((sum, pause) => sum + pause.to - pause.from, 0),
    injects, limits, ...parts, ...(score !== undefined && { score, grade: gradeOf(score) }),
  };
}

export function gradeOf(score: number): Grade {
  return GRADES.find(([from]) => score >= from)?.[1] ?? "fail";
}

const count = (marks: readonly Mark[]): ReportPart => ({ good: marks.filter((mark) => mark === "kept").length, of: marks.filter((mark) => mark !== "open").length });

interface Measures {
  spent: (from: Instant, to: Instant) => number;
  end: Instant;
}

function ofInject(inject: Inject, given: Given | undefined, incident: DrillIncident | undefined, { spent, end }: Measures): ReportInject {
  const { id, title, place, expected } = inject;
  const base = { id, title, place, expected };
  if (given === undefined) return { ...base, verdictMark: "open", ...(expected.orderWithin !== undefined && { orderMark: "open" as const }) };
  const { verdict } = given;
  // Of several orders the first counts.
  const ordered = incident?.parts.reduce<Instant | undefined>((first, { orderedAt }) => (first === undefined || orderedAt < first ? orderedAt : first), undefined);
  const verdictSeconds = verdict === undefined ? undefined : spent(given.at, verdict.at);
  const orderSeconds = ordered === undefined ? undefined : spent(given.at, ordered);
  const waited = spent(given.at, end);
  const lead = incident?.order?.lead;
  return {
    ...base, givenAt: given.at, ...(given.takenAt !== undefined && { takenAt: given.takenAt }),
    ...(verdict !== undefined && { verdict, right: verdict.real === (expected.verdict === "true") }),
    ...(verdictSeconds !== undefined && { verdictSeconds }), verdictMark: markOf(verdictSeconds, expected.verdictWithin, waited),
    ...(orderSeconds !== undefined && { orderSeconds }), ...(expected.orderWithin !== undefined && { orderMark: markOf(orderSeconds, expected.orderWithin, waited) }),
    ...(lead !== undefined && { lead, ...(expected.lead !== undefined && { leadRight: lead === expected.lead }) }),
    ...(incident !== undefined && { incidentId: incident.id }),
  };
}

/** @param seconds it took; undefined: not done. @param waited s it could have been done in */
function markOf(seconds: number | undefined, within: number, waited: number): Mark {
  if (seconds !== undefined) return seconds <= within ? "kept" : "late";
  return waited > within ? "missed" : "open";
}

function ofClock(incident: DrillIncident, clock: Clock, template: Template | undefined, now: Instant): ReportLimit {
  const limit = template?.limits.find(({ id }) => id === clock.limitId);
  const doneAt = clock.took?.at;
  const late = Math.max(0, (doneAt ?? now) - clock.due);
  const mark: Mark = clock.outcome === "met" ? "kept" : clock.outcome === "missed" ? "late" : late > 0 ? "missed" : "open";
  return {
    incidentId: incident.id, limitId: clock.limitId, name: limit?.name ?? clock.limitId, nameEn: limit?.nameEn ?? clock.limitId, owner: clock.owner, ...(clock.agencyId !== undefined && { agencyId: clock.agencyId }),
    clause: clock.clause, due: clock.due, ...(doneAt !== undefined && { doneAt }), lateBy: late, mark,
  };
}
