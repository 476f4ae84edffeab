import { ScatterplotLayer } from "@deck.gl/layers";
import { formatNumber } from "../../design/format.ts";
import { languageNow } from "../../design/i18n.ts";
import { rainClass } from "./data/rain.ts";
import { readingAt } from "./data/readings.ts";
import { rowOfProperty } from "./data/stations.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { createPaced } from "./paced.ts";
import { createLabels, type Label } from "./sprites/labels.ts";

/** What one gauge is taken to speak for, m. */
const RADIUS = 2200;
const SOON_MS = 1000;
/** The flood's ramp: rain is water. Alpha grows with it. */
const COLOURS: readonly (readonly [number, number, number, number])[] = [[0, 0, 0, 0], [89, 191, 242, 26], [65, 157, 230, 44], [41, 122, 219, 64], [117, 31, 158, 90]];

/** Where a figure may stand besides below its gauge, px: close by, or as far as its disc reaches. */
const CLOSE = [[0, -20], [0, 27], [0, -27], [44, 0], [-44, 0]] as const;
const WITHIN = [[0, 44], [0, -44], [50, 34], [-50, 34], [50, -34], [-50, -34], [70, 0], [-70, 0], [0, 66], [0, -66], [75, 50], [-75, 50], [75, -50], [-75, -50], [100, 0], [-100, 0], [0, 100], [0, -100]] as const;
/** From this zoom on a disc stands over what somebody looks at: it fades, and from the second on only its rings are left. */
const FADES = [11, 13] as const;

interface Ring {
  at: [number, number];
  radius: number;
  fill: readonly [number, number, number, number];
}

/** Around rain gauges, how hard it rains: one ring for light rain to four for violent, and the rate. */
export const rainLayer: LayerMaker = { id: "rain", nameKey: "rain", first: true, make: createRain };

function createRain(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const rates = createLabels("live-rain-rates", context, { size: 11 * scale, colour: palette.ink, halo: palette.ground, shy: true });
  let gauges: { station: number; row: number }[] = [];
  let rings: readonly Ring[] = [];
  let drawn = "";

  function draw(): void {
    const { lon, lat } = context.stations();
    const found: Ring[] = [];
    const labels: (Label & { v: number })[] = [];
    const shade = Math.min(1, Math.max(0, (FADES[1] - context.zoom()) / (FADES[1] - FADES[0])));
    for (const { station, row } of gauges) {
      const reach = RADIUS / metresPerPx(lat[station]!, context.zoom());
      const reading = readingAt(context.readings(), row, context.now());
      if (reading === undefined || reading.stale || reading.bad || !context.isKept(station)) continue;
      const rain = rainClass(reading.v);
      for (let i = 0; i < rain; i++) found.push({ at: [lon[station]!, lat[station]!], radius: RADIUS * (1 - 0.12 * i), fill: shaded(COLOURS[i === 0 ? rain : 0]!, shade) });
      if (rain > 0) labels.push({ v: reading.v, lon: lon[station]!, lat: lat[station]!, others: [...CLOSE, ...WITHIN.filter(([dx, dy]) => Math.hypot(dx, dy) * scale < reach)].map(([dx, dy]) => [dx * scale, dy * scale] as const), text: `${formatNumber(reading.v, 1, languageNow())} mm/h`, dx: 0, dy: 20 * scale });
    }
    context.label(rates, labels.sort((a, b) => b.v - a.v)); // where gauges stand close, the hardest rain is told
    const print = found.map(({ at, radius, fill }) => `${at.join()} ${radius} ${fill[3]}`).join("|");
    if (print === drawn) return;
    drawn = print;
    rings = found;
    context.relay();
  }
  const soon = createPaced(draw, SOON_MS);
  return {
    layers: (isShown) => [
      new ScatterplotLayer<Ring>({
        id: "live-rain", data: rings, visible: isShown, getPosition: ({ at }) => at, getRadius: ({ radius }) => radius, getFillColor: ({ fill }) => [...fill], getLineColor: [89, 191, 242, 150],
        stroked: true, lineWidthUnits: "pixels", getLineWidth: 1.2 * scale, parameters: { depthCompare: "always", depthWriteEnabled: false }, ...(context.before.areas === undefined ? {} : { beforeId: context.before.areas }),
      }),
      rates.layer(isShown),
    ],
    reset() {
      const stations = context.stations();
      gauges = [];
      for (let station = 0; station < stations.n; station++) {
        const row = rowOfProperty(stations, station, ["rain-rate"]);
        if (row >= 0) gauges.push({ station, row });
      }
      drawn = "";
      draw();
    },
    values: soon.ask,
    turned: soon.now,
    camera: draw,
    dispose: soon.stop,
  };
}

/** On a web map of 512 px a tile. */
function metresPerPx(lat: number, zoom: number): number {
  return (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
}

/** In few steps, so that a moving camera does not make a new layer for every frame. */
function shaded([red, green, blue, alpha]: Ring["fill"], share: number): Ring["fill"] {
  return [red, green, blue, Math.round((alpha * Math.round(share * 6)) / 6)];
}
