import { expect, test } from "vitest";
import { together, type Seen } from "./fresh.ts";

const NOW = 1_000_000;
const seen = (age: number | undefined, silent?: string): Seen => ({ at: age === undefined ? undefined : NOW - age * 1000, staleAfter: 60, silent });

test.each<[string, Seen[], ReturnType<typeof together>]>([
  ["all fresh: the newest counts", [seen(5), seen(50)], { asOf: NOW - 5000, old: 0, of: 2, silent: undefined }],
  ["one old: its age counts, not that of the fresh one beside it (invariant 7)", [seen(5), seen(90)], { asOf: NOW - 90_000, old: 1, of: 2, silent: undefined }],
  ["two old: the older one", [seen(300), seen(90, "Cổng A")], { asOf: NOW - 300_000, old: 2, of: 2, silent: "Cổng A" }],
  ["never there is old, and has no age", [seen(undefined, "Cổng B")], { asOf: undefined, old: 1, of: 1, silent: "Cổng B" }],
  ["a silent source whose value is still good says nothing yet", [seen(5, "Cổng C")], { asOf: NOW - 5000, old: 0, of: 1, silent: undefined }],
  ["exactly as old as it may be is fresh", [seen(60)], { asOf: NOW - 60_000, old: 0, of: 1, silent: undefined }],
  ["nothing shown", [], { asOf: undefined, old: 0, of: 0, silent: undefined }],
])("%s", (_, list, expected) => expect(together(list, NOW)).toEqual(expected));
