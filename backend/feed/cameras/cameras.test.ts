import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Camera, type CameraId } from "#contract/camera";
import { until } from "../../../test/kit/until.ts";
import { systemClock } from "../../clock.ts";
import { ASSETS } from "../../paths.ts";
import type { StreamFormat } from "../../video/media/unit.ts";
import type { Received } from "../../video/rtsp/receive.ts";
import { openSession } from "../../video/rtsp/session.ts";
import { filmsIn, readFilms, stageAt } from "./films.ts";
import { serveFilms, type Serving } from "./serve.ts";
import { cameraFacts } from "./start-cameras.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
const digest = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");
const FOLDER = join(ASSETS, "city/hue/cameras");
async function serving(): Promise<Serving & ReturnType<typeof readFilms>> {
  const { films, hear } = readFilms(FOLDER);
  const made = await serveFilms(films, 0);
  clean.push(() => made.close());
  return { ...made, films, hear };
}

test("the built-in city's films are small, whole, in two sizes, and each of them begins with a key picture", () => {
  const { films } = readFilms(FOLDER);
  expect(films.map(({ id }) => id)).toEqual(filmsIn(FOLDER).flatMap((id) => [id, `${id}/sub`]));
  expect(filmsIn(FOLDER).length).toBeGreaterThanOrEqual(8);
  for (const { pictures } of films) expect([pictures.length, pictures.flatMap(({ key }, i) => (key ? [i] : []))]).toEqual([100, [0, 25, 50, 75]]);
  const bytes = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
  expect(bytes).toBeLessThan(6_000_000);
});
test("a folder without films, or none, serves nothing; one whose file cannot be cut as it says leaves that camera out", () => {
  const folder = mkdtempSync(join(tmpdir(), "kydai-films-"));
  clean.push(() => rmSync(folder, { recursive: true }));
  expect([readFilms(folder).films, filmsIn(join(folder, "none"))]).toEqual([[], []]);
  cpSync(join(FOLDER, "camera-an-hoa.h264"), join(folder, "one.h264"));
  expect(readFilms(folder).films.map(({ id }) => id)).toEqual(["one"]);
  writeFileSync(join(folder, "stages.json"), JSON.stringify({ one: { by: "x", from: [1, 2] } }));
  expect(readFilms(folder).films).toEqual([]);
});
test.each<[number, number, number]>([
  [0.9, 0, 0], [1, 0, 1], [1.99, 1, 1], [2, 1, 2], [9, 0, 3], [Number.NaN, 0, 0],
  // Trembling about a bound changes nothing; a real fall does, and as far as it goes.
  [0.98, 1, 1], [0.96, 1, 0], [1.95, 2, 2], [1.9, 2, 1], [0, 3, 0],
])("at %f after film %i film %i is shown", (value, now, shown) => expect(stageAt(value, [1, 2, 3], now)).toBe(shown));

describe("a camera of the demonstration", () => {
  test("plays its film over RTSP as others do: the newest at once, in the rhythm of the clock, with the clock told", async () => {
    const { port } = await serving();
    const [units, formats]: [Received[], (StreamFormat | undefined)[]] = [[], []];
    const session = await openSession({ url: `rtsp://127.0.0.1:${port}/camera-truong-tien`, transport: "tcp", clock: systemClock(), random: () => "0123456789abcdef", onEnd: () => undefined, onUnit: (unit, format) => {
      units.push(unit);
      formats.push(format);
    } });
    clean.push(() => session.ok && session.value.close());
    expect(session.ok).toBe(true);
    await until(() => units.length >= 40);
    expect(formats[0]).toMatchObject({ codec: "h264", width: 1280, height: 720 });
    expect([units[0]?.key, units.some(({ broken }) => broken)]).toEqual([true, false]);
    expect(units.slice(1).every((unit, i) => ((unit.timestamp - (units[i]?.timestamp ?? 0)) >>> 0) === 7200)).toBe(true);
    expect(Math.abs((units.at(-1)?.captured ?? 0) - (units.at(-1)?.arrived ?? 0))).toBeLessThan(1000);
  });
  test("shows the water of the hour in both sizes: from the next key picture on after the day's reading", async () => {
    const { port, hear, films } = await serving();
    let broken = false;
    const keys = { main: new Set<string>(), sub: new Set<string>() };
    for (const [stream, path] of [["main", "camera-kim-long"], ["sub", "camera-kim-long/sub"]] as const) {
      const session = await openSession({ url: `rtsp://127.0.0.1:${port}/${path}`, transport: "tcp", clock: systemClock(), random: () => "0123456789abcdef", onEnd: () => undefined, onUnit: (unit) => {
        if (unit.key) keys[stream].add(digest(unit.data));
        if (unit.key) broken ||= unit.broken;
      } });
      clean.push(() => session.ok && session.value.close());
    }
    const shown = (path: string, stream: "main" | "sub"): boolean => films.find(({ id }) => id === path)?.now?.().some(({ nals, key }) => key && keys[stream].has(digest(Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal]))))) === true;
    for (const level of [0.3, 2, 4.9, 1.2]) {
      hear("kim-long.water-level", level);
      await until(() => shown("camera-kim-long", "main") && shown("camera-kim-long/sub", "sub"), 20_000, () => `${level} m`);
    }
    expect(broken).toBe(false);
  }, 60_000);
  test("that is not there is not found, and UDP is not spoken", async () => {
    const { port } = await serving();
    const open = (path: string, transport: "tcp" | "udp") => openSession({ url: `rtsp://127.0.0.1:${port}/${path}`, transport, clock: systemClock(), random: () => "0123456789abcdef", onEnd: () => undefined, onUnit: () => undefined });
    expect(await open("khong-co", "tcp")).toMatchObject({ ok: false, fault: { reason: "not-found" } });
    expect(await open("camera-dap-da", "udp")).toMatchObject({ ok: false, fault: { reason: "unsupported" } });
  });
  test("invariant 12 cuts off whoever asks without end", async () => {
    const { port } = await serving();
    const socket = connect(port, "127.0.0.1");
    clean.push(() => socket.destroy());
    let closed = false;
    socket.on("close", () => (closed = true)).on("error", () => undefined);
    socket.write("A".repeat(5000));
    await until(() => closed);
    expect(closed).toBe(true);
  });
});

test("the room learns of cameras once, of a new port again, and keeps what people changed", () => {
  const things = new Map([["c1", { name: "Cầu" }]]);
  const known = new Map<CameraId, Camera>();
  const learn = (port: number): Camera[] => cameraFacts({ port, cameras: [{ id: "c1", sub: true }, { id: "c2", sub: true }], known, things, at: 5 }).map((fact) => {
    if (fact.kind !== "camera:saved") throw new Error(fact.kind);
    const camera = Camera.parse(fact.camera);
    known.set(camera.id, camera);
    return camera;
  });
  expect(learn(7001)).toMatchObject([{ id: "c1", thingId: "c1", version: 1, streams: { main: { url: "rtsp://127.0.0.1:7001/c1" }, sub: { url: "rtsp://127.0.0.1:7001/c1/sub" } } }]);
  expect(learn(7001)).toEqual([]);
  expect(learn(7002)).toMatchObject([{ version: 2, streams: { main: { url: "rtsp://127.0.0.1:7002/c1" }, sub: { url: "rtsp://127.0.0.1:7002/c1/sub" } } }]);
  const [camera] = known.values();
  if (camera === undefined) throw new Error("no camera");
  // One of a room that began before there were small pictures gets them.
  known.set(camera.id, { ...camera, streams: { main: { url: "rtsp://127.0.0.1:7002/c1" } } });
  expect(learn(7002)).toMatchObject([{ version: 3, streams: { sub: { url: "rtsp://127.0.0.1:7002/c1/sub" } } }]);
  known.set(camera.id, { ...camera, streams: { ...camera.streams, sub: { url: "rtsp://10.0.0.9/small" } } });
  expect(learn(7003)).toEqual([]);
  known.set(camera.id, { ...camera, streams: { main: { url: "rtsp://10.0.0.9/that" } } });
  expect(learn(7003)).toEqual([]);
});
