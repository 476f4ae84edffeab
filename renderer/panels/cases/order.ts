import type { IncidentHead } from "#contract/incident-head";
import type { Instant } from "#contract/ids";
import { pauseOf, type Clock, type Incident } from "#contract/incident";
import { lateClocks, runningClocks } from "../../design/case/clocks.ts";
import { matcher, searchable } from "../../design/text-search.ts";

/** What a list shows of one case; `incident` where the window follows it. */
export interface CaseLine {
  head: IncidentHead;
  incident?: Incident;
  /** The running limit that ends first or is late the longest. */
  next?: Clock;
  /** Running limits that are late now. */
  late: number;
}

/** Which open cases are wanted. */
export interface CaseFilter {
  urgency: "emergency" | "routine" | undefined;
  agencyId: string | undefined;
  lateOnly: boolean;
  text: string;
}
export const ALL_CASES: CaseFilter = { urgency: undefined, agencyId: undefined, lateOnly: false, text: "" };

export function lineOf(head: IncidentHead, incident: Incident | undefined, now: Instant): CaseLine {
  if (incident === undefined) return { head, late: head.missed };
  const running = runningClocks(incident.clocks);
  const next = running[0];
  return { head, incident, ...(next === undefined ? {} : { next }), late: lateClocks(running, now).length };
}

/** Most urgent clock first: the longest late, then the one that ends soonest; without a clock the oldest first. */
export function byClock(a: CaseLine, b: CaseLine): number {
  const of = ({ next }: CaseLine): number => (next === undefined || pauseOf(next) !== undefined ? Number.POSITIVE_INFINITY : next.due);
  const difference = of(a) - of(b);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return a.head.appearedAt - b.head.appearedAt || (a.head.id < b.head.id ? -1 : 1);
}

/** @param names what else a case is found by: area and agencies */
export function fits(line: CaseLine, { urgency, agencyId, lateOnly, text }: CaseFilter, names: (line: CaseLine) => readonly (string | undefined)[]): boolean {
  if (urgency !== undefined && line.head.urgency !== urgency) return false;
  if (agencyId !== undefined && line.incident?.parts.some((part) => part.agencyId === agencyId && part.leftAt === undefined) !== true) return false;
  if (lateOnly && line.late === 0) return false;
  const wanted = matcher(text);
  return wanted === undefined || wanted(searchable(line.head.title, line.head.id, ...names(line)));
}
