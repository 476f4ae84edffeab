import { describe, expect, test } from "vitest";
import { Incident, AgencyId } from "#contract/incident";
import { Template } from "#contract/process";
import { answered, HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, POWER, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { fiveSteps } from "../../law/hue.ts";
import { immediate } from "../../law/khanh-hoa.ts";

type More = Partial<Pick<Template, "limits" | "reminders">>;
/** The five steps with a sector's own limits and reminders (K-9.7). */
const sector = (more: More): Template => Template.parse({ ...fiveSteps, id: "sector", reminders: [], limits: [], ...more });
const limit = { name: "Hạn", nameEn: "Limit", span: { minutes: 30 }, calendar: "24x7", owner: "centre", clause: "K-9.7", extendable: false } as const;

function inField(template: Template, support = [HEALTH]): HandIncident {
  const hand = handIncident(template);
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ support, due: MONDAY + 2 * HOUR }));
  return hand;
}
const waiting = (hand: HandIncident): string[] => hand.incident().dues.filter(({ every }) => every !== undefined).map(({ key }) => key);

describe("K-9.7 a sector's own limits and reminders", () => {
  test("a reminder of the case begins with the alarm, and with an order, and ends by the leading agency's word alone", () => {
    const every = { of: "case", every: { minutes: 10 }, to: "leadership", clause: "K-9.3" } as const;
    const template = sector({ reminders: [{ id: "early", from: "appeared", until: ["verified"], ...every }, { id: "field", from: "ordered", until: ["answered"], ...every }] });
    const early = handIncident(template);
    expect(early.incident().dues).toMatchObject([{ key: "early:", at: MONDAY + 10 * MINUTE }]);
    const hand = inField(template);
    expect(waiting(hand)).toEqual(["field:"]);
    hand.agency(answered(HEALTH));
    expect(waiting(hand)).toEqual(["field:"]);
    hand.agency(answered(POLICE));
    expect(waiting(hand)).toEqual([]);
  });

  test("a reminder of the leading agency does not run for those who support it", () => {
    const hand = inField(sector({ reminders: [{ id: "lead", from: "ordered", until: ["answered"], of: "lead", every: { minutes: 10 }, to: "agency", clause: "K-8.3" }] }));
    expect(waiting(hand)).toEqual([`lead:${POLICE}`]);
  });

  test("a limit of the case is not kept by a supporting agency's answer", () => {
    const hand = inField(sector({ limits: [{ ...limit, id: "field", from: "ordered", until: ["answered"], of: "case" }] }));
    hand.agency(answered(HEALTH));
    expect(hand.clock("field")?.outcome).toBe("running");
    hand.agency(answered(POLICE));
    expect(hand.clock("field")?.outcome).toBe("met");
  });

  test("a limit from the return of a result is the leading agency's", () => {
    const hand = inField(sector({ limits: [{ ...limit, id: "again", from: "returned", until: ["answered"], of: "lead", owner: "lead" }] }));
    hand.agency(answered());
    hand.centre({ is: "returned", reason: "chưa đạt", due: MONDAY + 3 * HOUR });
    expect(hand.incident().clocks.map(({ key, due }) => [key, due])).toEqual([[`again:${POLICE}:1`, MONDAY + 30 * MINUTE]]);
  });
});

describe("H-11.3 deadlines of orders", () => {
  test.each([-1, 0])("an order is not given for an instant that has gone (%i ms)", (off) => {
    const hand = handIncident(fiveSteps);
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    expect(hand.centre(ordered({ due: MONDAY + off }))).toMatchObject({ ok: false, fault: { code: "malformed", path: "order.due" } });
    expect(hand.centre(ordered({ due: MONDAY + 1 })).ok).toBe(true);
  });

  test("who takes over an order takes over its deadline as an extension left it", () => {
    const hand = inField(fiveSteps);
    hand.agency({ is: "extension-asked", agencyId: POLICE, state: "s", obstacles: "o", expectedEnd: MONDAY + 5 * HOUR });
    hand.centre({ is: "extension-granted", agencyId: POLICE, due: MONDAY + 5 * HOUR });
    hand.at(MONDAY + 3 * HOUR);
    expect(hand.centre({ is: "forwarded", agencyId: POLICE, to: POWER, reason: "đúng lĩnh vực" }).ok).toBe(true);
    expect(hand.clock("complete", POWER)).toMatchObject({ outcome: "running", due: MONDAY + 5 * HOUR });
    expect(hand.at(MONDAY + 3 * HOUR + 1)).toEqual([]);
  });

  test("more time asked for after the limit leaves the miss, though nobody had looked in between", () => {
    const hand = inField(fiveSteps);
    const late = MONDAY + 2 * HOUR + MINUTE;
    // Time has passed and nothing has fired yet: the timer comes after both words.
    hand.at(MONDAY + 2 * HOUR);
    const before = hand.incident().clocks.length;
    hand.pass(late);
    hand.agency({ is: "extension-asked", agencyId: POLICE, state: "s", obstacles: "o", expectedEnd: MONDAY + 5 * HOUR });
    hand.centre({ is: "extension-granted", agencyId: POLICE, due: MONDAY + 5 * HOUR });
    expect(hand.clock("complete", POLICE)).toMatchObject({ due: MONDAY + 5 * HOUR, missedAt: late, lateBy: MINUTE });
    expect(hand.incident().clocks).toHaveLength(before);
  });
});

test("H-11.5 a result that waits to be checked is returned before its agency is changed: no check is left running", () => {
  const hand = inField(fiveSteps);
  hand.agency(answered());
  expect(hand.centre({ is: "forwarded", agencyId: POLICE, to: POWER, reason: "đúng lĩnh vực" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  hand.centre({ is: "returned", reason: "chưa đạt", due: MONDAY + 3 * HOUR });
  expect(hand.centre({ is: "forwarded", agencyId: POLICE, to: POWER, reason: "đúng lĩnh vực" }).ok).toBe(true);
  expect(hand.clock("complete", POWER)?.due).toBe(MONDAY + 3 * HOUR);
  expect(hand.incident().clocks.filter(({ limitId, outcome }) => limitId === "close" && outcome === "running")).toEqual([]);
});

test("a case that would hold more than a case can is refused, and stays readable", () => {
  const hand = handIncident(immediate);
  hand.centre({ is: "verified" });
  const agency = (n: number) => AgencyId.parse(`agency-${n}`);
  hand.centre(ordered({ lead: agency(0) }));
  let done = 0;
  while (done < 100 && hand.centre({ is: "forwarded", agencyId: agency(done), to: agency(done + 1), reason: "đúng lĩnh vực" }).ok) done++;
  expect(done).toBe(59);
  expect(hand.centre({ is: "forwarded", agencyId: agency(59), to: agency(60), reason: "đúng lĩnh vực" })).toMatchObject({ ok: false, fault: { code: "malformed", path: "parts" } });
  expect(Incident.safeParse(hand.incident()).success).toBe(true);
});
