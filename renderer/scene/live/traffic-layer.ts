import { flowOf, FLOWS } from "./data/traffic.ts";
import { readingAt } from "./data/readings.ts";
import { rowOfProperty } from "./data/stations.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { createPaced } from "./paced.ts";
import { createSpriteSet, type Sprite } from "./sprites/sprite-set.ts";

const SOON_MS = 1000;

/** At traffic counters, how traffic goes by its mean speed: three chevrons free, two slow, one jammed. */
export const trafficLayer: LayerMaker = { id: "traffic", nameKey: "traffic", first: true, make: createTraffic };

function createTraffic(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const chips = createSpriteSet("live-traffic", context);
  const colours = [palette.normal, palette.priority.medium, palette.priority.emergency];
  chips.pictures(FLOWS.map((_, flow) => ({
    width: 34 * scale, height: 14 * scale,
    draw(pen) {
      pen.scale(scale, scale);
      pen.fillStyle = palette.ground;
      pen.fillRect(-16, -6.5, 32, 13);
      pen.strokeStyle = colours[flow]!;
      pen.lineWidth = 2.4;
      pen.beginPath();
      for (let i = 0; i < 3 - flow; i++) {
        const x = (i - (2 - flow) / 2) * 9 - 2;
        pen.moveTo(x, -4);
        pen.lineTo(x + 4, 0);
        pen.lineTo(x, 4);
      }
      pen.stroke();
    },
  })));
  let counters: { station: number; row: number }[] = [];
  let drawn = "";

  function draw(): void {
    const { lon, lat } = context.stations();
    const sprites: Sprite[] = [];
    for (const { station, row } of counters) {
      const reading = readingAt(context.readings(), row, context.now());
      if (reading === undefined || reading.stale || reading.bad || !context.isKept(station)) continue;
      sprites.push({ lon: lon[station]!, lat: lat[station]!, picture: flowOf(reading.v), dy: 18 * scale });
    }
    const print = sprites.map(({ lon: x, lat: y, picture }) => `${x} ${y} ${picture}`).join("|");
    if (print === drawn) return;
    drawn = print;
    chips.write(sprites);
    context.repaint();
  }
  const soon = createPaced(draw, SOON_MS);
  return {
    layers: (isShown) => [chips.layer(isShown)],
    reset() {
      const stations = context.stations();
      counters = [];
      for (let station = 0; station < stations.n; station++) {
        if (stations.things[station]!.kind === "vehicle") continue;
        const row = rowOfProperty(stations, station, ["traffic-speed"]);
        if (row >= 0) counters.push({ station, row });
      }
      drawn = "";
      draw();
    },
    values: soon.ask,
    turned: soon.now,
    dispose: soon.stop,
  };
}
