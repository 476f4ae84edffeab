import { describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import type { EventKind, Template } from "#contract/process";
import type { IncidentEvent } from "#contract/incident";
import { EXPLAIN_WITHIN, ExplanationId } from "#contract/violation";
import { answered, confirmed, handIncident, HEALTH, HOUR, MINUTE, MONDAY, ordered, POLICE, type HandIncident } from "../../test/kit/hand-incident.ts";
import { workingTime } from "../core/calendar.ts";
import { fold } from "../core/fold.ts";
import { openDocket } from "../core/process/docket.ts";
import { emptyState } from "../core/state.ts";
import { fiveSteps } from "./hue.ts";
import { immediate, timed } from "./khanh-hoa.ts";
import { workingCalendar } from "./vietnam-calendar.ts";

type Urgency = "emergency" | "routine";
const URGENCIES: readonly Urgency[] = ["emergency", "routine"];
const DAY = 24 * HOUR;

/** The straight way through each process: what must have been done before a deed can be. */
const STRAIGHT: Readonly<Record<string, readonly EventKind[]>> = {
  "hue-five-steps": ["verified", "proposed", "ordered", "answered", "confirmed"],
  "khanh-hoa-timed": ["verified", "ordered", "accepted", "answered", "confirmed"],
  "khanh-hoa-immediate": ["verified", "ordered", "accepted", "answered", "confirmed"],
};
/** Deeds beside it, by the one they come after. */
const AFTER: Partial<Record<EventKind, EventKind | "nothing">> = { dismissed: "nothing", received: "ordered", accepted: "ordered", refused: "ordered", deployed: "ordered", returned: "answered" };

function deedOf(is: EventKind, now: number): IncidentEvent {
  switch (is) {
    case "verified": return { is };
    case "dismissed": return { is, reason: "Cảm biến hỏng" };
    case "proposed": return { is, plan: "Bơm" };
    case "ordered": return ordered({ due: now + 2 * HOUR });
    case "received": case "accepted": return { is, agencyId: POLICE };
    case "refused": return { is, agencyId: POLICE, reason: "Không thuộc thẩm quyền" };
    case "deployed": return { is, agencyId: POLICE, forces: "2 xe" };
    case "answered": return answered();
    case "returned": return { is, reason: "Ảnh không rõ", due: now + 3 * DAY };
    case "confirmed": return confirmed;
    case "reopened": return { is, reason: "Nước lại lên" };
    default: throw new Error(`no deed ${is}`);
  }
}
const AGENCYS = new Set<EventKind>(["received", "accepted", "refused", "deployed", "answered"]);
function act(hand: HandIncident, is: EventKind, now: number): void {
  const event = deedOf(is, now);
  const done = AGENCYS.has(is) ? hand.agency(event) : hand.centre(event);
  expect(done, `${is} at step ${hand.incident().step}`).toMatchObject({ ok: true });
}
/** What lies before a deed on the straight way. */
function before(template: Template, is: EventKind): readonly EventKind[] {
  const straight = STRAIGHT[template.id] ?? [];
  const at = straight.indexOf(is);
  if (at >= 0) return straight.slice(0, at);
  const beside = AFTER[is];
  return beside === undefined || beside === "nothing" ? [] : straight.slice(0, straight.indexOf(beside) + 1);
}

/** The law's numbers, written a second time by hand: ms from the event that begins the limit, by urgency. */
const LAW: Readonly<Record<string, readonly [emergency: number, routine: number]>> = {
  "hue-five-steps verify": [MINUTE, MINUTE], "hue-five-steps propose": [5 * MINUTE, 15 * MINUTE], "hue-five-steps order": [2 * MINUTE, 2 * MINUTE],
  "hue-five-steps receive": [10 * MINUTE, 30 * MINUTE], "hue-five-steps deploy": [30 * MINUTE, 60 * MINUTE], "hue-five-steps complete": [2 * HOUR, 2 * HOUR], "hue-five-steps close": [30 * MINUTE, 30 * MINUTE],
  "khanh-hoa-timed check": [HOUR, HOUR], "khanh-hoa-timed forward": [HOUR, HOUR], "khanh-hoa-timed authority": [4 * HOUR, 4 * HOUR],
  // Five working days from Monday 08:00: over one weekend.
  "khanh-hoa-timed answer": [7 * DAY, 7 * DAY], "khanh-hoa-timed confirm": [HOUR, HOUR],
  "khanh-hoa-immediate check": [30 * MINUTE, 30 * MINUTE], "khanh-hoa-immediate forward": [30 * MINUTE, 30 * MINUTE],
};
const edges = (template: Template) => template.limits.flatMap((limit) => URGENCIES.flatMap((urgency) => limit.until.map((ends) => [limit.clause, limit.id, ends, urgency, template] as const)));

/** One millisecond before a limit's end, at it, and one after: kept, kept, missed. */
function walkEdge(clause: string, limitId: string, ends: EventKind, urgency: Urgency, template: Template): void {
  const span = LAW[`${template.id} ${limitId}`]?.[urgency === "emergency" ? 0 : 1];
  if (span === undefined) throw new Error(`${limitId}: a limit whose number nobody wrote down here`);
  const limit = template.limits.find(({ id }) => id === limitId);
  for (const [off, outcome] of [[-1, "met"], [0, "met"], [1, "missed"]] as const) {
    const hand = handIncident(template, { urgency });
    for (const is of before(template, ends)) act(hand, is, MONDAY);
    const now = MONDAY + span + off;
    hand.at(now);
    act(hand, ends, now);
    const clock = hand.clock(limitId, limit?.of === "case" ? undefined : POLICE);
    expect(clock, `${off} ms`).toMatchObject({ clause, outcome, due: MONDAY + span, ...(off > 0 && { missedAt: now, lateBy: 1 }) });
    expect(hand.incident().dues.some(({ clockKey }) => clockKey === clock?.key)).toBe(false);
  }
}

describe("H-V.1 H-V.2 H-V.3 H-V.4 H-V.5 H-11.4 H-11.5 K-II.1 K-II.2 K-II.3 K-II.4 K-II.5 K-III.1 K-III.2 every limit at its edges, by every deed that ends it", () => {
  test.each(edges(fiveSteps))("%s %s, ended by %s (%s)", walkEdge);
  test.each(edges(timed))("%s %s, ended by %s (%s)", walkEdge);
  test.each(edges(immediate))("%s %s, ended by %s (%s)", walkEdge);

  test.each([[-1, 0, 0], [0, 1, 0], [1, 1, 1]])("K-III.2 the reminder of every 60 minutes comes at its millisecond (%i ms: %i)", (off, reminders, lateBy) => {
    for (const ends of ["accepted", "refused"] as const) {
      const hand = handIncident(immediate);
      for (const is of before(immediate, "accepted")) act(hand, is, MONDAY);
      const fired = hand.at(MONDAY + HOUR + off).filter((fact) => fact.kind === "incident:fired" && fact.due.does === "remind");
      expect(fired).toHaveLength(reminders);
      if (fired[0]?.kind === "incident:fired") expect(fired[0].lateBy).toBe(lateBy);
      act(hand, ends, MONDAY + HOUR + off);
      expect(hand.at(MONDAY + 9 * HOUR).filter((fact) => fact.kind === "incident:fired" && fact.due.does === "remind")).toEqual([]);
    }
  });

  test.each([[-1, 0], [0, 1], [1, 1]])("K-8.3 the reminder at the deadline comes at its millisecond, the miss only after it (%i ms)", (off, reminders) => {
    const hand = handIncident(timed);
    for (const is of before(timed, "answered")) act(hand, is, MONDAY);
    const fired = hand.at(MONDAY + 7 * DAY + off).filter((fact) => fact.kind === "incident:fired");
    expect([fired.filter(({ due }) => due.does === "remind").length, fired.filter(({ due }) => due.does === "miss").length]).toEqual([reminders, Number(off > 0)]);
  });

  test.each([[-1, 0], [0, 0], [1, 1]])("H-V.§4 the explanation's three working days pass over Tết; it is overdue only after their last millisecond (%i ms: %i)", (off, overdue) => {
    // Thursday 12 February 2026, 10:00: Friday counts, Tết is off from Monday 16 to Friday 20, Monday 23 and Tuesday 24 count.
    const openedAt = Date.parse("2026-02-12T03:00:00Z");
    const { at: due, provisional } = workingTime(workingCalendar).add(openedAt, { workingDays: EXPLAIN_WITHIN });
    expect([due, provisional]).toEqual([Date.parse("2026-02-24T03:00:00Z"), undefined]);
    const state = emptyState();
    fold(state, { kind: "explanation:opened", at: openedAt, explanation: { id: ExplanationId.parse("gt-1"), agencyId: HEALTH, month: "2026-02", keys: [], openedAt, due, clause: "H-V.§4", state: "open" } });
    expect(openDocket(state).fire({ wall: due + off, steady: 0 })).toHaveLength(overdue);
  });
});

type Walk = readonly [ids: string, template: Template, deeds: readonly EventKind[], step: string];
const HUE: readonly Walk[] = [
  ["H-11.1 H-V.1 H-V.2 H-V.3 H-V.4 H-V.5 the closed loop", fiveSteps, ["verified", "proposed", "ordered", "answered", "confirmed"], "closed"],
  ["H-11.2 a false alarm, opened again all the same", fiveSteps, ["dismissed", "reopened", "ordered"], "4"],
  ["K-8.4 refused and ordered anew", fiveSteps, ["verified", "proposed", "ordered", "refused", "ordered", "answered", "confirmed"], "closed"],
  ["H-11.5 twice returned, closed, reopened", fiveSteps, ["verified", "proposed", "ordered", "answered", "returned", "answered", "returned", "answered", "confirmed", "reopened"], "3"],
];
const KHANH_HOA: readonly Walk[] = [timed, immediate].flatMap((template): Walk[] => [
  ["the straight way", template, ["verified", "ordered", "accepted", "answered", "confirmed"], "ended"],
  ["a false alarm, opened again all the same", template, ["dismissed", "reopened", "ordered"], "3"],
  ["K-8.4 refused, back at the centre, and forwarded anew", template, ["verified", "ordered", "refused", "ordered", "accepted", "answered", "confirmed"], "ended"],
  ["twice handled again, ended, reopened", template, ["verified", "ordered", "accepted", "answered", "returned", "answered", "returned", "answered", "confirmed", "reopened"], "2"],
]);
const walked = new Map<Template, Set<string>>();

function walk(_ids: string, template: Template, deeds: readonly EventKind[], step: string): void {
  const hand = handIncident(template);
  let now = MONDAY;
  for (const is of deeds) {
    hand.at((now += MINUTE));
    const seen = walked.get(template) ?? new Set<string>();
    walked.set(template, seen.add(`${hand.incident().step} ${is}`));
    act(hand, is, now);
  }
  expect(hand.incident().step).toBe(step);
  // Whatever way it went, what is over leaves nothing to fall due.
  if (template.steps.find(({ id }) => id === step)?.final === true) expect(hand.incident().dues).toEqual([]);
}

describe("H-11.1 H-11.2 H-11.5 K-8.4 K-9.5 K-II.1 K-II.3 K-II.4 K-II.5 K-III.1 K-III.3 K-III.4 K-III.5 every path", () => {
  test.each(HUE)("%s", walk);
  test.each(KHANH_HOA)("%s", walk);

  test.each([fiveSteps, timed, immediate].map((template) => [template.id, template] as const))("K-9.7 no move of %s is left unwalked, and no limit of it without its number here", (_id, template) => {
    const all = template.moves.flatMap(({ on, from }) => from.map((step) => `${step} ${on}`));
    expect(all.filter((one) => walked.get(template)?.has(one) !== true)).toEqual([]);
    expect(template.limits.filter(({ id }) => LAW[`${template.id} ${id}`] === undefined)).toEqual([]);
  });

  test("H-V.4 a unit that supports has limits of its own, to the millisecond", () => {
    for (const [off, outcome] of [[0, "met"], [1, "missed"]] as const) {
      const hand = handIncident(fiveSteps);
      hand.centre({ is: "verified" });
      hand.centre({ is: "proposed", plan: "Bơm" });
      hand.centre(ordered({ support: [HEALTH], due: MONDAY + 2 * HOUR }), { by: AccountId.parse("someone") });
      hand.at(MONDAY + 30 * MINUTE + off);
      hand.agency({ is: "deployed", agencyId: HEALTH, forces: "1 xe" });
      expect(hand.clock("deploy", HEALTH)?.outcome).toBe(outcome);
    }
  });
});
