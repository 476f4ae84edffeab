import { PERMISSIONS, type RouteName } from "#contract/permission";
import { REQUESTS } from "#contract/request";
import { Source } from "#contract/source";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IngestRoute } from "../ports.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { helloOf } from "../../test/kit/shell-hello.ts";
import { EPOCH, PASSWORD, testServer, type TestServer } from "../../test/kit/served.ts";
import { openApi } from "./openapi.ts";
import { HTTP_ROUTES } from "./openapi-routes.ts";

const taken: { id: string; body: string; params: Record<string, string> }[] = [];
const routes: IngestRoute[] = [{
  method: "POST",
  path: "/sta/v1.1/:entity/Observations",
  handle({ source, params, body }) {
    taken.push({ id: source.id, body: Buffer.from(body).toString(), params });
    return Promise.resolve({ status: 201, headers: { location: "/x" }, body: { ok: true } });
  },
}];
let served: TestServer;
let operator: string;
let auditor: string;
let basic: string;
beforeAll(async () => {
  served = await testServer({ routes, staRead: async (scope) => void scope.get("/sta/v1.1", () => ({ value: [] })).get("/sta/v1.1/Things", () => ({ value: [] })) });
  operator = await served.loginAs("operator");
  auditor = await served.loginAs("auditor");
  const made = await served.access.saveSource({ source: Source.parse({ id: "tram-1", name: "Trạm 1" }), renew: false }, undefined);
  basic = `Basic ${Buffer.from(`tram-1:${made.ok ? (made.value.secret ?? "") : ""}`).toString("base64")}`;
});
afterAll(() => served.stop());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(served.base + path, { headers });
}

describe("the windows' files", () => {
  test("/ and /wall are one page, never cached; hashed files for ever; parts of files by Range", async () => {
    const [root, wall, agency, asset, part] = await Promise.all([get("/"), get("/wall"), get("/agency"), get("/assets/index-a1b2c3d4.js"), get("/assets/index-a1b2c3d4.js", { range: "bytes=2-4" })]);
    expect([await root.text(), root.headers.get("cache-control")]).toEqual([await wall.text(), "no-cache"]);
    expect(agency.status).toBe(200);
    expect([asset.headers.get("cache-control"), asset.headers.get("content-type")]).toEqual(["public, max-age=31536000, immutable", "application/javascript; charset=utf-8"]);
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
  });
  test("nothing but this server may run, connect or frame", async () => {
    const { headers } = await get("/");
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of ["script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self' blob:", "frame-ancestors 'none'", "object-src 'none'", `connect-src 'self' blob: data: ws://127.0.0.1:${served.port}`]) expect(policy).toContain(rule);
    expect([headers.get("x-powered-by"), headers.get("server"), headers.get("x-content-type-options"), headers.get("x-frame-options")]).toEqual([null, null, "nosniff", "DENY"]);
  });
  test("without a build the page says what to do", async () => {
    const bare = await testServer({ built: false });
    const page = await fetch(`${bare.base}/wall`);
    expect([page.status, (await page.text()).includes("npm run build")]).toEqual([503, true]);
    await bare.stop();
  });
});

describe("sessions over HTTP", () => {
  test("first run: asked, done once, and the cookie is out of a page's reach", async () => {
    const fresh = await testServer();
    expect(await (await fetch(`${fresh.base}/api/first-run`)).json()).toEqual({ ok: true, value: { needed: true } });
    const done = await fresh.post("/api/first-run", { code: fresh.access.firstRunCode(), id: "lan", name: "Lan", password: PASSWORD });
    expect(done.headers.get("set-cookie")).toMatch(/^kydai_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    const answer: unknown = await done.json();
    expect(answer).toMatchObject({ ok: true, value: { account: { id: "lan" } } });
    expect(JSON.stringify(answer)).not.toContain("token");
    expect(await (await fetch(`${fresh.base}/api/first-run`)).json()).toEqual({ ok: true, value: { needed: false } });
    await fresh.stop();
  });
  test("who am I, by either cookie; log-out clears it", async () => {
    const cookie = await served.loginAs("planner");
    expect(await (await get("/api/session", { cookie })).json()).toMatchObject({ ok: true, value: { kind: "person", account: { id: "planner" } } });
    expect((await get("/api/session?as=display", { cookie })).status).toBe(401);
    const wall = await served.displayCookie();
    expect(await (await get("/api/session?as=display", { cookie: wall })).json()).toMatchObject({ value: { kind: "display" } });
    const out = await fetch(`${served.base}/api/session`, { method: "DELETE", headers: { cookie } });
    expect(out.headers.get("set-cookie")).toMatch(/^kydai_session=;/);
    expect((await get("/api/session", { cookie })).status).toBe(401);
  });
  test("wrong passwords are answered 401, and soon 429 with Retry-After", async () => {
    const statuses: number[] = [];
    let after: string | null = null;
    for (let i = 0; i < 8; i++) {
      const response = await served.post("/api/session", { name: "leader", password: "x" });
      statuses.push(response.status);
      after = response.headers.get("retry-after") ?? after;
    }
    expect([statuses[0], statuses.at(-1), Number(after) > 0]).toEqual([401, 429, true]);
  });
  test("a proof by the shell's key, and by no other, makes a display; the answer proves the server", async () => {
    const key = readFileSync(join(served.folder, "shell.key"), "utf8").trim();
    const { value } = (await (await get("/api/shell")).json()) as { value: { challenge: string } };
    const { proof, nonce } = helloOf(key, value.challenge);
    const tries = [helloOf("another key", value.challenge), helloOf(key, "another start"), { nonce, proof: helloOf(key, value.challenge, nonce, "backend").proof }];
    for (const path of ["/api/display/shell", "/api/shell"]) {
      for (const hello of tries) expect((await served.post(path, { name: "Tường", ...hello })).status).toBe(401);
      expect((await served.post(path, { name: "Tường" }, { authorization: `Bearer ${key}` })).status).toBe(400);
    }
    const right = await served.post("/api/display/shell", { name: "Tường", nonce, proof });
    expect([right.status, right.headers.get("set-cookie")?.startsWith("kydai_display=")]).toEqual([200, true]);
    expect(await right.json()).toMatchObject({ value: { proof: helloOf(key, value.challenge, nonce, "backend").proof } });
  });
});

describe("sources over HTTP", () => {
  test("a source's body reaches the adapter as it came, with who sent it", async () => {
    const response = await fetch(`${served.base}/sta/v1.1/Datastreams(d1)/Observations`, { method: "POST", headers: { authorization: basic, "content-type": "application/json" }, body: '{"result": 1' });
    expect([response.status, response.headers.get("location")]).toEqual([201, "/x"]);
    expect(taken.at(-1)).toEqual({ id: "tram-1", body: '{"result": 1', params: { entity: "Datastreams(d1)" } });
  });
  test("nobody, a wrong secret and a person are not sources; guessing is slowed down", async () => {
    const path = `${served.base}/sta/v1.1/x/Observations`;
    const before = taken.length;
    expect((await fetch(path, { method: "POST", body: "{}" })).status).toBe(401);
    expect((await fetch(path, { method: "POST", body: "{}", headers: { cookie: operator } })).status).toBe(403);
    const statuses = new Set<number>();
    for (let i = 0; i < 25; i++) statuses.add((await fetch(path, { method: "POST", body: "{}", headers: { authorization: `Basic ${Buffer.from("tram-1:x").toString("base64")}` } })).status);
    expect([...statuses]).toEqual([401, 429]);
    expect((await fetch(path, { method: "POST", body: "{}", headers: { authorization: basic } })).status).toBe(201);
    expect(taken.length).toBe(before + 1);
  });
});

describe("rights of the other routes", () => {
  test.each<[string, RouteName]>([["/metrics", "metrics:read"], ["/api/openapi.json", "api:read"], ["/sta/v1.1/Things", "sta:read"]])("%s asks for %s", async (path, right) => {
    expect((await get(path)).status).toBe(401);
    expect((await get(path, { cookie: operator })).status).toBe(PERMISSIONS[right].includes("operator") ? 200 : 403);
    expect((await get(path, { cookie: auditor })).status).toBe(200);
    expect((await get(path, { authorization: basic })).status).toBe(PERMISSIONS[right].includes("source") ? 200 : 403);
  });
  test("health needs no right", async () => {
    expect([(await get("/healthz")).status, (await get("/readyz")).status]).toEqual([200, 200]);
    expect(await (await get("/healthz")).json()).toEqual({ ok: true, pid: process.pid, room: EPOCH });
  });
  test("/metrics counts requests by name and outcome, and speaks Prometheus", async () => {
    await served.post("/api/request/alarm:page", {}, { cookie: operator });
    await served.post("/api/request/rule:save", {}, { cookie: operator });
    const text = await (await get("/metrics", { cookie: auditor })).text();
    for (const line of [/^kydai_requests_total\{name="alarm:page",outcome="ok"\} \d+$/m, /^kydai_requests_total\{name="rule:save",outcome="forbidden"\} \d+$/m, /^kydai_windows\{kind="person"\} 0$/m, /^kydai_nodejs_eventloop_lag_p99_seconds /m, /^kydai_process_cpu_seconds_total /m]) expect(text).toMatch(line);
    expect(text.match(/^# TYPE (\S+)/gm)?.length).toBe(new Set(text.match(/^# TYPE (\S+)/gm)).size);
  });
});

describe("OpenAPI", () => {
  type Node = Record<string, unknown>;
  const document = openApi({ routes, version: "1" });
  const paths = document["paths"] as Record<string, Record<string, Node>>;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));

  test("names every request, every session route and every ingest route", () => {
    for (const name of Object.keys(REQUESTS)) expect(paths[`/api/request/${name}`]?.["post"]).toBeDefined();
    for (const { path, method } of HTTP_ROUTES) expect(paths[path]?.[method]).toBeDefined();
    expect(paths["/sta/v1.1/{entity}/Observations"]?.["post"]).toMatchObject({ security: [{ source: [] }], parameters: [{ name: "entity", in: "path", required: true }] });
  });
  test("is sound: unique operation ids, a response each, every reference resolves, every scheme exists", () => {
    expect(document["openapi"]).toBe("3.1.0");
    const ids = operations.map((one) => one["operationId"]);
    expect(new Set(ids).size).toBe(ids.length);
    const schemes = Object.keys((document["components"] as Node)["securitySchemes"] as Node);
    for (const one of operations) {
      expect(Object.keys(one["responses"] as Node)).toContain("default");
      for (const need of one["security"] as Node[]) for (const scheme of Object.keys(need)) expect(schemes).toContain(scheme);
    }
    let references = 0;
    JSON.stringify(document, (key, value: unknown) => {
      if (key === "$ref") {
        references++;
        const target = String(value).slice(2).split("/").reduce<unknown>((node, step) => (node as Node | undefined)?.[step], document);
        expect([value, target]).toEqual([value, expect.anything()]);
      }
      return value;
    });
    expect(references).toBeGreaterThan(operations.length - 10);
  });
  test("every route it describes is served", async () => {
    for (const { path, method } of HTTP_ROUTES) {
      const response = await fetch(served.base + path, { method: method.toUpperCase(), headers: { cookie: auditor } });
      expect([path, response.status]).not.toEqual([path, 404]);
    }
  });
});
