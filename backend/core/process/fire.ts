import type { Clock, Due, Incident, IncidentFact } from "#contract/incident";
import type { Instant } from "#contract/ids";

/** Skipped runs of one loop that a fact lists; beyond it only the newest are named. */
const LISTED = 500;

/** The instant a case's next deadline is due; undefined: none waits. */
export function nextDue(incident: Incident): Instant | undefined {
  return incident.dues.reduce<Instant | undefined>((first, { at }) => (first === undefined || at < first ? at : first), undefined);
}

/**
 * What time has brought a case by now, in due order: each miss, and of the reminders of one clock only the gravest; those
 * below it that became due meanwhile are noted with it and do not act, so that nothing storms after a standstill.
 */
export function fire(incident: Incident, now: Instant): IncidentFact[] {
  const ripe = incident.dues.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at || a.level - b.level);
  const facts: IncidentFact[] = [];
  const spoken = new Set<Due>();
  const clocks = new Map(incident.clocks.map((clock) => [clock.key, clock]));
  for (const due of ripe) {
    if (spoken.has(due)) continue;
    if (due.does === "miss") facts.push(missed(incident, due, clocks, now));
    else if (due.every !== undefined) facts.push(again(incident, due, due.every, now));
    else {
      const together = ripe.filter((one) => one.does === "remind" && one.every === undefined && one.clockKey === due.clockKey);
      for (const one of together) spoken.add(one);
      const gravest = together.reduce((a, b) => (b.level >= a.level ? b : a));
      facts.push({ kind: "incident:fired", at: now, incidentId: incident.id, due: gravest, lateBy: now - gravest.at, passed: together.filter((one) => one !== gravest), change: { gone: together.map(({ key }) => key) } });
    }
  }
  return facts;
}

function missed(incident: Incident, due: Due, clocks: Map<string, Clock>, now: Instant): IncidentFact {
  const clock = clocks.get(due.clockKey ?? "");
  const change = clock === undefined || clock.missedAt !== undefined ? {} : { clocks: [{ ...clock, missedAt: now, lateBy: now - clock.due }] };
  return { kind: "incident:fired", at: now, incidentId: incident.id, due, lateBy: now - due.at, passed: [], change: { ...change, gone: [due.key] } };
}

/** A loop speaks once for all its runs that have come; the next one keeps its rhythm. */
function again(incident: Incident, due: Due, every: number, now: Instant): IncidentFact {
  const runs = Math.floor((now - due.at) / every);
  const newest = { ...due, at: due.at + runs * every };
  const passed: Due[] = [];
  for (let run = Math.max(0, runs - LISTED); run < runs; run++) passed.push({ ...due, at: due.at + run * every });
  return { kind: "incident:fired", at: now, incidentId: incident.id, due: newest, lateBy: now - newest.at, passed, change: { dues: [{ ...due, at: newest.at + every }] } };
}
