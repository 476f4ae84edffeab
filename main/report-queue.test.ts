import { expect, test } from "vitest";
import { Instant } from "#contract/ids";
import type { ShellEvent } from "#contract/shell";
import { BATCH, createReportQueue, MAX_EVENTS } from "./report-queue.ts";

const at = Instant.parse(1_700_000_000_000);
const event = (n: number): ShellEvent => ({ at, what: "renderer-gone", cause: `crashed ${n}` });
const causes = (events: readonly ShellEvent[]) => events.map(({ cause }) => cause);

test("events go out in order, in batches, each once", () => {
  const queue = createReportQueue();
  for (let n = 0; n < 120; n++) queue.add(event(n));
  const told: string[] = [];
  while (queue.size() > 0) {
    const batch = queue.next();
    expect(batch.length).toBeLessThanOrEqual(BATCH);
    told.push(...causes(batch));
    queue.done();
  }
  expect(told).toEqual(Array.from({ length: 120 }, (_, n) => `crashed ${n}`));
});

test("a batch that did not arrive is told again, with what came since behind it", () => {
  const queue = createReportQueue();
  queue.add(event(1));
  queue.next();
  queue.add(event(2));
  expect(causes(queue.next())).toEqual(["crashed 1", "crashed 2"]);
  queue.add(event(3));
  queue.done();
  expect(causes(queue.next())).toEqual(["crashed 3"]);
});

test("at the bound the oldest go, and it is told how many", () => {
  const queue = createReportQueue();
  for (let n = 0; n < MAX_EVENTS + 30; n++) queue.add(event(n));
  expect(queue.size()).toBe(MAX_EVENTS);
  expect(causes(queue.next()).slice(0, 2)).toEqual(["30 earlier events were not kept", "crashed 30"]);
});

test("events dropped while their batch was under way are not taken for others", () => {
  const queue = createReportQueue();
  for (let n = 0; n < MAX_EVENTS; n++) queue.add(event(n));
  queue.next();
  queue.add(event(1000));
  queue.done();
  expect(causes(queue.next())[1]).toBe("crashed 50");
});
