import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator, openWindow, removeFolder, startBackend, valueOf, type TestBackend, type TestWindow } from "../kit/backend.ts";
import { until } from "../kit/until.ts";

/** The demonstration's flood day, at a speed at which its first hours take a minute. */
let backend: TestBackend;
let window: TestWindow;
const list = async () => valueOf(await window.ask("forecast:list", {}));

beforeAll(async () => {
  backend = await startBackend({ args: ["--feed", "built-in", "--day", "flood", "--speed", "200", "--vehicles", "0"] });
  window = await openWindow(backend, await administrator(backend));
});
afterAll(async () => {
  window?.close();
  await backend?.stop();
  removeFolder(backend.folder);
});

test("H-3.5 the demonstration's gauges learn from storms that were made for it, are forecast by their drivers, and are compared with what came", async () => {
  await until(async () => (await list()).gauges.every(({ trained, training }) => trained !== undefined && !training), 240_000, backend.log);
  expect((await list()).gauges.map(({ trained }) => trained?.past)).toEqual(Array.from({ length: 10 }, () => "made-storms"));
  await until(async () => (await list()).gauges.some(({ forecast, kept }) => forecast?.by === "drivers" && kept.some(({ cases }) => cases >= 5)), 240_000, backend.log);
  const { accuracy, gauges, pace } = await list();
  expect(pace).toBe(200);
  expect(accuracy.right).toBeLessThanOrEqual(accuracy.judged);
  for (const { forecast } of gauges) for (const { low, mid, high } of forecast?.points ?? []) expect(low <= mid && mid <= high).toBe(true);
}, 600_000);
