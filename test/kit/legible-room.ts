import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { CameraId } from "#contract/camera";
import { AccountId, AlarmId, CellId, type MonitorId } from "#contract/ids";
import type { Cell, WallPanel } from "#contract/wall";
import { addSource, administrator, request, startBackend, valueOf, type TestBackend } from "./backend.ts";
import { until } from "./until.ts";

/** A backend whose wall may show one web page, with stations that send, stations that fell silent, alarms and open cases. */
export interface LegibleRoom {
  backend: TestBackend;
  /** Of a shift lead who is a technician too. */
  cookie: string;
  /** Origin of the page that the wall may show, and one that it may not. */
  page: { allowed: string; refused: string; stop(): void };
  /** Puts these panels into the monitor's cells and takes all others away. @param places in 60ths: x, y, w, h */
  fill(monitorId: MonitorId, cells: readonly { place: readonly [number, number, number, number]; panels: readonly WallPanel[] }[]): Promise<void>;
  /** Uploads a file for a cell. @returns its id */
  upload(bytes: Uint8Array): Promise<string>;
  /** Adds a camera that nobody answers for: its tile has the most to say. @returns its id */
  camera(id: string, name: string): Promise<string>;
  wall(): Promise<{ cells: Cell[]; monitors: MonitorId[] }>;
}

const LEAD = { id: AccountId.parse("truong-ca"), name: "Trưởng ca", password: "mat-khau-truong-ca" };
const HOUR = 3_600_000;

export async function openLegibleRoom(): Promise<LegibleRoom> {
  const server = await pageServer();
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("no port");
  const allowed = `http://127.0.0.1:${place.port}`;
  const folder = mkdtempSync(join(tmpdir(), "kydai-"));
  const config = join(folder, "config.yaml");
  writeFileSync(config, `wall:\n  webPages: ["${allowed}"]\n`);
  const backend = await startBackend({ folder, args: ["--config", config] });
  const admin = await administrator(backend);
  valueOf(await request(backend, admin, "account:save", { account: { id: LEAD.id, name: LEAD.name, roles: ["shift-lead", "technician"], enabled: true }, password: LEAD.password }));
  const session = await fetch(`${backend.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ name: LEAD.id, password: LEAD.password }) });
  const cookie = session.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const secret = await addSource(backend, admin, "tram-do");
  await observe(backend, secret);
  await until(async () => valueOf(await request(backend, cookie, "alarm:page", {})).alarms.length >= 3, 20_000, () => "no alarms");
  const alarms = valueOf(await request(backend, cookie, "alarm:page", {})).alarms;
  const last = alarms.at(-1);
  if (last !== undefined) valueOf(await request(backend, cookie, "alarm:shelve", { alarmIds: [AlarmId.parse(last.id)], seconds: 1800, reason: "Đang kiểm tra thước đo" }));
  for (const title of ["Ngập sâu tại đường Phạm Văn Đồng, phường Vỹ Dạ, nước còn lên", "Mưa đặc biệt lớn tại Huế"])
    valueOf(await request(backend, cookie, "incident:open", { alarmIds: [], title, urgency: "emergency", templateId: "hue-five-steps" }));
  const wall: LegibleRoom["wall"] = async () => {
    const now = valueOf(await request(backend, cookie, "snapshot:get", {})).wall;
    return { cells: now.cells, monitors: now.monitors.map(({ id }) => id) };
  };
  return {
    backend, cookie, wall,
    page: { allowed, refused: "https://www.example.org", stop: () => void server.close() },
    async fill(monitorId, cells) {
      const before = (await wall()).cells.filter((cell) => cell.monitorId === monitorId);
      const designs = [
        ...before.map(({ id, rev }) => ({ do: "remove" as const, cellId: CellId.parse(id), rev })),
        ...cells.map(({ place: [x, y, w, h], panels }) => ({ do: "add" as const, place: { monitorId, x, y, w, h, z: 0 }, panels: [...panels] })),
      ];
      valueOf(await request(backend, cookie, "wall:design", { designs }));
    },
    async camera(id, name) {
      const draft = { id: CameraId.parse(id), name, position: [107.59, 16.47] satisfies [number, number], streams: { main: { url: "rtsp://127.0.0.1:9/" } } };
      return valueOf(await request(backend, cookie, "camera:save", { camera: draft, version: 0 })).id;
    },
    async upload(bytes) {
      const answer = await fetch(`${backend.address}/api/wall/file`, { method: "POST", headers: { cookie, origin: backend.address, "content-type": "application/octet-stream" }, body: Buffer.from(bytes) });
      const body: { ok: boolean; value?: { id: string } } = await answer.json();
      if (body.value === undefined) throw new Error(`not kept: ${JSON.stringify(body)}`);
      return body.value.id;
    },
  };
}

/** A page as an agency might have it. */
async function pageServer(): Promise<Server> {
  const server = createServer((request, answer) => {
    // One of its pages wants no frame around it.
    if (request.url === "/khong-khung") answer.setHeader("x-frame-options", "DENY");
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end("<!doctype html><title>Bản tin</title><h1 style='font-size:8vh'>Bản tin thủy văn</h1><p style='font-size:5vh'>Mực nước sông Hương tại Kim Long lên nhanh.</p>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Six hours of levels that rise past their marks, rain, and one station that fell silent an hour ago. */
async function observe(backend: TestBackend, secret: string): Promise<void> {
  const now = Date.now();
  const course = (id: string, from: number, to: number, until = now) => ({
    Datastream: { "@iot.id": id }, components: ["result", "phenomenonTime"],
    dataArray: Array.from({ length: 60 }, (_, n) => [Number((from + ((to - from) * n) / 59 + Math.sin(n / 3) * 0.02 * (to - from)).toFixed(2)), new Date(until - (59 - n) * 0.1 * HOUR).toISOString()]),
  });
  const arrays = [course("kim-long.water-level", 1.2, 3.7), course("phu-oc.water-level", 2, 4.6), course("rain-hue.rain-rate", 0, 112), course("rain-a-luoi.rain-rate", 5, 71), course("bao-vinh.water-level", 0.4, 1.1, now - HOUR), course("wind-thuan-an.wind-gust", 8, 33)];
  const answer = await fetch(`${backend.address}/sta/v1.1/CreateObservations`, { method: "POST", headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram-do:${secret}`).toString("base64")}` }, body: JSON.stringify(arrays) });
  if (!answer.ok) throw new Error(`observations refused: ${answer.status} ${await answer.text()}`);
}
