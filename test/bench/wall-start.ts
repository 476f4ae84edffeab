/** From the command to four walls painted with what was on them: the shell and its backend as `npm start` starts them, built, on the data folder of the last run. */
import { startShell } from "../kit/shell.ts";
import { median } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { openWallBench, twoScenes, type WallBench } from "./wall-bench.ts";
import { instant } from "./wall-eye.ts";
import { isColour } from "./wall-pictures.ts";

const ROUNDS = 7;
const PATIENCE = 60_000;

/** @returns ms until the first cell is painted, and until all of the four walls are */
async function once({ eye, server, room }: WallBench, colours: readonly number[]): Promise<{ first: number; all: number }> {
  const none = eye.until((values) => values.every((value, i) => !isColour(value, colours[i] ?? 0)), PATIENCE);
  await room.shell.close();
  if ((await none) === undefined) throw new Error("the walls' pictures stay on a screen without windows");
  const began = instant();
  const first = eye.until((values) => values.some((value, i) => isColour(value, colours[i] ?? 0)), PATIENCE);
  const all = eye.until((values) => values.every((value, i) => isColour(value, colours[i] ?? 0)), PATIENCE);
  await startShell({ display: server.display, data: room.data, port: room.port });
  const [firstAt, allAt] = [await first, await all];
  if (firstAt === undefined || allAt === undefined) throw new Error(`not painted within ${PATIENCE / 1000} s`);
  return { first: firstAt - began, all: allAt - began };
}

export async function bench(): Promise<BenchRow[]> {
  const wall = await openWallBench();
  try {
    const { scenes: [, on] } = await twoScenes(wall, 2, 2);
    await wall.eye.until((values) => on.colours.every((colour, i) => isColour(values[i], colour)), 20_000);
    const rounds: { first: number; all: number }[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await once(wall, on.colours));
    const all = rounds.map((one) => one.all / 1000);
    return [
      { name: "cold start (built) → four walls painted", value: median(all), unit: "s", target: { op: "<=", value: 5 }, note: `${all.map((one) => one.toFixed(2)).join(", ")} s; first cell of all after ${(median(rounds.map(({ first }) => first)) / 1000).toFixed(2)} s` },
    ];
  } finally {
    await wall.close();
  }
}
