import { expect, test } from "vitest";
import { IncidentId, isReal, type Incident } from "#contract/incident";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { handIncident, HEALTH, HOUR, MINUTE, MONDAY, ordered, POLICE } from "../../../test/kit/hand-incident.ts";
import { callsOf, graveCases, graveOf } from "./grave.ts";
import { AccountId } from "#contract/ids";
import { headOf } from "#contract/incident-head";
import { byClock, lineOf } from "../../panels/cases/order.ts";

const named = (incident: Incident, id: string, more: Partial<Incident> = {}): Incident => ({ ...incident, id: IncidentId.parse(id), ...more });
/** A routine case just ordered, with four hours to do it. */
function routine(at = MONDAY) {
  const hand = handIncident(fiveSteps, { appearedAt: at, urgency: "routine" });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ due: at + 4 * HOUR, support: [HEALTH] }));
  return hand;
}

test("K-9.3 a routine case in order is not grave; a limit passed, more time asked for, or one beyond its scenario is", () => {
  const hand = routine();
  expect(graveOf(hand.incident(), MONDAY + MINUTE)).toBeUndefined();
  expect(graveOf(hand.incident(), MONDAY + 30 * MINUTE + 1)?.why).toEqual(["late"]);
  hand.agency({ is: "received", agencyId: POLICE });
  hand.agency({ is: "received", agencyId: HEALTH });
  hand.agency({ is: "extension-asked", agencyId: POLICE, state: "a", obstacles: "b", expectedEnd: MONDAY + 6 * HOUR });
  expect(graveOf(hand.incident(), MONDAY + MINUTE)?.why).toEqual(["asks"]);
  hand.leader({ is: "extension-denied", agencyId: POLICE, reason: "không được" });
  expect(graveOf(hand.incident(), MONDAY + MINUTE)).toBeUndefined();
  hand.agency({ is: "beyond-scenario", agencyId: HEALTH, note: "Nhiều người bị thương" });
  expect(graveOf(hand.incident(), MONDAY + MINUTE)?.why).toEqual(["beyond"]);
});

test("H-11.4 what was beyond the scenario is over with the agency's result, or with an order issued anew", () => {
  const hand = routine();
  hand.agency({ is: "beyond-scenario", agencyId: HEALTH, note: "x" });
  hand.agency({ is: "answered", agencyId: HEALTH, result: "xong", evidence: [] });
  expect(graveOf(hand.incident(), MONDAY + MINUTE)).toBeUndefined();
});

test("K-9.3 emergencies stand first, those beyond their scenario before others, then by clock; a case that is over stands nowhere, an exercise apart", () => {
  const calm = handIncident(fiveSteps, { appearedAt: MONDAY }).incident();
  const late = routine(MONDAY - HOUR).incident();
  const beyond = handIncident(fiveSteps, { appearedAt: MONDAY });
  beyond.centre({ is: "verified" });
  beyond.centre({ is: "proposed", plan: "p" });
  beyond.centre(ordered({ due: MONDAY + 9 * HOUR }));
  beyond.agency({ is: "beyond-scenario", agencyId: POLICE, note: "x" });
  const { real, drills } = graveCases([named(late, "late"), named(calm, "soon"), named(beyond.incident(), "beyond"), named(calm, "over", { closedAt: MONDAY }), named(calm, "drill", { drill: true })], MONDAY + 30_000);
  expect(real.map(({ incident }) => incident.id)).toEqual(["beyond", "soon", "late"]);
  expect(drills.map(({ incident }) => incident.id)).toEqual(["drill"]);
});

test("K-9.3 a leader is called once for each thing that is grave, never for an exercise or a routine case's passed limit", () => {
  const emergency = handIncident(fiveSteps, { appearedAt: MONDAY }).incident();
  const late = routine(MONDAY - HOUR).incident();
  const at = (now: number) => [...callsOf([named(emergency, "e"), named(late, "r"), named(emergency, "d", { drill: true })].filter(isReal), now).keys()];
  expect(at(MONDAY)).toEqual(["e emergency"]);
  expect(at(MONDAY + 2 * MINUTE)).toEqual(["e emergency", "e late"]);
});

test("K-9.7, K-9.3 a clock that stands still is not late over its old instant: nobody is called, counted or listed for it", () => {
  const hand = handIncident(fiveSteps, { appearedAt: MONDAY });
  hand.centre({ is: "verified" });
  const incident = hand.incident();
  const clocks = incident.clocks.map((clock) => (clock.outcome === "running" ? { ...clock, pauses: [{ from: MONDAY, left: MINUTE, reason: "Chờ giám định", by: AccountId.parse("someone") }] } : clock));
  const still = named({ ...incident, clocks }, "still");
  const now = MONDAY + 9 * HOUR;
  expect(graveOf(incident, now)?.why).toEqual(["emergency", "late"]);
  expect(graveOf(still, now)).toMatchObject({ why: ["emergency"], late: 0 });
  const lines = [still, named(handIncident(fiveSteps, { appearedAt: now }).incident(), "runs")].map((one) => lineOf(headOf(one, fiveSteps), one, now));
  expect(lines.toSorted(byClock).map(({ head, late }) => [head.id, late])).toEqual([["runs", 0], ["still", 0]]);
});
