import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildStale } from "../../scripts/build.ts";
import { administrator } from "../kit/backend.ts";
import { until } from "../kit/until.ts";
import { openWallRoom, type WallRoom } from "../kit/wall-room.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

let server: XServer;
let room: WallRoom;
let before: string;
beforeAll(async () => {
  await buildStale();
  server = await startXServer(4);
  room = await openWallRoom({ display: server.display });
  before = await room.walls(server.monitors - 1);
}, 240_000);
afterAll(async () => {
  try {
    await room?.close();
  } finally {
    server?.stop();
  }
}, 90_000);

/** Windows of the walls, from left to right, by the monitor they stand on. */
const standing = async () => (await room.shell.looks()).filter(({ path }) => path === "/wall").map(({ x }) => x / 1920);
/** Monitors of the wall that are shown by windows of their own, from left to right. */
const shown = async () => (await room.shell.looks()).flatMap(({ path, monitor }) => (path === "/wall" ? [monitor] : []));
const console_ = async () => (await room.shell.looks()).filter(({ path }) => path === "/").map(({ x }) => Math.floor(x / 1920));
const walls = (where: number[]) => until(async () => JSON.stringify(await standing()) === JSON.stringify(where), 60_000, () => `walls should stand on ${where.join(",")}\n${room.shell.log()}`);
/** Ids of the cells that are drawn on the wall's windows now. */
const cells = async () => (await room.shell.looks()).flatMap((look) => look.cells.map(idOf));
const idOf = (cell: string) => cell.split(" ")[0] ?? "";

describe("monitors come and go; content is offered elsewhere and returns to its place", { timeout: 200_000 }, () => {
  test("one pulled: its window goes, its cells are shown on the others at once; put back: as before", async (context) => {
    if (server.monitors < 4) return context.skip("one monitor only");
    const all = z.array(z.tuple([z.number(), z.string(), z.array(z.string())])).parse(JSON.parse(before)).flatMap(([, , shows]) => shows.map(idOf));
    const pid = room.shell.pid();
    server.cable(2, "unplug");
    await walls([1, 3]);
    // Beside the others' own cells, or in turn with them: in the end each has been seen.
    const seen = new Set<string>();
    await until(async () => {
      for (const cell of await cells()) seen.add(cell);
      return all.every((cell) => seen.has(cell));
    }, 90_000, () => `the lost monitor's cells are shown nowhere: ${all.join(" ")} but ${[...seen].join(" ")}`);
    server.cable(2, "plug");
    expect(await room.again(before, "a monitor pulled and put back")).toBe(before);
    expect(room.shell.pid()).toBe(pid);
    await until(() => ["screen-removed", "screen-added"].every((what) => room.told().some((event) => event.what === what)), 30_000, () => JSON.stringify(room.told()));
  });

  test("4 → 1 → 4", async (context) => {
    if (server.monitors < 4) return context.skip("one monitor only");
    for (const monitor of [3, 2, 1]) server.cable(monitor, "unplug");
    await walls([]);
    expect(await console_()).toEqual([0]);
    for (const monitor of [1, 2, 3]) server.cable(monitor, "plug");
    expect(await room.again(before, "4 → 1 → 4")).toBe(before);
  });

  test("the console's own monitor pulled: the console stands in on another one, and both return", async (context) => {
    if (server.monitors < 4) return context.skip("one monitor only");
    server.cable(0, "unplug");
    // The others have moved up: the console stands where a wall was, the other walls follow their monitors.
    await until(async () => (await console_()).length === 1 && JSON.stringify(await standing()) === "[1,2]", 60_000, () => room.shell.log());
    expect(await shown()).toEqual(JSON.parse(before).slice(1).map(([, monitor]: [number, string]) => monitor));
    // And their pages know: what they were told at their load is of another place.
    const [moved] = (await room.shell.targets()).filter(({ url }) => url.endsWith("/wall"));
    if (moved === undefined) throw new Error("no wall");
    expect(await room.shell.evaluate(moved, "(() => { let heard; window.kydai.onScreen((screen) => { heard = screen; })(); return heard?.bounds.x === screenX; })()")).toBe(true);
    for (const monitor of [0, 1, 2, 3]) server.cable(monitor, "plug");
    expect(await room.again(before, "the console's monitor pulled")).toBe(before);
    await until(async () => (await console_()).join() === "0", 60_000, () => "the console is not back on its monitor");
  });

  test("all gone and back, twice", async (context) => {
    if (server.monitors < 4) return context.skip("one monitor only");
    const pid = room.shell.pid();
    for (let n = 0; n < 2; n++) {
      for (const monitor of [0, 1, 2, 3]) server.cable(monitor, "unplug");
      for (const monitor of [0, 1, 2, 3]) server.cable(monitor, "plug");
      expect(await room.again(before, "all monitors gone and back")).toBe(before);
    }
    expect(room.shell.pid()).toBe(pid);
    expect(await console_()).toHaveLength(1);
  });

  test("a monitor pulled while its page is being killed", async (context) => {
    if (server.monitors < 4) return context.skip("one monitor only");
    server.cable(1, "unplug");
    for (const pid of room.shell.processes("renderer")) process.kill(pid, "SIGKILL");
    server.cable(1, "plug");
    expect(await room.again(before, "a monitor pulled during kills")).toBe(before);
  });
});

test("a console has small pictures of what each wall really shows, and newer ones while it looks", { timeout: 200_000 }, async () => {
  const address = `http://127.0.0.1:${room.port}`;
  const cookie = await administrator({ address, folder: room.data });
  const get = (monitor: string) => fetch(`${address}/api/wall/picture/${monitor}`, { headers: { cookie } });
  const monitors = (await shown()).flatMap((monitor) => (monitor === null ? [] : [monitor]));
  expect(monitors.length).toBeGreaterThan(0);
  for (const monitor of monitors) {
    // Asking is looking: the wait until the next picture is then seconds, not a minute.
    let first: Response | undefined;
    await until(async () => (first = await get(monitor)).status === 200, 90_000, () => `no picture of ${monitor}: ${first?.status}`);
    const [jpeg, takenAt] = [Buffer.from((await first?.arrayBuffer()) ?? new ArrayBuffer(0)), Number(first?.headers.get("x-taken-at"))];
    expect([first?.headers.get("content-type"), jpeg.readUInt16BE(0), jpeg.length < 512 * 1024]).toEqual(["image/jpeg", 0xffd8, true]);
    await until(async () => Number((await get(monitor)).headers.get("x-taken-at")) > takenAt, 90_000, () => "no newer picture");
  }
});
