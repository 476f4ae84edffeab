import type { AgencyCase } from "#contract/agency";

/** The case whose running limit ends first (or is late the longest) on top; those without a limit by age. */
export function byDue(a: AgencyCase, b: AgencyCase): number {
  const due = ({ clocks }: AgencyCase): number => clocks.reduce((first, clock) => (clock.outcome === "running" ? Math.min(first, clock.due) : first), Number.MAX_SAFE_INTEGER);
  return due(a) - due(b) || b.appearedAt - a.appearedAt;
}
