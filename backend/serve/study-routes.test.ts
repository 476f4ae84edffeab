import { fromArrayBuffer } from "geotiff";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SimulationRunId } from "#contract/simulation";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import { testServer, type TestServer } from "../../test/kit/served.ts";
import { openRunShelf } from "../store/run-shelf.ts";
import { openRunWriter } from "../store/run-writer.ts";

const RUN = SimulationRunId.parse("d".repeat(64));
const grid = { bounds: [107.5, 16.4, 107.56, 16.44], nx: 3, ny: 2, cell: 20 };
const depth = Float32Array.from([0, 0.5, 1, 0, 0, 2.25]);
const shelfFolder = tempFolder();
let served: TestServer;
let planner: string;
let officer: string;
beforeAll(async () => {
  const writer = openRunWriter({ shelf: shelfFolder.folder, runId: RUN, part: "1", reserve: 0 });
  writer.put("peak-depth-0.f32.gz", new Uint8Array(depth.buffer));
  writer.put("outline.geojson.gz", Buffer.from(JSON.stringify({ type: "FeatureCollection", features: [] })));
  writer.finish({ simulated: true, runId: RUN, optionId: "a", grid, frames: [{ quantity: "peak-depth", unit: "m", index: 0, t: 3600 }] });
  served = await testServer({ runs: await openRunShelf({ folder: shelfFolder.folder, log: keptLog(), now: () => Date.now(), reserve: 0 }) });
  planner = await served.loginAs("planner");
  officer = await served.loginAs("focal-officer");
});
afterAll(async () => {
  await served.stop();
  shelfFolder.remove();
});
const get = (path: string, cookie?: string): Promise<Response> => fetch(served.base + path, { headers: cookie === undefined ? {} : { cookie } });

test("a frame comes as it was computed, with its size and time; nobody without the right sees one", async () => {
  const index = await (await get(`/api/study-runs/${RUN}`, planner)).json();
  expect(index).toMatchObject({ ok: true, value: { simulated: true, frames: [{ quantity: "peak-depth" }] } });
  const response = await get(`/api/study-runs/${RUN}/peak-depth/0`, planner);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(["x-columns", "x-rows", "x-seconds", "x-unit", "x-simulated"].map((name) => [name, response.headers.get(name)]))).toEqual({ "x-columns": "3", "x-rows": "2", "x-seconds": "3600", "x-unit": "m", "x-simulated": "true" });
  expect(new Float32Array(await response.arrayBuffer())).toEqual(depth);
  expect((await get(`/api/study-runs/${RUN}/peak-depth/0`)).status).toBe(401);
  expect((await get(`/api/study-runs/${RUN}/peak-depth/0`, officer)).status).toBe(403);
  expect((await get(`/api/study-runs/${RUN}/export/peak-depth-0.tif`, officer)).status).toBe(403);
  expect((await get(`/api/study-runs/${RUN}/export/peak-depth-0.tif`, await served.displayCookie())).status).toBe(403);
  expect((await get(`/api/study-runs/${RUN}/peak-depth/0`, await served.displayCookie("Tường 2"))).status).toBe(200);
});

test.each([["of no run", `${"e".repeat(64)}/peak-depth/0`, 404], ["of no quantity", `${RUN}/speed/0`, 404], ["beyond the last", `${RUN}/peak-depth/1`, 404], ["of a name that climbs", `${RUN}/..%2F..%2Fops.db/0`, 404], ["of an index that is none", `${RUN}/peak-depth/-1`, 404], ["of an id that is none", "!!/peak-depth/0", 400]])("a frame %s is refused", async (_what, path, status) => {
  expect((await get(`/api/study-runs/${path}`, planner)).status).toBe(status);
});

test("exports: a GeoTIFF that another program reads, the outline, and each says that it is simulated and names the run", async () => {
  const tif = await get(`/api/study-runs/${RUN}/export/peak-depth-0.tif`, planner);
  expect(tif.headers.get("content-disposition")).toBe(`attachment; filename="MO-PHONG-a-${RUN.slice(0, 12)}-peak-depth-0.tif"`);
  const bytes = await tif.arrayBuffer();
  const image = await (await fromArrayBuffer(bytes)).getImage();
  expect([...((await image.readRasters({ interleave: true })) as Float32Array)]).toEqual([0, 0, 2.25, 0, 0.5, 1]);
  for (const words of ["MÔ PHỎNG", RUN]) expect(Buffer.from(bytes).includes(Buffer.from(words))).toBe(true);
  expect(await (await get(`/api/study-runs/${RUN}/export/outline.geojson`, planner)).json()).toEqual({ type: "FeatureCollection", features: [] });
  for (const file of ["outline.kml", "peak-depth-1.tif", "run.json", "..%2Frun.json"]) expect((await get(`/api/study-runs/${RUN}/export/${file}`, planner)).status).toBe(404);
});
