/** From the command to four walls painted with what was on them: the shell and its backend as `npm start` starts them, built, on the data folder of the last run. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { startShell } from "../kit/shell.ts";
import { median } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { openWallBench, twoScenes, type WallBench } from "./wall-bench.ts";
import { instant } from "./wall-eye.ts";
import { isColour } from "./wall-pictures.ts";

const ROUNDS = 7;
const PATIENCE = 60_000;

interface Start {
  up: number;
  first: number;
  all: number;
}

/** @returns ms until the backend answers, until the first cell is painted, and until all of the four walls are */
async function once({ eye, server, room }: WallBench, colours: readonly number[]): Promise<Start> {
  const none = eye.until((values) => values.every((value, i) => !isColour(value, colours[i] ?? 0)), PATIENCE);
  await room.shell.close();
  if ((await none) === undefined) throw new Error("the walls' pictures stay on a screen without windows");
  const [began, clock] = [instant(), Date.now()];
  const first = eye.until((values) => values.some((value, i) => isColour(value, colours[i] ?? 0)), PATIENCE);
  const all = eye.until((values) => values.every((value, i) => isColour(value, colours[i] ?? 0)), PATIENCE);
  await startShell({ display: server.display, data: room.data, port: room.port });
  const [firstAt, allAt] = [await first, await all];
  if (firstAt === undefined || allAt === undefined) throw new Error(`not painted within ${PATIENCE / 1000} s`);
  // The backend writes its address down when it can be asked.
  return { up: statSync(join(room.data, "backend.json")).mtimeMs - clock, first: firstAt - began, all: allAt - began };
}

export async function bench(): Promise<BenchRow[]> {
  const wall = await openWallBench();
  try {
    const { scenes: [, on] } = await twoScenes(wall, 2, 2);
    await wall.eye.until((values) => on.colours.every((colour, i) => isColour(values[i], colour)), 20_000);
    const rounds: Start[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await once(wall, on.colours));
    const all = rounds.map((one) => one.all / 1000);
    return [
      { name: "cold start (built) → four walls painted", value: median(all), unit: "s", target: { op: "<=", value: 5 }, note: `${all.map((one) => one.toFixed(2)).join(", ")} s; backend up after ${(median(rounds.map(({ up }) => up)) / 1000).toFixed(2)} s, first cell of all after ${(median(rounds.map(({ first }) => first)) / 1000).toFixed(2)} s` },
    ];
  } finally {
    await wall.close();
  }
}
