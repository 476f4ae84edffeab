/** Sixteen cameras on the wall for an hour: what grows. `KYDAI_BENCH_MINUTES` shortens it. */
import { readdirSync } from "node:fs";
import { buildStale } from "../../scripts/build.ts";
import { startXServer } from "../kit/x-server.ts";
import { madeFilm, type FilmKind } from "./camera-film.ts";
import { watchNumbers } from "./camera-numbers.ts";
import { serveCameras } from "./camera-served.ts";
import { gatewayOf, hangCameras, onWall, type CameraWall } from "./camera-wall.ts";
import { busyOf, quantile, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { instant } from "./wall-eye.ts";

const MINUTES = Number(process.env["KYDAI_BENCH_MINUTES"] ?? 60);
const FILM: FilmKind = { width: 640, height: 360, fps: 25, seconds: 20, kbits: 500, mark: 0 };
const TILES = 16;
/** Looked at for so long, so often, s. */
const [LOOK, EVERY] = [10, 60];
/** What the first minutes cost is no slope: caches fill, code is compiled. */
const WARM = 10;

interface Sample {
  /** h since the start. */
  t: number;
  p50: number;
  p95: number;
  rate: number;
  gateway: number;
  backend: number;
  windows: number;
  gpu: number;
  handles: number;
  threads: number;
  busy: number;
}

const handlesOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
const threadsOf = (pid: number): number => readdirSync(`/proc/${pid}/task`).length;
const sum = (pids: readonly number[], of: (pid: number) => number): number => pids.reduce((all, pid) => all + of(pid), 0);

/** Least squares. @returns what is added each hour */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const [mt, mv] = [samples.reduce((all, { t }) => all + t, 0) / samples.length, samples.reduce((all, each) => all + of(each), 0) / samples.length];
  const over = samples.reduce((all, each) => all + (each.t - mt) * (of(each) - mv), 0);
  return over / samples.reduce((all, { t }) => all + (t - mt) ** 2, 0);
}

async function soak(shown: CameraWall): Promise<Sample[]> {
  const cameras = await serveCameras({ files: [await madeFilm(FILM)], cameras: TILES, fps: FILM.fps });
  try {
    const cameraAt = await hangCameras(shown, { urls: cameras.urls, name: "soak", settle: 20_000 });
    const samples: Sample[] = [];
    const began = instant();
    while (instant() - began < MINUTES * 60_000) {
      const busy = busyOf();
      const at = instant();
      const { delays, rates } = await watchNumbers(shown.eye, { cameraAt, kind: FILM, tiles: TILES, seconds: LOOK });
      const [gateway, backend, { windows, gpu }] = [gatewayOf(shown), shown.backendPid(), shown.drawing()];
      const all = [gateway, backend, ...windows, ...gpu];
      const sample: Sample = {
        t: (at - began) / 3_600_000, p50: quantile(delays, 0.5), p95: quantile(delays, 0.95), rate: rates.reduce((a, b) => a + b, 0) / TILES,
        gateway: residentOf(gateway), backend: residentOf(backend), windows: sum(windows, residentOf), gpu: sum(gpu, residentOf),
        handles: sum(all, handlesOf), threads: sum(all, threadsOf), busy: ((busyOf() - busy) / ((instant() - at) / 1000)) * 100,
      };
      samples.push(sample);
      console.log(`  ${(sample.t * 60).toFixed(0).padStart(3)} min  p50 ${sample.p50.toFixed(0)} p95 ${sample.p95.toFixed(0)} ms  ${sample.rate.toFixed(1)} Hz  MB: gateway ${sample.gateway.toFixed(0)} backend ${sample.backend.toFixed(0)} windows ${sample.windows.toFixed(0)} gpu ${sample.gpu.toFixed(0)}  handles ${sample.handles} threads ${sample.threads}  busy ${sample.busy.toFixed(0)} %`);
      await new Promise((next) => setTimeout(next, Math.max(0, EVERY * 1000 - (instant() - at))));
    }
    return samples;
  } finally {
    cameras.stop();
  }
}

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const server = await startXServer(2);
  if (server.monitors !== 2) throw new Error("no virtual wall on this machine");
  try {
    const all = await onWall(server, soak);
    const samples = all.filter(({ t }) => t * 60 >= Math.min(WARM, MINUTES / 4));
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined) throw new Error("not long enough");
    const hours = last.t - first.t;
    const row = (name: string, unit: string, of: (sample: Sample) => number, target?: number): BenchRow => ({
      name: `${name}, each hour`, value: slope(samples, of), unit, ...(target !== undefined && { target: { op: "<=", value: target } }),
      note: `${of(first).toFixed(0)} at the start, ${of(last).toFixed(0)} after ${(hours * 60).toFixed(0)} min; between ${Math.min(...samples.map(of)).toFixed(0)} and ${Math.max(...samples.map(of)).toFixed(0)}; the machine ${quantile(samples.map(({ busy }) => busy), 0.5).toFixed(0)} % busy`,
    });
    return [
      row("delay, p50", "ms/h", ({ p50 }) => p50, 10),
      row("delay, p95", "ms/h", ({ p95 }) => p95),
      row("pictures a second and tile", "Hz/h", ({ rate }) => rate),
      row("gateway, resident", "MB/h", ({ gateway }) => gateway, 5),
      row("backend, resident", "MB/h", ({ backend }) => backend, 20),
      row("windows, resident", "MB/h", ({ windows }) => windows, 20),
      row("GPU process, resident", "MB/h", ({ gpu }) => gpu, 20),
      row("open files of all of them", "1/h", ({ handles }) => handles, 2),
      row("threads of all of them", "1/h", ({ threads }) => threads, 2),
    ];
  } finally {
    server.stop();
  }
}
