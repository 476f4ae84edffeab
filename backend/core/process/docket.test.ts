import fc from "fast-check";
import { expect, test } from "vitest";
import type { FactOf, NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import { HandoverId, SIGN_WITHIN } from "#contract/shift";
import { handIncident, HOUR, MINUTE, MONDAY, ordered } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";
import { fold } from "../fold.ts";
import { openLedger } from "../ledger.ts";
import { emptyState, type RoomState } from "../state.ts";
import { CASES_A_TICK, openDocket } from "./docket.ts";

const immediate = TEMPLATES.find(({ id }) => id === "khanh-hoa-immediate")!;
const five = TEMPLATES.find(({ id }) => id === "hue-five-steps")!;

/** A state with cases of both kinds, each begun at its own instant, some ordered. */
function begun(starts: readonly { at: number; five: boolean; orderedToo: boolean }[]): RoomState {
  const state = emptyState();
  starts.forEach((start, i) => {
    const hand = handIncident(start.five ? five : immediate, { appearedAt: start.at });
    if (start.orderedToo && !start.five) {
      hand.centre({ is: "verified" });
      hand.centre(ordered());
    }
    const incident = { ...hand.incident(), id: IncidentId.parse(`i${i}`) };
    fold(state, { kind: "incident:opened", at: start.at, incident });
  });
  return state;
}
/** The room's own way: what is decided is folded at once, and the docket hears of it. */
function room(state: RoomState) {
  const ledger = openLedger(state);
  const docket = openDocket(state);
  ledger.heed(docket.heed);
  return {
    docket,
    at(wall: number): NewFact[] {
      for (const body of docket.fire({ wall, steady: 0 })) ledger.emit(body, { wall, steady: 0 });
      return ledger.facts();
    },
  };
}
const isFired = (fact: NewFact): fact is NewFact & FactOf<"incident:fired"> => fact.kind === "incident:fired";
const start = fc.record({ at: fc.integer({ min: 0, max: 300 }).map((n) => MONDAY + n * MINUTE), five: fc.boolean(), orderedToo: fc.boolean() });

test("property invariant 4: whatever the clock does, each deadline of each case fires once, never early, in due order within a tick, and none is left behind; a restart in between changes nothing", () => {
  fc.assert(fc.property(fc.array(start, { minLength: 1, maxLength: 12 }), fc.array(fc.integer({ min: -200, max: 400 }), { minLength: 1, maxLength: 12 }), fc.boolean(), (starts, steps, restarts) => {
    const state = begun(starts);
    let one = room(state);
    let now = MONDAY;
    let latest = now;
    const fired: FactOf<"incident:fired">[] = [];
    for (const step of steps) {
      now = Math.max(0, now + step * MINUTE);
      latest = Math.max(latest, now);
      if (restarts) one = room(state);
      const facts = one.at(now).filter(isFired);
      expect(facts.map(({ due }) => due.at)).toEqual(facts.map(({ due }) => due.at).toSorted((a, b) => a - b));
      for (const fact of facts) expect(fact.at - fact.due.at).toBe(fact.lateBy);
      fired.push(...facts);
      // The slow model: look at everything.
      for (const incident of state.incidents.values()) expect(incident.dues.every(({ at }) => at > now)).toBe(true);
      expect(one.docket.first()).toBe([...state.incidents.values()].flatMap(({ dues }) => dues.map(({ at }) => at)).reduce<number | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined));
    }
    const names = fired.flatMap(({ incidentId, due, passed }) => [due, ...passed].map(({ key, at }) => `${incidentId} ${key} ${at}`));
    expect(new Set(names).size).toBe(names.length);
    expect(fired.every(({ due }) => due.at <= latest)).toBe(true);
  }), { numRuns: 120, seed: 20261122 });
});

test("after a standstill with very many cases a tick does those due first and leaves the rest to the next, without losing one", () => {
  const state = begun(Array.from({ length: CASES_A_TICK + 50 }, (_, i) => ({ at: MONDAY + i, five: true, orderedToo: false })));
  const one = room(state);
  const first = one.at(MONDAY + HOUR).filter(isFired);
  expect(first).toHaveLength(CASES_A_TICK);
  expect(one.docket.first()).toBeLessThan(MONDAY + HOUR);
  const second = one.at(MONDAY + HOUR).filter(isFired);
  expect(second).toHaveLength(50);
  expect(Math.max(...first.map(({ due }) => due.at))).toBeLessThanOrEqual(Math.min(...second.map(({ due }) => due.at)));
  expect(one.at(MONDAY + HOUR)).toEqual([]);
});

test.each([[0, 0], [1, 1]])("K-9.6 a handover not signed in time is an alarm, once, at its last millisecond it is not yet (%i ms after: %i)", (off, alarms) => {
  const state = emptyState();
  const [from, to] = ["a", "b"].map((id) => AccountId.parse(id));
  const handoverId = HandoverId.parse("h1");
  fold(state, { kind: "shift:handed-over", at: MONDAY, handoverId, from: from!, to: to!, openIncidents: [], notes: "", due: MONDAY + SIGN_WITHIN });
  const one = room(state);
  expect(one.at(MONDAY + SIGN_WITHIN + off)).toHaveLength(alarms);
  expect(one.at(MONDAY + HOUR)).toHaveLength(1 - alarms);
  expect(one.at(MONDAY + 2 * HOUR)).toEqual([]);
  expect(state.handovers.get(handoverId)?.overdueAt).toBeDefined();
});
