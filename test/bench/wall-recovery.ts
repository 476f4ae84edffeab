/** Each process of the room killed in turn: from the kill until all four walls show a scene that was cut to after it. `KYDAI_BENCH_KILLS` shortens it. */
import { startShell, type Shell } from "../kit/shell.ts";
import { until } from "../kit/until.ts";
import { request } from "../kit/backend.ts";
import { quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { openWallBench, twoScenes, type PictureScene, type WallBench } from "./wall-bench.ts";
import { instant } from "./wall-eye.ts";
import { isColour } from "./wall-pictures.ts";
import { rendererOf } from "./wall-process.ts";

const KILLS = Number(process.env["KYDAI_BENCH_KILLS"] ?? 20);
const PATIENCE = 60_000;
/** A backend that has lived so long is started again without the growing wait of one that cannot live, ms. */
const SETTLED = 61_000;
/** Three deaths of one page within a minute bring the safe page: of four windows killed in turn, one so often, ms. */
const SPARED = 8500;

interface Recovery {
  all: number;
  answered: number;
}

/** The room under test; its shell may be another after a kill. */
interface Patient {
  wall: WallBench;
  shell: Shell;
  scenes: readonly [PictureScene, PictureScene];
  /** Which of the scenes is on. */
  on: 0 | 1;
  victim: number;
}

/**
 * That the wall shows what was asked for after the kill says it all: the backend decides and journals, the windows hear it, draw it,
 * and it reaches the screen. The cut's own notice (80 ms) is part of it.
 *
 * @returns ms until the wall shows it, and until the backend took the request
 */
async function recovery(patient: Patient, kill: () => void | Promise<void>): Promise<Recovery> {
  const { wall } = patient;
  const to = patient.on === 0 ? 1 : 0;
  const scene = patient.scenes[to];
  const seen = wall.eye.until((values) => scene.colours.every((colour, i) => isColour(values[i], colour)), PATIENCE);
  const began = instant();
  await kill();
  let answered: number | undefined;
  while (answered === undefined && instant() - began < PATIENCE) {
    const answer = await request(wall.backend, wall.cookie, "wall:cut", { sceneId: scene.id }).catch(() => undefined);
    if (answer?.ok === true) answered = instant() - began;
    else await new Promise((next) => setTimeout(next, 50));
  }
  const at = await seen;
  patient.on = to;
  if (at === undefined || answered === undefined) throw new Error(`the walls were not back within ${PATIENCE / 1000} s`);
  return { all: at - began, answered };
}

const end = (pid: number, signal: "SIGKILL" | "SIGSTOP" = "SIGKILL"): void => void process.kill(pid, signal);

/** The next wall in turn, by its process. */
async function nextWall(patient: Patient): Promise<number> {
  for (;;) {
    const walls = (await patient.shell.targets()).filter(({ url }) => new URL(url).pathname === "/wall").sort((a, b) => (a.id < b.id ? -1 : 1));
    const target = walls[patient.victim++ % Math.max(1, walls.length)];
    const pid = target === undefined ? undefined : await rendererOf(patient.shell, target).catch(() => undefined);
    if (pid !== undefined) return pid;
  }
}

function gpuOf(shell: Shell): number {
  const [pid] = shell.processes("gpu-process");
  if (pid === undefined) throw new Error("no GPU process");
  return pid;
}

async function killShell(patient: Patient): Promise<Recovery> {
  const { wall } = patient;
  const former = patient.shell.pid();
  if (former === undefined) throw new Error("no shell");
  return recovery(patient, async () => {
    end(former);
    // As a system's service manager does it: at once.
    await until(() => patient.shell.pid() === undefined);
    patient.shell = await startShell({ display: wall.server.display, data: wall.room.data, port: wall.room.port });
  });
}

async function spaced<T>(least: number, what: () => Promise<T>): Promise<T> {
  const began = instant();
  const value = await what();
  await new Promise((next) => setTimeout(next, Math.max(0, least - (instant() - began))));
  return value;
}

export async function bench(): Promise<BenchRow[]> {
  const wall = await openWallBench();
  const spent: Record<"renderer" | "hung" | "gpu" | "backend" | "shell", Recovery[]> = { renderer: [], hung: [], gpu: [], backend: [], shell: [] };
  try {
    const { scenes } = await twoScenes(wall, 2, 2);
    const patient: Patient = { wall, shell: wall.room.shell, scenes, on: 1, victim: 0 };
    await wall.eye.until((values) => scenes[1].colours.every((colour, i) => isColour(values[i], colour)), 20_000);
    for (let n = 0; n < KILLS; n++)
      await spaced(KILLS > 1 ? SETTLED : 0, async () => {
        const renderer = await nextWall(patient);
        spent.renderer.push(await spaced(SPARED, () => recovery(patient, () => end(renderer))));
        const hung = await nextWall(patient);
        spent.hung.push(await spaced(SPARED, () => recovery(patient, () => end(hung, "SIGSTOP"))));
        spent.gpu.push(await spaced(SPARED, () => recovery(patient, () => end(gpuOf(patient.shell)))));
        spent.backend.push(await recovery(patient, () => end(patient.shell.backendPid())));
      });
    for (let n = 0; n < KILLS; n++) spent.shell.push(await spaced(SPARED, () => killShell(patient)));
    const row = (name: string, recoveries: readonly Recovery[], more = ""): BenchRow => {
      const times = recoveries.map(({ all }) => all / 1000);
      const answered = quantile(recoveries.map((one) => one.answered / 1000), 0.5);
      return {
        name: `${name}: kill → four walls show what is asked for, longest of ${times.length}`, value: Math.max(...times), unit: "s", target: { op: "<=", value: 5 },
        note: `least ${Math.min(...times).toFixed(2)}, p50 ${quantile(times, 0.5).toFixed(2)}, p90 ${quantile(times, 0.9).toFixed(2)} s; the backend took the request after p50 ${answered.toFixed(2)} s${more}`,
      };
    };
    return [
      row("wall's renderer (SIGKILL)", spent.renderer),
      row("wall's renderer hung (SIGSTOP)", spent.hung),
      row("GPU process (SIGKILL)", spent.gpu),
      row("backend (SIGKILL)", spent.backend, "; a minute apart, else the shell waits longer each time"),
      row("shell (SIGKILL), started again at once", spent.shell, "; the backend goes on"),
    ];
  } finally {
    await wall.close();
  }
}
