import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import type { Fact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import type { RequestInput } from "#contract/request";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { childPid } from "../kit/child-pid.ts";
import { CAMERA_LOGIN, NO_GSTREAMER, startRtspServer, type RtspServer } from "../kit/rtsp-server.ts";
import { until } from "../kit/until.ts";
import { morePictures, openVideoWindow, type VideoWindow } from "../kit/video-window.ts";

let backend: TestBackend;
let admin: string;
let server: RtspServer;
const clean: (() => unknown)[] = [];
const PLACE: [number, number] = [107.59, 16.46];

beforeAll(async () => {
  if (NO_GSTREAMER !== undefined) return;
  server = await startRtspServer({ auth: "digest" });
  backend = await startBackend();
  admin = await administrator(backend);
  await save({ id: "cau" }, CAMERA_LOGIN);
}, 60_000);
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
afterAll(async () => {
  if (NO_GSTREAMER !== undefined) return;
  await backend.stop();
  removeFolder(backend.folder);
  await server.kill();
});

async function save(more: Partial<RequestInput<"camera:save">["camera"]> & { id: string }, login?: RequestInput<"camera:save">["login"]): Promise<void> {
  const known = valueOf(await request(backend, admin, "camera:list", {})).cameras.find(({ camera }) => camera.id === more.id);
  valueOf(await request(backend, admin, "camera:save", { camera: { name: more.id, position: PLACE, streams: { main: { url: server.url } }, ...more }, version: known?.camera.version ?? 0, ...(login !== undefined && { login }) }));
}
async function open(cookie = admin): Promise<VideoWindow> {
  const window = await openVideoWindow(backend, cookie);
  clean.push(() => window.close());
  return window;
}
async function person(name: string, roles: string[]): Promise<string> {
  const account: unknown = { account: { id: name, name, roles }, password: "một mật khẩu đủ dài" };
  const headers = { "content-type": "application/json", origin: backend.address };
  await fetch(`${backend.address}/api/request/account:save`, { method: "POST", headers: { ...headers, cookie: admin }, body: JSON.stringify(account) });
  const answer = await fetch(`${backend.address}/api/session`, { method: "POST", headers, body: JSON.stringify({ name, password: "một mật khẩu đủ dài" }) });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
async function watching(camera: string): Promise<VideoWindow> {
  const window = await open();
  window.subscribe(1, camera);
  return window;
}
const facts = async (): Promise<Fact[]> => valueOf(await request(backend, admin, "fact:page", { after: 0, limit: 5000 })).facts as Fact[];
const gatewayPid = (): number | undefined => childPid(backend, "video-gateway");

describe.skipIf(NO_GSTREAMER !== undefined)("live pictures", () => {
  test("a window gets state, format and pictures from a key one on; the next window begins at once with the same connection", async () => {
    const first = await open();
    first.subscribe(1, "cau");
    await morePictures(first, 1, 40);
    expect(first.configs(1)).toMatchObject([{ width: 320, height: 240, stream: "main" }]);
    expect(first.units(1)[0]).toMatchObject({ key: true, stale: false, codec: "h264" });
    const second = await open();
    const asked = performance.now();
    second.subscribe(7, "cau");
    await until(() => second.units(7).some(({ stale }) => !stale));
    const took = performance.now() - asked;
    const [begin] = second.units(7);
    expect(begin?.key).toBe(true);
    // All but the newest of what was kept are to be decoded only, and no number is left out.
    const units = (await morePictures(second, 7, 20), second.units(7));
    const shown = units.findIndex(({ stale }) => !stale);
    expect(units.slice(shown).every(({ stale }) => !stale)).toBe(true);
    expect(units.map(({ seq }) => seq)).toEqual(units.map((_, i) => (begin?.seq ?? 0) + i));
    expect(took).toBeLessThan(2000);
    const same = (window: VideoWindow, tile: number, seq: number): string => Buffer.from(window.units(tile).find((unit) => unit.seq === seq)?.payload ?? []).toString("hex");
    expect(same(second, 7, (begin?.seq ?? 0) + 3)).toBe(same(first, 1, (begin?.seq ?? 0) + 3));
    const { cameras } = valueOf(await request(backend, admin, "camera:list", {}));
    await until(async () => valueOf(await request(backend, admin, "camera:list", {})).cameras[0]?.states.main.is === "live");
    expect(cameras[0]?.camera).toMatchObject({ id: "cau", secured: true });
  });

  test("invariant 12 a login is in no answer, no fact, no log, no address, and in no file in the clear", async () => {
    const window = await open();
    window.subscribe(1, "cau");
    await morePictures(window, 1, 3);
    const answers = JSON.stringify([await request(backend, admin, "camera:list", {}), await request(backend, admin, "snapshot:get", {}), await facts()]);
    for (const text of [answers, backend.log(), JSON.stringify(window.messages.map(({ payload }) => Buffer.from(payload).toString("latin1")))]) expect(text).not.toContain(CAMERA_LOGIN.password);
    for (const file of readdirSync(backend.folder, { recursive: true, encoding: "utf8" })) {
      const path = join(backend.folder, file);
      if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) expect(readFileSync(path).includes(CAMERA_LOGIN.password), file).toBe(false);
    }
    expect(statSync(join(backend.folder, "camera-logins.key")).mode & 0o777).toBe(0o600);
    expect(readFileSync(`/proc/${gatewayPid()}/cmdline`, "utf8") + readFileSync(`/proc/${gatewayPid()}/environ`, "utf8")).not.toContain(CAMERA_LOGIN.password);
  });

  test("invariant 12 a ticket is good once, for this server's own pages, and for whoever may", async () => {
    const { ticket } = valueOf(await request(backend, admin, "video:ticket", {}));
    await expect(openVideoWindow(backend, admin, { ticket, origin: "http://evil.example" })).rejects.toThrow("403");
    const window = await openVideoWindow(backend, admin, { ticket });
    await expect(openVideoWindow(backend, admin, { ticket })).rejects.toThrow("401");
    await expect(openVideoWindow(backend, admin, { ticket: "x".repeat(32) })).rejects.toThrow("401");
    window.close();
    const officer = await person("can-bo", ["focal-officer"]);
    expect(await request(backend, officer, "video:ticket", {})).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  });
  test("invariant 12 a sensitive camera is shown to those who may, and a window ends with its session", async () => {
    await save({ id: "kin", sensitive: true });
    const planner = await open(await person("ke-hoach", ["planner"]));
    planner.subscribe(1, "kin");
    await until(() => planner.states(1).length > 0, 10_000, () => `${planner.socket.readyState} ${planner.messages.length} ${backend.log().slice(-1500)}`);
    expect(planner.states(1)).toMatchObject([{ is: "lost", reason: "forbidden" }]);
    const cookie = await person("truc-ban", ["operator"]);
    const operator = await open(cookie);
    operator.subscribe(1, "kin");
    await until(() => operator.states(1).length > 0);
    expect(operator.states(1)[0]?.reason).not.toBe("forbidden");
    await fetch(`${backend.address}/api/session`, { method: "DELETE", headers: { cookie, origin: backend.address } });
    expect(await operator.closed).toBe(1001);
  });

  test("invariant 12 a camera that becomes sensitive ends on windows that may not see it; a person of other roles comes with another ticket", async () => {
    await save({ id: "bien-kin" }, CAMERA_LOGIN);
    const cookie = await person("ke-hoach-2", ["planner"]);
    const planner = await open(cookie);
    planner.subscribe(1, "bien-kin");
    await morePictures(planner, 1, 5);
    await save({ id: "bien-kin", sensitive: true });
    await until(() => planner.states(1).at(-1)?.reason === "forbidden", 10_000);
    const before = planner.units(1).length;
    await morePictures(await watching("bien-kin"), 1, 10);
    expect(planner.units(1).length).toBe(before);
    valueOf(await request(backend, admin, "account:save", { account: { id: AccountId.parse("ke-hoach-2"), name: "ke-hoach-2", roles: ["operator"], enabled: true } }));
    expect(await planner.closed).toBe(1001);
    const now = await open(cookie);
    now.subscribe(1, "bien-kin");
    await morePictures(now, 1, 5);
  });
  test("names of cameras that are none are refused and fill no book, and a removed camera is no outage", async () => {
    const window = await open();
    for (let i = 0; i < 100; i++) window.subscribe(i + 1, `khong-co-${i}`);
    await until(() => window.states(100).length > 0, 10_000);
    await save({ id: "sap-go" }, CAMERA_LOGIN);
    window.subscribe(101, "sap-go");
    await morePictures(window, 101, 5);
    valueOf(await request(backend, admin, "camera:remove", { cameraId: CameraId.parse("sap-go") }));
    await until(() => window.states(101).at(-1)?.reason === "not-found", 10_000);
    // Longer than an outage has to last.
    await new Promise((next) => setTimeout(next, 7000));
    expect((await facts()).filter((fact) => fact.kind === "camera:lost" && /khong-co-|sap-go/.test(fact.cameraId))).toEqual([]);
  });
  test("one session has 32 windows at most; the next is closed, and another's opens", async () => {
    const cookie = await person("nhieu-cua-so", ["operator"]);
    for (let i = 0; i < 32; i++) await open(cookie);
    await expect(openVideoWindow(backend, cookie)).rejects.toThrow(/hang up|ECONNRESET/);
    await open();
  });

  test("a wrong login, a camera switched off and one that is not there say so; the right login brings the picture to the tile that waits", async () => {
    await save({ id: "sai" }, { ...CAMERA_LOGIN, password: "nham" });
    await save({ id: "tat", enabled: false });
    const window = await open();
    window.subscribe(1, "sai");
    window.subscribe(2, "tat");
    window.subscribe(3, "khong-co");
    await until(() => window.states(1).some(({ is }) => is === "lost") && window.states(2).length > 0 && window.states(3).length > 0, 15_000);
    expect([window.states(1).at(-1)?.reason, window.states(2).at(-1)?.reason, window.states(3).at(-1)?.reason]).toEqual(["unauthorized", "off", "not-found"]);
    await save({ id: "sai" }, CAMERA_LOGIN);
    await morePictures(window, 1, 5);
  });

  test("invariant 12 a window that talks nonsense is borne for a while and then cut off, and no other suffers", async () => {
    const [rude, polite] = [await open(), await open()];
    polite.subscribe(1, "cau");
    await morePictures(polite, 1, 2);
    for (let i = 0; i < 30; i++) rude.socket.send(i % 2 === 0 ? "{" : Buffer.from([1, 2, 3]));
    expect(await rude.closed).toBe(1008);
    await morePictures(polite, 1, 5);
  });

  test("a camera that stands still is called frozen, one that is killed is lost, and it is back on the tile when it is back", async () => {
    const other = await startRtspServer();
    await save({ id: "hay-hong", streams: { main: { url: other.url } } });
    const window = await open();
    window.subscribe(1, "hay-hong");
    await morePictures(window, 1, 10);
    const before = Date.now();
    other.freeze();
    await until(() => window.states(1).at(-1)?.is === "frozen", 10_000);
    expect(window.states(1).at(-1)?.since).toBeGreaterThanOrEqual(before);
    await until(() => window.states(1).at(-1)?.is === "lost", 10_000);
    expect(window.states(1).at(-1)).toMatchObject({ reason: "stalled", pictureAt: expect.any(Number) });
    await other.kill();
    await until(async () => (await facts()).some((fact) => fact.kind === "camera:lost" && fact.cameraId === "hay-hong"), 15_000);
    const again = await startRtspServer({ port: other.port });
    clean.push(() => again.kill());
    const [first] = await morePictures(window, 1, 10, 30_000);
    expect(first?.key).toBe(true);
    await until(() => window.states(1).at(-1)?.is === "live");
  });

  test("a window that does not look any more gets nothing until it catches up, then key pictures, then all again; its neighbour misses none", async () => {
    const [slow, quick] = [await open(), await open()];
    for (const window of [slow, quick]) window.subscribe(1, "cau");
    await morePictures(slow, 1, 10);
    slow.attentive.is = false;
    await until(() => slow.messages.some(({ type }) => type === "gap"), 10_000);
    const held = slow.units(1).length;
    await morePictures(quick, 1, 50);
    expect(slow.units(1).length).toBe(held);
    slow.attentive.is = true;
    slow.send({ is: "seen", serial: slow.messages.at(-1)?.serial ?? 0 });
    const next = await morePictures(slow, 1, 3);
    expect(next.slice(0, 2).map(({ key }) => key)).toEqual([true, true]);
    expect(next[0]?.broken).toBe(true);
    await until(() => slow.units(1).at(-1)?.key === false, 15_000);
    const seqs = quick.units(1).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
  });

  test("pause, key pictures alone, resume, unsubscribe", async () => {
    const window = await open();
    window.subscribe(1, "cau");
    window.subscribe(2, "cau");
    await morePictures(window, 1, 5);
    window.send({ is: "pause", tile: 1 });
    await morePictures(window, 2, 5);
    const held = window.units(1).length;
    await morePictures(window, 2, 30);
    expect(window.units(1).length).toBe(held);
    window.send({ is: "resume", tile: 1 });
    expect((await morePictures(window, 1, 3))[0]?.key).toBe(true);
    window.send({ is: "policy", tile: 1, mode: "key", every: 0 });
    await morePictures(window, 2, 10);
    const from = window.units(1).length;
    await until(() => window.units(1).length >= from + 3);
    expect(window.units(1).slice(from).every(({ key }) => key)).toBe(true);
    window.send({ is: "unsubscribe", tile: 1 });
    await morePictures(window, 2, 5);
    const left = window.units(1).length;
    await morePictures(window, 2, 30);
    expect(window.units(1).length).toBe(left);
  });

  test("the gateway is killed: windows are cut off, the backend lives, and a new one shows pictures again; the journal knows", async () => {
    const window = await open();
    window.subscribe(1, "cau");
    await morePictures(window, 1, 3);
    const pid = gatewayPid();
    if (pid === undefined) throw new Error("no gateway");
    process.kill(pid, "SIGKILL");
    await window.closed;
    const killed = performance.now();
    await until(() => ![undefined, pid].includes(gatewayPid()));
    const again = await open();
    again.subscribe(1, "cau");
    await morePictures(again, 1, 3);
    expect(performance.now() - killed).toBeLessThan(15_000);
    expect((await facts()).some((fact) => fact.kind === "video:gateway-died" && fact.detail === "SIGKILL")).toBe(true);
    // What the gateway took is no camera's fault: the journal says from when till when it was away.
    await until(async () => (await facts()).some((fact) => fact.kind === "video:gateway-back" && fact.awayFor < 60_000), 30_000);
    expect((await facts()).filter((fact) => fact.kind === "camera:lost" && fact.reason === "gateway")).toEqual([]);
  });

  test("invariant 7: cameras of a gateway that hangs are told as lost; it is ended, and pictures come again", async () => {
    const window = await watching("cau");
    await morePictures(window, 1, 3);
    const told = async () => valueOf(await request(backend, admin, "camera:list", {})).cameras.find(({ camera }) => camera.id === "cau")?.states.main;
    await until(async () => (await told())?.is === "live");
    const pid = gatewayPid();
    if (pid === undefined) throw new Error("no gateway");
    process.kill(pid, "SIGSTOP");
    await until(async () => (await told())?.is === "lost", 30_000);
    await window.closed;
    await until(() => ![undefined, pid].includes(gatewayPid()), 30_000);
    await morePictures(await watching("cau"), 1, 3);
    await until(async () => (await told())?.is === "live", 30_000);
    expect(gatewayPid()).not.toBe(pid);
  });

  test("64 tiles opened and closed again and again leave nothing open", async () => {
    const window = await open();
    let closed: number | undefined;
    void window.closed.then((code) => (closed = code));
    for (let round = 0; round < 20; round++) {
      for (let tile = 0; tile < 64; tile++) window.subscribe(tile, "cau");
      await until(() => window.units(63).length > round || closed !== undefined);
      expect(closed).toBeUndefined();
      for (let tile = 0; tile < 64; tile++) window.send({ is: "unsubscribe", tile });
      await new Promise((later) => setTimeout(later, 250));
    }
    const handles = readdirSync(`/proc/${gatewayPid()}/fd`).length;
    expect(handles).toBeLessThan(60);
    window.subscribe(500, "cau");
    await morePictures(window, 500, 3);
  });

  test("the backend ends in order though it handed connections to a process that is gone, and to one that is not", async () => {
    const window = await open();
    window.subscribe(1, "cau");
    await morePictures(window, 1, 3);
    expect(await backend.stop()).toBe(0);
    await window.closed;
    backend = await startBackend({ folder: backend.folder });
    admin = await administrator(backend);
    const again = await open();
    again.subscribe(1, "cau");
    await morePictures(again, 1, 3);
  });
});

