import { isDrill, isReal, pauseOf, type DrillIncident, type Incident, type RealIncident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { lateClocks, runningClocks } from "./clocks.ts";

/** Why a case is of the gravest class, gravest first (K-9.3). */
export const GRAVE_WHYS = ["emergency", "beyond", "late", "asks"] as const;
export type GraveWhy = (typeof GRAVE_WHYS)[number];

/** A case that leadership is informed of at once, and why. */
export interface GraveCase<I extends Incident = Incident> {
  incident: I;
  why: readonly GraveWhy[];
  /** Running limits that have passed. */
  late: number;
}

/** @returns undefined: it is over, or nothing in it is grave */
export function graveOf<I extends Incident>(incident: I, now: Instant): GraveCase<I> | undefined {
  if (incident.closedAt !== undefined) return undefined;
  const parts = incident.parts.filter(({ leftAt }) => leftAt === undefined);
  const late = lateClocks(incident.clocks, now).length;
  const is: Readonly<Record<GraveWhy, boolean>> = {
    emergency: incident.urgency === "emergency",
    // Until the agency reports a result after it; an order issued anew begins a new part.
    beyond: parts.some(({ beyondAt, answeredAt }) => beyondAt !== undefined && (answeredAt === undefined || answeredAt < beyondAt)),
    late: late > 0,
    asks: parts.some(({ extensionAskedAt }) => extensionAskedAt !== undefined),
  };
  const why = GRAVE_WHYS.filter((each) => is[each]);
  return why.length === 0 ? undefined : { incident, why, late };
}

/** The urgent and grave first; among equals what goes beyond its scenario, then the latest or soonest clock, then the oldest. */
export function byGravity(a: GraveCase, b: GraveCase): number {
  const has = (one: GraveCase, why: GraveWhy): number => Number(one.why.includes(why));
  const due = ({ incident }: GraveCase): number => runningClocks(incident.clocks).find((clock) => pauseOf(clock) === undefined)?.due ?? Number.MAX_SAFE_INTEGER;
  return has(b, "emergency") - has(a, "emergency") || has(b, "beyond") - has(a, "beyond") || due(a) - due(b) || a.incident.appearedAt - b.incident.appearedAt || (a.incident.id < b.incident.id ? -1 : 1);
}

/** Grave cases in order; real ones and exercises apart. */
export function graveCases(open: Iterable<Incident>, now: Instant): { real: GraveCase<RealIncident>[]; drills: GraveCase<DrillIncident>[] } {
  const all = [...open];
  const inOrder = <I extends Incident>(cases: readonly I[]): GraveCase<I>[] => cases.flatMap((incident) => graveOf(incident, now) ?? []).toSorted(byGravity);
  return { real: inOrder(all.filter(isReal)), drills: inOrder(all.filter(isDrill)) };
}

/** What a leader is called for: each of these once. A limit of a routine case that passes is on the list, and calls nobody; nor does an exercise (invariant 6). */
export function callsOf(open: Iterable<RealIncident>, now: Instant): Map<string, GraveCase<RealIncident>> {
  const calls = new Map<string, GraveCase<RealIncident>>();
  for (const incident of open) {
    const grave = graveOf(incident, now);
    if (grave === undefined) continue;
    for (const why of grave.why) if (why !== "late" || incident.urgency === "emergency") calls.set(`${incident.id} ${why}`, grave);
  }
  return calls;
}
