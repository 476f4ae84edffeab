/** A real shell on a virtual wall, driven as people drive it: what the benches of the wall share. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CellId, MonitorId, type SceneId } from "#contract/ids";
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Cell, Monitor, WallPanel } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, administrator, request, valueOf, type TestBackend } from "../kit/backend.ts";
import { until } from "../kit/until.ts";
import { openWallRoom, type WallRoom } from "../kit/wall-room.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";
import { openEye, type Eye, type Spot } from "./wall-eye.ts";
import { plainPicture, type Colour } from "./wall-pictures.ts";

/** Walls of the bench; the console stands on a monitor of its own. */
export const WALLS = 4;

/** A spot of a cell, and whose it is. */
export interface CellSpot extends Spot {
  cellId: string;
  /** 0…, from the left. */
  wall: number;
}
export interface WallBench {
  server: XServer;
  room: WallRoom;
  backend: Pick<TestBackend, "address" | "folder" | "mqttPort">;
  cookie: string;
  eye: Eye;
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** The wall's monitors from the left. */
  monitors(): Promise<Monitor[]>;
  /** Cells of a monitor, in the order of their numbers. */
  cells(monitor: Monitor): Promise<Cell[]>;
  /** Where the middles of all shown cells' panels are on the X screen, wall by wall. */
  spots(): Promise<CellSpot[]>;
  /** Where the first such element of each wall is on the X screen, from the left; at most 240 × 60 of it. Fewer than there are walls: not there yet. */
  areas(selector: string): Promise<Spot[]>;
  close(): Promise<void>;
}

/** Opens the wall, one console and four wall windows, all in the room. @throws where this machine has no virtual wall */
export async function openWallBench(env: Record<string, string> = {}): Promise<WallBench> {
  await buildStale();
  const server = await startXServer(WALLS + 1);
  if (server.monitors !== WALLS + 1) throw new Error("no virtual wall on this machine");
  const room = await openWallRoom({ display: server.display, env }).catch((error: unknown) => {
    server.stop();
    throw error;
  });
  const eye = openEye(server.display);
  const close = async (): Promise<void> => {
    eye.close();
    await room.close();
    server.stop();
  };
  try {
    await room.walls(WALLS);
    const { mqttPort } = z.object({ mqttPort: z.number() }).parse(JSON.parse(readFileSync(join(room.data, "backend.json"), "utf8")));
    const backend = { address: `http://127.0.0.1:${room.port}`, folder: room.data, mqttPort };
    const cookie = await administrator(backend);
    const ask: WallBench["ask"] = async (name, input) => valueOf(await request(backend, cookie, name, input));
    const wall = async () => (await ask("snapshot:get", {})).wall;
    return {
      server, room, backend, cookie, eye, ask, close,
      monitors: async () => (await wall()).monitors.filter(({ role }) => role === "wall").sort((a, b) => a.number - b.number),
      cells: async (monitor) => numberedCells({ cells: new Map((await wall()).cells.map((cell) => [cell.id, cell])) }, monitor.id),
      spots: async () => (await boxesOf(room, "[data-cell][data-phase=on] [data-panel]")).map(({ wall, cellId, x, y, w, h }) => ({ wall, cellId, x: x + Math.round(w / 2), y: y + Math.round(h / 2), w: 1, h: 1 })),
      async areas(selector) {
        const found = await boxesOf(room, selector);
        const first = Array.from({ length: WALLS }, (_value, wall) => found.find((one) => one.wall === wall));
        return first.flatMap((one) => (one === undefined ? [] : [{ x: one.x, y: one.y, w: Math.max(1, Math.min(240, one.w)), h: Math.max(1, Math.min(60, one.h)) }]));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const Boxes = z.array(z.object({ cellId: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() }));

/** Elements of the walls' pages by their places on the X screen. */
export async function boxesOf({ shell }: WallRoom, selector: string): Promise<CellSpot[]> {
  const walls: { left: number; boxes: z.infer<typeof Boxes> }[] = [];
  for (const target of await shell.targets()) {
    if (new URL(target.url).pathname !== "/wall") continue;
    const boxes = Boxes.parse(await shell.evaluate(target, `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => {
      const box = one.getBoundingClientRect();
      const [x, y, w, h] = [screenX + box.left, screenY + box.top, box.width, box.height].map((side) => Math.round(side * devicePixelRatio));
      return { cellId: one.closest("[data-cell]")?.dataset.cell ?? "", x, y, w, h };
    })`));
    walls.push({ left: Number(await shell.evaluate(target, "screenX")), boxes });
  }
  return walls.sort((a, b) => a.left - b.left).flatMap(({ boxes }, wall) => boxes.map((box) => ({ ...box, wall })));
}

/** Lays a picture of one colour down with the backend. @returns the panel that shows it */
export async function picturePanel({ backend, cookie }: WallBench, colour: Colour): Promise<WallPanel> {
  const response = await fetch(`${backend.address}/api/wall/file`, { method: "POST", headers: { "content-type": "image/png", origin: backend.address, cookie }, body: new Uint8Array(plainPicture(colour)) });
  const { id } = z.object({ value: z.object({ id: z.string() }) }).parse(await response.json()).value;
  return { kind: "picture", title: colour.toString(16), settings: { fileId: id, fit: "contain" }, sensitive: false };
}

/** One scene of plain pictures. */
export interface PictureScene {
  id: SceneId;
  /** Colour in the middle of each spot, in the order of `spots`. */
  colours: Colour[];
}

/** Divides every wall into `columns` × `rows` cells and saves two scenes of pictures, no two cells of a wall alike; the second is on. */
export async function twoScenes(bench: WallBench, columns: number, rows: number): Promise<{ scenes: [PictureScene, PictureScene]; spots: CellSpot[] }> {
  const monitors = await bench.monitors();
  await bench.ask("wall:design", { designs: monitors.map(({ id }) => ({ do: "divide", monitorId: MonitorId.parse(id), columns, rows })) });
  const n = columns * rows;
  const palettes = [Array.from({ length: n }, (_value, i) => 0xc83010 + i * 0x0410), Array.from({ length: n }, (_value, i) => 0x1030c8 + i * 0x0410)];
  const made: { id: SceneId; byCell: Map<string, Colour> }[] = [];
  for (const [k, palette] of palettes.entries()) {
    const panels = await Promise.all(palette.map((colour) => picturePanel(bench, colour)));
    const byCell = new Map<string, Colour>();
    for (const monitor of monitors)
      for (const [i, cell] of (await bench.cells(monitor)).entries()) {
        byCell.set(cell.id, palette[i] ?? 0);
        await bench.ask("wall:operate", { operations: [{ do: "put", cellId: CellId.parse(cell.id), rev: cell.rev, panels: [panels[i]!] }] });
      }
    const scene = await bench.ask("wall:scene-save", { name: `Bench ${k + 1}`, monitors: monitors.map(({ id }) => id), key: k + 1, version: 0 });
    made.push({ id: scene.id, byCell });
  }
  const [first, second] = made;
  if (first === undefined || second === undefined) throw new Error("no scenes");
  let spots: CellSpot[] = [];
  // A page that does not answer at once is asked again.
  await until(async () => (spots = await bench.spots().catch(() => [])).length === n * monitors.length, 30_000, () => `spots: ${JSON.stringify(spots)}`);
  await bench.eye.look(spots);
  const scene = ({ id, byCell }: typeof first): PictureScene => ({ id, colours: spots.map(({ cellId }) => byCell.get(cellId) ?? 0) });
  return { scenes: [scene(first), scene(second)], spots };
}

/** Logs the administrator in at the console's window, and waits for the room. */
export async function consoleLogIn({ room: { shell } }: WallBench): Promise<void> {
  const target = (await shell.targets()).find(({ url }) => new URL(url).pathname === "/");
  if (target === undefined) throw new Error("no console");
  const status = await shell.evaluate(target, `fetch("/api/session", { method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify({ name: ADMINISTRATOR.id, password: ADMINISTRATOR.password }))} }).then((answer) => { location.reload(); return answer.status; })`);
  if (status !== 200) throw new Error(`the console was not let in: ${String(status)}`);
  await until(async () => (await shell.evaluate(target, `document.querySelector("[data-link=connected] [role=grid]") !== null`).catch(() => false)) === true, 60_000, () => "the console does not come into the room");
}
