import type { NewFact } from "#contract/fact";
import type { Incident, IncidentFact } from "#contract/incident";
import { isUnderway, STEPS_KEPT, type Delivery, type Message, type Step } from "#contract/message";

type Moved = Extract<IncidentFact, { kind: "incident:moved" }>;

/** What an agency says about its order proves that the order arrived, by whatever way. */
const PROOF: ReadonlySet<string> = new Set(["received", "accepted", "refused", "deployed", "progress", "beyond-scenario", "extension-asked", "answered"]);

/**
 * What a deed in a case says of its messages: the agency answered, so they arrived; its part or the case is over, so what has
 * not gone yet is not sent and nothing is passed on, but for orders of a case that another room goes on with; nor is it reminded any more.
 *
 * @returns facts for the transaction of the deed
 */
export function messagesAfter(fact: Moved, before: Incident | undefined, messages: ReadonlyMap<string, Message>): NewFact[] {
  const { event, change } = fact;
  const proved = PROOF.has(event.is) && "agencyId" in event ? event.agencyId : undefined;
  const left = new Set((change.parts ?? []).filter(({ leftAt }) => leftAt === fact.at).map(({ agencyId }) => agencyId));
  const over = change.closed === true || change.mergedInto !== undefined;
  // Another room goes on with it: who was ordered works on, so the order still goes out.
  const stands = event.is === "given";
  // A paper proves that the paper arrived, not the message; who signed it is not reminded to.
  const signed = event.is === "received-on-paper" ? event.agencyId : undefined;
  if (proved === undefined && signed === undefined && left.size === 0 && !over) return [];
  const facts: NewFact[] = [];
  for (const message of messages.values()) {
    if (message.incidentId !== fact.incidentId || before === undefined) continue;
    // It speaks of the order; whether a reminder or what was said came through it does not tell.
    const said = proved ?? signed;
    const acted = said !== undefined && message.agencyId === said;
    const arrived = proved !== undefined && acted && message.content.is === "order" && !(event.is === "refused" && message.at > fact.at);
    const idle = ((over || (message.agencyId !== undefined && left.has(message.agencyId))) && !(stands && message.content.is === "order")) || (acted && message.content.is === "notice" && message.content.notice.what === "reminded");
    const moves = message.deliveries.flatMap((delivery, index) => {
      const after = arrived ? confirmed(delivery, fact.at) : idle ? withdrawn(delivery, fact.at) : undefined;
      return after === undefined ? [] : [{ index, after }];
    });
    if (moves.length > 0) facts.push({ kind: "message:moved", at: fact.at, messageId: message.id, incidentId: fact.incidentId, moves, by: fact.by });
  }
  return facts;
}

/** A delivery with one more step. Times that nobody answered are kept before others: they bound how often it is repeated. */
export function withStep({ steps, ...delivery }: Delivery, step: Step): Delivery {
  const all = [...steps, step];
  const oldest = Math.max(0, all.findIndex(({ is }) => is !== "unsure"));
  return { ...delivery, steps: all.length <= STEPS_KEPT ? all : all.toSpliced(oldest, 1) };
}

/** Without an instant at which something would happen. */
export function resting({ nextAt: _nextAt, ...delivery }: Delivery): Delivery {
  return delivery;
}

function confirmed(delivery: Delivery, at: number): Delivery | undefined {
  return delivery.state === "delivered" ? undefined : withStep({ ...resting(delivery), state: "delivered" }, { at, is: "delivered" });
}

/** What is on the wire now is let go on: its outcome is still noted. @returns undefined: nothing to take back */
export function withdrawn(delivery: Delivery, at: number): Delivery | undefined {
  if (!isUnderway(delivery) || delivery.state === "sending") return undefined;
  return delivery.state === "sent" ? resting(delivery) : withStep({ ...resting(delivery), state: "failed" }, { at, is: "withdrawn" });
}
