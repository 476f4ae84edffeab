import fc from "fast-check";
import { expect, test } from "vitest";
import type { Incident, IncidentEvent } from "#contract/incident";
import { AccountId } from "#contract/ids";
import type { Template } from "#contract/process";
import { answered, confirmed, HEALTH, handIncident, type HandIncident, MINUTE, MONDAY, ordered, POLICE, POWER } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";
import { foldIncident } from "#contract/incident-fold";
import { mergeCases } from "./merge.ts";

const AGENCIES = [POLICE, HEALTH, POWER];
type Deed = { as: "centre" | "agency" | "leader"; event: (now: number) => IncidentEvent };
const agencyId = fc.constantFrom(...AGENCIES);
const centre = (event: (now: number) => IncidentEvent): Deed => ({ as: "centre", event });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.constant(centre(() => ({ is: "verified" }))),
  fc.constant(centre(() => ({ is: "proposed", plan: "p" }))),
  fc.constant(centre(() => confirmed)),
  fc.constant(centre(() => ({ is: "reopened", reason: "lại ngập" }))),
  fc.constant(centre((now) => ({ is: "returned", reason: "chưa đạt", due: now + 90 * MINUTE }))),
  fc.shuffledSubarray(AGENCIES, { minLength: 1 }).map(([lead = POLICE, ...support]) => centre((now) => ({ ...ordered({ lead, support, due: now + 120 * MINUTE }), reason: "khác quyết định" }))),
  fc.tuple(agencyId, agencyId).map(([from, to]) => centre(() => ({ is: "forwarded", agencyId: from, to, reason: "đúng lĩnh vực" }))),
  agencyId.map((id) => centre((now) => ({ is: "extension-granted", agencyId: id, due: now + 600 * MINUTE }))),
  fc.shuffledSubarray(AGENCIES, { minLength: 1 }).map(([lead = POLICE, ...support]): Deed => ({ as: "leader", event: (now) => ({ is: "decided", lead, support, reason: "liên ngành", due: now + 240 * MINUTE }) })),
  agencyId.map((id): Deed => ({ as: "agency", event: (now) => ({ is: "extension-asked", agencyId: id, state: "s", obstacles: "o", expectedEnd: now + 600 * MINUTE }) })),
  fc.tuple(agencyId, fc.integer({ min: 0, max: 90 })).map(([id, ago]) => centre((now) => ({ is: "received-on-paper", agencyId: id, at: now - ago * MINUTE, name: "Bình" }))),
  fc.tuple(agencyId, fc.constantFrom("received", "accepted", "refused", "deployed", "answered")).map(([id, is]): Deed => ({
    as: "agency",
    event: () => (is === "refused" ? { is, agencyId: id, reason: "không thuộc" } : is === "deployed" ? { is, agencyId: id, forces: "1 xe" } : is === "answered" ? answered(id) : { is: is === "accepted" ? "accepted" : "received", agencyId: id }),
  })),
);
const life = fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 100 }), fc.boolean()), { maxLength: 60 });
const RUNS = { numRuns: 150, seed: 20261122 };

/** The slow model: each running clock that lies behind now has been found missed. */
const unnoticed = (incident: Incident, now: number): string[] => incident.clocks.filter((clock) => clock.outcome === "running" && clock.due < now && clock.missedAt === undefined).map(({ key }) => key);

/** What holds of a case at any moment. */
function sound(hand: HandIncident, now: number, template: Template): void {
  const incident = hand.incident();
  expect(unnoticed(incident, now)).toEqual([]);
  // Whatever waits belongs to something that runs.
  const running = new Set(incident.clocks.filter(({ outcome }) => outcome === "running").map(({ key }) => key));
  expect(incident.dues.filter(({ clockKey }) => clockKey !== undefined && !running.has(clockKey))).toEqual([]);
  expect(incident.dues.every(({ at }) => at > now)).toBe(true);
  expect(incident.parts.filter((part) => part.role === "lead" && part.leftAt === undefined).length).toBeLessThanOrEqual(1);
  const decision = incident.decision;
  const order = incident.order;
  if (decision !== undefined && order !== undefined) expect(new Set([order.lead, ...order.support]).size).toBe(order.support.length + 1);
  // What a paper ended was kept or missed by the paper's time alone.
  for (const clock of incident.clocks.filter(({ paper }) => paper !== undefined)) expect([clock.outcome, clock.missedAt !== undefined]).toEqual((clock.took?.at ?? now) > clock.due ? ["missed", true] : ["met", false]);
  const over = incident.closedAt !== undefined || template.steps.find(({ id }) => id === incident.step)?.final === true;
  if (over) expect([...running, ...incident.dues]).toEqual([]);
}

function refolded(hand: HandIncident): Incident | undefined {
  let folded: Incident | undefined;
  for (const fact of hand.facts) folded = foldIncident(folded, structuredClone(fact));
  return folded;
}

test.each(TEMPLATES.map((template) => [template.id, template] as const))("property %s: invariant 3, state is the fold of facts; invariant 4, every limit that ran out is found missed exactly once", (_id, template) => {
  fc.assert(fc.property(life, (deeds) => {
    const hand = handIncident(template);
    let now = MONDAY;
    for (const [{ as, event }, minutes, toTheMinute] of deeds) {
      now += minutes * MINUTE + (toTheMinute ? 0 : 1);
      hand.at(now);
      const before = hand.incident();
      const done = event(now);
      hand[as](done);
      sound(hand, now, template);
      // A decision stops nobody's clock: the law's processes have none that only a lead is measured by.
      if (done.is === "decided") expect(hand.incident().clocks.slice(0, before.clocks.length)).toEqual(before.clocks);
    }
    expect(refolded(hand)).toEqual(hand.incident());
    const misses = hand.facts.flatMap((fact) => (fact.kind === "incident:fired" && fact.due.does === "miss" ? [`${fact.due.key}@${fact.due.at}`] : []));
    expect(new Set(misses).size).toBe(misses.length);
  }), RUNS);
});

const pair = fc.tuple(life, life, life, fc.nat(TEMPLATES.length - 1), fc.nat(TEMPLATES.length - 1));
const actor = { by: AccountId.parse("someone"), as: "centre" as const };

/** The slow model of a merge: one record at a time, by what the law's page says and nothing else. */
function merged(from: Incident, now: number, reason: string): Incident["clocks"] {
  return from.clocks.map((clock) => {
    if (clock.outcome !== "running") return clock;
    const late = clock.missedAt !== undefined || now > clock.due;
    return { ...clock, outcome: late ? ("missed" as const) : ("void" as const), ...(late ? { missedAt: clock.missedAt ?? now, lateBy: clock.lateBy ?? now - clock.due } : { voidReason: reason }), took: expect.anything() };
  });
}

test("property: of any two cases that become one, the one ends with each limit missed or void, the other keeps every clock it had and goes on as sound as before", () => {
  let were = 0;
  fc.assert(fc.property(pair, ([first, second, then, one, two]) => {
    const [from, into] = [handIncident(TEMPLATES[one]!, { id: "i1", alarmIds: ["a1", "a2"] }), handIncident(TEMPLATES[two]!, { id: "i2", alarmIds: ["a2", "a3"] })];
    const now = Math.max(...[[from, first], [into, second]].map(([hand, deeds]) => live(hand as HandIncident, deeds as typeof first, MONDAY)));
    for (const hand of [from, into]) hand.at(now);
    const [was, had] = [from.incident(), into.incident()];
    const done = mergeCases({ from: was, into: had, reason: "cùng một điểm", actor, children: [], envs: { from: from.env(), into: into.env() } });
    if (!done.ok) return;
    were += 1;
    from.take(done.value[0]);
    into.take(done.value[1]);
    expect(from.incident().clocks).toEqual(merged(was, now, "cùng một điểm"));
    expect(from.incident().parts.every(({ leftAt }) => leftAt !== undefined)).toBe(true);
    expect(into.incident().clocks.slice(0, had.clocks.length)).toEqual(had.clocks);
    expect(new Set(into.incident().alarmIds)).toEqual(new Set([...was.alarmIds, ...had.alarmIds]));
    const present = new Set(into.incident().parts.filter(({ leftAt }) => leftAt === undefined).map(({ agencyId: id }) => id));
    for (const { agencyId: id, leftAt } of was.parts) if (leftAt === undefined) expect(present.has(id)).toBe(true);
    sound(from, now, TEMPLATES[one]!);
    sound(into, now, TEMPLATES[two]!);
    // A miss is on record once: nothing in the case that goes on was late when it came.
    for (const clock of into.incident().clocks.slice(had.clocks.length)) expect(clock.due).toBeGreaterThan(now);
    const later = live(into, then, now);
    sound(into, later, TEMPLATES[two]!);
    expect([refolded(from), refolded(into)]).toEqual([from.incident(), into.incident()]);
  }), { ...RUNS, numRuns: 300 });
  expect(were).toBeGreaterThan(50);
});

/** @returns the instant it has come to */
function live(hand: HandIncident, deeds: readonly (readonly [Deed, number, boolean])[], from: number): number {
  let now = from;
  for (const [{ as, event }, minutes, toTheMinute] of deeds) {
    now += minutes * MINUTE + (toTheMinute ? 0 : 1);
    hand.at(now);
    hand[as](event(now));
  }
  return now;
}
