import { afterAll, beforeAll, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { AlarmId } from "#contract/ids";
import type { Wall } from "#contract/wall";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { screenOf } from "../kit/hand-wall.ts";
import { until } from "../kit/until.ts";
import { joinPc, logInAs, openWallWindow, shellAsks } from "../kit/wall-pc.ts";

const IDS = ["cam-1", "cam-2", "cam-3", "cam-4"].map((id) => CameraId.parse(id));
let backend: TestBackend;
let operator: string;
let planner: string;
let pc: Awaited<ReturnType<typeof joinPc>>;

beforeAll(async () => {
  backend = await startBackend();
  const admin = await administrator(backend);
  operator = await logInAs(backend, admin, "minh", ["operator"]);
  planner = await logInAs(backend, admin, "quy", ["planner"]);
  pc = await joinPc(backend, admin, "tuong-1");
  valueOf(await shellAsks(backend, pc.cookie, "wall:screens", { screens: [screenOf("c0", 0, { primary: true }), screenOf("w1", 1920), screenOf("w2", 3840)] }));
  for (const id of IDS) valueOf(await request(backend, admin, "camera:save", { camera: { id, name: id, position: [107.59, 16.46], streams: { main: { url: "rtsp://127.0.0.1:9/x" } }, enabled: false }, version: 0 }));
});
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

const wall = async (): Promise<Wall> => valueOf(await request(backend, operator, "snapshot:get", {})).wall;
const contents = ({ cells }: Wall) => Object.fromEntries(cells.map(({ id, panels }) => [id, panels]));
const cameras = (cameraIds: readonly CameraId[], alarmId = "ngap-dap-da") => ({ operations: [{ do: "cameras" as const, cameraIds: [...cameraIds], ...(cameraIds.length > 0 && { alarmId: AlarmId.parse(alarmId) }) }] });

test("H-11.2 one request brings four cameras beside the alarm to every wall window, journalled; the same key brings back what was there", async () => {
  const before = await wall();
  const [console1, w1, w2] = [await openWindow(backend, operator), await openWallWindow(backend, pc.cookie), await openWallWindow(backend, pc.cookie)];
  const { seq } = valueOf(await console1.ask("wall:operate", cameras(IDS)));
  await until(() => [console1, w1, w2].every(({ facts }) => facts.some((fact) => fact.seq === seq)));
  expect(w1.facts.find((fact) => fact.seq === seq)).toMatchObject({ kind: "wall:edited", deed: "cameras", by: "minh" });
  const shown = (await wall()).cells.filter(({ guest }) => guest !== undefined);
  expect(shown.map(({ panels, guest }) => [panels, guest?.alarmId])).toEqual([[[{ kind: "camera", settings: { cameraIds: IDS, together: true }, sensitive: false }], "ngap-dap-da"]]);
  // What people look up for stays.
  const kinds = (of: Wall): string[] => of.cells.flatMap(({ panels }) => panels.map(({ kind }) => kind)).filter((kind) => kind === "map" || kind === "alarm-board").toSorted();
  expect(kinds(await wall())).toEqual(kinds(before));
  const { seq: away } = valueOf(await console1.ask("wall:operate", cameras([])));
  await until(() => [console1, w1, w2].every(({ facts }) => facts.some((fact) => fact.seq === away)));
  expect(contents(await wall())).toEqual(contents(before));
  for (const window of [console1, w1, w2]) window.close();
});

test("H-11.2 undo takes them away as well, and after a restart the same key still knows what was there", async () => {
  const before = contents(await wall());
  valueOf(await request(backend, operator, "wall:operate", cameras(IDS.slice(0, 2))));
  valueOf(await request(backend, operator, "wall:undo", {}));
  expect(contents(await wall())).toEqual(before);
  valueOf(await request(backend, operator, "wall:operate", cameras(IDS.slice(0, 2))));
  await backend.stop();
  backend = await startBackend({ folder: backend.folder });
  const again = await administrator(backend);
  operator = await logInAs(backend, again, "lan", ["operator"]);
  planner = await logInAs(backend, again, "quynh", ["planner"]);
  expect((await wall()).cells.filter(({ guest }) => guest !== undefined).length).toBe(1);
  valueOf(await request(backend, operator, "wall:operate", cameras([])));
  expect(contents(await wall())).toEqual(before);
});

test("a camera that is not the room's, five of them, and whoever may not operate the wall are refused, and nothing changes", async () => {
  const before = contents(await wall());
  const ghost = CameraId.parse("la");
  expect(await request(backend, operator, "wall:operate", cameras([ghost]))).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "camera", id: "la" } });
  expect(await request(backend, operator, "wall:operate", cameras([...IDS, ghost]))).toMatchObject({ ok: false, fault: { code: "malformed" } });
  expect(await request(backend, planner, "wall:operate", cameras(IDS))).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  expect(contents(await wall())).toEqual(before);
});
