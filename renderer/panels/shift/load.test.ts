// @vitest-environment node
import { expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { isReal } from "#contract/incident";
import { handIncident, HOUR, MINUTE, MONDAY, ordered } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../../backend/law/index.ts";
import { loadsOf, movable, offerOf } from "./load.ts";

const person = (id: string, open: number) => ({ accountId: AccountId.parse(id), name: id, since: 0, open });

test("EEMUA 191 a person's load is the cases handled and a share of the room's alarms of ten minutes", () => {
  expect(loadsOf([person("a", 4), person("b", 0)], 12).map(({ total, is }) => [total, is])).toEqual([[10, "well"], [6, "well"]]);
  expect(loadsOf([person("a", 5), person("b", 0)], 12).map(({ is }) => is)).toEqual(["over", "well"]);
  expect(loadsOf([], 12)).toEqual([]);
});

test.each([
  ["one over, one with room", [12, 1], 0, { from: "a", to: "b", count: 5 }], ["from the most to the least", [14, 20, 2], 0, { from: "b", to: "c", count: 9 }],
  ["nobody over", [10, 0], 0, undefined], ["nobody with room", [12, 5], 0, undefined], ["over by alarms alone, no case to give", [0, 0], 30, undefined], ["alone on duty", [30], 0, undefined],
] as const)("an offer to move work: %s", (_what, open, alarms, wanted) => {
  const offer = offerOf(loadsOf(open.map((n, i) => person("abc"[i] ?? "", n)), alarms));
  expect(offer === undefined ? undefined : { from: offer.from.accountId, to: offer.to.accountId, count: offer.count }).toEqual(wanted);
});

test("what is about to run out stays: cases with most time left are offered first; drills and others' are not", () => {
  const five = TEMPLATES.find(({ id }) => id === "hue-five-steps")!;
  const of = (id: string, minutes: number, drill = false) => {
    const hand = handIncident(five, { id, drill });
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ due: MONDAY + minutes * MINUTE }));
    hand.at(MONDAY + HOUR);
    for (const is of ["received", "deployed"] as const) hand.agency(is === "received" ? { is, agencyId: hand.incident().parts[0]!.agencyId } : { is, agencyId: hand.incident().parts[0]!.agencyId, forces: "1 xe" });
    return hand.incident();
  };
  const all = [of("soon", 70), of("late", 300), of("drill", 300, true), { ...of("other", 300), handledBy: AccountId.parse("b") }];
  expect(movable(all.filter(isReal), "someone").map(({ id }) => id)).toEqual(["late", "soon"]);
});
