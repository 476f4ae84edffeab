import { expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { ok } from "#contract/result";
import { keptLog } from "../../../test/kit/journal.ts";
import { emptyState } from "../../core/state.ts";
import { until } from "../../../test/kit/until.ts";
import { openExplainWatch } from "./explain.ts";

const AHEAD = 7 * 3_600_000;
const local = (text: string): number => Date.parse(`${text}Z`) - AHEAD;

/** A watch over a book in which each agency has this many unexcused misses in every month. */
function watch(misses: number) {
  const state = emptyState();
  const written: NewFact[] = [];
  const explain = (id: string, agencyId: string, month: string, is = "open") => state.explanations.set(id as never, { id, agencyId, month, keys: [], openedAt: 1, due: 2, clause: "H-V.§4", state: is } as never);
  const book = { unexcused: () => Array.from({ length: misses }, () => ({})), missedOften: () => [], miss: () => undefined };
  const keeper = { book: () => ok(book), write: async (facts: readonly NewFact[]) => {
    written.push(...facts);
    return ok(undefined);
  } };
  const open = openExplainWatch({ state, keeper: keeper as never, now: () => ({ wall: local("2026-12-02T08:00"), steady: 0 }) as never, log: keptLog() });
  const moved = (event: object, agencyId = "dien-luc"): void => open.heed([{ seq: 1, at: local("2026-12-02T08:00"), kind: "incident:moved", event, change: { clocks: [{ key: "k", agencyId, outcome: "met" }] } } as never]);
  return { explain, moved, written };
}

test.each([
  ["a receipt on paper of the month before", { is: "received-on-paper", at: local("2026-11-30T23:50") }],
  ["more time", { is: "extension-granted" }],
])("H-V.§4: %s takes a miss back: every month in which a duty of that agency stands is looked at again", async (_name, event) => {
  const { explain, moved, written } = watch(2);
  explain("gt-11", "dien-luc", "2026-10");
  explain("gt-12", "dien-luc", "2026-12");
  explain("gt-given", "dien-luc", "2026-09", "given");
  explain("gt-other", "so-xay-dung", "2026-12");
  moved(event);
  await until(() => written.length === 2);
  expect(written.map((fact) => (fact.kind === "explanation:withdrawn" ? String(fact.explanationId) : fact.kind)).toSorted()).toEqual(["gt-11", "gt-12"]);
});

test("H-V.§4: where enough misses remain the duty stands", async () => {
  const { explain, moved, written } = watch(3);
  explain("gt-12", "dien-luc", "2026-12");
  moved({ is: "received-on-paper", at: local("2026-12-01T07:00") });
  await new Promise((done) => setImmediate(done));
  expect(written).toEqual([]);
});
