import { hash } from "node:crypto";
import { connect } from "node:net";
import { PERMISSIONS, type Bearer } from "#contract/permission";
import { Role, type Display } from "#contract/account";
import { MonitorId } from "#contract/ids";
import { Monitor, Screen } from "#contract/wall";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jpegOf, pngOf } from "../../test/kit/pictures.ts";
import { testServer, type TestServer } from "../../test/kit/served.ts";
import { until } from "../../test/kit/until.ts";

const ALLOWED = ["https://thoitiet.example", "http://10.0.0.9:8080"];
const SCREEN = Screen.parse({ key: "k", label: "k", bounds: { x: 0, y: 0, width: 1920, height: 1080 } });
const monitor = (id: string, number: number) => Monitor.parse({ id, number, name: id, role: "wall", at: { x: 0, y: 0, w: 1920, h: 1080 }, whenLost: { how: "share" } });

let served: TestServer;
let wall: string;
let display: Display;
let operator: string;
beforeAll(async () => {
  served = await testServer({ webPages: ALLOWED });
  wall = await served.displayCookie();
  operator = await served.loginAs("operator");
  display = [...served.room.state().displays.values()][0]!;
  const at = Date.now();
  await served.room.commit([
    { kind: "wall:edited", at, deed: "adopt", changes: ["m1", "m2", "m3"].map((id, i) => ({ part: "monitor", id: MonitorId.parse(id), after: monitor(id, i + 1) })) },
    ...["m1", "m3"].map((id) => ({ kind: "wall:attended" as const, at, attendance: { monitorId: MonitorId.parse(id), displayId: display.id, screen: SCREEN, since: at } })),
    { kind: "wall:left", at, monitorId: MonitorId.parse("m3"), displayId: display.id, cause: "window-gone" },
  ]);
});
afterAll(() => served.stop());

const send = (method: string, path: string, cookie: string, body?: Buffer, type = "image/jpeg") => fetch(served.base + path, { method, headers: { cookie, ...(body === undefined ? {} : { "content-type": type }) }, body: body === undefined ? undefined : new Uint8Array(body) });
const put = (monitorId: string, body: Buffer, cookie = wall, type = "image/jpeg") => send("PUT", `/api/wall/picture/${monitorId}`, cookie, body, type);
const fault = async (response: Response) => ((await response.json()) as { fault: { code: string } }).fault;

describe("small pictures", () => {
  test("a display hands one in for the monitor it attends; a console reads it, with its instant, and is then known to look", async () => {
    const before = Date.now();
    expect(await (await put("m1", jpegOf(480, 270))).json()).toEqual({ ok: true, value: { watched: false } });
    const got = await send("GET", "/api/wall/picture/m1", operator);
    expect([got.status, got.headers.get("content-type"), got.headers.get("cache-control"), got.headers.get("x-content-type-options")]).toEqual([200, "image/jpeg", "no-store", "nosniff"]);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(jpegOf(480, 270));
    const at = Number(got.headers.get("x-taken-at"));
    expect(at).toBeGreaterThanOrEqual(before);
    expect(await (await put("m1", jpegOf(480, 270, { seed: 2 }))).json()).toEqual({ ok: true, value: { watched: true } });
    const kept = await send("GET", `/api/wall/picture/m1/${at}`, operator);
    expect([kept.status, Buffer.from(await kept.arrayBuffer()).equals(jpegOf(480, 270))]).toEqual([200, true]);
  });
  test("none yet, none kept, no such monitor: typed faults", async () => {
    expect(await fault(await send("GET", "/api/wall/picture/m2", operator))).toEqual({ code: "unknown-id", kind: "picture", id: "m2" });
    expect(await fault(await send("GET", "/api/wall/picture/m2/12345", operator))).toMatchObject({ code: "unknown-id" });
    for (const path of ["m2/1e9", "m2/-1", `m2/${"9".repeat(17)}`, "..%2f..%2fops.db", "%00", "a%20b"]) expect([path, (await send("GET", `/api/wall/picture/${path}`, operator)).status]).toEqual([path, 400]);
  });
  test("invariant 12: no display may draw another's monitor, nor one that it does not show now", async () => {
    const stranger = await served.displayCookie("Tường lạ");
    expect(await fault(await put("m1", jpegOf(480, 270), stranger))).toMatchObject({ code: "conflict" });
    expect(await fault(await put("m2", jpegOf(480, 270)))).toMatchObject({ code: "conflict" });
    expect(await fault(await put("m3", jpegOf(480, 270)))).toMatchObject({ code: "conflict" });
    expect(await fault(await put("m9", jpegOf(480, 270)))).toMatchObject({ code: "unknown-id", kind: "monitor" });
    expect(await fault(await put("m1", jpegOf(480, 270), operator))).toEqual({ code: "forbidden", permission: "wall:picture-put" });
  });
  test("a browser that is both a console and a wall asks as whichever has the right", async () => {
    const both = `${operator}; ${wall}`;
    expect((await put("m1", jpegOf(480, 270), both)).status).toBe(200);
    expect((await send("GET", "/api/wall/picture/m1", both)).status).toBe(200);
  });
  test("with the privacy key on no picture from before it is answered, newest or past; afterwards they are there again", async () => {
    await put("m1", jpegOf(480, 270));
    const at = Number((await send("GET", "/api/wall/picture/m1", operator)).headers.get("x-taken-at"));
    const turn = (privacy: boolean) => {
      const before = served.room.state().wall;
      return served.room.commit([{ kind: "wall:edited", at: Date.now(), deed: "privacy", changes: [{ part: "settings", before, after: { ...before, privacy } }] }]);
    };
    await turn(true);
    expect(await fault(await send("GET", "/api/wall/picture/m1", operator))).toMatchObject({ code: "unknown-id", kind: "picture" });
    expect(await fault(await send("GET", `/api/wall/picture/m1/${at}`, operator))).toMatchObject({ code: "conflict" });
    await turn(false);
    expect((await send("GET", "/api/wall/picture/m1", operator)).status).toBe(200);
  });
  test.each<[string, Buffer, string, number]>([
    ["another type", jpegOf(480, 270), "text/html", 400],
    ["a page called a JPEG", Buffer.from("<script>alert(1)</script>".repeat(10)), "image/jpeg", 400],
    ["no body", Buffer.alloc(0), "image/jpeg", 400],
    ["more than 512 KB", jpegOf(480, 270, { bytes: 524_289 }), "image/jpeg", 413],
  ])("invariant 11: %s is a typed fault, and the picture there stays", async (_what, body, type, status) => {
    const cookie = await served.displayCookie(`d ${_what}`);
    const mine = [...served.room.state().displays.values()].at(-1)!;
    await served.room.commit([{ kind: "wall:attended", at: 1, attendance: { monitorId: MonitorId.parse("m2"), displayId: mine.id, screen: SCREEN, since: 1 } }]);
    expect((await put("m2", jpegOf(480, 270), cookie)).status).toBe(200);
    const answer = await put("m2", body, cookie, type);
    expect([answer.status, (await fault(answer)).code]).toEqual([status, status === 413 ? "too-large" : "malformed"]);
    expect(Buffer.from(await (await send("GET", "/api/wall/picture/m2", operator)).arrayBuffer())).toEqual(jpegOf(480, 270));
  });
  test("a display in a hurry is slowed down, for that monitor alone", async () => {
    const cookie = await served.displayCookie("Vội");
    const mine = [...served.room.state().displays.values()].at(-1)!;
    await served.room.commit(["m2", "m3"].map((id) => ({ kind: "wall:attended" as const, at: 1, attendance: { monitorId: MonitorId.parse(id), displayId: mine.id, screen: SCREEN, since: 1 } })));
    const answers = await Promise.all(Array.from({ length: 30 }, () => put("m2", jpegOf(480, 270), cookie)));
    const slowed = answers.filter((answer) => answer.status === 429);
    expect(slowed.length).toBeGreaterThan(10);
    expect(Number(slowed[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await put("m3", jpegOf(480, 270), cookie)).status).toBe(200);
  });
});

describe("files of cells", () => {
  let lead: string;
  beforeAll(async () => void (lead = await served.loginAs("shift-lead")));

  test("kept by content, answered for ever, and nothing in it can run", async () => {
    const content = pngOf(1);
    const id = hash("sha256", content, "hex");
    expect(await (await send("POST", "/api/wall/file", lead, content, "text/html")).json()).toEqual({ ok: true, value: { id, type: "image/png", bytes: content.length } });
    for (const cookie of [wall, operator]) {
      const got = await send("GET", `/api/wall/file/${id}`, cookie);
      expect([got.status, got.headers.get("content-type"), got.headers.get("cache-control"), got.headers.get("x-content-type-options")]).toEqual([200, "image/png", "private, max-age=31536000, immutable", "nosniff"]);
      expect(got.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
      expect(Buffer.from(await got.arrayBuffer())).toEqual(content);
    }
  });
  test.each<[string, Buffer, number, string]>([
    ["a drawing with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 400, "image/svg+xml"],
    ["a page called a PNG", Buffer.from("<!doctype html><script>alert(1)</script>"), 400, "image/png"],
    ["more than 20 MB", Buffer.alloc(20_971_521), 413, "image/png"],
  ])("invariant 11: %s is refused", async (_what, body, status, type) => {
    const answer = await send("POST", "/api/wall/file", lead, body, type);
    expect([answer.status, (await fault(answer)).code]).toEqual([status, status === 413 ? "too-large" : "malformed"]);
  });
  test.each(["..%2f..%2fops.db", "%2e%2e/ops.db", "A".repeat(64), "0".repeat(63), `${"0".repeat(64)}.png`])("no path leads out of the folder: %s", async (id) => {
    expect([400, 404]).toContain((await send("GET", `/api/wall/file/${id}`, lead)).status);
  });
  test("an upload that breaks off gives its place back", async () => {
    const head = (length: number) => `POST /api/wall/file HTTP/1.1\r\nhost: 127.0.0.1:${served.port}\r\ncookie: ${dutyCookie}\r\ncontent-type: image/png\r\ncontent-length: ${length}\r\n\r\n`;
    const dutyCookie = await served.loginAs("technician");
    const broken = await Promise.all(Array.from({ length: 4 }, () => new Promise<ReturnType<typeof connect>>((done) => {
      const socket = connect(served.port, "127.0.0.1", () => socket.write(head(10_000_000) + "x", () => done(socket)));
    })));
    // All places are taken while they dawdle …
    await until(async () => (await send("POST", "/api/wall/file", lead, pngOf(5))).status === 429);
    for (const socket of broken) socket.destroy();
    // … and free again when they are gone.
    await until(async () => (await send("POST", "/api/wall/file", operator, pngOf(6))).status === 200);
    expect((await send("GET", `/api/wall/file/${hash("sha256", pngOf(6), "hex")}`, operator)).status).toBe(200);
  });
});

describe("rights, by the one table (K-3.5, invariant 12)", () => {
  const bearers: readonly Bearer[] = [...Role.options, "display"];
  const routes = [
    ["wall:picture-put", "PUT", "/api/wall/picture/m9"], ["wall:picture-get", "GET", "/api/wall/picture/m9"],
    ["wall:file-put", "POST", "/api/wall/file"], ["wall:file-get", "GET", `/api/wall/file/${"0".repeat(64)}`],
  ] as const;
  test.each(bearers)("%s", async (bearer) => {
    const cookie = bearer === "display" ? await served.displayCookie("quyền") : bearer === "source" ? "" : await served.loginAs(bearer);
    for (const [right, method, path] of routes) {
      const { status } = await send(method, path, cookie, method === "GET" ? undefined : Buffer.from("x"));
      expect([right, status === 403]).toEqual([right, !PERMISSIONS[right].includes(bearer)]);
    }
  });
  test("nobody: unauthenticated, before a byte of the body is taken", async () => {
    for (const [, method, path] of routes) expect((await send(method, path, "", method === "GET" ? undefined : Buffer.from("x"))).status).toBe(401);
  });
});

test("pages of the listed origins may be framed, and none where the list is empty", async () => {
  const policy = async (server: TestServer) => (await fetch(server.base)).headers.get("content-security-policy") ?? "";
  expect(await policy(served)).toContain(`frame-src ${ALLOWED.join(" ")};`);
  const bare = await testServer();
  expect(await policy(bare)).toContain("frame-src 'none';");
  await bare.stop();
});
