import { describe, expect, test } from "vitest";
import { answered, confirmed, HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, POWER, type HandIncident } from "../../test/kit/hand-incident.ts";
import { immediate, timed } from "./khanh-hoa.ts";

const kinds = (hand: HandIncident): string[] => hand.facts.map((fact) => (fact.kind === "incident:moved" ? fact.event.is : fact.kind === "incident:fired" ? `${fact.due.does}:${fact.due.clockKey ?? fact.due.reminderId}` : "opened"));
/** A case of the timed process in the agency's hands. */
function forwarded(more: Parameters<typeof ordered>[0] = {}): HandIncident {
  const hand = handIncident(timed);
  hand.centre({ is: "verified" });
  hand.centre(ordered(more));
  return hand;
}

describe("timed process", () => {
  test("K-II.1 K-II.2 K-II.3 K-II.4 K-II.5 the straight way ends the case, every clock met", () => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    hand.agency(answered());
    expect(hand.centre(confirmed).ok).toBe(true);
    expect(hand.incident()).toMatchObject({ step: "ended", dues: [] });
    expect(hand.incident().clocks.map(({ limitId, outcome }) => [limitId, outcome])).toEqual([["check", "met"], ["forward", "met"], ["authority", "met"], ["answer", "met"], ["confirm", "met"]]);
  });

  test("K-II.1 a false alarm is refused with its reason, and that is the end", () => {
    const hand = handIncident(timed);
    expect(hand.centre({ is: "dismissed", reason: "Cảm biến hỏng" }).ok).toBe(true);
    expect(hand.incident()).toMatchObject({ step: "dismissed", dues: [] });
    expect(hand.clock("check")?.outcome).toBe("met");
    expect(hand.clock("forward")?.outcome).toBe("void");
    expect(hand.centre({ is: "verified" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });

  test.each([
    ["K-II.1", "check", 1 * HOUR, (hand: HandIncident) => hand.centre({ is: "verified" })],
    ["K-II.2", "forward", 1 * HOUR, (hand: HandIncident) => (hand.centre({ is: "verified" }), hand.centre(ordered()))],
  ])("%s one hour from appearance: met a millisecond before and at the limit, missed a millisecond after", (clause, limitId, span, deed) => {
    for (const [off, outcome] of [[-1, "met"], [0, "met"], [1, "missed"]] as const) {
      const hand = handIncident(timed);
      hand.at(MONDAY + span + off);
      deed(hand);
      expect(hand.clock(limitId)).toMatchObject({ outcome, clause, owner: "centre", due: MONDAY + span });
    }
  });

  test.each([[-1, "met"], [0, "met"], [1, "missed"]] as const)("K-II.3 the agency has four hours from forwarding to look at its authority (%i ms: %s)", (off, outcome) => {
    const hand = forwarded();
    hand.at(MONDAY + 4 * HOUR + off);
    hand.agency({ is: "accepted", agencyId: POLICE });
    expect(hand.clock("authority", POLICE)).toMatchObject({ outcome, owner: "agency", clause: "K-II.3" });
  });

  test("K-II.3 K-8.4 returns the alarm to the centre when the agency refuses, which it must give a reason for; the next agency gets clocks of its own", () => {
    const hand = forwarded();
    expect(hand.centre({ is: "refused", agencyId: POLICE, reason: "Không thuộc thẩm quyền" })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    hand.agency({ is: "refused", agencyId: POLICE, reason: "Không thuộc thẩm quyền" });
    expect(hand.incident().step).toBe("2");
    expect(hand.clock("answer", POLICE)?.outcome).toBe("void");
    hand.at(MONDAY + 2 * HOUR);
    hand.centre(ordered({ lead: HEALTH }));
    expect(hand.incident().step).toBe("3");
    expect(hand.clock("authority", HEALTH)?.due).toBe(MONDAY + 6 * HOUR);
    expect(hand.agency({ is: "accepted", agencyId: POLICE })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });

  test.each([[-1, "met"], [0, "met"], [1, "missed"]] as const)("K-II.4 five working days from forwarding, the weekend left out (%i ms: %s)", (off, outcome) => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    const due = MONDAY + 7 * 24 * HOUR;
    hand.at(due + off);
    hand.agency(answered());
    expect(hand.clock("answer", POLICE)).toMatchObject({ due, outcome, took: { running: due + off - MONDAY } });
    expect(Math.round((hand.clock("answer", POLICE)?.took?.working ?? 0) / HOUR)).toBe(40);
  });

  test("K-II.4 an answer without pictures or documents is none", () => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    expect(hand.agency(answered(POLICE, 0))).toMatchObject({ ok: false, fault: { code: "malformed", path: "evidence" } });
  });

  test("K-8.3 at the deadline without a result the agency is reminded, once, also after a standstill over it", () => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    const due = MONDAY + 7 * 24 * HOUR;
    expect(hand.at(due - 1)).toEqual([]);
    const fired = hand.at(due + 3 * HOUR);
    expect(fired.map((fact) => fact.kind === "incident:fired" && [fact.due.does, fact.due.clause, fact.lateBy])).toEqual([["remind", "K-8.3", 3 * HOUR], ["miss", "K-II.4", 3 * HOUR - 1]]);
    expect(hand.at(due + 4 * HOUR)).toEqual([]);
    hand.agency(answered());
    expect(hand.clock("answer", POLICE)).toMatchObject({ outcome: "missed", lateBy: 3 * HOUR });
  });

  test("K-II.4 more time, asked for before the limit with state, obstacles and expected end: granted it moves the limit and takes a miss back; denied the limit stands", () => {
    for (const granted of [true, false]) {
      const hand = forwarded();
      hand.agency({ is: "accepted", agencyId: POLICE });
      const due = MONDAY + 7 * 24 * HOUR;
      hand.at(due - HOUR);
      expect(hand.agency({ is: "extension-asked", agencyId: POLICE, state: "Đang đào", obstacles: "Mưa lớn", expectedEnd: due + 48 * HOUR }).ok).toBe(true);
      expect(hand.agency({ is: "extension-asked", agencyId: POLICE, state: "Đang đào", obstacles: "Mưa lớn", expectedEnd: due + 48 * HOUR })).toMatchObject({ ok: false, fault: { code: "conflict" } });
      hand.at(due + HOUR);
      expect(hand.clock("answer", POLICE)?.missedAt).toBe(due + HOUR);
      if (granted) hand.centre({ is: "extension-granted", agencyId: POLICE, due: due + 48 * HOUR });
      else hand.centre({ is: "extension-denied", agencyId: POLICE, reason: "Không đủ căn cứ" });
      hand.at(due + 47 * HOUR);
      hand.agency(answered());
      expect(hand.clock("answer", POLICE)).toMatchObject(granted ? { outcome: "met", due: due + 48 * HOUR } : { outcome: "missed", due });
    }
  });

  test("K-II.4 more time asked for after the limit: granted, the miss stands on record", () => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    const due = MONDAY + 7 * 24 * HOUR;
    hand.at(due + HOUR);
    hand.agency({ is: "extension-asked", agencyId: POLICE, state: "Đang đào", obstacles: "Mưa lớn", expectedEnd: due + 48 * HOUR });
    hand.centre({ is: "extension-granted", agencyId: POLICE, due: due + 48 * HOUR });
    hand.agency(answered());
    expect(hand.clock("answer", POLICE)).toMatchObject({ outcome: "missed", missedAt: due + HOUR });
  });

  test.each([[-1, "met"], [0, "met"], [1, "missed"]] as const)("K-II.5 the centre confirms within an hour of the answer (%i ms: %s)", (off, outcome) => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    hand.agency(answered());
    hand.at(MONDAY + HOUR + off);
    hand.centre(confirmed);
    expect(hand.clock("confirm")?.outcome).toBe(outcome);
  });

  test("K-II.5 an unsatisfactory result is handled again, any number of rounds, each with the end the centre names", () => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    for (let round = 1; round <= 3; round++) {
      hand.agency(answered());
      expect(hand.centre({ is: "returned", reason: "Ảnh không rõ" })).toMatchObject({ ok: false, fault: { code: "malformed", path: "due" } });
      hand.centre({ is: "returned", reason: "Ảnh không rõ", due: MONDAY + round * 24 * HOUR });
      expect(hand.incident()).toMatchObject({ step: "4", round: round + 1 });
      expect(hand.clock("answer", POLICE)).toMatchObject({ outcome: "running", due: MONDAY + round * 24 * HOUR, round: round + 1 });
    }
    hand.agency(answered());
    hand.centre(confirmed);
    expect(hand.incident().step).toBe("ended");
    hand.centre({ is: "reopened", reason: "Nước lại ngập" });
    expect(hand.incident()).toMatchObject({ step: "2", round: 5 });
  });

  test("K-8.5 a supporting agency has its own clocks, and its answer does not move the case", () => {
    const hand = forwarded({ support: [HEALTH, POWER] });
    hand.agency({ is: "accepted", agencyId: POLICE });
    hand.at(MONDAY + 5 * HOUR);
    expect([HEALTH, POWER].map((id) => hand.clock("authority", id)?.missedAt)).toEqual([MONDAY + 5 * HOUR, MONDAY + 5 * HOUR]);
    hand.agency({ is: "refused", agencyId: HEALTH, reason: "Không có lực lượng" });
    hand.agency({ is: "accepted", agencyId: POWER });
    hand.agency(answered(POWER));
    expect(hand.incident().step).toBe("4");
    expect(hand.clock("answer", POWER)?.outcome).toBe("met");
    expect(hand.clock("confirm")).toBeUndefined();
  });

  test("a case forwarded to another agency: the first one's clocks are void, the other begins at its authority", () => {
    const hand = forwarded();
    hand.agency({ is: "accepted", agencyId: POLICE });
    hand.at(MONDAY + HOUR);
    hand.centre({ is: "forwarded", agencyId: POLICE, to: HEALTH, reason: "Đúng lĩnh vực y tế" });
    expect(hand.incident().step).toBe("3");
    expect(hand.clock("answer", POLICE)?.outcome).toBe("void");
    expect(hand.clock("authority", HEALTH)).toMatchObject({ outcome: "running", due: MONDAY + 5 * HOUR });
  });

  test("invariant 5 no step can be skipped", () => {
    const hand = handIncident(timed);
    for (const event of [ordered(), confirmed]) expect(hand.centre(event)).toMatchObject({ ok: false, fault: { code: "conflict" } });
    hand.centre({ is: "verified" });
    hand.centre(ordered());
    expect(hand.agency(answered())).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(kinds(hand)).toEqual(["opened", "verified", "ordered"]);
  });
});

describe("immediate process", () => {
  test.each([["K-III.1", "check"], ["K-III.2", "forward"]])("%s thirty minutes from appearance, to the millisecond", (clause, limitId) => {
    for (const [off, outcome] of [[-1, "met"], [0, "met"], [1, "missed"]] as const) {
      const hand = handIncident(immediate);
      hand.at(MONDAY + 30 * MINUTE + off);
      hand.centre({ is: "verified" });
      hand.centre(ordered());
      expect(hand.clock(limitId)).toMatchObject({ outcome, clause });
    }
  });

  test("K-III.2 for every 60 minutes that the agency has neither accepted nor handled it is reminded, with a trace; acceptance ends it", () => {
    const hand = handIncident(immediate);
    hand.centre({ is: "verified" });
    hand.centre(ordered());
    expect(hand.at(MONDAY + 60 * MINUTE - 1)).toEqual([]);
    expect(hand.at(MONDAY + 60 * MINUTE)).toMatchObject([{ kind: "incident:fired", due: { clause: "K-III.2", to: "agency", agencyId: POLICE }, lateBy: 0 }]);
    expect(hand.at(MONDAY + 120 * MINUTE)).toHaveLength(1);
    hand.agency({ is: "accepted", agencyId: POLICE });
    expect(hand.at(MONDAY + 600 * MINUTE)).toEqual([]);
  });

  test("K-III.2 after a standstill one reminder speaks for all that were due, names them, and keeps its rhythm", () => {
    const hand = handIncident(immediate);
    hand.centre({ is: "verified" });
    hand.centre(ordered());
    const [fact, ...others] = hand.at(MONDAY + 250 * MINUTE);
    expect(others).toEqual([]);
    expect(fact).toMatchObject({ due: { at: MONDAY + 240 * MINUTE }, lateBy: 10 * MINUTE, passed: [{ at: MONDAY + 60 * MINUTE }, { at: MONDAY + 120 * MINUTE }, { at: MONDAY + 180 * MINUTE }] });
    expect(hand.at(MONDAY + 299 * MINUTE)).toEqual([]);
    expect(hand.at(MONDAY + 300 * MINUTE)).toHaveLength(1);
  });

  test("K-III.2 K-III.5 flash reports are owed on forwarding and on the result, until each is rendered", () => {
    const hand = handIncident(immediate);
    hand.centre({ is: "verified" });
    hand.centre(ordered());
    expect(hand.incident().owed).toMatchObject([{ flashId: "flash-forwarded", to: "leadership", clause: "K-III.2" }]);
    expect(hand.centre({ is: "flash-reported", flashId: "flash-confirmed", note: "…" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    hand.centre({ is: "flash-reported", flashId: "flash-forwarded", note: "Đã báo cáo UBND" });
    hand.agency({ is: "accepted", agencyId: POLICE });
    hand.agency(answered());
    hand.centre(confirmed);
    expect(hand.incident().owed.map(({ flashId, doneAt }) => [flashId, doneAt !== undefined])).toEqual([["flash-forwarded", true], ["flash-confirmed", false]]);
    expect(hand.centre({ is: "flash-reported", flashId: "flash-confirmed", note: "Đã báo cáo UBND" }).ok).toBe(true);
  });

  test("K-III.3 K-III.4 refusal returns the case to the centre; progress is exchanged at any step", () => {
    const hand = handIncident(immediate);
    hand.centre({ is: "verified" });
    hand.centre(ordered());
    expect(hand.agency({ is: "progress", agencyId: POLICE, note: "Đang tới" }).ok).toBe(true);
    hand.agency({ is: "refused", agencyId: POLICE, reason: "Không thuộc thẩm quyền" });
    expect(hand.incident().step).toBe("2");
    expect(hand.at(MONDAY + 90 * MINUTE).filter((fact) => fact.kind === "incident:fired" && fact.due.does === "remind")).toEqual([]);
  });
});
