import type { ObservedPropertyId } from "#contract/ids";
import { seen, type Seen } from "../../live/seen.ts";
import { ANCHORS } from "../gl-style.ts";
import { boxAround } from "../label-room.ts";
import { alarmsLayer } from "./alarms-layer.ts";
import { camerasLayer } from "./cameras-layer.ts";
import { createChosen } from "./chosen.ts";
import { contoursLayer } from "./contours-layer.ts";
import { inPolygon } from "./data/polygon.ts";
import { screenOf, type Screen } from "./data/screen.ts";
import { idOf } from "./data/stations.ts";
import { createFieldBook } from "./field-book.ts";
import { gaugesLayer } from "./gauges-layer.ts";
import { heatLayer } from "./heat-layer.ts";
import { incidentsLayer } from "./incidents-layer.ts";
import { createHover } from "./hover.ts";
import { createLabelBook } from "./label-book.ts";
import type { LayerMaker, LiveContext } from "./live-context.ts";
import type { Keep, LiveHost, LiveLayerId, LiveLayers, LiveProblem, Picked } from "./live-host.ts";
import { createLiveRoom } from "./live-room.ts";
import { createPaced } from "./paced.ts";
import { rainLayer } from "./rain-layer.ts";
import { sensorsLayer } from "./sensors-layer.ts";
import { tideLayer } from "./tide-layer.ts";
import { trafficLayer } from "./traffic-layer.ts";
import { vehiclesLayer } from "./vehicles-layer.ts";
import { windLayer } from "./wind-layer.ts";

export type { LiveHost, LiveLayerId, LiveLayers, LiveProblem, LonLat, Picked, ProblemKind } from "./live-host.ts";

/** Every live layer, bottom to top. `nameKey`: its name among `liveTexts`; `first`: on without anybody switching it on. */
export const LIVE_LAYERS: readonly LayerMaker[] = [
  heatLayer,
  rainLayer,
  contoursLayer,
  camerasLayer,
  vehiclesLayer,
  trafficLayer,
  windLayer,
  tideLayer,
  sensorsLayer,
  gaugesLayer,
  alarmsLayer,
  incidentsLayer,
];

/** Alarms and records are drawn so soon after they changed, ms; a moving camera is followed so often. */
const SOON_MS = 100;
const FOLLOW_MS = 200;
/** A station falls silent without any event: all are looked at so often. */
const LOOK_MS = 5000;
/** px around the pointer in which a sign counts as hit, at scale 1. */
const REACH = 12;

/** Live layers on a map whose style has loaded. After a loss of the graphics context: dispose, and make them anew on the new map. */
export function createLiveLayers(host: LiveHost, room: Seen = seen): LiveLayers {
  const { map, overlay } = host;
  const columns = createLiveRoom(room, host.city?.bounds);
  const view = { box: boxOf(map), zoom: map.getZoom() };
  let field: ObservedPropertyId | undefined;
  let shown: ReadonlySet<LiveLayerId> = new Set(LIVE_LAYERS.filter(({ first }) => first).map(({ id }) => id));
  let isLaid = false;
  /** As told last: of none nobody needs to hear. */
  let told = "[]";

  const context: LiveContext = {
    host, room, field: () => field, fieldNow: () => fieldBook.now(),
    now: columns.now, stations: columns.stations, readings: columns.readings, isKept: columns.isKept, worst: columns.worst, aside: columns.aside, cases: columns.cases,
    states: columns.states,
    view: () => view.box,
    zoom: () => view.zoom,
    ratio: Math.min(3, Math.max(1, globalThis.devicePixelRatio)),
    relay() {
      if (!isLaid) return;
      isLaid = false;
      queueMicrotask(lay);
    },
    before: { signs: map.getLayer(ANCHORS.live) === undefined ? undefined : ANCHORS.live, areas: map.getLayer(ANCHORS.models) === undefined ? undefined : ANCHORS.models },
    moved() {
      for (const { id, layer } of layers) if (id === "alarms") layer.alarms?.();
      chosen.draw();
    },
    label: (labels, texts) => labelBook.ask(labels, texts),
    repaint: host.repaint,
  };
  const labelBook = createLabelBook({
    view: () => ({ screen: screenNow(), width: map.getContainer().clientWidth, height: map.getContainer().clientHeight }),
    taken: (screen) => [...(host.names?.() ?? []), ...layers.filter(({ id }) => shown.has(id)).flatMap(({ layer }) => (layer.signs?.() ?? []).map(({ lon, lat, width, height, dx = 0, dy = 0 }) => boxAround(screen.x(lon, lat) + dx, screen.y(lon, lat) + dy, width, height))).filter(({ left, top }) => Number.isFinite(left) && Number.isFinite(top))],
    repaint: host.repaint,
  });
  const layers = LIVE_LAYERS.map(({ id, make }) => ({ id, layer: make(context) }));
  const chosen = createChosen(context);
  const fieldBook = createFieldBook(context, () => {
    for (const { layer } of layers) layer.fieldChanged?.();
  });
  let isGone = false;
  const hover = host.wall ? undefined : createHover(context, pick);

  function lay(): void {
    if (isGone || isLaid) return;
    isLaid = true;
    overlay.setProps({ layers: [...layers.flatMap(({ id, layer }) => layer.layers(shown.has(id))), ...chosen.layers()] });
    if (map.isStyleLoaded() !== true) map.once("render", layAgain);
    host.repaint();
  }
  /** While something of the map is being loaded, the library draws its layers above all names, and never takes them to their place by itself. */
  function layAgain(): void {
    if (map.isStyleLoaded() === true) context.relay();
    else if (!isGone) map.once("render", layAgain);
  }
  function reset(): void {
    for (const { layer } of layers) layer.reset();
    chosen.draw();
    refreshField();
    tellProblems();
    host.repaint();
  }
  function tellProblems(): void {
    const list = problems();
    const print = JSON.stringify(list);
    if (print === told) return;
    told = print;
    host.onProblems?.(list);
  }
  function problems(): LiveProblem[] {
    return [...columns.stations().problems, ...layers.flatMap(({ layer }) => layer.problems?.() ?? [])];
  }
  function values(series: readonly number[] | undefined): void {
    const stations = columns.values(series);
    for (const { layer } of layers) layer.values?.(stations);
  }
  /** A field is worked out only for who looks at it. */
  function refreshField(): void {
    if (field === undefined || shown.has("heat") || shown.has("contours")) fieldBook.refresh();
  }
  function alarms(): void {
    columns.alarms();
    for (const { layer } of layers) layer.alarms?.();
    hover?.again();
    host.repaint();
  }
  function camera(): void {
    view.box = boxOf(map);
    view.zoom = map.getZoom();
    for (const { layer } of layers) layer.camera?.();
  }
  function screenNow(): Screen {
    const { lng, lat } = map.getCenter();
    return screenOf((lon, at) => {
      const point = map.project([lon, at]);
      return [point.x, point.y];
    }, [lng, lat], map.getZoom());
  }
  function pick(x: number, y: number): Picked | undefined {
    const screen = screenNow();
    const hits = layers.filter(({ id }) => shown.has(id)).flatMap(({ layer }) => layer.hit?.(screen, x, y, REACH * host.scale) ?? []);
    return hits.sort((a, b) => b.rank - a.rank || a.distance - b.distance)[0]?.picked;
  }

  const alarmsSoon = createPaced(alarms, SOON_MS);
  const casesSoon = createPaced(() => {
    for (const { layer } of layers) layer.cases?.();
    hover?.again();
  }, SOON_MS);
  const recordsSoon = createPaced(() => {
    if (!columns.records()) return;
    columns.alarms();
    reset();
  }, SOON_MS);
  const follow = createPaced(camera, FOLLOW_MS);
  const moved = (): void => {
    if (!host.software) follow.ask();
  };
  map.on("move", moved);
  map.on("moveend", camera);
  map.on("resize", camera);
  const stops = [
    room.subscribe("records", recordsSoon.ask),
    room.subscribe("alarms", alarmsSoon.ask),
    room.subscribe("cases", casesSoon.ask),
    room.subscribe("time", () => {
      columns.time();
      values(undefined);
      alarmsSoon.ask();
      alarmsSoon.now();
      for (const { layer } of layers) layer.turned?.();
      for (const { layer } of layers) layer.cases?.();
      hover?.again();
      refreshField();
    }),
    room.subscribeValues(values),
  ];
  const watch = (): ReturnType<typeof setInterval> => setInterval(() => {
    values(undefined);
    refreshField();
    tellProblems();
  }, LOOK_MS);
  let clock: ReturnType<typeof setInterval> | undefined = watch();
  reset();
  lay();

  return {
    show(next) {
      const before = shown;
      shown = next;
      for (const { id, layer } of layers) if (before.has(id) !== next.has(id)) layer.shown?.(next.has(id));
      refreshField();
      isLaid = false;
      lay();
      labelBook.again();
      hover?.again();
    },
    filter(keep: Keep | undefined) {
      columns.filter(keep);
      reset();
      hover?.again();
    },
    select: chosen.select,
    field(property) {
      field = property;
      refreshField();
    },
    pick,
    within(polygon) {
      const stations = columns.stations();
      const inside = [];
      for (let i = 0; i < stations.n; i++) if (columns.isKept(i) && inPolygon(polygon, stations.lon[i]!, stations.lat[i]!)) inside.push(idOf(stations, i));
      return inside;
    },
    problems,
    hold(on) {
      for (const { layer } of layers) layer.hold?.(on);
      clearInterval(clock);
      clock = on ? undefined : watch();
    },
    dispose() {
      isGone = true;
      for (const stop of stops) stop();
      for (const paced of [alarmsSoon, casesSoon, recordsSoon, follow]) paced.stop();
      clearInterval(clock);
      map.off("move", moved);
      map.off("moveend", camera);
      map.off("resize", camera);
      hover?.remove();
      fieldBook.stop();
      labelBook.stop();
      for (const { layer } of layers) layer.dispose?.();
      columns.close();
    },
  };
}

/** What is on screen and as much again around it: a short move needs no new groups. */
function boxOf(map: LiveHost["map"]): [number, number, number, number] {
  const bounds = map.getBounds();
  const wide = (bounds.getEast() - bounds.getWest()) / 2;
  const high = (bounds.getNorth() - bounds.getSouth()) / 2;
  return [bounds.getWest() - wide, bounds.getSouth() - high, bounds.getEast() + wide, bounds.getNorth() + high];
}
