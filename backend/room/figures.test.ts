import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { alarmOf } from "../../test/kit/alarms.ts";
import { emptyState } from "../core/state.ts";
import { openFigures } from "./figures.ts";

const START = 1_800_000_000_000;
/** One alarm a minute, newest first, as a journal answers. */
function journal(count: number) {
  const facts: Fact[] = Array.from({ length: count }, (_value, i) => ({ kind: "alarm:raised", seq: i + 1, at: START + i * 60_000, alarm: alarmOf({ id: `r::${i}`, raisedAt: START + i * 60_000 }) }));
  let calls = 0;
  return {
    calls: () => calls,
    recent({ before = Infinity, limit }: { before?: number; limit: number }) {
      calls++;
      return facts.filter((fact) => fact.seq < before).slice(-limit).reverse();
    },
  };
}

test("H-13.1 figures of a span count what lies in it, however many pages it takes, and let others have their turn between them", async () => {
  const source = journal(1000);
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  const figures = await openFigures(source, emptyState())({ from: START + 100 * 60_000 - 1, to: START + 799 * 60_000 + 1 });
  clearInterval(counting);
  expect(figures.annunciations).toBe(700);
  expect(source.calls()).toBeGreaterThan(3);
  expect(turns).toBeGreaterThan(0);
});

test("windows that ask for the same span share one answer", async () => {
  const source = journal(10);
  const ask = openFigures(source, emptyState());
  const span = { from: START, to: START + 3_600_000 };
  expect(await Promise.all([ask(span), ask({ from: span.from + 1, to: span.to + 1 })])).toHaveLength(2);
  expect(source.calls()).toBe(1);
});
