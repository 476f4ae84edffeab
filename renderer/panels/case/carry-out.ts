import type { Fault } from "#contract/fault";
import type { Looked } from "#contract/filmed";
import type { Incident, IncidentEvent, IncidentId, Order } from "#contract/incident";
import type { RequestInput } from "#contract/request";
import type { Template } from "#contract/process";
import type { Ask } from "../../live/ask.ts";

/** How far an order got: `at` is the case, where one is open by now. */
export type Carried = { done: true; at: IncidentId } | { done: false; at: IncidentId | undefined; fault: Fault };

/** Cameras that were looked at (H-11.2). */
type Seen = { looked?: Looked[] };

/** From a case's first step to its order a process of the law has at most so many moves. */
const MOST = 6;
/** So often a case that changed on the way is looked at again: deadlines that pass and pictures that come in change it too. */
const MOST_LOOKS = 4;

/**
 * Opens a case and makes every move up to its order: verified, proposed where the process asks for it, ordered. Each is a deed
 * of its own, with its own fact; the first that is refused ends it, and the case stays where it came to.
 */
export async function openAndOrder(ask: Ask, draft: RequestInput<"incident:open">, { order, checked, seen = {} }: { order: Order; checked: string; seen?: Seen }): Promise<Carried> {
  return carry(ask, draft, (incident, template) => {
    const may = (is: string): boolean => template.moves.some((move) => move.on === is && move.from.includes(incident.step) && move.by.includes("centre"));
    if (may("ordered")) return { is: "ordered", order };
    if (may("verified")) return { is: "verified", ...(checked.trim() !== "" && { note: checked.trim() }), ...seen };
    if (may("proposed")) return { is: "proposed", plan: order.required };
    return undefined;
  }, "ordered");
}

/** Opens a case of an alarm that turned out to be false and ends it: false alarms are counted (H-11.2). */
export async function openAndDismiss(ask: Ask, draft: RequestInput<"incident:open">, reason: string, seen: Seen = {}): Promise<Carried> {
  return carry(ask, draft, () => ({ is: "dismissed", reason, ...seen }), "dismissed");
}

async function carry(ask: Ask, draft: RequestInput<"incident:open">, next: (incident: Incident, template: Template) => IncidentEvent | undefined, last: IncidentEvent["is"]): Promise<Carried> {
  const opened = await ask("incident:open", draft);
  if (!opened.ok) return { done: false, at: undefined, fault: opened.fault };
  const { id } = opened.value;
  const whole = await ask("incident:get", { incidentId: id });
  if (!whole.ok) return { done: false, at: id, fault: whole.fault };
  const { template } = whole.value;
  let { incident } = whole.value;
  let looks = 0;
  for (let i = 0; i < MOST; i++) {
    const event = next(incident, template);
    if (event === undefined) break;
    const { version } = incident;
    const acted = await ask("incident:act", { incidentId: id, version, event });
    if (!acted.ok) {
      const again = acted.fault.code === "conflict" && looks < MOST_LOOKS ? await ask("incident:get", { incidentId: id }) : undefined;
      if (again?.ok !== true || again.value.incident.version === version) return { done: false, at: id, fault: acted.fault };
      // What the next move is, is decided anew: whoever dismissed it meanwhile is not overruled.
      incident = again.value.incident;
      [looks, i] = [looks + 1, i - 1];
      continue;
    }
    if (event.is === last) return { done: true, at: id };
    incident = acted.value;
  }
  return { done: false, at: id, fault: { code: "conflict", detail: `${last} is not possible at step ${incident.step}` } };
}
