import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { CameraId } from "#contract/camera";
import { MonitorId } from "#contract/ids";
import { WallPanel, type Cell, type Monitor } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { buildStale } from "../../scripts/build.ts";
import { virtualWall } from "../../scripts/machine.ts";
import { administrator, removeFolder, request, valueOf } from "../kit/backend.ts";
import { startFilmCameras, type FilmCameras } from "../kit/film-cameras.ts";
import { until } from "../kit/until.ts";
import { verifyEvidence } from "../kit/verify-evidence.ts";
import { openWallRoom, type WallRoom } from "../kit/wall-room.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

const MISSING = virtualWall() === undefined ? "no virtual wall on this machine" : undefined;
if (MISSING !== undefined) console.log(`skipped: live cameras on the wall (${MISSING})`);

const TILES = 16;
const NAMES = ["Cầu Trường Tiền", "Cầu Phú Xuân", "Cầu Dã Viên", "Đập Đá", "Kim Long", "Lê Lợi", "Đại Nội", "Bến Tòa Khâm", "Chợ Đông Ba", "Nguyễn Huệ", "An Cựu", "Vỹ Dạ", "Bao Vinh", "Phú Hậu", "Hương Sơ", "Thủy Xuân"];
/** What is waited for may take as long on a machine that does other things too; what it took is printed. */
const PATIENCE = 90_000;

/** A tile as it stands on the glass. */
const Tile = z.object({ camera: z.string(), condition: z.string(), why: z.string().nullable(), badge: z.string(), frames: z.number() });
type Tile = z.infer<typeof Tile>;
const LOOK = `[...document.querySelectorAll("[data-cell][data-phase=on] figure[data-camera]")].map((one) => ({
  camera: one.dataset.camera, condition: one.dataset.condition, why: one.dataset.why ?? null,
  badge: one.querySelector("[role=status]")?.title ?? "", frames: one.querySelector("video")?.getVideoPlaybackQuality().totalVideoFrames ?? -1,
}))`;

describe.skipIf(MISSING !== undefined)("sixteen live cameras beside the map, on the flood day", () => {
  let cameras: FilmCameras;
  let server: XServer;
  let room: WallRoom;
  let cookie: string;
  const work = mkdtempSync(join(tmpdir(), "kydai-live-"));
  const address = (): string => `http://127.0.0.1:${room.port}`;
  const ask = async <N extends Parameters<typeof request>[2]>(name: N, input: Parameters<typeof request<N>>[3]) => valueOf(await request({ address: address() }, cookie, name, input));

  beforeAll(async () => {
    await buildStale();
    [cameras, server] = await Promise.all([startFilmCameras(), startXServer(4)]);
    room = await openWallRoom({ display: server.display, env: { KYDAI_FEED: "built-in", KYDAI_DAY: "flood", KYDAI_SPEED: "60", KYDAI_VEHICLES: "0" } });
    await room.walls(server.monitors - 1);
    cookie = await administrator({ address: address(), folder: room.data });
    const [map, wall, board] = await monitors();
    await ask("wall:design", { designs: [
      { do: "divide", monitorId: MonitorId.parse(map?.id), columns: 1, rows: 1 },
      { do: "divide", monitorId: MonitorId.parse(wall?.id), columns: 4, rows: 4 },
      { do: "divide", monitorId: MonitorId.parse(board?.id), columns: 1, rows: 1 },
    ] });
    const ids = NAMES.map((_name, i) => CameraId.parse(`cam-${i + 1}`));
    for (const [i, id] of ids.entries()) await ask("camera:save", { camera: { id, name: NAMES[i] ?? id, position: [107.55 + i * 0.004, 16.46], streams: { main: { url: cameras.urls[i % cameras.urls.length] ?? "" } } }, version: 0 });
    await put(map, WallPanel.parse({ kind: "map" }));
    await put(board, WallPanel.parse({ kind: "alarm-board" }));
    for (const [i, cell] of (await cellsOf(wall)).entries()) await operate(cell, WallPanel.parse({ kind: "camera", settings: { cameraIds: [ids[i]] } }));
  }, 300_000);
  afterAll(async () => {
    try {
      await room?.close();
    } finally {
      server?.stop();
      await cameras?.kill();
      removeFolder(work);
    }
  }, 90_000);

  const wallNow = async () => (await ask("snapshot:get", {})).wall;
  async function monitors(): Promise<Monitor[]> {
    return (await wallNow()).monitors.filter(({ role }) => role === "wall").sort((a, b) => a.number - b.number);
  }
  async function cellsOf(monitor: Monitor | undefined): Promise<Cell[]> {
    return numberedCells({ cells: new Map((await wallNow()).cells.map((cell) => [cell.id, cell])) }, MonitorId.parse(monitor?.id));
  }
  const operate = (cell: Cell, panel: WallPanel) => ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [panel] }] });
  async function put(monitor: Monitor | undefined, panel: WallPanel): Promise<void> {
    for (const cell of await cellsOf(monitor)) await operate(cell, panel);
  }
  /** All tiles of all walls; a page that does not answer just now shows none. */
  async function tiles(): Promise<Tile[]> {
    const walls = (await room.shell.targets()).filter(({ url }) => new URL(url).pathname === "/wall");
    return (await Promise.all(walls.map(async (target) => z.array(Tile).catch([]).parse(await room.shell.evaluate(target, LOOK).catch(() => []))))).flat();
  }
  /** Alarms that stand on the board of the wall. */
  async function onBoard(): Promise<number> {
    const walls = (await room.shell.targets()).filter(({ url }) => new URL(url).pathname === "/wall");
    const counts = await Promise.all(walls.map(async (target) => Number(await room.shell.evaluate(target, `document.querySelectorAll("[data-cell][data-phase=on] li[data-priority]").length`).catch(() => 0))));
    return Math.max(...counts);
  }
  /** Waits until all tiles are so. @returns how long it took, ms */
  async function all(is: (tile: Tile) => boolean, what: string): Promise<number> {
    const began = performance.now();
    let seen: Tile[] = [];
    await until(async () => (seen = await tiles()).length === TILES && seen.every(is), PATIENCE, () => `not all tiles are ${what}: ${JSON.stringify(seen)}\n${room.shell.log().slice(-2000)}`);
    return Math.round(performance.now() - began);
  }
  const isLive = ({ condition }: Tile): boolean => condition === "live" || condition === "rationed";
  /** All show pictures, and each goes on to another. */
  async function moving(): Promise<number> {
    const took = await all(isLive, "live");
    const before = new Map((await tiles()).map(({ camera, frames }) => [camera, frames]));
    return took + await all((tile) => isLive(tile) && tile.frames !== before.get(tile.camera) && tile.frames > 0, "moving");
  }
  /** What a person reads on the badge: what is wrong, why, that it is being mended, and how old the picture is – unless the page itself is new and has shown none. */
  const isBadged = ({ condition, badge, frames }: Tile): boolean => condition === "lost" && /^MẤT TÍN HIỆU · .+ · đang nối lại/.test(badge) && (frames <= 0 || / · hình .+ trước$/.test(badge));
  const badged = async (): Promise<number> => (await tiles()).filter(isBadged).length;
  /** The gateway's process: the backend's only child that is one. */
  function gatewayPid(): number | undefined {
    const backend = room.shell.backendPid();
    return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).map(Number).find((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === backend && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("video-gateway");
      } catch {
        // Ended meanwhile.
        return false;
      }
    });
  }
  function shootWall(name: string): void {
    const folder = process.env["KYDAI_SHOTS"];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "x11grab", "-i", server.display, "-frames:v", "1", join(folder, `${name}.png`)], { timeout: 30_000 });
  }

  test("all sixteen show pictures that move, beside the map and the alarms of the day", async () => {
    console.log(`live after ${await moving()} ms`);
    const wanted = JSON.stringify([["map"], Array.from({ length: TILES }, () => "camera"), ["alarm-board"]]);
    const shown = async () => JSON.stringify((await room.shell.looks()).filter(({ path }) => path === "/wall").map(({ cells }) => cells.map((cell) => cell.split(" ")[1])));
    // A page that draws its map in software does not answer each time.
    await until(async () => (await shown()) === wanted, PATIENCE, () => `the wall should show ${wanted}`);
    let alarms = 0;
    await until(async () => (alarms = await onBoard()) > 0, PATIENCE, () => "the flood day raised no alarm");
    expect(alarms).toBeGreaterThan(0);
    shootWall("live-wall");
  }, 200_000);

  let lastMoment: number;
  test("invariant 7: the cameras' server is killed: every tile says so, why, and how old its picture is", async () => {
    // Some of the past is there by then.
    await until(async () => (await ask("camera:list", {})).cameras.filter(({ camera: { id } }) => id.startsWith("cam-")).every(({ states: { main } }) => (main.pictureAt ?? 0) - (main.heldFrom ?? Infinity) > 6000), PATIENCE, () => "the past is not kept");
    lastMoment = Date.now();
    await cameras.kill();
    const took = await all(isBadged, "badged");
    console.log(`cameras' server killed: ${TILES} badges after ${took} ms`);
    await expect.poll(badged, { timeout: PATIENCE }).toBe(TILES);
    shootWall("live-wall-cameras-killed");
  }, 200_000);

  test("invariant 7: the gateway is killed as well: no tile calls a picture one of now; both come back, and the pictures by themselves", async () => {
    const pid = gatewayPid();
    if (pid === undefined) throw new Error("no gateway");
    process.kill(pid, "SIGKILL");
    await until(() => ![undefined, pid].includes(gatewayPid()), PATIENCE, () => "the gateway is not begun anew");
    await expect.poll(badged, { timeout: PATIENCE }).toBe(TILES);
    cameras = await startFilmCameras(cameras.port);
    console.log(`both back: moving after ${await moving()} ms`);
    shootWall("live-wall-again");
  }, 300_000);

  test("invariant 7: the gateway alone stops while it sends: each tile says so, it is ended and begun anew, and all move again", async () => {
    const pid = gatewayPid();
    if (pid === undefined) throw new Error("no gateway");
    const before = new Map((await tiles()).map(({ camera, frames }) => [camera, frames]));
    process.kill(pid, "SIGSTOP");
    const took = await all(({ condition, badge }) => (condition === "frozen" || condition === "lost") && /HÌNH ĐỨNG .+|MẤT TÍN HIỆU .+/.test(badge), "badged");
    console.log(`gateway stopped: ${TILES} badges after ${took} ms`);
    shootWall("live-wall-gateway-stopped");
    // Whoever is silent is ended and begun anew, by nobody's hand.
    await until(() => ![undefined, pid].includes(gatewayPid()), PATIENCE, () => "the gateway that is silent is not begun anew");
    console.log(`gateway begun anew: moving after ${await moving()} ms`);
    expect((await tiles()).every(({ camera, frames }) => frames !== before.get(camera))).toBe(true);
  }, 300_000);

  test("H-11.2 the moment before the cameras died is taken into a case, and a program that is none of ours accepts it", async () => {
    const { id: incidentId } = await ask("incident:open", { alarmIds: [], title: "Ngập cầu Trường Tiền", urgency: "emergency", templateId: "hue-five-steps", drill: false, position: [107.59, 16.46] });
    const clip = await ask("camera:clip", { cameraId: CameraId.parse("cam-1"), incidentId, at: lastMoment, before: 5, after: 1 });
    if (clip.filmed?.is !== "clip") throw new Error("no clip");
    expect(clip).toMatchObject({ incidentId, type: "video/mp4", filmed: { cameraId: "cam-1", at: lastMoment, broken: 0 } });
    expect(clip.filmed.from).toBeLessThanOrEqual(lastMoment - 4000);
    expect((await ask("incident:get", { incidentId })).evidence.map(({ id }) => id)).toEqual([clip.id]);
    const answer = await fetch(`${address()}/api/evidence/${clip.id}/export`, { headers: { cookie } });
    writeFileSync(join(work, "clip.zip"), Buffer.from(await answer.arrayBuffer()));
    expect(spawnSync("python3", ["-m", "zipfile", "-e", join(work, "clip.zip"), join(work, "clip")], { encoding: "utf8" }).stderr).toBe("");
    expect(verifyEvidence(join(work, "clip"))).toEqual({ code: 0, text: expect.stringMatching(/KHỚP: 1 chứng cứ/) });
  }, 120_000);
});
