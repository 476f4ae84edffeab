import { PERMISSIONS } from "#contract/permission";
import { PROTOCOL_VERSION } from "#contract/request";
import { request as rawRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import { GOOD_INPUT, REQUEST_NAMES } from "../../test/kit/fake-room.ts";
import { seeded } from "../../test/kit/journal.ts";
import { once, testServer, type TestServer } from "../../test/kit/served.ts";

let served: TestServer;
let cookie: string;
let others: { officer: string; display: string };
beforeAll(async () => {
  // Its clock runs a thousand times as fast: the rate limit has a test of its own.
  const clock = systemClock();
  served = await testServer({ clock: { ...clock, steady: () => clock.steady() * 1000 } });
  cookie = await served.loginAs("administrator", "shift-lead", "technician", "leader");
  others = { officer: await served.loginAs("focal-officer"), display: await served.displayCookie() };
});
afterAll(() => served.stop());

/** One request with its path exactly as given: `fetch` would tidy it up. */
function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((done, broken) => {
    const sent = rawRequest({ host: "127.0.0.1", port: served.port, path, headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => void (body += chunk.toString()));
      response.on("end", () => done({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on("error", broken).end();
  });
}

/** A value nobody would send, from a seed. */
function junk(random: () => number, depth = 0): unknown {
  const pick = Math.floor(random() * (depth > 3 ? 8 : 11));
  const texts = ["", "__proto__", "constructor", "\u0000", "../../etc/passwd", "a".repeat(5000), "' OR 1=1 --", "<script>", "NaN", "💥".repeat(50)];
  switch (pick) {
    case 0: return null;
    case 1: return random() > 0.5;
    case 2: return Math.floor((random() - 0.5) * 1e12);
    case 3: return [Number.MAX_VALUE, -0, 1e-320, 2 ** 53][Math.floor(random() * 4)];
    case 4: case 5: case 6: case 7: return texts[Math.floor(random() * texts.length)];
    case 8: return Array.from({ length: Math.floor(random() * 6) }, () => junk(random, depth + 1));
    default: return Object.fromEntries(Array.from({ length: Math.floor(random() * 6) }, () => [["alarmIds", "rule", "__proto__", "limit", "series", "account", "x", "constructor"][Math.floor(random() * 8)], junk(random, depth + 1)]));
  }
}

test("invariant 11: 1,500 hostile inputs to every request get a typed answer, and the room none of them unparsed", async () => {
  const random = seeded(20261121);
  const sockets = { person: served.connect(cookie), officer: served.connect(others.officer), display: served.connect(others.display) };
  await Promise.all(Object.values(sockets).map((socket) => once(socket, "connect")));
  const codes = new Set<string>();
  for (let i = 0; i < 1500; i++) {
    const name = REQUEST_NAMES[i % REQUEST_NAMES.length];
    if (name === undefined) continue;
    // Who may ask asks: the input is looked at after the right.
    const may = PERMISSIONS[name];
    const socket = may.every((bearer) => bearer === "display") ? sockets.display : may.every((bearer) => bearer === "focal-officer") ? sockets.officer : sockets.person;
    const good = GOOD_INPUT[name];
    // Half of them wholly strange, half good but for one field.
    const keys = Object.keys(good as object);
    const spoiled = { ...(good as object), [keys[Math.floor(random() * keys.length)] ?? "x"]: junk(random) };
    const answer = (await socket.emitWithAck(name, random() > 0.5 ? junk(random) : spoiled)) as { ok: boolean; fault?: { code: string } };
    expect(typeof answer.ok).toBe("boolean");
    codes.add(answer.fault?.code ?? "ok");
  }
  expect([...codes].filter((code) => !["ok", "malformed"].includes(code))).toEqual([]);
  expect(served.log.lines.filter((line) => line.level === "error")).toEqual([]);
  expect({}).not.toHaveProperty("polluted");
  for (const socket of Object.values(sockets)) socket.disconnect();
});

test("an input nested 100,000 deep is malformed", async () => {
  const deep = `{"version":0,"rule":{"id":"r","name":"r","kind":"k","priority":"high","message":"m","params":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
  const response = await served.post("/api/request/rule:save", deep, { cookie });
  expect(response.status).toBe(400);
});

test.each<[string, string, number]>([
  ["not JSON", "{", 400],
  ["a poisoned prototype", '{"__proto__":{"polluted":1}}', 400],
  ["more than a megabyte", JSON.stringify({ x: "a".repeat(1_100_000) }), 413],
  ["nothing", "", 400],
])("a body that is %s is refused", async (_what, body, status) => {
  const response = await served.post("/api/request/rule:save", body, { cookie });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ ok: false });
});

test("unknown requests and names of Object's own are unknown", async () => {
  for (const name of ["nothing:here", "__proto__", "constructor", "toString"]) expect((await served.post(`/api/request/${name}`, {}, { cookie })).status).toBe(404);
  const socket = served.connect(cookie);
  await once(socket, "connect");
  expect(await socket.emitWithAck("constructor", {})).toMatchObject({ fault: { code: "unknown-id" } });
  expect(await socket.emitWithAck("alarm:page")).toMatchObject({ ok: true });
  socket.disconnect();
});

test("a message above the bound ends its own socket and no other", async () => {
  const [bad, good] = [served.connect(cookie), served.connect(cookie)];
  await Promise.all([once(bad, "connect"), once(good, "connect")]);
  const over = once(bad, "disconnect");
  bad.emit("rule:save", { x: "a".repeat(1_200_000) });
  await over;
  expect(await good.emitWithAck("alarm:page", {})).toMatchObject({ ok: true });
  good.disconnect();
});

test("bytes that are no HTTP, and packets that are no Socket.IO, leave the server standing", async () => {
  await new Promise<void>((done) => {
    const wire = connect(served.port, "127.0.0.1", () => wire.write("\u0016\u0003\u0001 not http \r\n\r\n"));
    wire.on("close", () => done()).on("error", () => undefined).resume();
  });
  const { WebSocket } = await import("ws");
  for (const text of ["4", "40{", "42[", "451-[\"x\",{\"_placeholder\":true,\"num\":9}]", "9", "\u0000", `40{"protocol":${PROTOCOL_VERSION},"as":"person"}`]) {
    const wire = new WebSocket(`ws://127.0.0.1:${served.port}/socket.io/?EIO=4&transport=websocket`);
    await new Promise<void>((done) => {
      wire.on("message", (data: Buffer) => data.toString().startsWith("0") && wire.send(text));
      wire.on("close", () => done()).on("error", () => done());
      wire.on("message", (data: Buffer) => data.toString().startsWith("44") && wire.close());
      if (text === "4" || text === "9" || text === "\u0000") wire.on("message", () => wire.close());
    });
  }
  expect((await raw("/healthz")).status).toBe(200);
});

test.each(["/../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/shell.key", "/assets/..%5c..%5cshell.key", "//etc/passwd", "/%00", "/.env", "/assets/%2e%2e/%2e%2e/first-run.code", "/shell.key", "/%E0%A4%A"])(
  "no path leads out of the windows' folder: %s",
  async (path) => {
    const answer = await raw(path);
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(/root:|^[A-Za-z0-9_-]{43}/);
  },
);

test("a foreign Host name is refused everywhere (DNS rebinding), a foreign Origin where something could change", async () => {
  for (const host of ["evil.example", "evil.example:7373", "127.0.0.1.evil.example", "localhost.evil.example", "[::1", "a b"]) expect((await raw("/", { host })).status).toBe(host === "a b" ? (await raw("/", { host })).status : 403);
  for (const host of [`127.0.0.1:${served.port}`, `localhost:${served.port}`, `[::1]:${served.port}`]) expect((await raw("/", { host })).status).toBe(200);
  const foreign = await served.post("/api/request/alarm:page", {}, { cookie, origin: "http://evil.example" });
  expect([foreign.status, await foreign.json()]).toEqual([403, { ok: false, fault: { code: "forbidden", permission: "origin" } }]);
  expect((await served.post("/api/session", { name: "a", password: "b" }, { origin: "null" })).status).toBe(403);
  expect((await served.post("/api/request/alarm:page", {}, { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await served.post("/api/request/alarm:page", {}, { cookie, origin: served.base })).status).toBe(200);
});

test("a socket from another site's page is refused", async () => {
  const { WebSocket } = await import("ws");
  const status = await new Promise((done) => {
    const wire = new WebSocket(`ws://127.0.0.1:${served.port}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie, origin: "http://evil.example" } });
    wire.on("unexpected-response", (_request, response) => done(response.statusCode)).on("open", () => done("open")).on("error", () => undefined);
  });
  expect(status).toBe(400);
});
