// @vitest-environment node
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Incident, IncidentEvent } from "#contract/incident";
import { EvidenceId } from "#contract/incident";
import { AccountId } from "#contract/ids";
import type { EventKind } from "#contract/process";
import { HEALTH, MINUTE, POLICE, POWER, handIncident, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { timeOf } from "../../../backend/core/calendar.ts";
import { decide } from "../../../backend/core/process/decide.ts";
import { CALENDARS, TEMPLATES } from "../../../backend/law/index.ts";
import { movesNow, type Hands, type PossibleMove } from "./moves.ts";

const text = "đã xem xét";
const CALENDAR_BY_ID = new Map(CALENDARS.map((calendar) => [calendar.id, calendar]));

/** A full, valid deed of a kind. @param now instants lie after it */
function deed({ is, agencyId = POLICE, flashId = "x" }: Pick<PossibleMove, "is" | "agencyId" | "flashId">, now: number, incident: Incident): IncidentEvent | undefined {
  const later = now + 600 * MINUTE * 24 * 30;
  switch (is) {
    case "appeared": return undefined;
    case "verified": return { is };
    case "dismissed": case "reopened": return { is, reason: text };
    case "proposed": return { is, plan: text };
    case "ordered": return { is, order: { happened: text, where: text, required: text, lead: POLICE, support: [HEALTH], due: now + 60 * MINUTE }, reason: text };
    case "received": case "accepted": return { is, agencyId };
    case "refused": case "extension-denied": return { is, agencyId, reason: text };
    case "forwarded": return { is, agencyId, to: POWER, reason: text, due: later };
    case "deployed": return { is, agencyId, forces: text };
    case "progress": case "beyond-scenario": return { is, agencyId, note: text };
    case "extension-asked": return { is, agencyId, state: text, obstacles: text, expectedEnd: later };
    case "extension-granted": return { is, agencyId, due: later };
    case "answered": return { is, agencyId, result: text, evidence: [EvidenceId.parse("p1")] };
    case "returned": return { is, reason: text, due: later };
    case "confirmed": return { is, check: text };
    case "paused": case "resumed": return { is, limitId: "x", reason: text };
    case "flash-reported": return { is, flashId, note: text };
    case "decided": return { is, lead: HEALTH, support: [POLICE, ...incident.parts.filter((part) => part.leftAt === undefined).map((part) => part.agencyId)].filter((id, i, all) => id !== HEALTH && all.indexOf(id) === i), reason: text, due: later };
  }
}

const HANDS = (["centre", "agency", "leadership"] as const).flatMap((as) => [POLICE, HEALTH].map((of) => ({ as, of })));
const KINDS: readonly EventKind[] = ["verified", "dismissed", "proposed", "ordered", "received", "accepted", "refused", "forwarded", "deployed", "progress", "beyond-scenario", "extension-asked", "extension-granted", "extension-denied", "answered", "returned", "confirmed", "reopened", "decided"];
const does = (hand: HandIncident, as: Hands, event: IncidentEvent) => (as === "centre" ? hand.centre(event) : as === "agency" ? hand.agency(event) : hand.leader(event));
const isSame = (move: PossibleMove, is: EventKind, agencyId: string | undefined): boolean => move.is === is && (move.agencyId ?? agencyId) === agencyId;

test.each(TEMPLATES.map((template) => [template.id, template] as const))("%s: what is offered is accepted, and what is accepted was offered", (_id, template) => {
  const walk = fc.array(fc.record({ pick: fc.nat(), minutes: fc.integer({ min: 1, max: 40 }) }), { minLength: 6, maxLength: 12 });
  fc.assert(fc.property(walk, (strokes) => {
    const hand = handIncident(template);
    let now = hand.incident().appearedAt;
    for (const { pick, minutes } of strokes) {
      hand.at((now += minutes * MINUTE));
      const all = HANDS.flatMap(({ as, of }) => movesNow(hand.incident(), template, as, of).map((move) => ({ as, of, move })));
      for (const { as, of } of HANDS) for (const is of KINDS) compare(hand, { as, of, is, now, offered: all.filter((each) => each.as === as && each.of === of).map(({ move }) => move) });
      // What brings the case on is picked more often: a walk must come to its later steps.
      const picked = all.filter(({ move }) => pick % 3 === 0 || (move.to !== undefined && move.is !== "dismissed")).at(pick % 7) ?? all[pick % Math.max(1, all.length)];
      const event = picked === undefined ? undefined : deed(picked.move, now, hand.incident());
      if (picked !== undefined && event !== undefined) does(hand, picked.as, event);
    }
  }), { numRuns: 8 });

  function compare(hand: HandIncident, { as, of, is, now, offered }: { as: Hands; of: typeof POLICE; is: EventKind; now: number; offered: readonly PossibleMove[] }): void {
    // A case forwarded to an agency that is in it already is refused for that, whatever is offered.
    if (is === "forwarded" && hand.incident().parts.some((part) => part.agencyId === POWER && part.leftAt === undefined)) return;
    const event = deed({ is, agencyId: of }, now, hand.incident());
    if (event === undefined) return;
    const answer = decide(hand.incident(), event, { by: AccountId.parse("someone"), as }, { template, now, time: (id) => timeOf(id, CALENDAR_BY_ID) });
    expect(answer.ok, `${is} by ${as} of ${of} at step ${hand.incident().step}`).toBe(offered.some((move) => isSame(move, is, "agencyId" in event ? of : undefined)));
  }
});
