/** The wall's window on a virtual wall, in the real shell or in Chromium, for benches that show cameras on it. */
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";
import { z } from "zod";
import { CameraId } from "#contract/camera";
import { MonitorId } from "#contract/ids";
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Monitor, WallPanel } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM } from "../kit/chromium.ts";
import { openWallRoom } from "../kit/wall-room.ts";
import { until } from "../kit/until.ts";
import type { XServer } from "../kit/x-server.ts";
import { fieldsIn } from "./camera-film.ts";
import { boxesOf } from "./wall-bench.ts";
import { openEye, type Eye } from "./wall-eye.ts";

/** Pictures on the wall. */
export const TILES = "[data-cell][data-phase=on] figure[data-camera] video, [data-cell][data-phase=on] figure[data-camera] canvas";

/** A picture's element on the X screen. */
const Box = z.object({ cellId: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() });
type Box = z.infer<typeof Box>;

export interface CameraWall {
  /** Where the pictures' elements are now; none while the page is busy. */
  boxes(): Promise<Box[]>;
  backendPid(): number;
  /** Processes that draw the windows; none known in a browser. */
  drawing(): { windows: number[]; gpu: number[] };
  eye: Eye;
  monitor: Monitor;
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
}

/** A wall of its own for each stage: how the player saves after one stage's overload must not tell in the next. */
export async function onWall<T>(server: XServer, act: (all: CameraWall) => Promise<T>): Promise<T> {
  const room = await openWallRoom({ display: server.display });
  const eye = openEye(server.display);
  try {
    await room.walls(1);
    const asked = await asking({ address: `http://127.0.0.1:${room.port}`, folder: room.data });
    return await act({ ...asked, eye, boxes: () => boxesOf(room, TILES).catch(() => []), backendPid: () => room.shell.backendPid(), drawing: () => ({ windows: room.shell.processes("renderer"), gpu: room.shell.processes("gpu-process") }) });
  } finally {
    eye.close();
    await room.close();
  }
}

/** The same window in Debian's Chromium. */
export async function onChromium<T>(server: XServer, act: (all: CameraWall) => Promise<T>): Promise<T> {
  const backend = await startBackend();
  const eye = openEye(server.display);
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? "", headless: false, env: { ...process.env, DISPLAY: server.display }, args: ["--no-sandbox", "--no-first-run", "--kiosk", "--window-position=0,0", "--window-size=1920,1080"] });
  try {
    const page = await browser.newPage({ viewport: null });
    await page.goto(`${backend.address}/wall?display=1`);
    const cookie = await administrator(backend);
    await page.locator("input[name=ticket]").fill(valueOf(await request(backend, cookie, "display:ticket", { name: "Chromium" })).ticket);
    await page.keyboard.press("Enter");
    await page.locator("[data-cell][data-phase=on]").first().waitFor({ timeout: 60_000 });
    const asked = await asking(backend);
    const boxes = async (): Promise<Box[]> => z.array(Box).parse(await page.evaluate((selector) => [...document.querySelectorAll(selector)].map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      const bar = outerHeight - innerHeight;
      return { cellId: one.closest("[data-cell]")?.getAttribute("data-cell") ?? "", x: Math.round(screenX + left), y: Math.round(screenY + bar + top), w: Math.round(width), h: Math.round(height) };
    }), TILES));
    return await act({ ...asked, eye, boxes, backendPid: () => backend.child.pid ?? 0, drawing: () => ({ windows: [], gpu: [] }) });
  } finally {
    eye.close();
    await browser.close();
    await backend.stop();
    removeFolder(backend.folder);
  }
}

async function asking(backend: Pick<TestBackend, "address" | "folder">): Promise<Pick<CameraWall, "ask" | "monitor">> {
  const cookie = await administrator(backend);
  const ask: CameraWall["ask"] = async (name, input) => valueOf(await request(backend, cookie, name, input));
  const monitor = (await ask("snapshot:get", {})).wall.monitors.find(({ role }) => role === "wall");
  if (monitor === undefined) throw new Error("no wall");
  return { ask, monitor };
}

/** Where the picture is within its element, 16 : 9, nothing cut off. */
export function pictureIn({ x, y, w, h }: { x: number; y: number; w: number; h: number }): { x: number; y: number; w: number; h: number } {
  const scale = Math.min(w / 16, h / 9);
  const [wide, high] = [scale * 16, scale * 9];
  return { x: x + (w - wide) / 2, y: y + (h - high) / 2, w: wide, h: high };
}

/** Where its pictures are; a page that is busy is asked again. */
export async function picturesOf({ boxes }: Pick<CameraWall, "boxes">): Promise<Box[]> {
  let seen: Box[] = [];
  await until(async () => (seen = await boxes()).length > 0, 30_000, () => "the wall shows no picture");
  return seen;
}

/** The gateway's process: the backend's child that loads it. Linux. */
export function gatewayOf({ backendPid }: Pick<CameraWall, "backendPid">): number {
  const pids = execFileSync("pgrep", ["-P", String(backendPid()), "-f", "video-gateway"], { encoding: "utf8" }).trim().split("\n");
  return Number(pids[0]);
}

/**
 * Hangs cameras into as many equal cells of the monitor, and has the eye look at their numbers.
 *
 * @param settle they come to rest for so long first, ms
 * @returns which camera each of the eye's spots shows
 */
export async function hangCameras(shown: CameraWall, { urls, name, settle }: { urls: readonly string[]; name: string; settle: number }): Promise<number[]> {
  const { eye, monitor, ask } = shown;
  const tiles = urls.length;
  await Promise.all(urls.map((url, i) => ask("camera:save", { camera: { id: CameraId.parse(`bench-${name}-${i}`), name: `Đo ${i}`, position: [107.59, 16.46], streams: { main: { url } } }, version: 0 })));
  const side = Math.ceil(Math.sqrt(tiles));
  await ask("wall:design", { designs: [{ do: "divide", monitorId: MonitorId.parse(monitor.id), columns: side, rows: side }] });
  const { wall } = await ask("snapshot:get", {});
  const cells = numberedCells({ cells: new Map(wall.cells.map((cell) => [cell.id, cell])) }, monitor.id).slice(0, tiles);
  const panel = (i: number): WallPanel => ({ kind: "camera", settings: { cameraIds: [CameraId.parse(`bench-${name}-${i}`)], dwell: 15, fit: "contain" }, sensitive: false });
  for (const [i, cell] of cells.entries()) await ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [panel(i)] }] });
  const order = new Map(cells.map(({ id }, i) => [String(id), i]));
  await until(async () => (await shown.boxes()).length === tiles, 30_000).catch(() => undefined);
  // A tile that is not there by then counts as one that does not move; letters and labels have come to rest.
  await new Promise((next) => setTimeout(next, settle));
  const boxes = await picturesOf(shown);
  await eye.look(boxes.map((box) => fieldsIn(pictureIn(box))));
  return boxes.map(({ cellId }) => order.get(cellId) ?? 0);
}
