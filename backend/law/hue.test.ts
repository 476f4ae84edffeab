import { describe, expect, test } from "vitest";
import { answered, confirmed, HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, type HandIncident } from "../../test/kit/hand-incident.ts";
import { fiveSteps } from "./hue.ts";

const DUE = MONDAY + 2 * HOUR;
type Urgency = "emergency" | "routine";

function inField(urgency: Urgency = "emergency", support: Parameters<typeof ordered>[0] = {}): HandIncident {
  const hand = handIncident(fiveSteps, { urgency });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Chặn đường, bơm" });
  hand.centre(ordered({ due: DUE, ...support }));
  return hand;
}

/** Each limit of Phụ lục V: what must have happened by when, from what. */
const LIMITS: readonly (readonly [clause: string, limitId: string, urgency: Urgency, minutes: number, begin: (hand: HandIncident) => void, deed: (hand: HandIncident) => void])[] = [
  ["H-V.1", "verify", "emergency", 1, () => undefined, (hand) => void hand.centre({ is: "verified" })],
  ["H-V.2", "propose", "emergency", 5, (hand) => void hand.centre({ is: "verified" }), (hand) => void hand.centre({ is: "proposed", plan: "Bơm" })],
  ["H-V.2", "propose", "routine", 15, (hand) => void hand.centre({ is: "verified" }), (hand) => void hand.centre({ is: "proposed", plan: "Bơm" })],
  ["H-V.3", "order", "emergency", 2, (hand) => (hand.centre({ is: "verified" }), void hand.centre({ is: "proposed", plan: "Bơm" })), (hand) => void hand.centre(ordered({ due: DUE }))],
];
const FIELD: readonly (readonly [clause: string, limitId: string, urgency: Urgency, minutes: number, deed: (hand: HandIncident) => void])[] = [
  ["H-11.4", "receive", "emergency", 10, (hand) => void hand.agency({ is: "received", agencyId: POLICE })],
  ["H-11.4", "receive", "routine", 30, (hand) => void hand.agency({ is: "received", agencyId: POLICE })],
  ["H-V.4", "deploy", "emergency", 30, (hand) => void hand.agency({ is: "deployed", agencyId: POLICE, forces: "2 xe, 8 người" })],
  ["H-V.4", "deploy", "routine", 60, (hand) => void hand.agency({ is: "deployed", agencyId: POLICE, forces: "2 xe, 8 người" })],
  ["H-V.4", "complete", "emergency", 120, (hand) => void hand.agency(answered())],
];

describe("five steps", () => {
  test.each(LIMITS)("%s %s (%s) within %i min, to the millisecond", (clause, limitId, urgency, minutes, begin, deed) => {
    for (const [off, outcome] of [[-1, "met"], [0, "met"], [1, "missed"]] as const) {
      const hand = handIncident(fiveSteps, { urgency });
      begin(hand);
      hand.at(MONDAY + minutes * MINUTE + off);
      deed(hand);
      expect(hand.clock(limitId)).toMatchObject({ outcome, clause, owner: "centre", due: MONDAY + minutes * MINUTE });
    }
  });

  test.each(FIELD)("%s %s (%s) within %i min of the order, to the millisecond", (clause, limitId, urgency, minutes, deed) => {
    for (const [off, outcome] of [[-1, "met"], [0, "met"], [1, "missed"]] as const) {
      const hand = inField(urgency);
      hand.at(MONDAY + minutes * MINUTE + off);
      deed(hand);
      expect(hand.clock(limitId, POLICE)).toMatchObject({ outcome, clause, owner: "agency", due: MONDAY + minutes * MINUTE });
    }
  });

  test.each([[-1, "met"], [0, "met"], [1, "missed"]] as const)("H-V.5 H-11.5 checked and closed within 30 min of the report (%i ms: %s)", (off, outcome) => {
    const hand = inField();
    hand.agency(answered());
    hand.at(MONDAY + 30 * MINUTE + off);
    hand.centre(confirmed);
    expect(hand.clock("close")?.outcome).toBe(outcome);
    expect(hand.incident()).toMatchObject({ step: "closed", dues: [] });
  });

  test("H-11.2 a false alarm is discarded with its reason", () => {
    const hand = handIncident(fiveSteps);
    hand.centre({ is: "dismissed", reason: "Côn trùng trên cảm biến" });
    expect(hand.incident()).toMatchObject({ step: "dismissed", dues: [] });
  });

  test("H-11.3 an order without its deadline is not issued", () => {
    const hand = handIncident(fiveSteps);
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    expect(hand.centre(ordered())).toMatchObject({ ok: false, fault: { code: "malformed", path: "due" } });
    expect(hand.incident().step).toBe("3");
  });

  test("H-11.4 each ordered unit confirms for itself; a case beyond its scenario is reported at any moment; the result needs evidence", () => {
    const hand = inField("emergency", { support: [HEALTH] });
    hand.agency({ is: "received", agencyId: POLICE });
    hand.at(MONDAY + 11 * MINUTE);
    expect(hand.clock("receive", POLICE)?.outcome).toBe("met");
    expect(hand.clock("receive", HEALTH)?.missedAt).toBe(MONDAY + 11 * MINUTE);
    expect(hand.agency({ is: "beyond-scenario", agencyId: HEALTH, note: "Vỡ kè" }).ok).toBe(true);
    expect(hand.agency(answered(POLICE, 0))).toMatchObject({ ok: false, fault: { path: "evidence" } });
  });

  test("K-8.4 the leading unit refuses with its reason, and the order is to be issued anew", () => {
    const hand = inField();
    hand.agency({ is: "refused", agencyId: POLICE, reason: "Đang cứu nạn nơi khác" });
    expect(hand.incident().step).toBe("3");
    hand.centre(ordered({ lead: HEALTH, due: DUE }));
    expect(hand.incident().step).toBe("4");
    expect(hand.incident().parts.map(({ agencyId, leftAt }) => [agencyId, leftAt !== undefined])).toEqual([[POLICE, true], [HEALTH, false]]);
  });

  test("what was said once is not taken twice, and an agency that is not in the case cannot speak", () => {
    const hand = inField();
    hand.agency({ is: "received", agencyId: POLICE });
    expect(hand.agency({ is: "received", agencyId: POLICE })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(hand.agency({ is: "received", agencyId: HEALTH })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    hand.agency(answered());
    hand.centre(confirmed);
    expect(hand.agency({ is: "progress", agencyId: POLICE, note: "Muộn" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });
});
