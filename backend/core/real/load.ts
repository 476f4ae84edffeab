import { isReal, type Incident, type RealIncident } from "#contract/incident";

/** The city's own open cases. */
export function realOpen(incidents: Iterable<Incident>): RealIncident[] {
  return [...incidents].filter(isReal).filter(({ closedAt }) => closedAt === undefined);
}

/** Open cases by who handles them: a person's load (EEMUA 191). */
export function loadOf(incidents: Iterable<RealIncident>): Map<string, number> {
  const load = new Map<string, number>();
  for (const { handledBy } of incidents) if (handledBy !== undefined) load.set(handledBy, (load.get(handledBy) ?? 0) + 1);
  return load;
}
