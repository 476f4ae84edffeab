import { rmSync } from "node:fs";
import { join } from "node:path";
import { fromArrayBuffer } from "geotiff";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RequestInput } from "#contract/request";
import type { Study, StudyId } from "#contract/study";
import type { OptionRun, StudyRunIndex } from "#contract/study-result";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend, type TestWindow } from "../kit/backend.ts";
import { until } from "../kit/until.ts";

// What-if studies on the built-in city, over the real socket and HTTP (H-3.5).

type Draft = RequestInput<"study:save">["draft"];
/** Four square kilometres about the river, an hour of a design storm; "xa-them": 500 m³/s more come down the river. */
const DRAFT: Draft = {
  name: "Xả thêm 500 m³/s", area: [107.575, 16.455, 107.595, 16.475], cell: 40, start: { from: "design", level: 1, inflow: 400 }, duration: 3600, every: 600,
  forcing: { rain: { by: "series", series: [[0, 40]] }, inflow: { by: "held" }, outlet: { by: "held" } },
  options: [{ id: "de-nguyen", name: "Để nguyên" }, { id: "xa-them", name: "Xả thêm", measures: [{ is: "release", name: "Xả thêm 500", at: { place: [107.585, 16.465] }, discharge: [[0, 500]] }] }],
};
/** The machine may be busy with other tests: what is awaited is that it ends, not how soon. */
const PATIENCE = 150_000;
let backend: TestBackend;
let cookie: string;
let window: TestWindow;
async function begin(folder?: string): Promise<void> {
  backend = await startBackend({ args: ["--pack", "city/hue"], ...(folder !== undefined && { folder }) });
  cookie = await administrator(backend);
  window = await openWindow(backend, cookie);
}
beforeAll(() => begin());
afterAll(async () => {
  window.close();
  await backend.stop();
  removeFolder(backend.folder);
});
const save = async (draft: Draft, revision = 0): Promise<Study> => valueOf(await window.ask("study:save", { draft, revision }));
const runsOf = async (id: StudyId): Promise<OptionRun[]> => valueOf(await window.ask("study:runs", { id })).runs;
async function awaited(id: StudyId, fits: (run: OptionRun) => boolean): Promise<OptionRun[]> {
  let runs: OptionRun[] = [];
  await until(async () => (runs = await runsOf(id)).every(fits), PATIENCE, () => JSON.stringify(runs));
  return runs;
}
const get = (path: string): Promise<Response> => fetch(backend.address + path, { headers: { cookie } });
const idOf = (run: OptionRun | undefined): string => {
  if (run?.state !== "done") throw new Error(`not done: ${JSON.stringify(run)}`);
  return run.runId;
};
async function frame(runId: string, path: string): Promise<Float32Array> {
  const response = await get(`/api/study-runs/${runId}/${path}`);
  expect(response.status).toBe(200);
  return new Float32Array(await response.arrayBuffer());
}

test("H-3.5 a study is saved, run, compared, looked at and taken along; computed again it is the same to the bit", { timeout: 3 * PATIENCE }, async () => {
  const study = await save(DRAFT);
  const estimate = valueOf(await window.ask("study:estimate", { draft: DRAFT }));
  expect(estimate.cells).toBe(estimate.grid.nx * estimate.grid.ny);
  valueOf(await window.ask("study:run", { id: study.id, revision: 1 }));
  const runs = await awaited(study.id, (run) => run.state === "done");
  const { results, differences } = valueOf(await window.ask("study:compare", { id: study.id }));
  expect(results.map(({ optionId, simulated }) => [optionId, simulated])).toEqual([["de-nguyen", true], ["xa-them", true]]);
  for (const { ledger } of results) expect(Math.abs(ledger.closure)).toBeLessThan(1e-6);
  // 500 m³/s more flood more than nothing more.
  expect(differences[0]?.by.area).toBeGreaterThan(0);

  const [base, more] = runs.map(idOf) as [string, string];
  const { value: index } = (await (await get(`/api/study-runs/${base}`)).json()) as { value: StudyRunIndex };
  expect(index).toMatchObject({ simulated: true, runId: base, optionId: "de-nguyen" });
  expect(index.frames.filter(({ quantity }) => quantity === "depth").map(({ t }) => t)).toEqual([600, 1200, 1800, 2400, 3000, 3600]);
  const peak = await frame(base, "peak-depth/0");
  expect(peak).toHaveLength(index.grid.nx * index.grid.ny);
  expect((await frame(more, "peak-depth/0")).reduce((sum, depth) => sum + depth, 0)).toBeGreaterThan(peak.reduce((sum, depth) => sum + depth, 0));

  const tif = await (await get(`/api/study-runs/${base}/export/peak-depth-0.tif`)).arrayBuffer();
  const image = await (await fromArrayBuffer(tif)).getImage();
  const north = (await image.readRasters({ interleave: true })) as Float32Array;
  expect([...north.subarray(0, index.grid.nx)]).toEqual([...peak.subarray(peak.length - index.grid.nx)]);
  const outline = await (await get(`/api/study-runs/${base}/export/outline.geojson`)).json();
  expect(outline).toMatchObject({ properties: { simulated: true, run: base }, features: [{ geometry: { type: "MultiPolygon" } }] });
  const csv = await (await get(`/api/studies/${study.id}/numbers.csv`)).text();
  for (const words of ["MÔ PHỎNG", base, more, "Xả thêm"]) expect(csv).toContain(words);
  // Who took what out stands in the journal; nothing that was computed does.
  const { facts } = valueOf(await window.ask("fact:recent", { kinds: ["study:exported"], limit: 10 }));
  expect(facts).toMatchObject([{ as: "csv", studyId: study.id, name: study.name }, { as: "outline", runId: base }, { as: "tif", runId: base }]);

  // Kept: not computed again. Not kept any more: computed, and the same.
  valueOf(await window.ask("study:run", { id: study.id, revision: 1, optionIds: [runs[0]!.optionId] }));
  const [again] = await awaited(study.id, (run) => run.state === "done");
  expect(again).toMatchObject({ runId: base, reused: true });
  rmSync(join(backend.folder, "study-runs", base), { recursive: true });
  valueOf(await window.ask("study:run", { id: study.id, revision: 1, optionIds: [runs[0]!.optionId] }));
  const [anew] = await awaited(study.id, (run) => run.state === "done");
  expect(anew).toMatchObject({ runId: base, reused: false });
  expect(await frame(base, "peak-depth/0")).toEqual(peak);
  // Another name, or another option beside it, changes no number.
  await save({ ...DRAFT, id: study.id, name: "Tên khác" }, 1);
  expect((await runsOf(study.id)).map(({ state }) => state)).toEqual(["done", "done"]);
  await save({ ...DRAFT, id: study.id, duration: 4200 }, 2);
  expect((await runsOf(study.id)).map(({ state }) => state)).toEqual(["none", "none"]);
});

test("two planners on one study: the second hears of the first, and nothing is lost", async () => {
  const study = await save({ ...DRAFT, name: "Của hai người" });
  const [one, other] = await Promise.all(["Của người thứ nhất", "Của người thứ hai"].map((name) => window.ask("study:save", { draft: { ...DRAFT, id: study.id, name }, revision: 1 })));
  const answers = [one!, other!];
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ fault: { code: "conflict", detail: "revision 2 is in force, not 1" } });
  const kept = valueOf(await window.ask("study:get", { id: study.id }));
  expect(kept).toMatchObject({ revision: 2, name: answers[0]!.ok ? "Của người thứ nhất" : "Của người thứ hai" });
  expect(await window.ask("study:remove", { id: study.id, revision: 1 })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await window.ask("study:run", { id: study.id, revision: 1 })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  valueOf(await window.ask("study:remove", { id: study.id, revision: 2 }));
  expect(await window.ask("study:get", { id: study.id })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
});

test.each<[string, unknown, string]>([
  ["a depth that is negative", { options: [{ id: "a", name: "a", measures: [{ is: "breach", name: "b", line: [[107.58, 16.46], [107.581, 16.46]], height: 2, depth: -1, at: 0 }] }] }, "malformed"],
  ["a place that is no number", { area: [107.5, Number.NaN, 107.6, 16.5] }, "malformed"],
  ["an area turned about", { area: [107.6, 16.5, 107.5, 16.4] }, "malformed"],
  ["nine options", { options: Array.from({ length: 9 }, (_v, i) => ({ id: `o${i}`, name: "x" })) }, "malformed"],
  ["two options of one id", { options: [{ id: "a", name: "x" }, { id: "a", name: "y" }] }, "malformed"],
  ["a year of it", { duration: 31_536_000 }, "malformed"],
  ["a cell of a millimetre", { cell: 0.001 }, "malformed"],
  ["a start in the future", { start: { from: "past", at: Date.now() + 3_600_000 } }, "malformed"],
  ["times that go back", { forcing: { rain: { by: "series", series: [[600, 1], [0, 2]] } } }, "malformed"],
])("%s is refused with the field", async (_what, wrong, code) => {
  const draft = { ...DRAFT, ...(wrong as object) } as Draft;
  expect(await window.ask("study:save", { draft, revision: 0 })).toMatchObject({ ok: false, fault: { code } });
});

test("an area of a hundred million cells is refused with what it would take, before anything starts; one without terrain says where", { timeout: PATIENCE }, async () => {
  const huge: Draft = { ...DRAFT, area: [107, 16, 107.2, 16.19], cell: 2 };
  expect(valueOf(await window.ask("study:estimate", { draft: huge }))).toMatchObject({ refused: { code: "too-many-cells" } });
  const study = await save(huge);
  valueOf(await window.ask("study:run", { id: study.id, revision: 1 }));
  for (const run of await awaited(study.id, ({ state }) => state === "failed")) expect(run).toMatchObject({ fault: { code: "too-many-cells" } });
  const sea = await save({ ...DRAFT, area: [109, 12, 109.02, 12.02] });
  valueOf(await window.ask("study:run", { id: sea.id, revision: 1 }));
  for (const run of await awaited(sea.id, ({ state }) => state === "failed")) expect(run).toMatchObject({ fault: { code: "terrain-missing", first: [0, 0] } });
});

test("what a run would begin from now is told, and what is supposed where nothing is measured", { timeout: PATIENCE }, async () => {
  const start = valueOf(await request(backend, cookie, "study:start", { area: [107.545, 16.43, 107.62, 16.5], start: { from: "now" } }));
  expect(start.simulated).toBe(true);
  // Nobody measures anything in this room: it is said what is supposed.
  expect(start.notes).toEqual(expect.arrayContaining(["no-level"]));
});

test("kill -9 in the middle of a run: the study is there, and its run begins anew; cancelled, it ends", { timeout: 3 * PATIENCE }, async () => {
  const study = await save({ ...DRAFT, name: "Dài", cell: 10, duration: 24 * 3600, every: 3600 });
  valueOf(await window.ask("study:run", { id: study.id, revision: 1 }));
  const far = (run: OptionRun): boolean => run.state === "running" && run.done > 0;
  await awaited(study.id, far);
  window.close();
  await backend.kill();
  await begin(backend.folder);
  expect(valueOf(await window.ask("study:get", { id: study.id }))).toEqual(study);
  await awaited(study.id, far);
  valueOf(await window.ask("study:cancel", { id: study.id }));
  await awaited(study.id, ({ state }) => state === "cancelled");
});
