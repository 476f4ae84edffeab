import { describe, expect, test } from "vitest";
import { IncidentId, pauseOf, type AgencyId, type Clock } from "#contract/incident";
import { AccountId, AlarmId } from "#contract/ids";
import { Template } from "#contract/process";
import { HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, POWER, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { fiveSteps } from "../../law/hue.ts";
import { timed } from "../../law/khanh-hoa.ts";
import { mergeCases } from "./merge.ts";
import { splitCase } from "./split.ts";

const actor = { by: AccountId.parse("someone"), as: "centre" as const };
/** The timed process as a sector has it: its answer stands still with a reason, and is of the lead alone. */
const still = Template.parse({ ...timed, id: "nganh", sector: {}, limits: timed.limits.map((limit) => (limit.id === "answer" ? { ...limit, of: "lead", pausable: true } : limit)) });
const stillOrder = Template.parse({ ...fiveSteps, id: "nganh-lenh", sector: {}, limits: fiveSteps.limits.map((limit) => (limit.id === "complete" ? { ...limit, pausable: true } : limit)) });
/** Five working days from here end after the calendar's last day: no holidays are known there. */
const DECEMBER = Date.UTC(2027, 0, 28, 1, 0);
const reason = "Chờ giám định";

function inField(template: Template, { id = "i1", lead = POLICE, support = [HEALTH], at = MONDAY, due = at + 2 * HOUR }: { id?: string; lead?: AgencyId; support?: AgencyId[]; at?: number; due?: number } = {}): HandIncident {
  const hand = handIncident(template, { id, appearedAt: at, alarmIds: [`${id}-a`, `${id}-b`] });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ lead, support, due }));
  return hand;
}
function merge(from: HandIncident, into: HandIncident): void {
  const done = mergeCases({ from: from.incident(), into: into.incident(), reason, actor, children: [], envs: { from: from.env(), into: into.env() } });
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  from.take(done.value[0]);
  into.take(done.value[1]);
}
const firedOf = (hand: HandIncident, clock: Clock | undefined, at: number) => hand.at(at).filter((fact) => fact.kind === "incident:fired" && fact.due.clockKey === clock?.key);

describe("invariant 4, K-9.7: a clock goes on elsewhere as it stood", () => {
  test("merged, what stands still still does, past its old instant too, and goes on with what was left", () => {
    const [from, into] = [inField(stillOrder, { lead: POWER, support: [] }), inField(stillOrder, { id: "i2", due: MONDAY + 9 * HOUR })];
    for (const hand of [from, into]) hand.at(MONDAY + HOUR);
    from.centre({ is: "paused", limitId: "complete", agencyId: POWER, reason });
    for (const hand of [from, into]) hand.at(MONDAY + 3 * HOUR);
    merge(from, into);
    const clock = into.clock("complete", POWER);
    expect(clock).toMatchObject({ from: MONDAY, outcome: "running", pauses: [{ from: MONDAY + HOUR, left: HOUR, reason }] });
    expect(firedOf(into, clock, MONDAY + 4 * HOUR)).toEqual([]);
    into.centre({ is: "resumed", limitId: "complete", agencyId: POWER });
    expect(into.clock("complete", POWER)?.due).toBe(MONDAY + 5 * HOUR);
    expect(firedOf(into, clock, MONDAY + 5 * HOUR + 1)).toHaveLength(2);
  });

  test("merged or decided, what was reckoned without holidays still says so", () => {
    const [from, into] = [inField(still, { lead: POWER, support: [], at: DECEMBER }), inField(still, { id: "i2", at: DECEMBER })];
    const before = into.clock("answer", POLICE);
    expect(before?.provisional).toBeDefined();
    into.leader({ is: "decided", lead: HEALTH, support: [POLICE], reason });
    expect(into.clock("answer", HEALTH)).toMatchObject({ from: before!.from, due: before!.due, provisional: before!.provisional });

    const whole = Template.parse({ ...still, limits: still.limits.map((limit) => (limit.id === "answer" ? { ...limit, of: "agency" } : limit)) });
    const [a, b] = [inField(whole, { lead: POWER, support: [], at: DECEMBER }), inField(whole, { id: "i2", at: DECEMBER })];
    merge(a, b);
    expect(b.clock("answer", POWER)).toMatchObject({ due: a.clock("answer", POWER)!.due, provisional: a.clock("answer", POWER)!.provisional });
    expect(from.clock("answer", POWER)?.provisional).toBeDefined();
  });

  test("decided, who takes the lead takes over a clock that stands still", () => {
    const hand = inField(still);
    hand.centre({ is: "paused", limitId: "answer", agencyId: POLICE, reason });
    hand.at(MONDAY + 400 * HOUR);
    hand.leader({ is: "decided", lead: HEALTH, support: [POLICE], reason });
    expect(hand.clock("answer", POLICE)?.outcome).toBe("void");
    expect(pauseOf(hand.clock("answer", HEALTH)!)).toMatchObject({ from: MONDAY, reason });
    expect(firedOf(hand, hand.clock("answer", HEALTH), MONDAY + 800 * HOUR)).toEqual([]);
  });

  test("forwarded, an order that stands still does so for who takes it over, from then on", () => {
    const hand = inField(stillOrder);
    hand.at(MONDAY + HOUR);
    hand.centre({ is: "paused", limitId: "complete", agencyId: POLICE, reason });
    hand.at(MONDAY + 5 * HOUR);
    expect(hand.centre({ is: "forwarded", agencyId: POLICE, to: POWER, reason }).ok).toBe(true);
    expect(hand.clock("complete", POWER)).toMatchObject({ from: MONDAY + 5 * HOUR, pauses: [{ from: MONDAY + 5 * HOUR, left: HOUR }] });
    expect(firedOf(hand, hand.clock("complete", POWER), MONDAY + 9 * HOUR)).toEqual([]);
  });

  test("split, what stood still for all stands still for what is taken apart", () => {
    const check = Template.parse({ ...timed, id: "nganh-kiem-tra", sector: {}, limits: timed.limits.map((limit) => ({ ...limit, pausable: true })) });
    const hand = handIncident(check, { alarmIds: ["a1", "a2"] });
    hand.at(MONDAY + 10 * MINUTE);
    hand.centre({ is: "paused", limitId: "check", reason });
    hand.at(MONDAY + 20 * MINUTE);
    const { urgency, appearedAt } = hand.incident();
    const draft = { id: IncidentId.parse("i9"), drill: false, urgency, title: "Ngập", alarmIds: [AlarmId.parse("a2")], appearedAt };
    const done = splitCase(hand.incident(), { draft, alarmIds: draft.alarmIds, reason, actor }, hand.env());
    if (!done.ok || done.value[0].kind !== "incident:opened") throw new Error("not split");
    const made = done.value[0].incident;
    expect(made.clocks.find(({ limitId }) => limitId === "check")).toMatchObject({ from: MONDAY, pauses: [{ left: 50 * MINUTE }] });
    expect(made.dues.some(({ clockKey }) => clockKey?.startsWith("check"))).toBe(false);
  });
});

describe("H-V.§4 nobody is late in an order before having it", () => {
  test.each([[-1, true], [0, false], [1, false]] as const)("an order is taken over as it stands until its instant, and after it by an instant of its own (%i ms)", (off, taken) => {
    const hand = inField(fiveSteps);
    hand.at(MONDAY + 2 * HOUR + off);
    const event = { is: "forwarded", agencyId: POLICE, to: POWER, reason } as const;
    const done = hand.centre(event);
    expect(done.ok).toBe(taken);
    if (!taken) {
      expect(done).toMatchObject({ fault: { code: "malformed", path: "due" } });
      expect(hand.centre({ ...event, due: MONDAY + HOUR })).toMatchObject({ ok: false, fault: { code: "malformed", path: "due" } });
      expect(hand.centre({ ...event, due: MONDAY + 4 * HOUR }).ok).toBe(true);
    }
    expect(hand.clock("complete", POWER)).toMatchObject({ due: taken ? MONDAY + 2 * HOUR : MONDAY + 4 * HOUR, outcome: "running" });
    hand.at(MONDAY + 2 * HOUR + 2);
    if (!taken) expect(hand.clock("complete", POWER)?.missedAt).toBeUndefined();
  });

  test("merged after both orders ran out, the miss is on record once, where it happened", () => {
    const [from, into] = [inField(fiveSteps, { lead: POWER, support: [] }), inField(fiveSteps, { id: "i2" })];
    for (const hand of [from, into]) hand.at(MONDAY + 3 * HOUR);
    merge(from, into);
    into.at(MONDAY + 30 * HOUR);
    const misses = [from, into].flatMap((hand) => hand.incident().clocks.filter(({ agencyId, limitId, missedAt }) => agencyId === POWER && limitId === "complete" && missedAt !== undefined));
    expect(misses).toHaveLength(1);
    expect(from.clock("complete", POWER)?.outcome).toBe("missed");
  });
});
