// @vitest-environment node
import { expect, test } from "vitest";
import { headOf } from "#contract/incident-head";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { MINUTE, MONDAY, handIncident, ordered } from "../../../test/kit/hand-incident.ts";
import { ALL_CASES, byClock, fits, lineOf } from "./order.ts";

function caseAt(minutes: number, more: { urgency?: "emergency" | "routine" } = {}) {
  const hand = handIncident(fiveSteps, { appearedAt: MONDAY + minutes * MINUTE, ...more });
  const incident = { ...hand.incident(), id: `i${minutes}` as never };
  return { incident, head: headOf(incident, fiveSteps) };
}

test("the case whose limit is late the longest stands first, then the one that ends soonest, then those without a limit", () => {
  const now = MONDAY + 30 * MINUTE;
  const [late, soon, older] = [caseAt(0), caseAt(29.5), caseAt(10)];
  const none = { ...caseAt(1).incident, clocks: [] };
  const lines = [lineOf(headOf(none, fiveSteps), none, now), ...[soon, late, older].map(({ head, incident }) => lineOf(head, incident, now))].toSorted(byClock);
  expect(lines.map(({ head, late: n }) => [head.id, n])).toEqual([["i0", 1], ["i10", 1], ["i29.5", 0], ["i1", 0]]);
});

test("filters by urgency, lateness, agency and words without marks", () => {
  const now = MONDAY;
  const { incident, head } = caseAt(0);
  const hand = handIncident(fiveSteps);
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "x" });
  hand.centre(ordered({ due: MONDAY + 60 * MINUTE }));
  const given = hand.incident();
  const line = lineOf(head, incident, now);
  const sent = lineOf(headOf(given, fiveSteps), given, now);
  const names = () => ["Phường Vỹ Dạ"];
  expect(fits(line, { ...ALL_CASES, urgency: "routine" }, names)).toBe(false);
  expect(fits(line, { ...ALL_CASES, lateOnly: true }, names)).toBe(false);
  expect(fits(line, { ...ALL_CASES, agencyId: "cong-an" }, names)).toBe(false);
  expect(fits(sent, { ...ALL_CASES, agencyId: "cong-an" }, names)).toBe(true);
  expect(fits(line, { ...ALL_CASES, text: "vy da" }, names)).toBe(true);
  expect(fits(line, { ...ALL_CASES, text: "ngap" }, names)).toBe(true);
  expect(fits(line, { ...ALL_CASES, text: "chay" }, names)).toBe(false);
});
