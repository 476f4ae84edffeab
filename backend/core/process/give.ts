import type { Fault } from "#contract/fault";
import type { IncidentFact, RealIncident } from "#contract/incident";
import type { SiteId } from "#contract/ids";
import type { Result } from "#contract/result";
import { endClocks, type ClockWork, type ProcessEnv } from "./clocks.ts";
import type { Actor } from "./decide.ts";
import { fitting } from "./fitting.ts";
import { conflict } from "./parts.ts";

/**
 * Another room goes on with a case: here it is over, for good, and says where it goes on. A limit that was missed stays missed;
 * one that still ran is void, with the reason. Its agencies leave it: the other room orders its own.
 */
export function giveAway(incident: RealIncident, { to, transferId, reason, actor }: { to: SiteId; transferId: string; reason: string; actor: Actor }, env: ProcessEnv): Result<IncidentFact, Fault> {
  if (incident.closedAt !== undefined) return conflict(`case ${incident.id} is over`);
  const ended: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  endClocks(ended, incident, () => true, "void", env);
  const leaving = incident.parts.filter(({ leftAt }) => leftAt === undefined);
  return fitting(incident, {
    kind: "incident:moved", at: env.now, by: actor.by, as: actor.as, incidentId: incident.id, event: { is: "given", to, transferId, reason },
    change: {
      closed: true, givenTo: to, parts: leaving.map((part) => ({ ...part, leftAt: env.now })),
      clocks: [...ended.clocks.values()].map((clock) => (clock.outcome === "void" ? { ...clock, voidReason: reason } : clock)), gone: incident.dues.map(({ key }) => key),
      ...(incident.handledBy !== undefined && { handledBy: incident.handledBy }),
    },
  });
}
