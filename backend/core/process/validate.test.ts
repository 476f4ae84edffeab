import { expect, test } from "vitest";
import type { Template } from "#contract/process";
import { CALENDARS, TEMPLATES } from "../../law/index.ts";
import { faultsOf } from "./validate.ts";

const known = new Set(CALENDARS.map(({ id }) => id));
const [five] = TEMPLATES as [Template];

test.each(TEMPLATES.map((template) => [template.id, template] as const))("K-9.7 the law's own template %s passes the checks a sector's has to", (_id, template) => {
  expect(faultsOf(template, known)).toEqual([]);
});

test.each<[string, (template: Template) => Template, RegExp]>([
  ["a step nobody reaches", (t) => ({ ...t, moves: t.moves.filter(({ to }) => to !== "dismissed") }), /dismissed cannot be reached/],
  ["a step without a way out", (t) => ({ ...t, moves: t.moves.filter(({ from }) => !from.includes("5")) }), /step 5 has no way out/],
  ["a process that never ends", (t) => ({ ...t, steps: t.steps.map((step) => ({ ...step, final: false })) }), /no step is final/],
  ["a move into nowhere", (t) => ({ ...t, moves: [...t.moves, { ...t.moves[0]!, on: "accepted", by: ["lead"], to: "9" }] }), /no step 9/],
  ["one event with two ways", (t) => ({ ...t, moves: [...t.moves, { ...t.moves[0]!, to: "5" }] }), /leads from one step to two/],
  ["a limit from what never happens", (t) => ({ ...t, moves: t.moves.filter(({ on }) => on !== "reopened"), limits: [{ ...t.limits[0]!, from: "reopened" }] }), /reopened never happens/],
  ["a limit on an unknown calendar", (t) => ({ ...t, limits: [{ ...t.limits[0]!, calendar: "moon" }] }), /no calendar moon/],
  ["an agency's clock from the centre's event", (t) => ({ ...t, limits: [{ ...t.limits[0]!, of: "agency" }] }), /names no agency/],
  ["a reminder of no limit", (t) => ({ ...t, reminders: [{ id: "r", limit: "none", to: "agency", clause: "K-8.3", level: 1 }] }), /no limit none/],
  ["the centre doing an agency's part", (t) => ({ ...t, moves: t.moves.map((move) => (move.on === "answered" ? { ...move, by: ["centre"] as const } : move)).map((move) => ({ ...move, by: [...move.by] })) }), /not for centre/],
  ["an agency doing the centre's part", (t) => ({ ...t, moves: t.moves.map((move) => (move.on === "verified" ? { ...move, by: ["agency" as const] } : move)) }), /verified is not for agency/],
  ["a move by what only opens a case", (t) => ({ ...t, moves: [...t.moves, { ...t.moves[0]!, on: "appeared", from: ["2"], to: "3" }] }), /appeared opens a case/],
  ["an order's instant before there is an order", (t) => ({ ...t, limits: [{ ...t.limits[0]!, span: "order" }] }), /no order has named an instant at appeared/],
  ["a name used twice", (t) => ({ ...t, limits: [...t.limits, t.limits[0]!] }), /is there twice/],
])("is refused: %s", (_what, spoil, fault) => {
  expect(faultsOf(spoil(five), known).join("; ")).toMatch(fault);
});
