/** From a key or a drag at the console to the changed pixel on the wall: the desk's own keys, pressed in its real window. `KYDAI_BENCH_SWITCHES` shortens it. */
import { z } from "zod";
import { CUT_AHEAD } from "../../backend/core/wall/cut.ts";
import { until } from "../kit/until.ts";
import { quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { consoleLogIn, openWallBench, twoScenes, type CellSpot, type PictureScene, type WallBench } from "./wall-bench.ts";
import { handOn, type Hand } from "./wall-hand.ts";
import { isColour } from "./wall-pictures.ts";

const SWITCHES = Number(process.env["KYDAI_BENCH_SWITCHES"] ?? 200);
const PATIENCE = 5000;
/** Between two of them, ms: a person's pace at its quickest. The odd part keeps it out of step with every clock of the product. */
const PAUSE = 313;

interface Run {
  spent: number[];
  lost: number;
}

/** @param act does it, and says when; @param changed whether the wall's spots show it */
async function measure({ eye }: WallBench, act: () => number | Promise<number>, changed: (values: readonly number[]) => boolean, { spent }: Run, lose: () => void): Promise<void> {
  const seen = eye.until(changed, PATIENCE);
  const began = await act();
  const at = await seen;
  if (at === undefined) lose();
  else spent.push(at - began);
  await new Promise((next) => setTimeout(next, PAUSE));
}

async function many(n: number, once: (i: number, run: Run, lose: () => void) => Promise<void>): Promise<Run> {
  const run: Run = { spent: [], lost: 0 };
  for (let i = 0; i < n; i++) await once(i, run, () => void run.lost++);
  return run;
}

const Box = z.object({ x: z.number(), y: z.number() });

/** Where a cell is on the desk's picture of the wall. */
async function deskCell(hand: Hand, cellId: string): Promise<z.infer<typeof Box>> {
  return Box.parse(await hand.evaluate(`(() => { const box = document.querySelector('[data-wall] [data-cell="${cellId}"]').getBoundingClientRect(); return { x: box.left + box.width / 2, y: box.top + box.height / 2 }; })()`));
}

async function openDesk(hand: Hand): Promise<void> {
  hand.press("F9");
  await until(async () => (await hand.evaluate(`document.querySelector("[data-wall] [data-cell]") !== null`)) === true, 20_000, () => "the wall's desk does not open");
}

/** A cell's key that makes it fill its monitor, and again: the monitor's next cell changes. */
function maximising(wall: WallBench, hand: Hand, spots: readonly CellSpot[], scene: PictureScene): Promise<Run> {
  return many(SWITCHES, async (i, run, lose) => {
    const at = (Math.floor(i / 2) * 4) % spots.length;
    const [own, other] = [scene.colours[at] ?? 0, scene.colours[at + 1] ?? 0];
    if (i % 2 === 0) await hand.evaluate(`document.querySelector('[data-wall] [data-cell="${spots[at]?.cellId}"]').focus()`);
    await measure(wall, () => hand.press("m"), (values) => isColour(values[at + 1], other) === (i % 2 === 1) && (i % 2 === 1 || !isColour(values[at + 1], other)) && own !== other, run, lose);
  });
}

/** A cell dragged onto its neighbour: both change places, seen when both have. */
function swapping(wall: WallBench, hand: Hand, spots: readonly CellSpot[], scene: PictureScene): Promise<Run> {
  return many(Math.ceil(SWITCHES / 2), async (i, run, lose) => {
    const at = (Math.floor(i / 2) * 4) % spots.length;
    const [from, to] = [await deskCell(hand, spots[at]?.cellId ?? ""), await deskCell(hand, spots[at + 1]?.cellId ?? "")];
    const wanted = i % 2 === 0 ? [at + 1, at] : [at, at + 1];
    const way = Array.from({ length: 6 }, (_value, k) => ({ x: from.x + ((to.x - from.x) * k) / 5, y: from.y + ((to.y - from.y) * k) / 5 }));
    await measure(wall, () => hand.drag(way), (values) => wanted.every((k, n) => isColour(values[at + n], scene.colours[k] ?? 0)), run, lose);
  });
}

const LIMIT = { op: "<=", value: 200 } as const;

function row(name: string, { spent, lost }: Run, more = ""): BenchRow[] {
  const note = `p50 ${quantile(spent, 0.5).toFixed(1)}, max ${Math.max(...spent).toFixed(1)} ms, n=${spent.length}${more}`;
  return [{ name: `${name} → changed pixel on the wall, p95`, value: quantile(spent, 0.95), unit: "ms", target: LIMIT, note }, ...(lost === 0 ? [] : [{ name: `${name}: not seen within ${PATIENCE / 1000} s`, value: lost, unit: "times", target: { op: "<=", value: 0 } as const }])];
}

export async function bench(): Promise<BenchRow[]> {
  const wall = await openWallBench();
  let hand: Hand | undefined;
  try {
    const { scenes: [a, b], spots } = await twoScenes(wall, 2, 2);
    await consoleLogIn(wall);
    const target = (await wall.room.shell.targets()).find(({ url }) => new URL(url).pathname === "/");
    if (target === undefined) throw new Error("no console");
    const acting = (hand = await handOn(target));
    const scenes = await many(SWITCHES, async (i, run, lose) => {
      const to = i % 2 === 0 ? a : b;
      await measure(wall, () => acting.press(i % 2 === 0 ? "1" : "2", { alt: true }), (values) => to.colours.every((colour, k) => isColour(values[k], colour)), run, lose);
    });
    await openDesk(acting);
    const maximised = await maximising(wall, acting, spots, b);
    const dragged = await swapping(wall, acting, spots, b);
    const period = wall.eye.period();
    return [
      ...row("a cell's key (fill the monitor)", maximised, `; looked at every ${period.median.toFixed(1)} ms (p99 ${period.p99.toFixed(1)})`),
      ...row("drag of a cell onto another, both changed", dragged),
      ...row("scene key, the last of four displays", scenes, `; every window shows it ${CUT_AHEAD} ms after it was decided, all at once`),
    ];
  } finally {
    hand?.close();
    await wall.close();
  }
}
