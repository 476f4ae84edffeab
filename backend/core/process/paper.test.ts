import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgencyId, Incident, IncidentEvent } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, POWER, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { fiveSteps } from "../../law/hue.ts";

// Every digital channel is down: the order goes out on paper, and what was signed is typed in when somebody comes back with it (H-12.2).

const paper = (at: number, agencyId: AgencyId = POLICE): IncidentEvent => ({ is: "received-on-paper", agencyId, at, name: "Trung úy Lê Văn Bình" });
/** Ordered at `MONDAY`: receipt is due within ten minutes (H-11.4). */
function orderedCase(): HandIncident {
  const hand = handIncident(fiveSteps);
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ due: MONDAY + 2 * HOUR, support: [HEALTH] }));
  return hand;
}

test("H-12.2 a receipt signed in time and typed in an hour later was in time: the clock counts by the paper, the miss that was found is taken back, and who typed it stands on it", () => {
  const hand = orderedCase();
  hand.at(MONDAY + 11 * MINUTE);
  expect(hand.clock("receive", POLICE)).toMatchObject({ outcome: "running", missedAt: MONDAY + 11 * MINUTE });
  hand.at(MONDAY + HOUR);
  const done = hand.centre(paper(MONDAY + 8 * MINUTE));
  const record = { name: "Trung úy Lê Văn Bình", by: "someone", typedAt: MONDAY + HOUR };
  expect(done).toMatchObject({ ok: true, value: { kind: "incident:moved", at: MONDAY + HOUR, by: "someone", as: "centre", event: { is: "received-on-paper", at: MONDAY + 8 * MINUTE } } });
  const clock = hand.clock("receive", POLICE);
  expect(clock).toMatchObject({ outcome: "met", took: { running: 8 * MINUTE, at: MONDAY + 8 * MINUTE }, paper: record });
  expect([clock?.missedAt, clock?.lateBy]).toEqual([undefined, undefined]);
  expect(hand.incident().parts.find(({ agencyId }) => agencyId === POLICE)).toMatchObject({ receivedAt: MONDAY + 8 * MINUTE, paper: record });
  // The other agency's clock is its own.
  expect(hand.clock("receive", HEALTH)).toMatchObject({ outcome: "running", missedAt: MONDAY + 11 * MINUTE });
  expect(hand.incident().dues.some(({ clockKey }) => clockKey === clock?.key)).toBe(false);
  let folded: Incident | undefined;
  for (const fact of hand.facts) folded = foldIncident(folded, structuredClone(fact));
  expect(folded).toEqual(hand.incident());
});

test("H-12.2 one signed too late was too late: the miss stands as it was found, and by how much says the paper", () => {
  const hand = orderedCase();
  hand.at(MONDAY + 10 * MINUTE + 1);
  hand.at(MONDAY + HOUR);
  hand.centre(paper(MONDAY + 25 * MINUTE));
  expect(hand.clock("receive", POLICE)).toMatchObject({ outcome: "missed", missedAt: MONDAY + 10 * MINUTE + 1, took: { running: 25 * MINUTE, at: MONDAY + 25 * MINUTE } });
});

test("H-12.2 where nobody had looked yet, a late paper is found missed when it is typed", () => {
  const hand = orderedCase();
  hand.pass(MONDAY + HOUR);
  hand.centre(paper(MONDAY + 25 * MINUTE));
  expect(hand.clock("receive", POLICE)).toMatchObject({ outcome: "missed", missedAt: MONDAY + HOUR, lateBy: 15 * MINUTE });
});

test("H-12.2 property: whenever somebody looked, and whenever it is typed in, the paper's time alone decides whether the limit was kept", () => {
  const minutes = fc.integer({ min: 0, max: 40 });
  let [kept, late] = [0, 0];
  fc.assert(fc.property(minutes, fc.array(minutes, { maxLength: 5 }), minutes, fc.integer({ min: 0, max: 59 }), (signed, looks, waited, seconds) => {
    const hand = orderedCase();
    const at = MONDAY + signed * MINUTE + seconds * 1000;
    const typedAt = at + waited * MINUTE;
    for (const look of looks.toSorted((a, b) => a - b)) if (MONDAY + look * MINUTE <= typedAt) hand.at(MONDAY + look * MINUTE);
    hand.pass(typedAt);
    expect(hand.centre(paper(at)).ok).toBe(true);
    const clock = hand.clock("receive", POLICE);
    const missed = at > MONDAY + 10 * MINUTE;
    if (missed) late += 1;
    else kept += 1;
    expect([clock?.outcome, clock?.missedAt !== undefined, clock?.lateBy !== undefined, clock?.took?.at]).toEqual([missed ? "missed" : "met", missed, missed, at]);
  }), { numRuns: 300, seed: 20261123 });
  expect(Math.min(kept, late)).toBeGreaterThan(30);
});

describe("H-12.2 a paper's time", () => {
  test.each([
    ["in the future", HOUR + 1, "lies in the future"],
    ["a minute before the order", -MINUTE, "before the order was issued"],
    ["a day before the order", -24 * HOUR, "before the order was issued"],
  ])("%s is refused", (_what, after, detail) => {
    const hand = orderedCase();
    hand.at(MONDAY + HOUR);
    expect(hand.centre(paper(MONDAY + after))).toMatchObject({ ok: false, fault: { code: "malformed", path: "at", detail } });
    expect(hand.incident().parts.find(({ agencyId }) => agencyId === POLICE)?.receivedAt).toBeUndefined();
  });

  test("in the order's own minute, which people write without its seconds, counts from the order", () => {
    const hand = orderedCase();
    hand.at(MONDAY + HOUR);
    expect(hand.centre(paper(MONDAY - 40_000)).ok).toBe(true);
    expect(hand.clock("receive", POLICE)).toMatchObject({ outcome: "met", took: { running: 0, at: MONDAY } });
  });

  test("now is no future", () => {
    const hand = orderedCase();
    hand.at(MONDAY + 5 * MINUTE);
    expect(hand.centre(paper(MONDAY + 5 * MINUTE)).ok).toBe(true);
  });
});

describe("H-12.2 who and when", () => {
  test("the centre types it in; the agency itself, which reaches the room again, says so itself", () => {
    const hand = orderedCase();
    hand.at(MONDAY + 20 * MINUTE);
    expect(hand.agency(paper(MONDAY + 5 * MINUTE))).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    expect(hand.leader(paper(MONDAY + 5 * MINUTE))).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    expect(hand.centre(paper(MONDAY + 5 * MINUTE)).ok).toBe(true);
  });

  test("a receipt that is on record is not written over, from paper or after it", () => {
    const hand = orderedCase();
    hand.at(MONDAY + 20 * MINUTE);
    hand.agency({ is: "received", agencyId: HEALTH });
    expect(hand.centre(paper(MONDAY + 5 * MINUTE, HEALTH))).toMatchObject({ ok: false, fault: { code: "conflict", detail: "received-on-paper was recorded before" } });
    hand.centre(paper(MONDAY + 5 * MINUTE));
    expect(hand.agency({ is: "received", agencyId: POLICE })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(hand.centre(paper(MONDAY + 6 * MINUTE, POWER))).toMatchObject({ ok: false, fault: { code: "conflict", detail: expect.stringContaining("no open part") as unknown } });
  });

  test("what follows it goes on by the room's own time: the deed after it is of now", () => {
    const hand = orderedCase();
    hand.at(MONDAY + 20 * MINUTE);
    hand.centre(paper(MONDAY + 5 * MINUTE));
    hand.agency({ is: "deployed", agencyId: POLICE, forces: "2 xe" });
    expect(hand.incident().parts.find(({ agencyId }) => agencyId === POLICE)).toMatchObject({ receivedAt: MONDAY + 5 * MINUTE, deployedAt: MONDAY + 20 * MINUTE });
  });
});
