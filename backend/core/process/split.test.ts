import { describe, expect, test } from "vitest";
import type { Incident, IncidentFact } from "#contract/incident";
import { IncidentId } from "#contract/incident";
import { AccountId, AlarmId } from "#contract/ids";
import { ok } from "#contract/result";
import { handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";
import { foldIncident } from "#contract/incident-fold";
import { assignCase, linkCases, openChildren, reopenedUnder } from "./link.ts";
import { splitCase } from "./split.ts";

const [five, timed] = ["hue-five-steps", "khanh-hoa-timed"].map((id) => TEMPLATES.find((one) => one.id === id)!);
const actor = { by: AccountId.parse("someone"), as: "centre" as const };
const alarms = (...ids: string[]) => ids.map((id) => AlarmId.parse(id));

function split(hand: HandIncident, ids: string[], appearedAt = MONDAY) {
  const { drill, urgency } = hand.incident();
  const draft = { id: IncidentId.parse("i9"), drill, urgency, title: "Ngập Kim Long", alarmIds: alarms(...ids), appearedAt };
  const done = splitCase(hand.incident(), { draft, alarmIds: alarms(...ids), reason: "Hai nơi khác nhau", actor }, hand.env());
  if (!done.ok) return done;
  hand.take(done.value[1]);
  const made = foldIncident(undefined, done.value[0]);
  if (made === undefined) throw new Error("nothing was made");
  return { ok: true as const, made };
}

describe("H-11.5 alarms of a case become one of their own", () => {
  test("of the same process, from when they appeared; both know of each other", () => {
    const hand = handIncident(five!, { alarmIds: ["a1", "a2", "a3"] });
    hand.at(MONDAY + 30_000);
    const done = split(hand, ["a2", "a3"], MONDAY + 20_000);
    expect(done).toMatchObject({ ok: true, made: { id: "i9", templateId: five!.id, templateVersion: five!.version, splitFrom: "i1", alarmIds: ["a2", "a3"], appearedAt: MONDAY + 20_000, step: "1", parts: [] } });
    expect(hand.incident()).toMatchObject({ alarmIds: ["a1"], splitInto: ["i9"] });
    expect(done.ok && done.made.clocks).toMatchObject([{ limitId: "verify", from: MONDAY + 20_000, due: MONDAY + 80_000, outcome: "running" }]);
    expect(hand.clock("verify")).toMatchObject({ outcome: "running", due: MONDAY + MINUTE });
  });

  test("what was checked for all is checked for them: it begins after the check, and owes an order of its own", () => {
    const hand = handIncident(five!, { alarmIds: ["a1", "a2"] });
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ due: MONDAY + 2 * HOUR }));
    hand.at(MONDAY + HOUR);
    const done = split(hand, ["a2"]);
    expect(done).toMatchObject({ ok: true, made: { step: "2", clocks: [{ limitId: "propose", from: MONDAY + HOUR, due: MONDAY + HOUR + 5 * MINUTE }] } });
    expect(hand.incident().parts).toMatchObject([{ agencyId: POLICE }]);
    // Nothing is late for having been split.
    expect(done.ok && done.made.clocks.some(({ due }) => due <= MONDAY + HOUR)).toBe(false);
  });

  test("K-II.2 a limit from appearance that still runs goes on; one that was missed is on record once and counts here from now", () => {
    const hand = handIncident(timed!, { alarmIds: ["a1", "a2"] });
    hand.at(MONDAY + 30 * MINUTE);
    hand.centre({ is: "verified" });
    const before = split(hand, ["a2"]);
    expect(before).toMatchObject({ ok: true, made: { step: "2", clocks: [{ limitId: "forward", due: MONDAY + HOUR }] } });
    const late = handIncident(timed!, { alarmIds: ["a1", "a2"] });
    late.at(MONDAY + 2 * HOUR);
    const after = split(late, ["a2"]);
    expect(after).toMatchObject({ ok: true, made: { step: "1", clocks: [{ limitId: "check", due: MONDAY + 3 * HOUR }, { limitId: "forward", due: MONDAY + 3 * HOUR }] } });
    expect(late.clock("check")).toMatchObject({ missedAt: MONDAY + 2 * HOUR });
  });

  test("is refused: its last alarm, one that is not its own, a case that is over", () => {
    const hand = handIncident(five!, { alarmIds: ["a1", "a2"] });
    expect(split(hand, ["a1", "a2"])).toMatchObject({ ok: false, fault: { code: "conflict", detail: "its last alarm stays in a case" } });
    expect(split(hand, ["a7"])).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "alarm", id: "a7" } });
    hand.centre({ is: "dismissed", reason: "Côn trùng" });
    expect(split(hand, ["a1"])).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });
});

describe("a case under another", () => {
  const parent = handIncident(five!, { id: "mother" }).incident();
  const child = handIncident(five!, { id: "child" }).incident();
  const link = (of: { child: Incident; parent: Incident | undefined; former?: Incident }) => linkCases({ former: undefined, ...of, reason: "Cùng đợt mưa", actor, now: MONDAY });
  const after = (before: Incident, facts: readonly IncidentFact[]): Incident => facts.reduce((one, fact) => ("incidentId" in fact && fact.incidentId === one.id ? foldIncident(one, fact) ?? one : one), before);

  test("both sides are told in one go; it may move to another parent and stand alone again", () => {
    const linked = link({ child, parent });
    if (!linked.ok) throw new Error("refused");
    const [under, over] = [after(child, linked.value), after(parent, linked.value)];
    expect([under.parentId, over.childIds]).toEqual(["mother", ["child"]]);
    expect(openChildren(over, new Map([["child", under]]))).toEqual(["child"]);
    expect(openChildren(over, new Map([["child", { ...under, closedAt: 5 }]]))).toEqual([]);
    const moved = link({ child: under, parent: { ...parent, id: IncidentId.parse("other") }, former: over });
    expect(moved.ok && moved.value.map((fact) => ("incidentId" in fact ? fact.incidentId : ""))).toEqual(["child", "mother", "other"]);
    const alone = link({ child: under, parent: undefined, former: over });
    if (!alone.ok) throw new Error("refused");
    expect(after(under, alone.value).parentId).toBeUndefined();
    expect(after(over, alone.value).childIds).toEqual([]);
  });

  test("opened again, it does not stand under a parent that is over; where that one was merged it stands alone", () => {
    const hand = handIncident(five!, { id: "child" });
    hand.centre({ is: "dismissed", reason: "Đã rút" });
    const under: Incident = { ...hand.incident(), parentId: parent.id };
    const done = hand.centre({ is: "reopened", reason: "Lại ngập" });
    if (!done.ok) throw new Error("refused");
    const again = (mother: Pick<Incident, "closedAt" | "mergedInto">) => reopenedUnder(done.value, under, () => ok({ ...parent, ...mother }));
    expect(again({})).toEqual(done);
    expect(again({ closedAt: MONDAY })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "its parent mother is over" } });
    const alone = again({ closedAt: MONDAY, mergedInto: IncidentId.parse("other") });
    expect(alone.ok && foldIncident(under, alone.value)?.parentId).toBeUndefined();
    expect(foldIncident(under, done.value)?.parentId).toBe("mother");
  });

  test.each<[string, () => ReturnType<typeof link>, RegExp]>([
    ["itself", () => link({ child, parent: child }), /its own parent/],
    ["a parent that is a child: no circle can be", () => link({ child: { ...parent, childIds: [] }, parent: { ...child, parentId: IncidentId.parse("mother") } }), /has a parent itself/],
    ["a parent put under another", () => link({ child: { ...parent, childIds: [child.id] }, parent: { ...child, id: IncidentId.parse("x") } }), /has children itself: child/],
    ["a parent that is over", () => link({ child, parent: { ...parent, closedAt: MONDAY } }), /mother is over/],
    ["a child that is over", () => link({ child: { ...child, closedAt: MONDAY }, parent }), /child is over/],
    ["a drill", () => link({ child, parent: { ...parent, drill: true } }), /drill/],
    ["where it is already", () => link({ child: { ...child, parentId: parent.id }, parent }), /parent already/],
    ["out of nothing", () => link({ child, parent: undefined }), /no parent/],
  ])("invariant 6 is refused: %s", (_what, act, detail) => {
    const done = act();
    expect(done.ok ? undefined : done.fault).toMatchObject({ code: "conflict", detail: expect.stringMatching(detail) });
  });
});

test("work is moved: the case counts to who got it, whoever gave it", () => {
  const hand = handIncident(five!);
  hand.centre({ is: "verified" });
  const to = AccountId.parse("lan");
  const given = assignCase(hand.incident(), { to, reason: "San tải", actor: { ...actor, by: AccountId.parse("chief") }, now: MONDAY });
  if (!given.ok) throw new Error("refused");
  hand.take(given.value);
  expect(hand.incident().handledBy).toBe("lan");
  expect(given.value).toMatchObject({ event: { is: "assigned", from: "someone", to: "lan" } });
  expect(assignCase(hand.incident(), { to, reason: "San tải", actor, now: MONDAY })).toMatchObject({ ok: false, fault: { code: "conflict" } });
});
