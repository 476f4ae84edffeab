import { formatNumber } from "../../design/format.ts";
import { languageNow } from "../../design/i18n.ts";
import { levelSlots, rowOfProperty } from "./data/stations.ts";
import { readingAt } from "./data/readings.ts";
import { staffMarks } from "./data/staff.ts";
import { createTrends } from "./data/trend.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { createPaced } from "./paced.ts";
import { writePlace, createBatch } from "./sprites/batch.ts";
import { createLabels, type Label } from "./sprites/labels.ts";
import { STAFF_COLUMNS } from "./sprites/shaders.ts";
import { SIGN_PARAMETERS, SignLayer } from "./sprites/sign-layer.ts";
import { staffSheet } from "./sprites/staff-sheet.ts";
import { createSpriteSet, type Sprite } from "./sprites/sprite-set.ts";
import { trendSigns } from "./sprites/trend-signs.ts";

/** Properties that a staff shows, the first that a station has. */
const LEVEL_PROPERTIES = ["water-level", "tide-level", "reservoir-level", "street-depth"];
/** px of a staff's height, and of the gap between it and its station's sign, at scale 1. */
const HEIGHT = 46;
const GAP = 11;
/** Staffs change at most so often, ms; below this zoom there is no room for figures. */
const SOON_MS = 500;
const NAMED_ZOOM = 11;
/** m/h: what a gauge's noise may be. */
const STEADY = 0.03;

/** Water gauges as upright staffs: filled to the present level, one, two and three dashes at báo động I, II and III, and where it goes. */
export const gaugesLayer: LayerMaker = { id: "gauges", nameKey: "gauges", first: true, make: createGauges };

function createGauges(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const batch = createBatch(STAFF_COLUMNS);
  const trends = createTrends(STEADY);
  const arrows = createSpriteSet("live-trends", context);
  arrows.pictures(trendSigns(palette, scale));
  const figures = createLabels("live-levels", context, { size: 11 * scale, colour: palette.ink, halo: palette.ground });
  const sheet = staffSheet(palette);
  let gauges: { station: number; row: number; levels: readonly (number | undefined)[] }[] = [];
  let shownGauges: readonly { lon: number; lat: number }[] = [];
  let drawn = "";

  function find(): void {
    const stations = context.stations();
    gauges = [];
    for (let station = 0; station < stations.n; station++) {
      const row = rowOfProperty(stations, station, LEVEL_PROPERTIES);
      if (row < 0) continue;
      const levels = levelSlots(stations.datastreams[row]!);
      if (levels.some((level) => level !== undefined)) gauges.push({ station, row, levels });
    }
  }

  function draw(): void {
    const { lon, lat, datastreams } = context.stations();
    const now = context.now();
    const state = context.states();
    const [west, south, east, north] = context.view();
    const kept = gauges.filter(({ station }) => context.isKept(station) && lon[station]! >= west && lon[station]! <= east && lat[station]! >= south && lat[station]! <= north);
    const signs: Sprite[] = [];
    const labels: Label[] = [];
    const rows = kept.map(({ station, row, levels }) => {
      const reading = readingAt(context.readings(), row, now);
      const isKnown = reading !== undefined && !reading.stale && !reading.bad;
      if (isKnown) trends.see(row, reading.t, reading.v);
      const at = { lon: lon[station]!, lat: lat[station]! };
      const trend = isKnown ? trends.of(row) : undefined;
      if (trend !== undefined) signs.push({ ...at, picture: trend + 1, dx: -12 * scale, dy: -(GAP + HEIGHT / 2) * scale });
      if (isKnown && context.zoom() >= NAMED_ZOOM) labels.push({ ...at, text: `${formatNumber(reading.v, datastreams[row]!.decimals, languageNow())} ${datastreams[row]!.unit}`, dx: 38 * scale, dy: -(GAP + HEIGHT / 2) * scale });
      return { station, at, marks: staffMarks(levels, isKnown ? reading.v : undefined)!, state: state(station) };
    });
    const print = rows.map(({ station, marks, state }) => `${station} ${marks.map((mark) => mark.toFixed(3)).join()} ${state}`).join("|") + signs.map(({ picture }) => picture).join("");
    context.label(figures, labels);
    if (print === drawn) return;
    drawn = print;
    shownGauges = rows.map(({ at }) => at);
    batch.resize(rows.length);
    for (const [i, { at, marks, state }] of rows.entries()) {
      writePlace(batch.array("place"), i, at.lon, at.lat);
      batch.array("marks").set(marks, 4 * i);
      batch.array("look").set([0, GAP * scale, state], 3 * i);
    }
    arrows.write(signs);
    context.repaint();
  }

  const soon = createPaced(draw, SOON_MS);
  return {
    layers: (isShown) => [
      new SignLayer({ id: "live-staffs", program: "staff", batch, sheet: () => sheet, staffSize: HEIGHT * scale, visible: isShown, parameters: SIGN_PARAMETERS, ...(context.before.signs === undefined ? {} : { beforeId: context.before.signs }) }),
      arrows.layer(isShown), figures.layer(isShown),
    ],
    reset() {
      find();
      drawn = "";
      draw();
    },
    signs: () => shownGauges.map((at) => ({ ...at, width: 22 * scale, height: HEIGHT * scale, dy: -(GAP + HEIGHT / 2) * scale })),
    values: soon.ask,
    turned: soon.now,
    camera: draw,
    dispose: soon.stop,
  };
}
