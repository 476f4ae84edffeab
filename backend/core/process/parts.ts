import type { Fault } from "#contract/fault";
import type { AgencyId, Incident, IncidentEvent, Order, Paper, Part } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";

/** The agency an event is of; undefined: it is the centre's, about the case. */
export function agencyOf(event: IncidentEvent): AgencyId | undefined {
  return "agencyId" in event ? event.agencyId : undefined;
}

/** The agency's part, where it is still in the case. */
export function partOf(incident: Incident, agencyId: AgencyId): Part | undefined {
  return incident.parts.find((part) => part.agencyId === agencyId && part.leftAt === undefined);
}

/** Parts as an order makes them: those named begin anew, others that were in the case leave it. */
export function orderParts(incident: Incident, order: Order, now: Instant): Result<Part[], Fault> {
  const named = [order.lead, ...order.support];
  if (new Set(named).size < named.length) return fail({ code: "malformed", path: "order.support", detail: "an agency is named twice" });
  const fresh = named.map((agencyId): Part => ({ agencyId, role: agencyId === order.lead ? "lead" : "support", orderedAt: now }));
  const left = incident.parts.filter((part) => part.leftAt === undefined && !named.includes(part.agencyId)).map((part) => ({ ...part, leftAt: now }));
  return ok([...fresh, ...left]);
}

/** What an agency's event makes of its part. @param paper it was signed on paper at `now` @returns a fault where it has been done, or cannot be */
export function partAfter(part: Part, event: IncidentEvent, now: Instant, paper?: Paper): Result<Part, Fault> {
  const once = (field: "receivedAt" | "acceptedAt" | "deployedAt", more: Partial<Part> = {}): Result<Part, Fault> =>
    part[field] === undefined ? ok({ ...part, ...more, [field]: now }) : conflict(`${event.is} was recorded before`);
  switch (event.is) {
    case "received": return once("receivedAt");
    case "received-on-paper": return once("receivedAt", paper === undefined ? {} : { paper });
    // Who accepts, or has forces on the way, has received.
    case "accepted": return once("acceptedAt", { receivedAt: part.receivedAt ?? now });
    case "deployed": return once("deployedAt", { receivedAt: part.receivedAt ?? now });
    case "answered": return ok({ ...withoutRequest(part), receivedAt: part.receivedAt ?? now, answeredAt: now });
    case "refused":
    case "forwarded": return ok({ ...withoutRequest(part), leftAt: now });
    case "beyond-scenario": return ok({ ...part, beyondAt: now });
    case "extension-asked": return part.extensionAskedAt === undefined ? ok({ ...part, extensionAskedAt: now }) : conflict("a request for more time waits for its answer");
    case "extension-granted":
    case "extension-denied": return part.extensionAskedAt === undefined ? conflict("no more time was asked for") : ok(withoutRequest(part));
    default: return ok(part);
  }
}

function withoutRequest(part: Part): Part {
  const { extensionAskedAt: _answered, ...rest } = part;
  return rest;
}

export function conflict(detail: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { code: "conflict", detail } };
}
