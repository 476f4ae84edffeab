import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pauseOf } from "#contract/incident";
import { Template } from "#contract/process";
import { answered, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { timed } from "../../law/khanh-hoa.ts";
import { WORKING_TIME } from "../../law/vietnam-calendar.ts";
import { workingCalendar } from "../../law/vietnam-calendar.ts";
import { always, workingTime, type WorkingTime } from "../calendar.ts";

/** The timed process as a sector has it: its answer may stand still, by the calendar given. */
const sector = (calendar: string, span: { minutes: number }): Template => Template.parse({
  ...timed, id: "nganh", sector: { fields: ["fire"], scenarioIds: [] },
  limits: timed.limits.map((limit) => (limit.id === "answer" ? { ...limit, span, calendar, pausable: true } : limit)),
  reminders: [{ id: "half", limit: "answer", to: "agency", clause: "K-8.3" }],
});
const pause = { is: "paused", limitId: "answer", agencyId: POLICE, reason: "Chờ giám định" } as const;
const resume = { is: "resumed", limitId: "answer", agencyId: POLICE } as const;

function handling(template: Template): HandIncident {
  const hand = handIncident(template);
  hand.centre({ is: "verified" });
  hand.centre(ordered());
  hand.agency({ is: "accepted", agencyId: POLICE });
  return hand;
}
const answerOf = (hand: HandIncident) => hand.clock("answer", POLICE)!;

describe("K-9.7 a sector's clock that may stand still", () => {
  test("names reason and person, falls due by what was left, keeps both times, and nothing of it fires meanwhile", () => {
    const hand = handling(sector("24x7", { minutes: 120 }));
    hand.at(MONDAY + 90 * MINUTE);
    expect(hand.centre(pause).ok).toBe(true);
    expect(answerOf(hand).pauses).toEqual([{ from: MONDAY + 90 * MINUTE, left: 30 * MINUTE, reason: "Chờ giám định", by: "someone" }]);
    expect(hand.at(MONDAY + 10 * HOUR).filter((fact) => fact.kind === "incident:fired" && fact.due.clockKey?.startsWith("answer"))).toEqual([]);
    expect(hand.centre(resume).ok).toBe(true);
    expect(answerOf(hand)).toMatchObject({ due: MONDAY + 10 * HOUR + 30 * MINUTE, pauses: [{ to: MONDAY + 10 * HOUR }] });
    hand.at(MONDAY + 10 * HOUR + 20 * MINUTE);
    hand.agency(answered());
    expect(answerOf(hand)).toMatchObject({ outcome: "met", took: { running: 10 * HOUR + 20 * MINUTE, working: 110 * MINUTE } });
  });

  test.each([[-1, "met"], [0, "met"], [1, "missed"]] as const)("at its edge after a pause (%i ms: %s)", (off, outcome) => {
    const hand = handling(sector("24x7", { minutes: 120 }));
    hand.at(MONDAY + HOUR);
    hand.centre(pause);
    hand.at(MONDAY + 5 * HOUR);
    hand.centre(resume);
    hand.at(MONDAY + 6 * HOUR + off);
    hand.agency(answered());
    expect(answerOf(hand).outcome).toBe(outcome);
  });

  test("done while it stands still it is met, however long that was", () => {
    const hand = handling(sector("24x7", { minutes: 120 }));
    hand.at(MONDAY + HOUR);
    hand.centre(pause);
    hand.at(MONDAY + 100 * HOUR);
    hand.agency(answered());
    expect(answerOf(hand)).toMatchObject({ outcome: "met", took: { working: HOUR } });
  });

  test.each<[string, (hand: HandIncident) => unknown, string]>([
    ["a limit of the law", (hand) => hand.centre({ ...pause, limitId: "authority" }), "conflict"],
    ["twice", (hand) => (hand.centre(pause), hand.centre(pause)), "conflict"],
    ["what has run out", (hand) => (hand.at(MONDAY + 2 * HOUR + 1), hand.centre(pause)), "conflict"],
    ["by the agency itself", (hand) => hand.agency(pause), "forbidden"],
    ["going on what runs", (hand) => hand.centre(resume), "conflict"],
  ])("is refused: %s", (_what, act, code) => {
    expect(act(handling(sector("24x7", { minutes: 120 })))).toMatchObject({ ok: false, fault: { code } });
  });

  test("the leadership may, too; more time is not given to what stands still", () => {
    const hand = handling(sector("24x7", { minutes: 120 }));
    hand.agency({ is: "extension-asked", agencyId: POLICE, state: "s", obstacles: "o", expectedEnd: MONDAY + 5 * HOUR });
    expect(hand.leader(pause).ok).toBe(true);
    expect(hand.centre({ is: "extension-granted", agencyId: POLICE, due: MONDAY + 9 * HOUR })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });
});

const strokes = fc.array(fc.tuple(fc.constantFrom("pause", "resume", "look"), fc.integer({ min: 0, max: 3000 })), { maxLength: 20 });

test.each<[string, string, WorkingTime]>([["the clock that never stops", "24x7", always], ["working time", WORKING_TIME, workingTime(workingCalendar)]])("property invariant 4, K-9.7: on %s what has counted and what is left add up to the span, and it fires when all has counted and not before", (_name, calendar, time) => {
  const SPAN = 480 * MINUTE;
  fc.assert(fc.property(strokes, (walk) => {
    const hand = handling(sector(calendar, { minutes: 480 }));
    let now = MONDAY;
    // The slow model: time counted so far, and whether it counts.
    let counted = 0;
    let runs = true;
    for (const [stroke, minutes] of walk) {
      const before = now;
      now += minutes * MINUTE + 1;
      if (runs) counted += time.between(before, now);
      hand.at(now);
      const clock = answerOf(hand);
      expect(clock.missedAt !== undefined).toBe(counted > SPAN);
      if (counted > SPAN) return;
      if (stroke === "pause") expect(hand.centre(pause).ok).toBe(runs);
      if (stroke === "resume") expect(hand.centre(resume).ok).toBe(!runs);
      if (stroke !== "look") runs = stroke === "resume";
      const after = answerOf(hand);
      expect(pauseOf(after) === undefined).toBe(runs);
      expect(pauseOf(after)?.left ?? time.between(now, after.due)).toBe(SPAN - counted);
      expect(hand.incident().dues.some(({ clockKey }) => clockKey === after.key)).toBe(runs);
    }
    hand.agency(answered());
    expect(answerOf(hand)).toMatchObject({ outcome: "met", took: { running: now - MONDAY } });
    if (calendar !== "24x7" || walk.some(([stroke]) => stroke === "pause")) expect(answerOf(hand).took?.working).toBe(counted);
  }), { numRuns: 200, seed: 20261122 });
});
