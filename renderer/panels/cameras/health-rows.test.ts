import fc from "fast-check";
import { expect, test } from "vitest";
import { Camera, type StreamState } from "#contract/camera";
import type { CameraService } from "#contract/camera-service";
import { COLUMNS, columnsOf, healthRows, sortRows } from "./health-rows.ts";

const camera = (id: string, enabled = true) => Camera.parse({ id, name: id, position: [107.59, 16.47], streams: { main: { url: "rtsp://10.0.0.5/main" } }, enabled, secured: false, version: 1 });
const LIVE: StreamState = { is: "live", since: 1, fps: 25 };
const service = (id: string, up: number, fault: number): CameraService => ({ cameraId: camera(id).id, up, fault, off: 0, centre: 0, unwatched: 0, losses: fault > 0 ? 1 : 0 });
const listed = (id: string, main: StreamState, sub?: StreamState, enabled = true) => ({ camera: camera(id, enabled), states: { main, ...(sub && { sub }) } });
const names = (rows: ReturnType<typeof sortRows>) => rows.map(({ camera: { id } }) => id);

const ROWS = healthRows([
  listed("tot", LIVE), listed("lech-gio", { ...LIVE, clockOff: 900, drift: -5000 }), listed("che", LIVE, { ...LIVE, picture: "plain" }), listed("mat", { is: "lost", since: 1, reason: "closed" }), listed("tat", { is: "lost", since: 1, reason: "off" }, undefined, false), listed("dung", { is: "frozen", since: 1 }), listed("hay-mat", LIVE),
], [service("tot", 100, 0), service("hay-mat", 50, 50), service("mat", 90, 10)]);

test("the worst camera stands first: no picture, a frozen one, a covered one, a wrong clock, then who was lost longest", () => {
  expect(names(sortRows(ROWS, undefined, false))).toEqual(["mat", "dung", "che", "lech-gio", "hay-mat", "tot", "tat"]);
  expect(ROWS.filter(({ ill }) => ill > 0).map(({ camera: { id } }) => id)).toEqual(["lech-gio", "che", "mat", "dung"]);
});
test("no camera is ill while the process that fetches pictures is away, nor one whose state is that it is off", () => {
  expect(healthRows([listed("a", { is: "lost", since: 1, reason: "gateway" }), listed("b", { is: "lost", since: 1, reason: "off" }), listed("c", { is: "lost", since: 1, reason: "unreachable" })], []).map(({ ill }) => ill)).toEqual([0, 0, 4]);
});
test("each column sorts the worst first, and the other way; what is not known stays last", () => {
  expect(names(sortRows(ROWS, "share", false)).slice(0, 3)).toEqual(["hay-mat", "mat", "tot"]);
  expect(names(sortRows(ROWS, "share", true)).slice(0, 3)).toEqual(["tot", "mat", "hay-mat"]);
  expect(names(sortRows(ROWS, "clock", false))[0]).toBe("lech-gio");
  expect(names(sortRows(ROWS, "clock", true))[0]).toBe("lech-gio");
  expect(names(sortRows(ROWS, "now", false)).slice(0, 2)).toEqual(["mat", "dung"]);
  expect(names(sortRows(ROWS, "name", false))).toEqual(["che", "dung", "hay-mat", "lech-gio", "mat", "tat", "tot"]);
  fc.assert(fc.property(fc.constantFrom(...COLUMNS), fc.boolean(), (column, reversed) => new Set(names(sortRows(ROWS, column, reversed))).size === ROWS.length));
});
test("a column that nothing is known for is left out; what a period counted stands always", () => {
  expect(columnsOf(healthRows([listed("a", { is: "lost", since: 1, reason: "closed" })], []))).toEqual(COLUMNS.filter((column) => !["behind", "fps", "clock"].includes(column)));
  expect(columnsOf(healthRows([listed("a", { ...LIVE, behind: 40 }), listed("b", { is: "lost", since: 1 })], []))).toEqual(COLUMNS.filter((column) => column !== "clock"));
});
