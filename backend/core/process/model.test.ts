import fc from "fast-check";
import { expect, test } from "vitest";
import type { Incident, IncidentEvent } from "#contract/incident";
import { answered, confirmed, HEALTH, handIncident, MINUTE, MONDAY, ordered, POLICE, POWER } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";
import { foldIncident } from "#contract/incident-fold";

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
  fc.shuffledSubarray(AGENCIES, { minLength: 1 }).map(([lead = POLICE, ...support]) => centre((now) => ordered({ lead, support, due: now + 120 * MINUTE }))),
  fc.tuple(agencyId, agencyId).map(([from, to]) => centre(() => ({ is: "forwarded", agencyId: from, to, reason: "đúng lĩnh vực" }))),
  agencyId.map((id) => centre((now) => ({ is: "extension-granted", agencyId: id, due: now + 600 * MINUTE }))),
  agencyId.map((id): Deed => ({ as: "agency", event: (now) => ({ is: "extension-asked", agencyId: id, state: "s", obstacles: "o", expectedEnd: now + 600 * MINUTE }) })),
  fc.tuple(agencyId, fc.constantFrom("received", "accepted", "refused", "deployed", "answered")).map(([id, is]): Deed => ({
    as: "agency",
    event: () => (is === "refused" ? { is, agencyId: id, reason: "không thuộc" } : is === "deployed" ? { is, agencyId: id, forces: "1 xe" } : is === "answered" ? answered(id) : { is: is === "accepted" ? "accepted" : "received", agencyId: id }),
  })),
);
const life = fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 100 }), fc.boolean()), { maxLength: 60 });
const RUNS = { numRuns: 150, seed: 20261122 };

/** The slow model: each running clock that lies behind now has been found missed. */
const unnoticed = (incident: Incident, now: number): string[] => incident.clocks.filter((clock) => clock.outcome === "running" && clock.due < now && clock.missedAt === undefined).map(({ key }) => key);

test.each(TEMPLATES.map((template) => [template.id, template] as const))("property %s: invariant 3, state is the fold of facts; invariant 4, every limit that ran out is found missed exactly once", (_id, template) => {
  fc.assert(fc.property(life, (deeds) => {
    const hand = handIncident(template);
    let now = MONDAY;
    for (const [{ as, event }, minutes, toTheMinute] of deeds) {
      now += minutes * MINUTE + (toTheMinute ? 0 : 1);
      hand.at(now);
      hand[as](event(now));
      const incident = hand.incident();
      expect(unnoticed(incident, now)).toEqual([]);
      // Whatever waits belongs to something that runs.
      const running = new Set(incident.clocks.filter(({ outcome }) => outcome === "running").map(({ key }) => key));
      expect(incident.dues.filter(({ clockKey }) => clockKey !== undefined && !running.has(clockKey))).toEqual([]);
      expect(incident.dues.every(({ at }) => at > now)).toBe(true);
      expect(incident.parts.filter((part) => part.role === "lead" && part.leftAt === undefined).length).toBeLessThanOrEqual(1);
      if (template.steps.find(({ id }) => id === incident.step)?.final === true) expect([...running, ...incident.dues]).toEqual([]);
    }
    let folded: Incident | undefined;
    for (const fact of hand.facts) folded = foldIncident(folded, structuredClone(fact));
    expect(folded).toEqual(hand.incident());
    const misses = hand.facts.flatMap((fact) => (fact.kind === "incident:fired" && fact.due.does === "miss" ? [`${fact.due.key}@${fact.due.at}`] : []));
    expect(new Set(misses).size).toBe(misses.length);
  }), RUNS);
});
