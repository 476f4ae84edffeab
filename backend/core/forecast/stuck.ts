import { arxAt, type Gauging } from "./arx.ts";
import type { GaugeModel } from "./gauge.ts";
import { stillFor } from "./grid.ts";

/** Steps a gauge stands at one value before it is asked whether it should. */
const STANDS = 4;
/** Times the worst error ever seen that it is off from what was to be expected. */
const OFF = 1.5;
/** Times the longest its past stood still. */
const LONGER = 2;

/** Steps at the end of the level for which the gauge tells one and the same value though its past, or rain and gauges above, say it cannot; 0: it looks alive. */
export function stuckFor({ manners, still }: Pick<GaugeModel, "manners" | "still">, gauging: Gauging): number {
  const { level } = gauging;
  const stands = stillFor(level);
  if (stands < STANDS) return 0;
  if (stands > LONGER * Math.max(STANDS, still)) return stands;
  const first = manners.find(({ manner }) => manner === "drivers")?.leads[0];
  if (first === undefined || first.lead > stands) return 0;
  const off = Math.abs(arxAt(gauging, first.arx, level.length - 1 - first.lead) - level[level.length - 1]!);
  const worst = Math.max(...Object.values(first.band.limbs).flatMap(({ spread }) => [Math.abs(spread[0]!), Math.abs(spread.at(-1)!)]));
  return off > OFF * worst ? stands : 0;
}
