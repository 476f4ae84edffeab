/** The backend as it is given away: bundled, in a folder that holds nothing of npm's but what stays apart. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DatastreamId } from "#contract/ids";
import { APART, bundleBackend } from "../../scripts/bundle.ts";
import { ROOT } from "../../scripts/fingerprint.ts";
import { addSource, administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { until } from "../kit/until.ts";

const place = mkdtempSync(join(tmpdir(), "kydai-built-"));
const built = join(place, "dist/backend");
const config = join(place, "kydai.yaml");
let backend: TestBackend;
let cookie: string;

beforeAll(async () => {
  await bundleBackend(built);
  for (const name of APART) {
    const to = join(place, "node_modules", name);
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), to);
  }
  symlinkSync(join(ROOT, "assets"), join(place, "assets"));
  cpSync(join(ROOT, "package.json"), join(place, "package.json"));
  mkdirSync(join(place, "dist/renderer"), { recursive: true });
  writeFileSync(join(place, "dist/renderer/index.html"), "<!doctype html><title>built</title>");
  writeFileSync(config, "site:\n  id: built\n  name: Bản dựng\n  centre: [107.58, 16.46]\n");
  // Later words win over the kit's own.
  backend = await startBackend({ entry: join(built, "main.js"), cwd: place, args: ["--config", config, "--feed", "built-in", "--speed", "60"], env: { XDG_CACHE_HOME: join(place, "cache") } });
  cookie = await administrator(backend);
});
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
  removeFolder(place);
});

test("its doors are open: windows' files, health, metrics, and requests over a socket", async () => {
  const get = async (path: string) => (await fetch(backend.address + path, { headers: { cookie } })).text();
  expect(await get("/")).toContain("<title>built</title>");
  expect(await get("/healthz")).toContain("ok");
  expect(await get("/metrics")).toMatch(/^kydai_disk_ok 1$/m);
  const window = await openWindow(backend, cookie);
  expect(valueOf(await window.ask("snapshot:get", {})).datastreams.length).toBeGreaterThan(10);
  window.close();
});

test("a reading by MQTT and one by HTTP are converted, stored by the telemetry worker and read back", async () => {
  const secret = await addSource(backend, cookie, "tram-do");
  const client = await mqtt.connectAsync({ host: "127.0.0.1", port: backend.mqttPort, username: "tram-do", password: secret });
  await client.publishAsync("v1.1/Datastreams(phu-oc.water-level)/Observations", JSON.stringify({ result: 123, parameters: { unit: "cm" } }), { qos: 1 });
  await client.endAsync();
  const post = await fetch(`${backend.address}/sta/v1.1/Datastreams(phu-oc.water-level)/Observations`, {
    method: "POST", body: JSON.stringify({ result: 1.24 }),
    headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram-do:${secret}`).toString("base64")}` },
  });
  expect(post.status).toBe(201);
  const to = Date.now() + 1000;
  const history = valueOf(await request(backend, cookie, "history:get", { datastreamId: DatastreamId.parse("phu-oc.water-level"), from: to - 600_000, to }));
  expect(history.v).toEqual(expect.arrayContaining([1.23, 1.24]));
});

test("the feed's worker plays the built-in day into it", async () => {
  const window = await openWindow(backend, cookie);
  const stored = () => window.statuses.at(-1)?.sources.find((source) => source.sourceId === "feed")?.stored ?? 0;
  await until(() => stored() > 0, 30_000, backend.log);
  expect(stored()).toBeGreaterThan(0);
  window.close();
});

test("what was compiled is kept, and a second start goes on where the first one ended", async () => {
  expect(await backend.stop()).toBe(0);
  const [version] = readdirSync(join(place, "cache/ky-dai/compiled"));
  expect(readdirSync(join(place, "cache/ky-dai/compiled", version ?? "")).length).toBeGreaterThan(3);
  backend = await startBackend({ entry: join(built, "main.js"), cwd: "/", folder: backend.folder, args: ["--config", config], env: { XDG_CACHE_HOME: join(place, "cache") } });
  cookie = await administrator(backend);
  expect(valueOf(await request(backend, cookie, "snapshot:get", {})).sources.map((source) => source.id)).toEqual(expect.arrayContaining(["feed", "tram-do"]));
});

test("a fault tells the source's file and line, by the maps beside the bundle", () => {
  for (const name of readdirSync(built).filter((file) => file.endsWith(".js") && file !== "rolldown-runtime.js" && readFileSync(join(built, file), "utf8").includes("//# sourceMappingURL="))) {
    expect(existsSync(join(built, `${name}.map`))).toBe(true);
  }
  const map: { sources: string[] } = JSON.parse(readFileSync(join(built, "run.js.map"), "utf8"));
  expect(map.sources.some((source) => source.endsWith("backend/store/open-journal.ts"))).toBe(true);
});
