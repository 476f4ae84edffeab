import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { until } from "../kit/until.ts";
import { morePictures, openVideoWindow } from "../kit/video-window.ts";

const ARGS = ["--pack", "city/hue", "--feed", "built-in", "--vehicles", "0"];
let backend: TestBackend;
beforeAll(async () => void (backend = await startBackend({ args: ARGS })), 60_000);
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

const cameras = async (cookie: string) => valueOf(await request(backend, cookie, "camera:list", {})).cameras;
async function served(cookie: string): Promise<void> {
  await until(async () => {
    // Each look costs tokens of the administrator's rate.
    await new Promise((later) => setTimeout(later, 200));
    return (await cameras(cookie)).length === 8;
  }, 30_000);
}
const saved = async (cookie: string): Promise<number> => {
  const { facts } = valueOf(await request(backend, cookie, "fact:recent", { kinds: ["camera:saved"], limit: 500 }));
  return (facts as Fact[]).length;
};

test("the demonstration has live cameras at its stations with nothing installed, and the same ones after a restart", async () => {
  const cookie = await administrator(backend);
  await served(cookie);
  const first = await cameras(cookie);
  expect(first.every(({ camera, states }) => String(camera.thingId) === camera.id && !camera.secured && states.main.is === "idle")).toBe(true);
  const window = await openVideoWindow(backend, cookie);
  first.forEach(({ camera }, tile) => window.subscribe(tile, camera.id));
  for (const tile of first.keys()) await morePictures(window, tile, 10);
  expect(window.configs(0)).toEqual([{ codec: expect.stringMatching(/^avc1\.64/), width: 640, height: 360, stream: "main" }]);
  expect(await saved(cookie)).toBe(8);
  window.close();

  expect(await backend.stop()).toBe(0);
  backend = await startBackend({ folder: backend.folder, args: ARGS });
  const again = await administrator(backend);
  const later = await openVideoWindow(backend, again);
  later.subscribe(1, "camera-dap-da", "main");
  await morePictures(later, 1, 10, 30_000);
  expect((await cameras(again)).map(({ camera }) => camera)).toEqual(first.map(({ camera }) => camera));
  expect(await saved(again)).toBe(8);
  later.close();
}, 120_000);
