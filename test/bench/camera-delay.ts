/**
 * From a camera's sending to the pixel on the wall: cameras whose pictures carry their number, shown by the real shell on a
 * virtual wall, read off the X screen. `KYDAI_BENCH_SECONDS` shortens each measuring.
 */
import { spawn } from "node:child_process";
import { buildStale } from "../../scripts/build.ts";
import { startXServer } from "../kit/x-server.ts";
import { madeFilm, type FilmKind } from "./camera-film.ts";
import { serveCameras } from "./camera-served.ts";
import { watchNumbers, type Numbers } from "./camera-numbers.ts";
import { playByMse } from "./camera-mse.ts";
import { noWebRtc, playByWebRtc } from "./camera-webrtc.ts";
import { gatewayOf, hangCameras, onChromium, onWall, type CameraWall } from "./camera-wall.ts";
import { busyOf, cpuOf, quantile, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { instant } from "./wall-eye.ts";

const SECONDS = Number(process.env["KYDAI_BENCH_SECONDS"] ?? 20);
/** Tiles come to rest for so long before they are measured, ms: what opening them costs, and what the player gives back after it, is over then. */
const SETTLE = 20_000;
const SUB: FilmKind = { width: 640, height: 360, fps: 25, seconds: 20, kbits: 500, mark: 0 };
const MAIN: FilmKind = { width: 1920, height: 1080, fps: 25, seconds: 8, kbits: 4000, mark: 0 };
interface Seen extends Numbers {
  /** Part of one core that the gateway used for each stream, %; all of the machine, of all its cores, %. */
  gateway: number;
  machine: number;
  /** MB. */
  resident: number;
  /** Part of one core that each part of the wall used, %; empty where it cannot be told apart. */
  parts: string;
}

/** Shows so many cameras of one film on the wall, and looks. */
async function measure(shown: CameraWall, kind: FilmKind, tiles: number): Promise<Seen> {
  const { eye, ask } = shown;
  const cameras = await serveCameras({ files: [await madeFilm(kind)], cameras: tiles, fps: kind.fps });
  try {
    const cameraAt = await hangCameras(shown, { urls: cameras.urls, name: `${kind.height}-${tiles}`, settle: SETTLE });
    const pid = gatewayOf(shown);
    const { windows, gpu } = shown.drawing();
    const groups: [string, number[]][] = windows.length === 0 ? [] : [["windows", windows], ["graphics process", gpu], ["backend", [shown.backendPid()]], ["the bench's cameras", [cameras.child.pid ?? 0]]];
    const uses = (pids: readonly number[]): number => pids.reduce((sum, each) => sum + cpuOf(each), 0);
    const used = groups.map(([, pids]) => uses(pids));
    const [cpu, busy, began] = [cpuOf(pid), busyOf(), instant()];
    const seen = await watchNumbers(eye, { cameraAt, kind, tiles, seconds: SECONDS });
    const took = (instant() - began) / 1000;
    return { ...seen, gateway: ((cpuOf(pid) - cpu) / took / tiles) * 100, machine: ((busyOf() - busy) / took) * 100, resident: residentOf(pid), parts: groups.map(([what, pids], i) => `${what} ${(((uses(pids) - (used[i] ?? 0)) / took) * 100).toFixed(0)}`).join(", ") };
  } finally {
    const bare = await ask("snapshot:get", {}).then(({ wall }) => wall.cells);
    for (const cell of bare) if (cell.panels.length > 0) await ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [] }] }).catch(() => undefined);
    cameras.stop();
  }
}

/** The same streams by the usual way, one ffmpeg a camera that only wraps them for a browser (fragmented MP4, nothing decoded). @returns part of a core for each, %, with what it costs to read its pipe; MB for each */
async function peer(kind: FilmKind, tiles: number): Promise<{ cpu: number; resident: number }> {
  const cameras = await serveCameras({ files: [await madeFilm(kind)], cameras: tiles, fps: kind.fps });
  const children = cameras.urls.map((url) => spawn("ffmpeg", ["-v", "quiet", "-rtsp_transport", "tcp", "-i", url, "-c", "copy", "-f", "mp4", "-movflags", "frag_every_frame+empty_moov+default_base_moof", "-"], { stdio: ["ignore", "pipe", "ignore"] }));
  for (const { stdout } of children) stdout.resume();
  try {
    await new Promise((next) => setTimeout(next, SETTLE));
    const pids = [process.pid, ...children.flatMap(({ pid }) => pid ?? [])];
    const used = (): number => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
    const [before, began] = [used(), instant()];
    await new Promise((next) => setTimeout(next, SECONDS * 1000));
    return { cpu: ((used() - before) / ((instant() - began) / 1000) / tiles) * 100, resident: residentOf(pids[1] ?? 0) };
  } finally {
    for (const child of children) child.kill();
    cameras.stop();
  }
}

const p = (values: readonly number[], at: number): string => quantile(values, at).toFixed(0);

function peerRow(what: string, { delays, rates, gap }: Numbers): BenchRow {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return { name: `${what}: sent → pixel, p95`, value: quantile(delays, 0.95), unit: "ms", note: `n=${delays.length}; p50 ${p(delays, 0.5)}, max ${p(delays, 1)} ms; longest gap ${gap.toFixed(0)} ms; ${mean.toFixed(1)} pictures a second and tile, worst ${Math.min(...rates).toFixed(1)}` };
}

function rowsOf(what: string, { delays, rates, gap, gateway, machine, resident, parts }: Seen, target: { p95?: number; p50?: number; fps?: number; gateway?: number }): BenchRow[] {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const note = `n=${delays.length}; p50 ${p(delays, 0.5)}, p95 ${p(delays, 0.95)}, max ${p(delays, 1)} ms; longest gap ${gap.toFixed(0)} ms`;
  return [
    { name: `${what}: sent → pixel, ${target.p50 === undefined ? "p95" : "p50"}`, value: quantile(delays, target.p50 === undefined ? 0.95 : 0.5), unit: "ms", ...(target.p50 !== undefined ? { target: { op: "<=", value: target.p50 } } : target.p95 !== undefined ? { target: { op: "<=", value: target.p95 } } : {}), note },
    { name: `${what}: pictures a second and tile, mean`, value: mean, unit: "Hz", ...(target.fps !== undefined && { target: { op: ">=", value: target.fps } }), note: `worst tile ${Math.min(...rates).toFixed(1)}; ${rates.filter((rate) => rate > 0).length} of ${rates.length} tiles move` },
    { name: `${what}: gateway, part of a core for each stream`, value: gateway, unit: "%", ...(target.gateway !== undefined && { target: { op: "<=", value: target.gateway } }), note: `gateway ${resident.toFixed(0)} MB resident; the machine's cores ${machine.toFixed(0)} % busy in all${parts === "" ? "" : `: ${parts}`}` },
  ];
}

/** What is measured, in order; `KYDAI_BENCH_TILES` names some by their tiles ("16,64"), or `all`. */
const STAGES: readonly { tiles: number; kind: FilmKind; target: Parameters<typeof rowsOf>[2]; usual?: true }[] = [
  { tiles: 16, kind: SUB, target: { p95: 60, gateway: 0.3 }, usual: true },
  { tiles: 25, kind: SUB, target: { fps: 24 }, usual: true },
  { tiles: 64, kind: SUB, target: { p50: 100, fps: 7.5 }, usual: true },
  { tiles: 9, kind: MAIN, target: { fps: 24 }, usual: true },
  { tiles: 36, kind: SUB, target: {} },
  { tiles: 49, kind: SUB, target: {} },
  { tiles: 100, kind: SUB, target: {} },
];

export async function bench(): Promise<BenchRow[]> {
  await buildStale();
  const wish = process.env["KYDAI_BENCH_TILES"];
  const wished = wish?.split(",").map(Number);
  const server = await startXServer(2);
  if (server.monitors !== 2) throw new Error("no virtual wall on this machine");
  try {
    const rows: BenchRow[] = [];
    // Told as they come: it takes some minutes, and what was seen is not lost with what fails after it.
    const keep = (...found: BenchRow[]): void => {
      for (const { name, value, unit, note } of found) console.log(`  ${name}: ${value.toFixed(2)} ${unit}${note === undefined ? "" : ` (${note})`}`);
      rows.push(...found);
    };
    let period = { median: 0, p99: 0 };
    const stages = STAGES.filter(({ tiles, usual }) => wish === "all" || (wished === undefined ? usual : wished.includes(tiles)));
    for (const { tiles, kind, target } of stages) {
      const seen = await onWall(server, async (all) => {
        const measured = await measure(all, kind, tiles);
        period = all.eye.period();
        return measured;
      });
      keep(...rowsOf(`${tiles} tiles of ${kind.width}×${kind.height} at ${kind.fps}`, seen, target));
      if (tiles !== 16) continue;
      const inChromium = await onChromium(server, (all) => measure(all, kind, tiles));
      keep(...rowsOf(`${tiles} tiles, our wall in Chromium`, inChromium, {}).slice(0, 2));
      const asked = { kind, tiles, seconds: SECONDS, settle: SETTLE };
      const mse = await playByMse(server, asked);
      keep(
        peerRow(`${tiles} tiles by MSE in Chromium (ffmpeg → fragmented MP4 → WebSocket)`, mse),
        { name: "our delay, of that by MSE in the same run, p50", value: quantile(seen.delays, 0.5) / quantile(mse.delays, 0.5), unit: "×" },
      );
      const missing = noWebRtc();
      if (missing === undefined) {
        const rtc = await playByWebRtc(server, asked);
        keep(
          peerRow(`${tiles} tiles by WebRTC in Chromium (GStreamer's webrtcbin, a connection a camera)`, rtc),
          { name: "our delay, of that by WebRTC in the same run, p50", value: quantile(seen.delays, 0.5) / quantile(rtc.delays, 0.5), unit: "×" },
        );
      } else console.log(`left out: ${missing}`);
      const ffmpeg = await peer(kind, tiles);
      keep({ name: "gateway's part of a core, of that of one ffmpeg a camera (16)", value: seen.gateway / ffmpeg.cpu, unit: "×", note: `ffmpeg ${ffmpeg.cpu.toFixed(2)} % and ${ffmpeg.resident.toFixed(0)} MB for each camera, its pipe read; the gateway ${(seen.resident / 16).toFixed(1)} MB for each` });
    }
    return [...rows, { name: "looked at each", value: period.median, unit: "ms", note: `p99 ${period.p99.toFixed(1)}; within the figures, not subtracted` }];
  } finally {
    server.stop();
  }
}
