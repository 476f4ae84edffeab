import fc from "fast-check";
import { expect, test } from "vitest";
import { AgencyId, IncidentId, type Clock, type RealIncident } from "#contract/incident";
import { LEAST_RANKED, type AgencyFigures } from "#contract/publication";
import { TEMPLATES } from "../../law/index.ts";
import { handIncident, HEALTH, ordered, POLICE } from "../../../test/kit/hand-incident.ts";
import { ranked, withAgencies } from "./agency-figures.ts";

const template = TEMPLATES.find(({ id }) => id === "khanh-hoa-timed")!;
const base: RealIncident = (() => {
  const hand = handIncident(template);
  hand.centre({ is: "verified" });
  hand.centre(ordered({ support: [HEALTH] }));
  return { ...hand.incident(), drill: false };
})();
const clock = base.clocks.find(({ agencyId }) => agencyId === POLICE)!;
const of = (id: string, clocks: Partial<Clock>[]): RealIncident => ({ ...base, id: IncidentId.parse(id), clocks: clocks.map((one, i) => ({ ...clock, key: `c${i}`, ...one })) });
const row = (id: string, met: number, missed: number): [string, AgencyFigures] => [id, { agencyId: AgencyId.parse(id), orders: 1, met, missed, excused: 0, received: 0, receiptTime: 0 }];

test("H-13.4 an agency's own limits count once they are known to be kept or missed; those of the centre, void ones, and those missed by force majeure do not", () => {
  const { agencyId: _centre, ...ofCentre } = clock;
  const cases = [of("a", [{ outcome: "met" }, { outcome: "running" }, { outcome: "void", missedAt: 3 }, { outcome: "missed", missedAt: 3 }]), { ...of("b", [{ outcome: "running", missedAt: 4 }]), clocks: [{ ...clock, outcome: "missed" as const, missedAt: 4 }, { ...ofCentre, outcome: "missed" as const, missedAt: 4 }] }];
  const tally = withAgencies(new Map(), cases, ({ id }) => id === "b");
  expect(tally.get(POLICE)).toMatchObject({ orders: 2, met: 1, missed: 1, excused: 1, received: 0 });
  expect(tally.get(HEALTH)).toMatchObject({ orders: 2, met: 0, missed: 0 });
  const received = withAgencies(new Map(), [{ ...base, parts: base.parts.map((part) => ({ ...part, receivedAt: part.orderedAt + 600_000 })) }], () => false);
  expect(received.get(POLICE)).toMatchObject({ received: 1, receiptTime: 600_000 });
});

test("H-13.4 alike shares have one place, the next is counted on; who has too few limits has none and stands last", () => {
  const rows = ranked(new Map([row("a", 4, 1), row("b", 8, 2), row("c", 5, 0), row("d", 0, 9), row("e", LEAST_RANKED - 1, 0)]));
  expect(rows.map(({ agencyId, rank }) => [agencyId, rank])).toEqual([["c", 1], ["a", 2], ["b", 2], ["d", 4], ["e", undefined]]);
});

test("counted in slices is counted whole", () =>
  fc.assert(fc.property(fc.array(fc.constantFrom<Clock["outcome"]>("met", "missed", "running", "void"), { maxLength: 20 }), fc.integer({ min: 1, max: 7 }), (outcomes, slice) => {
    const cases = outcomes.map((outcome, i) => of(`c${i}`, [{ outcome, ...(outcome === "missed" && { missedAt: 1 }) }]));
    let sliced: ReturnType<typeof withAgencies> = new Map();
    for (let i = 0; i < cases.length; i += slice) sliced = withAgencies(sliced, cases.slice(i, i + slice), () => false);
    expect([...sliced]).toEqual([...withAgencies(new Map(), cases, () => false)]);
  })));
