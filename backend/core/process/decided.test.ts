import { describe, expect, test } from "vitest";
import type { IncidentEvent } from "#contract/incident";
import { answered, confirmed, HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, POWER, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";

const [five, timed, immediate] = ["hue-five-steps", "khanh-hoa-timed", "khanh-hoa-immediate"].map((id) => TEMPLATES.find((one) => one.id === id)!);
const decided = (lead = POLICE, support = [HEALTH], more: Partial<Extract<IncidentEvent, { is: "decided" }>> = {}): IncidentEvent => ({ is: "decided", lead, support, reason: "Liên ngành: giao thông và y tế", ...more });
const live = (hand: HandIncident) => hand.incident().parts.filter(({ leftAt }) => leftAt === undefined).map(({ agencyId, role }) => [agencyId, role]);

describe("K-8.5 K-9.8 lead and supporting agencies are decided and recorded", () => {
  test("before the order it is on record with who and why, moves no step, and may be decided anew", () => {
    const hand = handIncident(five!);
    expect(hand.leader(decided()).ok).toBe(true);
    expect(hand.incident()).toMatchObject({ step: "1", parts: [], decision: { lead: POLICE, support: [HEALTH], as: "leadership", at: MONDAY, reason: "Liên ngành: giao thông và y tế" } });
    hand.at(MONDAY + MINUTE);
    hand.centre(decided(HEALTH, []));
    expect(hand.incident().decision).toMatchObject({ lead: HEALTH, support: [], as: "centre" });
  });

  test.each([
    ["another lead", { lead: HEALTH, support: [POLICE] }, false], ["one missing", { lead: POLICE, support: [] }, false], ["one more", { lead: POLICE, support: [HEALTH, POWER] }, false], ["as decided", { lead: POLICE, support: [HEALTH] }, true],
  ] as const)("an order with %s needs a reason, unless it is as decided", (_what, agencies, as) => {
    const hand = handIncident(timed!);
    hand.centre({ is: "verified" });
    hand.leader(decided());
    const order = ordered({ ...agencies, support: [...agencies.support] });
    if (!as) expect(hand.centre(order)).toMatchObject({ ok: false, fault: { code: "malformed", path: "reason" } });
    if (!as && order.is === "ordered") expect(hand.centre({ ...order, reason: "Lãnh đạo đồng ý qua điện thoại" }).ok).toBe(true);
    if (as) expect(hand.centre(order).ok).toBe(true);
    expect(hand.incident().step).toBe("3");
  });

  test("after the order an agency that is added gets its own receipt and clocks; those that run go on as they ran", () => {
    const hand = handIncident(five!);
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ due: MONDAY + 2 * HOUR }));
    hand.agency({ is: "received", agencyId: POLICE });
    const before = hand.incident().clocks;
    hand.at(MONDAY + 20 * MINUTE);
    hand.leader(decided(POLICE, [HEALTH, POWER]));
    expect(live(hand)).toEqual([[POLICE, "lead"], [HEALTH, "support"], [POWER, "support"]]);
    expect(hand.incident().clocks.slice(0, before.length)).toEqual(before);
    for (const id of [HEALTH, POWER]) {
      expect(hand.clock("receive", id)).toMatchObject({ from: MONDAY + 20 * MINUTE, due: MONDAY + 30 * MINUTE, outcome: "running" });
      expect(hand.clock("complete", id)).toMatchObject({ due: MONDAY + 2 * HOUR, outcome: "running" });
    }
    expect(hand.incident()).toMatchObject({ step: "4", order: { lead: POLICE, support: [HEALTH, POWER] } });
    hand.at(MONDAY + 30 * MINUTE + 1);
    expect(hand.clock("receive", HEALTH)?.missedAt).toBe(MONDAY + 30 * MINUTE + 1);
  });

  test("a changed lead turns roles: both go on by their clocks, and the process stands where the new lead's word has brought it", () => {
    const hand = handIncident(timed!);
    hand.centre({ is: "verified" });
    hand.centre(ordered({ support: [HEALTH] }));
    hand.agency({ is: "accepted", agencyId: POLICE });
    expect(hand.incident().step).toBe("4");
    const due = [POLICE, HEALTH].map((id) => hand.clock("answer", id)?.due);
    hand.at(MONDAY + HOUR);
    hand.leader(decided(HEALTH, [POLICE]));
    expect(live(hand)).toEqual([[POLICE, "support"], [HEALTH, "lead"]]);
    expect(hand.incident().step).toBe("3");
    expect([POLICE, HEALTH].map((id) => hand.clock("answer", id))).toMatchObject(due.map((at) => ({ due: at, outcome: "running", round: 1 })));
    hand.agency({ is: "accepted", agencyId: HEALTH });
    expect(hand.clock("authority", HEALTH)?.outcome).toBe("met");
    hand.agency(answered(HEALTH));
    expect(hand.incident().step).toBe("5");
  });

  test("a lead that has accepted before stands at its work at once; the hourly reminder goes on for who has not accepted", () => {
    const hand = handIncident(immediate!);
    hand.centre({ is: "verified" });
    hand.centre(ordered({ support: [HEALTH] }));
    hand.agency({ is: "accepted", agencyId: HEALTH });
    hand.leader(decided(HEALTH, [POLICE]));
    expect(hand.incident().step).toBe("4");
    expect(hand.at(MONDAY + HOUR)).toMatchObject([{ due: { agencyId: POLICE, clause: "K-III.2" } }]);
  });

  test("a supporter whose result is in answers anew when it leads", () => {
    const hand = handIncident(five!);
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ support: [HEALTH], due: MONDAY + 2 * HOUR }));
    hand.agency(answered(HEALTH));
    hand.leader(decided(HEALTH, [POLICE]));
    expect(hand.clock("complete", HEALTH)).toMatchObject({ round: 2, outcome: "running", due: MONDAY + 2 * HOUR });
    expect(hand.clock("receive", HEALTH)).toMatchObject({ round: 1, outcome: "met" });
    hand.agency(answered(HEALTH));
    expect(hand.incident().step).toBe("5");
  });

  test("is refused: who is in it left out, one named twice, an order's end that is past, a result that waits, a case that is over, who may not", () => {
    const hand = handIncident(five!);
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ support: [POWER], due: MONDAY + HOUR }));
    expect(hand.leader(decided(POLICE, [HEALTH]))).toMatchObject({ ok: false, fault: { code: "conflict", detail: expect.stringContaining(POWER) } });
    expect(hand.leader(decided(POLICE, [POWER, POWER]))).toMatchObject({ ok: false, fault: { code: "malformed", path: "support" } });
    expect(hand.agency(decided(POLICE, [POWER]))).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    hand.at(MONDAY + HOUR + 1);
    expect(hand.leader(decided(POLICE, [POWER, HEALTH]))).toMatchObject({ ok: false, fault: { code: "malformed", path: "due" } });
    expect(hand.leader(decided(POLICE, [POWER, HEALTH], { due: MONDAY + 3 * HOUR })).ok).toBe(true);
    expect(hand.clock("complete", HEALTH)?.due).toBe(MONDAY + 3 * HOUR);
    hand.agency(answered());
    expect(hand.leader(decided(HEALTH, [POLICE, POWER]))).toMatchObject({ ok: false, fault: { code: "conflict", detail: expect.stringContaining("waits to be checked") } });
    hand.centre(confirmed);
    expect(hand.leader(decided())).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });

  test("K-9.7 a sector's process may leave the decision to the leadership, measure it, and give the lead a limit of its own", () => {
    const hand = handIncident({
      ...five!, deciders: ["leadership"],
      limits: [
        ...five!.limits,
        { id: "decide", name: "Quyết định", nameEn: "Decide", from: "verified", until: ["decided"], of: "case", span: { minutes: 30 }, calendar: "24x7", owner: "leadership", clause: "K-9.8", extendable: false },
        { id: "brief", name: "Báo cáo tổng hợp", nameEn: "Brief", from: "ordered", until: ["answered"], of: "lead", span: { minutes: 60 }, calendar: "24x7", owner: "lead", clause: "K-9.8", extendable: false },
      ],
    });
    hand.centre({ is: "verified" });
    expect(hand.centre(decided())).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    hand.at(MONDAY + 30 * MINUTE);
    hand.leader(decided());
    expect(hand.clock("decide")?.outcome).toBe("met");
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ support: [HEALTH], due: MONDAY + 5 * HOUR }));
    hand.leader(decided(HEALTH, [POLICE]));
    // What only the lead is measured by goes over as it stands.
    expect(hand.clock("brief", POLICE)?.outcome).toBe("void");
    expect(hand.clock("brief", HEALTH)).toMatchObject({ outcome: "running", due: MONDAY + 90 * MINUTE });
  });
});
