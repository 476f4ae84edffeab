/** Cells of the wall change from cameras to others: how soon the others' first pictures stand there, and whether anything dark stood between. `KYDAI_BENCH_SWITCHES` shortens it. */
import { CameraId } from "#contract/camera";
import { MonitorId } from "#contract/ids";
import { numberedCells } from "#contract/wall-view";
import { buildStale } from "../../scripts/build.ts";
import { until } from "../kit/until.ts";
import { startXServer } from "../kit/x-server.ts";
import { fieldsIn, madeFilm, readPicture, type FilmKind } from "./camera-film.ts";
import { serveCameras } from "./camera-served.ts";
import { onWall, pictureIn, picturesOf, type CameraWall } from "./camera-wall.ts";
import { quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { instant } from "./wall-eye.ts";

const SWITCHES = Number(process.env["KYDAI_BENCH_SWITCHES"] ?? 200);
const FILM: FilmKind = { width: 640, height: 360, fps: 25, seconds: 20, kbits: 500, mark: 0 };
/** Cells that change at once. */
const CELLS = 4;
const PATIENCE = 10_000;
/** Between two switches, ms; the odd part keeps it out of step with the films' key pictures, one a second. */
const PAUSE = 713;

interface Switched {
  /** Request → the last cell's first picture of its new camera, ms. */
  spent: number[];
  lost: number;
  /** How long something stood in a cell that was no camera's picture, ms. */
  bare: number[];
}

async function switching({ boxes, eye, monitor, ask }: CameraWall, always: boolean, switches: number): Promise<Switched> {
  const cameras = await serveCameras({ files: [await madeFilm(FILM), await madeFilm({ ...FILM, mark: 1 })], cameras: CELLS * 2, fps: FILM.fps });
  try {
    const idOf = (i: number): CameraId => CameraId.parse(`doi-${i}`);
    await Promise.all(cameras.urls.map((url, i) => ask("camera:save", { camera: { id: idOf(i), name: `Đổi ${i}`, position: [107.59, 16.46], always, streams: { main: { url } } }, version: 0 })));
    await ask("wall:design", { designs: [{ do: "divide", monitorId: MonitorId.parse(monitor.id), columns: 2, rows: 2 }] });
    const cellsNow = async (): Promise<ReturnType<typeof numberedCells>> => {
      const { wall } = await ask("snapshot:get", {});
      return numberedCells({ cells: new Map(wall.cells.map((cell) => [cell.id, cell])) }, monitor.id).slice(0, CELLS);
    };
    /** Even cameras carry mark 0, odd ones 1. */
    const put = async (mark: number, cells: Awaited<ReturnType<typeof cellsNow>>): Promise<unknown> =>
      ask("wall:operate", { operations: cells.map((cell, i) => ({ do: "put", cellId: cell.id, rev: cell.rev, panels: [{ kind: "camera", settings: { cameraIds: [idOf(i * 2 + mark)], dwell: 15, fit: "contain" }, sensitive: false }] })) });
    await put(0, await cellsNow());
    await until(async () => (await boxes()).length === CELLS, 60_000);
    await new Promise((next) => setTimeout(next, 5000));
    await eye.look((await picturesOf({ boxes })).map((box) => fieldsIn(pictureIn(box))));
    const all: Switched = { spent: [], lost: 0, bare: [] };
    for (let i = 0; i < switches; i++) {
      const mark = (i + 1) % 2;
      const cells = await cellsNow();
      eye.forget();
      const seen = eye.until((values) => values.length === CELLS && values.every((value) => readPicture(value)?.mark === mark), PATIENCE);
      const began = instant();
      await put(mark, cells);
      const at = await seen;
      if (at === undefined) all.lost += 1;
      else all.spent.push(at - began);
      await new Promise((next) => setTimeout(next, PAUSE));
      const since = new Map<number, number>();
      for (const { t, spot, value } of eye.sights()) {
        const was = since.get(spot);
        // Two pictures told at once, one half each, is one being painted: no dark one.
        if (value === -1) since.set(spot, was ?? t);
        else if (was !== undefined) {
          all.bare.push(t - was);
          since.delete(spot);
        }
      }
      for (const was of since.values()) all.bare.push(instant() - was);
    }
    return all;
  } finally {
    cameras.stop();
  }
}

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const server = await startXServer(2);
  if (server.monitors !== 2) throw new Error("no virtual wall on this machine");
  try {
    const rows: BenchRow[] = [];
    for (const [always, n] of [[true, SWITCHES], [false, Math.ceil(SWITCHES / 10)]] as const) {
      const { spent, lost, bare } = await onWall(server, (wall) => switching(wall, always, n));
      const of = `${CELLS} cells change to ${always ? "cameras kept connected" : "cameras nobody looked at"}, ${n} times`;
      rows.push(
        { name: `${of}: last first picture, p95`, value: quantile(spent, 0.95), unit: "ms", ...(always && { target: { op: "<=", value: 500 } }), note: `p50 ${quantile(spent, 0.5).toFixed(0)}, max ${quantile(spent, 1).toFixed(0)} ms; not within ${PATIENCE / 1000} s: ${lost}` },
        { name: `${of}: a cell held no picture`, value: bare.length, unit: "times", ...(always && { target: { op: "<=", value: 0 } }), note: bare.length === 0 ? "" : `p50 ${quantile(bare, 0.5).toFixed(0)}, longest ${Math.max(...bare).toFixed(0)} ms` },
      );
    }
    return rows;
  } finally {
    server.stop();
  }
}
