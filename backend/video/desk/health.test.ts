import { expect, test } from "vitest";
import type { StreamState } from "#contract/camera";
import { openHealth } from "./health.ts";

const state = (is: StreamState["is"], reason?: StreamState["reason"]): StreamState => ({ is, since: 0, ...(reason !== undefined && { reason }) });
function lived(...parts: [StreamState, seconds: number][]) {
  const health = openHealth();
  let now = 0;
  health.tick([], now);
  for (const [one, seconds] of parts) for (let s = 0; s < seconds; s++) health.tick([["c main", one]], (now += 1000));
  return health.of("c main");
}

test("the share of time with a picture, of the time somebody looked, and how often it was lost", () => {
  expect(lived([state("live"), 60], [state("lost", "closed"), 20], [state("connecting"), 5], [state("late"), 20])).toEqual({ watched: 100_000, up: 0.8, outages: 1 });
  expect(lived([state("live"), 30], [state("frozen"), 10], [state("live"), 50], [state("lost", "timeout"), 5], [state("connecting"), 3], [state("lost", "timeout"), 5])).toEqual({ watched: 100_000, up: 0.8, outages: 2 });
});
test("switched off, not looked at and fetched by nobody are no outages; nobody looked: nothing is known", () => {
  expect(lived([state("live"), 10], [state("lost", "off"), 50], [state("idle"), 50], [state("lost", "gateway"), 5], [state("live"), 10])).toEqual({ watched: 20_000, up: 1, outages: 0 });
  expect(lived([state("idle"), 100])).toEqual({ watched: 0, outages: 0 });
  expect(openHealth().of("x")).toEqual({ watched: 0, outages: 0 });
});
test("what is older than a day is forgotten; a machine that slept counts no time; a camera that is gone leaves nothing", () => {
  const health = openHealth();
  const HOUR = 3_600_000;
  health.tick([], 0);
  for (let s = 1; s <= 10; s++) health.tick([["c", state("lost", "closed")]], s * 1000);
  expect(health.of("c").watched).toBe(10_000);
  health.tick([["c", state("live")]], 23 * HOUR);
  expect(health.of("c")).toEqual({ watched: 10_000, up: 0, outages: 0 });
  health.tick([["c", state("live")]], 24 * HOUR);
  health.tick([["c", state("live")]], 24 * HOUR + 1000);
  expect(health.of("c")).toEqual({ watched: 1000, up: 1, outages: 0 });
  health.forget("c");
  expect(health.of("c").watched).toBe(0);
});
