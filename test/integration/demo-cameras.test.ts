import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { nalUnits, pictures } from "../../backend/feed/cameras/packets.ts";
import { ASSETS } from "../../backend/paths.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { until } from "../kit/until.ts";
import { logInAs } from "../kit/wall-pc.ts";
import { morePictures, openVideoWindow, type VideoWindow } from "../kit/video-window.ts";

const digest = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");
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
  expect(window.configs(0)).toEqual([{ codec: expect.stringMatching(/^avc1\.64/), width: 640, height: 360, stream: "sub" }]);
  window.subscribe(100, "camera-dap-da", "main");
  await morePictures(window, 100, 10);
  expect(window.configs(100)).toEqual([{ codec: expect.stringMatching(/^avc1\.64/), width: 1280, height: 720, stream: "main" }]);
  expect(await saved(cookie)).toBe(8);
  // How they do is counted, for people and for Prometheus.
  await until(async () => {
    await new Promise((later) => setTimeout(later, 200));
    return ((await cameras(cookie))[0]?.health?.sub?.up ?? 0) > 0;
  }, 30_000);
  let figures = "";
  await until(async () => {
    figures = await (await fetch(`${backend.address}/metrics`, { headers: { cookie } })).text();
    return /^kydai_video_sources 9$/m.test(figures);
  }, 30_000, () => figures.split("\n").filter((line) => line.startsWith("kydai_video")).join("\n"));
  expect(figures).toMatch(/^kydai_camera_up_ratio\{camera="camera-dap-da",stream="sub"\} (?:1|0\.\d+)$/m);
  expect(figures).toMatch(/^kydai_camera_suspect\{camera="camera-dap-da",stream="sub"\} 0$/m);
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

test("the picture at a street shows the water of the recorded hour, higher and higher through the flood day", async () => {
  const fast = await startBackend({ args: [...ARGS, "--speed", "1800"] });
  try {
    const cookie = await administrator(fast);
    await until(async () => {
      await new Promise((later) => setTimeout(later, 200));
      return valueOf(await request(fast, cookie, "camera:list", {})).cameras.length === 8;
    }, 30_000);
    const films = pictures(readFileSync(join(ASSETS, "city/hue/cameras/camera-ba-trieu.sub.h264")));
    // Of each film its own key pictures.
    const stageOf = new Map(films.flatMap(({ nals, key }, i): [string, number][] => (key ? [[digest(nals.at(-1)!), Math.floor(i / 100)]] : [])));
    const window = await openVideoWindow(fast, cookie);
    window.subscribe(1, "camera-ba-trieu");
    const seen = (): number[] => window.units(1).flatMap(({ key, payload }) => (key ? [stageOf.get(digest(nalUnits(Buffer.from(payload)).at(-1)!)) ?? -1] : []));
    await until(() => seen().includes(4), 120_000, () => seen().join(" "));
    // The night's rain runs off; then it rises to the end.
    const shown = seen().slice(0, seen().indexOf(4) + 1);
    const rising = shown.slice(shown.lastIndexOf(0));
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(new Set(rising).size).toBeGreaterThanOrEqual(3);
    window.close();
  } finally {
    await fast.stop();
    removeFolder(fast.folder);
  }
}, 180_000);

test("H-11.2 while the privacy key is on no picture of a sensitive camera leaves for any window, not even for a new one; then they go on", async () => {
  const cookie = await administrator(backend);
  await served(cookie);
  const operator = await logInAs(backend, cookie, "truc", ["operator"]);
  const wall = await openVideoWindow(backend, operator);
  wall.subscribe(1, "camera-an-hoa");
  wall.subscribe(2, "camera-tu-ha");
  await morePictures(wall, 1, 5);
  const { camera } = (await cameras(cookie)).find((each) => each.camera.id === "camera-an-hoa")!;
  const { version, secured: _, ...draft } = camera;
  valueOf(await request(backend, cookie, "camera:save", { camera: { ...draft, sensitive: true }, version }));
  await morePictures(wall, 1, 5);
  const turn = (on: boolean, who = operator) => request(backend, who, "wall:operate", { operations: [{ do: "privacy", on }] });
  valueOf(await turn(true));
  const reason = (window: VideoWindow) => window.states(1).at(-1)?.reason;
  await until(() => reason(wall) === "private", 20_000, () => JSON.stringify(wall.states(1).at(-1)));
  const had = wall.units(1).length;
  const late = await openVideoWindow(backend, operator);
  late.subscribe(1, "camera-an-hoa", "main");
  await until(() => reason(late) === "private", 20_000);
  // What is not sensitive goes on, and nothing of the other came meanwhile.
  await morePictures(wall, 2, 20);
  expect([wall.units(1).length - had, late.units(1).length]).toEqual([0, 0]);
  // Whoever is on duty covers; a shift lead alone shows again, and the journal says who.
  expect(await turn(false)).toEqual({ ok: false, fault: { code: "forbidden", permission: "wall:privacy-lift" } });
  await morePictures(wall, 2, 5);
  expect(wall.units(1).length).toBe(had);
  valueOf(await turn(false, await logInAs(backend, cookie, "truong-ca", ["shift-lead"])));
  const told = valueOf(await request(backend, cookie, "fact:recent", { kinds: ["wall:edited"], limit: 20 })).facts as Fact[];
  expect(told.flatMap((fact) => (fact.kind === "wall:edited" && fact.deed === "privacy" ? [fact.by] : []))).toEqual(["truong-ca", "truc"]);
  for (const window of [wall, late]) await morePictures(window, 1, 5);
  expect(wall.units(1)[had]?.key).toBe(true);
  valueOf(await request(backend, cookie, "camera:save", { camera: draft, version: version + 1 }));
  for (const window of [wall, late]) window.close();
}, 120_000);
