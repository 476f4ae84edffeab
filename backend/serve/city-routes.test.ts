import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PMTiles, FetchSource } from "pmtiles";
import { CityManifest } from "#contract/city";
import { writeCity } from "../../test/kit/city-pack.ts";
import { tempFolder } from "../../test/kit/journal.ts";
import { testServer, type TestServer } from "../../test/kit/served.ts";

let served: TestServer;
let folder: string;
let temp: ReturnType<typeof tempFolder>;
let operator: string;
beforeAll(async () => {
  temp = tempFolder();
  folder = writeCity(join(temp.folder, "pack"));
  writeFileSync(join(folder, "not-listed.json"), "{}");
  writeFileSync(join(temp.folder, "secret.json"), "{}");
  served = await testServer({ pack: folder });
  operator = await served.loginAs("operator");
});
afterAll(async () => {
  await served.stop();
  temp.remove();
});

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => fetch(served.base + path, { method, headers: { cookie: operator, ...headers } });
/** fetch tidies a path up before it asks; this asks as it stands. */
const raw = (path: string): Promise<number> => new Promise((done, failed) => request({ port: served.port, host: "127.0.0.1", path, headers: { cookie: operator } }, (answer) => { answer.resume(); done(answer.statusCode ?? 0); }).on("error", failed).end());

test("invariant 12: the map is for people of the room and the agencies, and displays: a session or a display's token", async () => {
  const display = await served.displayCookie();
  const focal = await served.loginAs("focal-officer");
  for (const path of ["/city/manifest.json", "/city/base.pmtiles", "/assets/city/hue/base.geojson"]) {
    const ask = async (cookie: string) => (await get(path, { cookie })).status;
    expect([path, await ask(""), await ask("kydai_session=x"), await ask(focal), await ask(operator), await ask(display)]).toEqual([path, 401, 401, 200, 200, 200]);
  }
});

test("the manifest is what a window reads, and changes its tag when it changes", async () => {
  const first = await get("/city/manifest.json");
  expect(CityManifest.parse(await first.json()).id).toBe("thu");
  const tag = first.headers.get("etag") ?? "";
  expect((await get("/city/manifest.json", { "if-none-match": tag })).status).toBe(304);
});

test("a file whole, by a range, from its end, outside it; by its tag; by HEAD", async () => {
  const bytes = readFileSync(join(folder, "base.pmtiles"));
  const whole = await get("/city/base.pmtiles");
  const sha = CityManifest.parse(await (await get("/city/manifest.json")).json()).files["base.pmtiles"]?.sha256;
  expect([whole.status, whole.headers.get("etag"), whole.headers.get("accept-ranges"), whole.headers.get("x-content-type-options"), whole.headers.get("content-type"), whole.headers.get("content-length")]).toEqual([200, `"${sha}"`, "bytes", "nosniff", "application/vnd.pmtiles", String(bytes.length)]);
  expect(whole.headers.get("content-security-policy")).toMatch(/^sandbox/);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const part = await get("/city/base.pmtiles", { range: "bytes=7-16" });
  expect([part.status, part.headers.get("content-range"), part.headers.get("content-length")]).toEqual([206, `bytes 7-16/${bytes.length}`, "10"]);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(7, 17))).toBe(true);
  const tail = await get("/city/base.pmtiles", { range: "bytes=-3" });
  expect(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(-3))).toBe(true);
  const beyond = await get("/city/base.pmtiles", { range: `bytes=${bytes.length}-` });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${bytes.length}`]);
  expect((await get("/city/base.pmtiles", { range: "bytes=0-9", "if-range": '"another"' })).status).toBe(200);
  expect((await get("/city/base.pmtiles", { "if-none-match": `"${sha}"` })).status).toBe(304);
  const head = await get("/city/base.pmtiles", {}, "HEAD");
  expect([head.status, head.headers.get("content-length"), (await head.arrayBuffer()).byteLength]).toEqual([200, String(bytes.length), 0]);
});

test("tiles come out as the reader of PMTiles reads them", async () => {
  const archive = new PMTiles(new FetchSource(`${served.base}/city/base.pmtiles`, new Headers({ cookie: operator })));
  expect(await archive.getHeader()).toMatchObject({ minZoom: 7, maxZoom: 12, clustered: true });
  const x = Math.floor(((107.55 + 180) / 360) * 2 ** 10);
  const tile = await archive.getZxy(10, x, 464);
  expect(Buffer.from(new Uint8Array(tile?.data ?? new ArrayBuffer(0))).includes("Lê Lợi")).toBe(true);
});

test.each(["/city/../secret.json", "/city/..%2fsecret.json", "/city/%2e%2e/secret.json", "/city/flag/../../secret.json", "/city/flag%2ftower.bin%00", "/city//etc/passwd", "/city/.%2e/secret.json", "/city/..%5csecret.json", "/city/not-listed.json", "/city/", "/city/flag", "/city/constructor", "/city/__proto__"])("%s is no file of the pack", async (path) => {
  expect([400, 404]).toContain(await raw(path));
});

test("a file that was swapped for a link after the start is not followed", async () => {
  rmSync(join(folder, "places.json"));
  symlinkSync(join(temp.folder, "secret.json"), join(folder, "places.json"));
  const answer = await get("/city/places.json");
  expect([answer.status, await answer.json()]).toMatchObject([503, { ok: false, fault: { code: "unavailable" } }]);
});

test("a tile file that changed after the start is said to have changed, whatever its type", async () => {
  truncateSync(join(folder, "base.pmtiles"), 10);
  const answer = await get("/city/base.pmtiles");
  expect([answer.status, await answer.json()]).toMatchObject([503, { ok: false, fault: { code: "unavailable" } }]);
});

test("without a pack there is no map, and the room is there", async () => {
  const bare = await testServer();
  const cookie = await bare.loginAs("operator");
  expect((await fetch(`${bare.base}/city/manifest.json`, { headers: { cookie } })).status).toBe(404);
  expect((await fetch(`${bare.base}/city/base.pmtiles`, { headers: { cookie } })).status).toBe(404);
  await bare.stop();
});
