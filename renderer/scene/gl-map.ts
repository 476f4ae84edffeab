import type { FeatureCollection } from "geojson";
import { GeoJSONSource, Map as GlMap, setWorkerUrl, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { boundsOf } from "./bounds.ts";
import { glStyle } from "./gl-style.ts";
import { addIcons, iconName } from "./icons.ts";
import type { Mark } from "./marks.ts";
import type { Drawing, DrawingOptions } from "./scene.ts";
import { urgencyOf } from "../live/alarm-order.ts";

// maplibre 6 looks for its worker beside its own file, which bundling moves: without this, `load` never comes.
setWorkerUrl(new URL(workerUrl, location.href).href);

/** px around the pointer in which a station counts as hit. */
const REACH = 6;

/** The map by WebGL. @throws GPUInitializationError when the machine has none */
export function createGlMap({ container, centre, wall, base, palette, scale, onSelect, onLost }: DrawingOptions & { onLost: () => void }): Drawing {
  const map = new GlMap({
    container,
    style: glStyle(base, palette, scale, wall),
    center: [...centre],
    zoom: 11,
    minZoom: 7,
    maxZoom: 17,
    interactive: !wall,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    fadeDuration: 0, // a fade is sixty frames for nothing on a machine that draws in software
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  let marks: readonly Mark[] = [];
  let chosen: string | undefined;
  let ready = false;
  let removed = false;
  let framed = false;

  function source(id: string): GeoJSONSource | undefined {
    const found = map.getSource(id);
    return found instanceof GeoJSONSource ? found : undefined;
  }
  function draw(): void {
    if (!ready || removed) return;
    void source("stations")?.setData(points(marks.filter((mark) => mark.alarm === undefined), wall));
    void source("alarms")?.setData(points(marks.filter((mark) => mark.alarm !== undefined), wall));
    void source("chosen")?.setData(points(marks.filter((mark) => mark.id === chosen), wall));
    if (framed || marks.length === 0) return;
    framed = true;
    const bounds = boundsOf(marks, centre);
    map.fitBounds(bounds, { padding: 40 * scale, animate: false, maxZoom: 13 });
  }
  function hit(event: MapMouseEvent): string | undefined {
    const { x, y } = event.point;
    const found = map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], { layers: ["alarms", "stations"] })[0];
    const id: unknown = found?.properties["id"];
    return typeof id === "string" ? id : undefined;
  }

  map.on("load", () => {
    addIcons(map, palette, (wall ? 19 : 24) * scale);
    ready = true;
    draw();
  });
  map.on("webglcontextlost", () => {
    if (!removed) onLost();
  });
  if (!wall) {
    map.on("click", (event) => {
      const id = hit(event);
      if (id !== undefined) onSelect(id);
    });
    map.on("mousemove", (event) => {
      const id = hit(event);
      map.getCanvas().style.cursor = id === undefined ? "" : "pointer";
      map.getCanvas().title = marks.find((mark) => mark.id === id)?.name ?? "";
    });
  }

  return {
    marks(next) {
      marks = next;
      draw();
    },
    select(id) {
      chosen = id;
      const mark = marks.find((each) => each.id === id);
      void source("chosen")?.setData(points(mark === undefined ? [] : [mark], wall));
      if (mark !== undefined && ready && !map.getBounds().contains([mark.lon, mark.lat])) map.easeTo({ center: [mark.lon, mark.lat], duration: 0 });
    },
    remove() {
      removed = true;
      map.remove();
    },
  };
}

/** @param wall letters of 19 mm leave room for the names of emergencies only */
function points(marks: readonly Mark[], wall: boolean): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: marks.map((mark) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [mark.lon, mark.lat] },
      properties: {
        id: mark.id, name: wall && mark.alarm !== "emergency" ? "" : mark.name, code: mark.code, silent: mark.silent,
        // Drawn in ascending order: the most urgent last, on top.
        ...(mark.alarm === undefined ? undefined : { icon: iconName(mark.alarm, mark.owed), order: (mark.owed ? 10 : 0) - urgencyOf(mark.alarm) }),
      },
    })),
  };
}

