import { Map as GlMap, setWorkerUrl, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Instant } from "#contract/ids";
import { boundsOf } from "./bounds.ts";
import { layersOfKind } from "./city/city-pack.ts";
import { knowTiles } from "./city/tiles.ts";
import type { Drawing, DrawingOptions } from "./drawing.ts";
import { buildingsOf } from "./gl-buildings.ts";
import { createCamera } from "./gl-camera.ts";
import { hit, thingOf } from "./gl-hit.ts";
import type { LiveWishes } from "./gl-live.ts";
import { createGlMarks } from "./gl-marks.ts";
import { createGlSimulated } from "./gl-simulated.ts";
import { ANCHORS, glStyle } from "./gl-style.ts";
import { showLayers } from "./gl-switch.ts";
import { addIcons } from "./icons.ts";
import { iconSize } from "./layout.ts";
import type { LiveLayers } from "./live/live-host.ts";
import type { Mark } from "./marks.ts";
import type { ModelsLayer } from "./models/models-layer.ts";
import { tellProbe } from "./probe.ts";
import { createWaterSurface, type WaterSurface } from "./water/water-surface.ts";

// maplibre 6 looks for its worker beside its own file, which bundling moves: without this, `load` never comes.
setWorkerUrl(new URL(workerUrl, location.href).href);

/** The map by WebGL. @throws GPUInitializationError when the machine has none */
export function createGlMap(options: DrawingOptions & { onLost: () => void }): Drawing {
  const { container, room, centre, wall, city, palette, scale, profile, onSelect, onCase, onLost, onPainted } = options;
  if (city !== undefined) knowTiles();
  const cheap = profile === "cheap";
  const map = new GlMap({
    container,
    style: glStyle(options),
    center: [...(city?.centre ?? centre)],
    zoom: 11,
    minZoom: 7,
    maxZoom: 18,
    maxPitch: 0,
    ...(city === undefined ? {} : { maxBounds: [...city.bounds] }),
    ...(cheap ? { pixelRatio: Math.min(1, devicePixelRatio) } : {}),
    canvasContextAttributes: { antialias: !cheap, powerPreference: "high-performance" },
    interactive: !wall,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: true,
    renderWorldCopies: false,
    validateStyle: false,
    fadeDuration: 0, // a fade is sixty frames for nothing on a machine that draws in software
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on("error", () => undefined); // a missing tile is a hole in the map, not news
  let marks: readonly Mark[] = [];
  let newest: Instant = 0;
  /** The newest change that the next picture shows. */
  let taken: Instant = 0;
  let ready = false;
  let removed = false;
  const wishes: LiveWishes = { on: undefined, keep: undefined, chosen: undefined, field: undefined, held: false };
  let live: LiveLayers | undefined;
  let water: WaterSurface | undefined;
  let models: ModelsLayer | undefined;
  const glMarks = createGlMarks(map, options);
  const simulated = createGlSimulated(map);
  const camera = createCamera({ map, wall, scale, ready: () => ready, still: cheap, redraw: draw });

  /** Nothing is written of what the filter leaves out. */
  function kept(): readonly Mark[] {
    const { keep } = wishes;
    if (keep === undefined) return marks;
    const { things } = room.records();
    return marks.filter(({ id }) => ((thing) => thing === undefined || keep.thing(thing))(things.get(id)));
  }
  function draw(): void {
    if (removed) return;
    camera.frame(boundsOf(marks, centre)); // before the first picture: nobody has to see another place first
    if (!ready) return;
    const at = newest;
    void glMarks.draw(kept(), live === undefined).then(() => {
      taken = at;
      map.triggerRepaint();
    }, () => undefined);
  }

  /** What is heavy and can wait until the map has been seen: live layers, water, models. */
  async function enrich(): Promise<void> {
    if (city !== undefined) {
      water = createWaterSurface({ map, room, city, palette, before: ANCHORS.water, onState: options.onWater });
      showLayers(map, water, wishes.on);
    }
    const [{ mountLive }, made] = await Promise.all([import("./gl-live.ts"), modelsOf()]);
    if (removed) return;
    if (made !== undefined) map.addLayer((models = made), ANCHORS.models);
    live = mountLive(map, options, wishes, glMarks.names);
    select(wishes.chosen);
  }
  async function modelsOf(): Promise<ModelsLayer | undefined> {
    const given = city === undefined ? [] : [...layersOfKind(city, "gltf"), ...layersOfKind(city, "3d-tiles")];
    return given.length === 0 ? undefined : (await import("./models/models-layer.ts")).createModelsLayer(given);
  }
  function select(id: string | undefined): void {
    wishes.chosen = id;
    const mark = marks.find((each) => each.id === id);
    glMarks.choose(mark);
    live?.select(thingOf(room, id));
    if (mark !== undefined && ready && !map.getBounds().contains([mark.lon, mark.lat])) map.easeTo({ center: [mark.lon, mark.lat], duration: 0 });
  }
  function showOnly(on: ReadonlySet<string> | undefined): void {
    wishes.on = on;
    if (ready) showLayers(map, water, on);
    if (live !== undefined) void import("./gl-live.ts").then(({ liveOf }) => live?.show(liveOf(on)));
  }

  map.on("style.load", () => {
    addIcons(map, palette, iconSize(wall) * scale);
    ready = true;
    simulated.begin();
    showLayers(map, water, wishes.on);
    draw();
  });
  map.once("idle", () => {
    performance.mark("map-painted");
    if (!removed) void enrich().catch(() => undefined);
  });
  map.on("moveend", () => {
    if (!camera.framing()) draw();
  });
  map.on("resize", draw);
  // Before the library's own ear: what it throws away then stays known to its workers and to itself, a whole map for each loss.
  container.addEventListener("webglcontextlost", () => void map.setStyle(null), { capture: true, once: true });
  map.on("webglcontextlost", () => {
    if (!removed) onLost();
  });
  if (onPainted !== undefined) map.on("render", () => onPainted(taken));
  const found = ({ x, y }: { x: number; y: number }) => live?.pick(x, y) ?? hit(map, room, x, y, marks);
  if (!wall) {
    map.on("click", ({ point }: MapMouseEvent) => {
      const under = found(point);
      if (under === undefined) return;
      if (under.is === "cluster") map.fitBounds(under.bounds, { padding: 60, maxZoom: 16, duration: cheap ? 0 : 600 });
      else if (under.is === "incident") onCase?.(under.incidentId);
      else onSelect(under.thingId);
    });
    map.on("mousemove", ({ point }: MapMouseEvent) => {
      const under = found(point);
      map.getCanvas().style.cursor = under === undefined ? "" : "pointer";
      map.getCanvas().title = live !== undefined || under === undefined || under.is === "cluster" || under.is === "incident" ? "" : (marks.find((mark) => mark.id === under.thingId)?.name ?? "");
    });
  }
  const quiet = tellProbe({ map, depth: (lon, lat) => water?.depth(lon, lat), pick: (x, y) => found({ x, y }), live: () => live !== undefined, refused: () => models?.refused() ?? [], tilt: camera.tilt, layers: showOnly, field: (property) => live?.field(property) });

  return {
    marks(next, at) {
      marks = next;
      newest = at;
      draw();
    },
    select,
    look: camera.look,
    name: (text) => map.getCanvas().setAttribute("aria-label", text),
    tilt: camera.tilt,
    layers: showOnly,
    filter(keep) {
      wishes.keep = keep;
      live?.filter(keep);
      draw();
    },
    field(property) {
      wishes.field = property;
      live?.field(property);
    },
    simulated: simulated.show,
    buildings: (bounds) => buildingsOf(map, bounds),
    within: (polygon) => live?.within(polygon) ?? [],
    pick: (x, y) => found({ x, y }),
    stopFlight: camera.stop,
    hold(on) {
      wishes.held = on;
      live?.hold(on);
    },
    canvas: () => new Promise((resolve) => {
      if (removed) return resolve(undefined);
      // The drawing is only there while it is being shown.
      map.once("render", () => void createImageBitmap(map.getCanvas()).then(resolve, () => resolve(undefined)));
      map.triggerRepaint();
    }),
    pointAt(x, y) {
      const { lng, lat } = map.unproject([x, y]);
      return Number.isFinite(lng) && Number.isFinite(lat) ? [lng, lat] : undefined;
    },
    project(lon, lat) {
      const { x, y } = map.project([lon, lat]);
      return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
    },
    view: camera.view,
    depth: (lon, lat) => water?.depth(lon, lat),
    remove() {
      removed = true;
      quiet();
      camera.remove();
      water?.remove();
      try {
        live?.dispose();
        models?.dispose();
      } catch {
        // a lost context cannot be asked to forget what it forgot already
      }
      map.remove();
    },
  };
}
