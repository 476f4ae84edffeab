import { readingAt } from "./data/readings.ts";
import { rowOfProperty } from "./data/stations.ts";
import { createTrends } from "./data/trend.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { createPaced } from "./paced.ts";
import { createSpriteSet, type Sprite } from "./sprites/sprite-set.ts";
import { tideSigns } from "./sprites/trend-signs.ts";

const SOON_MS = 1000;
/** m/h: the turn of the tide. */
const STEADY = 0.02;

/** At tide gauges, whether the water comes or goes: an arrow over a wave; a bar at its turn; nothing while that is not known. */
export const tideLayer: LayerMaker = { id: "tide", nameKey: "tide", first: true, make: createTide };

function createTide(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const arrows = createSpriteSet("live-tide", context);
  arrows.pictures(tideSigns(palette, scale));
  const trends = createTrends(STEADY);
  let gauges: { station: number; row: number }[] = [];
  let drawn = "";

  function draw(): void {
    const { lon, lat } = context.stations();
    const sprites: Sprite[] = [];
    for (const { station, row } of gauges) {
      const reading = readingAt(context.readings(), row, context.now());
      if (reading === undefined || reading.stale || reading.bad) continue;
      trends.see(row, reading.t, reading.v);
      const trend = trends.of(row);
      if (trend !== undefined && context.isKept(station)) sprites.push({ lon: lon[station]!, lat: lat[station]!, picture: trend + 1, dx: -28 * scale, dy: 0 });
    }
    const print = sprites.map(({ lon: x, lat: y, picture }) => `${x} ${y} ${picture}`).join("|");
    if (print === drawn) return;
    drawn = print;
    arrows.write(sprites);
    context.repaint();
  }
  const soon = createPaced(draw, SOON_MS);
  return {
    layers: (isShown) => [arrows.layer(isShown)],
    reset() {
      const stations = context.stations();
      gauges = [];
      for (let station = 0; station < stations.n; station++) {
        const row = rowOfProperty(stations, station, ["tide-level"]);
        if (row >= 0) gauges.push({ station, row });
      }
      drawn = "";
      draw();
    },
    values: soon.ask,
    turned: soon.now,
    dispose: soon.stop,
  };
}
