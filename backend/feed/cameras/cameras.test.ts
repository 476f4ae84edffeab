import { mkdtempSync, rmSync } from "node:fs";
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
import { filmsIn, readFilms } from "./films.ts";
import { serveFilms, type Serving } from "./serve.ts";
import { cameraFacts } from "./start-cameras.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
const FOLDER = join(ASSETS, "city/hue/cameras");
async function serving(): Promise<Serving> {
  const made = await serveFilms(readFilms(FOLDER), 0);
  clean.push(() => made.close());
  return made;
}

test("the built-in city's films are small, whole, and begin with a key picture each", () => {
  const films = readFilms(FOLDER);
  expect(films.map(({ id }) => id)).toEqual(filmsIn(FOLDER));
  expect(films.length).toBeGreaterThanOrEqual(8);
  for (const { pictures } of films) expect([pictures.length, pictures.filter(({ key }) => key).length]).toEqual([100, 4]);
});
test("a folder without films, or none, serves nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "kydai-films-"));
  clean.push(() => rmSync(folder, { recursive: true }));
  expect([readFilms(folder), filmsIn(join(folder, "none"))]).toEqual([[], []]);
});

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
    expect(formats[0]).toMatchObject({ codec: "h264", width: 640, height: 360 });
    expect([units[0]?.key, units.some(({ broken }) => broken)]).toEqual([true, false]);
    expect(units.slice(1).every((unit, i) => ((unit.timestamp - (units[i]?.timestamp ?? 0)) >>> 0) === 7200)).toBe(true);
    expect(Math.abs((units.at(-1)?.captured ?? 0) - (units.at(-1)?.arrived ?? 0))).toBeLessThan(1000);
  });
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
  const learn = (port: number): Camera[] => cameraFacts({ port, cameras: ["c1", "c2"], known, things, at: 5 }).map((fact) => {
    if (fact.kind !== "camera:saved") throw new Error(fact.kind);
    const camera = Camera.parse(fact.camera);
    known.set(camera.id, camera);
    return camera;
  });
  expect(learn(7001)).toMatchObject([{ id: "c1", thingId: "c1", version: 1, streams: { main: { url: "rtsp://127.0.0.1:7001/c1" } } }]);
  expect(learn(7001)).toEqual([]);
  expect(learn(7002)).toMatchObject([{ version: 2, streams: { main: { url: "rtsp://127.0.0.1:7002/c1" } } }]);
  const [camera] = known.values();
  if (camera === undefined) throw new Error("no camera");
  known.set(camera.id, { ...camera, streams: { main: { url: "rtsp://10.0.0.9/that" } } });
  expect(learn(7003)).toEqual([]);
});
