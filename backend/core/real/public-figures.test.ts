import { expect, test } from "vitest";
import { IncidentId, type Clock, type RealIncident } from "#contract/incident";
import { TEMPLATES } from "../../law/index.ts";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { withCases } from "./public-figures.ts";

const base: RealIncident = { ...handIncident(TEMPLATES[0]!).incident(), drill: false };
const clock = base.clocks[0]!;
const of = (id: string, clocks: Partial<Clock>[], more: Partial<RealIncident> = {}): RealIncident => ({ ...base, id: IncidentId.parse(id), clocks: clocks.map((one) => ({ ...clock, ...one })), ...more });

test("H-13.4 limits count as met or missed once they are known to be so; what is void or runs in time is neither, what went on in another case is counted there", () => {
  const cases = [
    of("a", [{ outcome: "met" }, { outcome: "running" }, { outcome: "void" }], { closedAt: 5 }),
    of("b", [{ outcome: "running", missedAt: 3 }, { outcome: "met", missedAt: 3 }, { outcome: "missed", missedAt: 3 }, { outcome: "void", missedAt: 3 }]),
    of("c", [{ outcome: "met" }], { mergedInto: IncidentId.parse("a") }),
    of("d", [{ outcome: "met" }]),
  ];
  const figures = withCases(new Map(), cases, ({ id }) => (id === "d" ? "fire" : "flood"));
  expect([...figures]).toEqual([["flood", { cases: 2, over: 1, met: 1, missed: 3 }], ["fire", { cases: 1, over: 0, met: 1, missed: 0 }]]);
});

test("counted in slices is counted whole", () => {
  const cases = Array.from({ length: 9 }, (_, i) => of(`c${i}`, [{ outcome: "met" }]));
  const service = () => "flood" as const;
  const sliced = [0, 3, 6].reduce((figures, from) => withCases(figures, cases.slice(from, from + 3), service), withCases(new Map(), [], service));
  expect(sliced).toEqual(withCases(new Map(), cases, service));
});
