/** From a sensor's publish (MQTT) to the changed pixel on each of four walls: the alarm on the board, and the figure. `KYDAI_BENCH_READINGS` shortens it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { CellId } from "#contract/ids";
import { addSource, openWindow } from "../kit/backend.ts";
import { writePack } from "../kit/pack.ts";
import { until } from "../kit/until.ts";
import { quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { openWallBench, WALLS, type WallBench } from "./wall-bench.ts";
import { instant, type Spot } from "./wall-eye.ts";

const READINGS = Number(process.env["KYDAI_BENCH_READINGS"] ?? 200);
const PATIENCE = 5000;
/** Between two readings, ms: a figure changes at most twice a second, and these are to change at once. */
const PAUSE = 1213;
const GAUGES = 40;
/** What else comes in meanwhile, readings a second. */
const OTHERS = 50;
/** Of the board's row what its age does not change: the message. Of the figure the number alone. */
const BOARD = "[data-phase=on][data-kind=alarm-board] li[data-priority] [title]";
const FIGURE = "[data-phase=on][data-kind=key-figures] [data-quality] > :first-child";

/** A city of gauges, and one rule that alarms above 2 m: high, not emergency, which flashes by itself. */
function pack(folder: string): string {
  writePack(folder, GAUGES);
  writeFileSync(join(folder, "rules.json"), JSON.stringify([{
    id: "high", name: "Mực nước cao", kind: "threshold", priority: "high",
    params: { on: { observedPropertyId: "water-level" }, side: "above", setpoint: 2, deadband: 0.1 }, message: "{thing}: {value} {unit}, vượt {setpoint}", messageEn: "{thing}: {value} {unit}, above {setpoint}",
  }]));
  return folder;
}

/** A board and the gauge's figure on every wall. */
async function furnish(bench: WallBench): Promise<void> {
  const monitors = await bench.monitors();
  await bench.ask("wall:design", { designs: monitors.map(({ id }) => ({ do: "divide", monitorId: id, columns: 2, rows: 1 })) });
  for (const monitor of monitors)
    for (const [i, cell] of (await bench.cells(monitor)).entries())
      await bench.ask("wall:operate", { operations: [{ do: "put", cellId: CellId.parse(cell.id), rev: cell.rev, panels: [i === 0 ? { kind: "alarm-board" } : { kind: "key-figures", settings: { thingIds: ["g0"] } }] }] });
}

export async function bench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  const wall = await openWallBench({ KYDAI_PACK: pack(join(folder, "pack")) }).catch((error: unknown) => {
    rmSync(folder, { recursive: true });
    throw error;
  });
  const secret = await addSource(wall.backend, wall.cookie, "tram");
  const client = await mqtt.connectAsync({ host: "127.0.0.1", port: wall.backend.mqttPort, username: "tram", password: secret, clientId: "tram" });
  const publish = (gauge: number, result: number, qos: 0 | 1): void => void client.publish(`v1.1/Datastreams(g${gauge}.level)/Observations`, JSON.stringify({ result }), { qos });
  const window = await openWindow(wall.backend, wall.cookie);
  /** When the reading's fact was at a window's socket. */
  let heardAt: number | undefined;
  window.socket.on("facts", (facts: { kind: string }[]) => void (heardAt ??= facts.some(({ kind }) => kind.startsWith("alarm:")) ? instant() : undefined));
  let n = 0;
  const background = setInterval(() => publish(1 + (n++ % (GAUGES - 1)), 1 + (n % 90) / 100, 0), 1000 / OTHERS);
  try {
    await furnish(wall);
    publish(0, 3.5, 1);
    let spots: Spot[] = [];
    await until(async () => (spots = [...(await wall.areas(BOARD).catch(() => [])), ...(await wall.areas(FIGURE).catch(() => []))]).length === 2 * WALLS, 30_000, () => `the walls do not show it: ${JSON.stringify(spots)}`);
    await new Promise((next) => setTimeout(next, 2 * PAUSE));
    await wall.eye.look(spots);
    const spent: number[][] = spots.map(() => []);
    const heard: number[] = [];
    let lost = 0;
    for (let i = 0; i < READINGS; i++) {
      const before = [...wall.eye.values()];
      wall.eye.forget();
      const seen = wall.eye.until((values) => values.every((value, k) => value !== before[k]), PATIENCE);
      heardAt = undefined;
      const began = instant();
      publish(0, i % 2 === 0 ? 1.1 : 3.5, 1);
      if ((await seen) === undefined) lost++;
      if (heardAt !== undefined) heard.push(heardAt - began);
      for (const k of spots.keys()) {
        const first = wall.eye.sights().find(({ spot }) => spot === k);
        if (first !== undefined) spent[k]?.push(first.t - began);
      }
      await new Promise((next) => setTimeout(next, PAUSE + (i % 7) * 31));
    }
    const period = wall.eye.period();
    const rows = (name: string, of: number[][]): BenchRow[] => {
      const worst = Math.max(...of.map((each) => quantile(each, 0.95)));
      const all = of.flat();
      return [{ name: `sensor publish → ${name} changed on each of four walls, p95 of the slowest wall`, value: worst, unit: "ms", target: { op: "<=", value: 150 }, note: `p50 ${quantile(all, 0.5).toFixed(1)}, max ${Math.max(...all).toFixed(1)} ms, n=${all.length}; looked at every ${period.median.toFixed(1)} ms (p99 ${period.p99.toFixed(1)}); ${OTHERS} other readings a second` }];
    };
    return [
      ...rows("alarm on the board", spent.slice(0, WALLS)),
      ...rows("figure", spent.slice(WALLS)),
      { name: "sensor publish → the alarm's fact at a window's socket, p95", value: quantile(heard, 0.95), unit: "ms", note: `p50 ${quantile(heard, 0.5).toFixed(1)} ms, n=${heard.length}: what is left of the way to the pixel is the window's` },
      { name: `readings not seen on all walls within ${PATIENCE / 1000} s`, value: lost, unit: `of ${READINGS}`, target: { op: "<=", value: 0 } },
    ];
  } finally {
    clearInterval(background);
    window.close();
    await client.endAsync(true);
    await wall.close();
    rmSync(folder, { recursive: true });
  }
}
