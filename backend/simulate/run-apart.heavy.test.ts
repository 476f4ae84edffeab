import { expect, test } from "vitest";
import { runApart, type SimulationOrder } from "./run-apart.ts";
import { runIdOf } from "./run-id.ts";

const frame = { nx: 200, ny: 200, dx: 10, projection: "EPSG:9216", datum: "Hòn Dấu" };
const ground = Float64Array.from({ length: 40_000 }, (_v, k) => 5 + Math.sin((k % 200) / 9) + Math.cos(Math.floor(k / 200) / 7));
const params = { duration: 600, every: 300, projection: "EPSG:9216", datum: "Hòn Dấu", rain: [{ by: "uniform", intensity: [[0, 200]] }] };
const order = (more: object = {}): SimulationOrder => {
  const input = { params: { ...params, ...more }, frame, arrays: { ground } };
  return { kind: "flood", runId: runIdOf("flood", "flood-1", input), input };
};
const clock = { steady: () => performance.now() };

test("a run in a thread tells how far it is, closes its books in f32, and gives the same bits again", async () => {
  const seen: number[] = [];
  const first = await runApart(order(), { ...clock, watch: ({ done }) => seen.push(done) }).ended;
  const second = await runApart(order(), clock).ended;
  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
  if (first.ok) expect(Math.abs(first.value.figures["closure"]!)).toBeLessThan(1e-6);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

test("what is wrong with its input is answered, not thrown", async () => {
  expect(await runApart(order({ datum: "Mũi Nai" }), clock).ended).toMatchObject({ ok: false, fault: { code: "other-frame", what: "datum" } });
});

test("a run is cancelled while it goes on; one whose thread is killed ends in a fault, and its neighbour does not notice", async () => {
  const long = { duration: 2_000_000, every: 1000 };
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => { begun = resolve; });
  const cancelled = runApart(order(long), { ...clock, watch: () => begun() });
  await started;
  cancelled.cancel();
  expect(await cancelled.ended).toMatchObject({ ok: false, fault: { code: "cancelled" } });
  const killed = runApart(order(long), clock);
  const neighbour = runApart(order(), clock);
  await killed.kill();
  expect(await killed.ended).toMatchObject({ ok: false, fault: { code: "worker-died" } });
  expect(await neighbour.ended).toMatchObject({ ok: true });
});

test("a run is named by all that goes into it", () => {
  const id = (more: object, version = "flood-1", ends = 5): string => runIdOf("flood", version, { params: { ...params, ...more }, frame, arrays: { ground: ground.with(7, ends) } });
  const ids = [id({}), id({ duration: 601 }), id({}, "flood-2"), id({}, "flood-1", 6)];
  expect(new Set(ids).size).toBe(4);
  expect(runIdOf("flood", "flood-1", { params: { b: 1, a: 2 }, frame, arrays: {} })).toBe(runIdOf("flood", "flood-1", { params: { a: 2, b: 1 }, frame, arrays: {} }));
});
