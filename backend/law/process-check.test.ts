import { expect, test } from "vitest";
import type { Template } from "#contract/process";
import { faultsOf } from "#contract/process-check";
import { CALENDARS, TEMPLATES } from "./index.ts";

const known = new Set(CALENDARS.map(({ id }) => id));
const [five] = TEMPLATES as [Template];

test.each(TEMPLATES.map((template) => [template.id, template] as const))("K-9.7 the law's own template %s passes the checks a sector's has to", (_id, template) => {
  expect(faultsOf(template, known)).toEqual([]);
});

test.each<[string, (template: Template) => Template, RegExp]>([
  ["a step nobody reaches", (t) => ({ ...t, moves: t.moves.filter(({ to }) => to !== "dismissed") }), /unreached steps.6 dismissed/],
  ["a step without a way out", (t) => ({ ...t, moves: t.moves.filter(({ from }) => !from.includes("5")) }), /no-way-out steps.4 5/],
  ["a process that never ends", (t) => ({ ...t, steps: t.steps.map((step) => ({ ...step, final: false })) }), /no-final steps /],
  ["a move into nowhere", (t) => ({ ...t, moves: [...t.moves, { ...t.moves[0]!, on: "accepted", by: ["lead"], to: "9" }] }), /no-step moves.9.to 9/],
  ["one event with two ways", (t) => ({ ...t, moves: [...t.moves, { ...t.moves[0]!, to: "5" }] }), /two-ways moves.9.on verified/],
  ["a limit from what never happens", (t) => ({ ...t, moves: t.moves.filter(({ on }) => on !== "reopened"), limits: [{ ...t.limits[0]!, from: "reopened" }] }), /never-happens limits.0.from reopened/],
  ["a limit on an unknown calendar", (t) => ({ ...t, limits: [{ ...t.limits[0]!, calendar: "moon" }] }), /no-calendar limits.0.calendar moon/],
  ["an agency's clock from the centre's event", (t) => ({ ...t, limits: [{ ...t.limits[0]!, of: "agency" }] }), /no-agency limits.0.of appeared/],
  ["a reminder of no limit", (t) => ({ ...t, reminders: [{ id: "r", limit: "none", to: "agency", clause: "K-8.3", level: 1 }] }), /no-limit reminders.0.limit none/],
  ["the centre doing an agency's part", (t) => ({ ...t, moves: t.moves.map((move) => (move.on === "answered" ? { ...move, by: ["centre"] as const } : move)).map((move) => ({ ...move, by: [...move.by] })) }), /not-theirs moves.5.by answered/],
  ["an agency doing the centre's part", (t) => ({ ...t, moves: t.moves.map((move) => (move.on === "verified" ? { ...move, by: ["agency" as const] } : move)) }), /not-theirs moves.0.by verified/],
  ["a move by what only opens a case", (t) => ({ ...t, moves: [...t.moves, { ...t.moves[0]!, on: "appeared", from: ["2"], to: "3" }] }), /no-move moves.9.on appeared/],
  ["an order's instant before there is an order", (t) => ({ ...t, limits: [{ ...t.limits[0]!, span: "order" }] }), /no-order-yet limits.0.span appeared/],
  ["a clock of the case that an agency would answer for", (t) => ({ ...t, limits: [{ ...t.limits[0]!, owner: "agency" }] }), /no-owner limits.0.owner agency/],
  ["a name used twice", (t) => ({ ...t, limits: [...t.limits, t.limits[0]!] }), /twice limits.7.id verify/],
])("is refused: %s", (_what, spoil, fault) => {
  expect(faultsOf(spoil(five), known).map(({ code, at, what }) => `${code} ${at} ${what}`).join("; ")).toMatch(fault);
});

test("K-9.7 a sector's own figure does not go by the law's clause; the law's figure may", () => {
  const own = (change: Partial<Template["limits"][number]>) => ({ ...five, limits: five.limits.map((limit, i) => (i === 0 ? { ...limit, ...change } : limit)) });
  expect(faultsOf(own({}), known, TEMPLATES)).toEqual([]);
  expect(faultsOf(own({ span: { minutes: 3 } }), known, TEMPLATES)).toEqual([{ at: "limits.0.clause", code: "borrowed-clause", what: five.limits[0]?.clause }]);
  expect(faultsOf(own({ span: { minutes: 3 }, clause: "SNN-4.2" }), known, TEMPLATES)).toEqual([]);
});
