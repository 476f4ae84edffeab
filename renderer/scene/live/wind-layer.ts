import { readingAt } from "./data/readings.ts";
import { rowOfProperty } from "./data/stations.ts";
import { windClass, windTurn } from "./data/wind.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { createPaced } from "./paced.ts";
import { createSpriteSet, type Sprite } from "./sprites/sprite-set.ts";
import { windSigns } from "./sprites/wind-signs.ts";

const SOON_MS = 1000;

/** At wind stations, an arrow where the wind blows to, with more barbs the stronger it is; a ring when it is calm. */
export const windLayer: LayerMaker = { id: "wind", nameKey: "wind", first: true, make: createWind };

function createWind(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const arrows = createSpriteSet("live-wind", context);
  arrows.pictures(windSigns(palette, scale));
  let masts: { station: number; speed: number; direction: number }[] = [];
  let drawn = "";

  function draw(): void {
    const { lon, lat } = context.stations();
    const sprites: Sprite[] = [];
    for (const { station, speed, direction } of masts) {
      const force = readingAt(context.readings(), speed, context.now());
      const from = readingAt(context.readings(), direction, context.now());
      if (!context.isKept(station) || force === undefined || force.stale || force.bad || from === undefined || from.stale || from.bad) continue;
      const at = { lon: lon[station]!, lat: lat[station]! };
      const picture = windClass(force.v);
      sprites.push(picture === 0 ? { ...at, picture } : { ...at, picture, turn: windTurn(from.v) });
    }
    const print = sprites.map(({ lon: x, lat: y, picture, turn = 0 }) => `${x} ${y} ${picture} ${turn.toFixed(2)}`).join("|");
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
      masts = [];
      for (let station = 0; station < stations.n; station++) {
        const speed = rowOfProperty(stations, station, ["wind-speed"]);
        const direction = rowOfProperty(stations, station, ["wind-direction"]);
        if (speed >= 0 && direction >= 0) masts.push({ station, speed, direction });
      }
      drawn = "";
      draw();
    },
    values: soon.ask,
    turned: soon.now,
    dispose: soon.stop,
  };
}
