import type { FeatureCollection } from "geojson";
import { GeoJSONSource, Map as GlMap, setWorkerUrl, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { boundsOf } from "./bounds.ts";
import { glStyle } from "./gl-style.ts";
import { addIcons, iconName } from "./icons.ts";
import { coveredOf, iconSize, layOut, type Layout } from "./layout.ts";
import { rankOf, type Mark } from "./marks.ts";
import type { Drawing, DrawingOptions, View } from "./scene.ts";
import { createMeasure } from "./text-size.ts";

// maplibre 6 looks for its worker beside its own file, which bundling moves: without this, `load` never comes.
setWorkerUrl(new URL(workerUrl, location.href).href);

/** px around the pointer in which a station counts as hit. */
const REACH = 6;
/** A flight from one place to another, ms. */
const FLIGHT_MS = 1500;

/** The map by WebGL. @throws GPUInitializationError when the machine has none */
export function createGlMap({ container, centre, wall, base, palette, scale, onSelect, onLost }: DrawingOptions & { onLost: () => void }): Drawing {
  const map = new GlMap({
    container,
    style: glStyle(base, palette, scale),
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
  /** Someone moved the map: it stays as they left it. */
  let moved = false;
  /** Where it was told to look; undefined: at all stations. */
  let looked: View | undefined;
  /** What was last framed, and whether it is being framed now. */
  let framed = "";
  let framing = false;
  const measure = createMeasure();

  function source(id: string): GeoJSONSource | undefined {
    const found = map.getSource(id);
    return found instanceof GeoJSONSource ? found : undefined;
  }
  function draw(): void {
    if (removed) return;
    frame(); // before the first picture: nobody has to see another place first
    if (!ready) return;
    const { clientWidth: width, clientHeight: height } = container;
    if (width === 0 || height === 0) return; // behind a wide panel
    const layout = layOut({ width, height, marks, base, wall, scale, measure, project: (lon, lat) => {
      const { x, y } = map.project([lon, lat]);
      return [x, y];
    } });
    const shown = marks.filter(({ id }) => !layout.hidden.has(id));
    const plain = shown.filter((mark) => mark.alarm === undefined);
    // Drawn in this order: a full sign is not crossed by a small one.
    void source("stations")?.setData(points([...plain.filter(({ id }) => layout.crowded.has(id)), ...plain.filter(({ id }) => !layout.crowded.has(id))], layout.crowded));
    void source("alarms")?.setData(points(shown.filter((mark) => mark.alarm !== undefined), layout.crowded));
    void source("chosen")?.setData(points(marks.filter((mark) => mark.id === chosen), layout.crowded));
    void source("labels")?.setData(names(layout, (x, y) => map.unproject([x, y]).toArray()));
  }
  /** Shows all stations, as large as they fit, until someone moves the map. */
  function frame(): void {
    const { clientWidth: width, clientHeight: height } = container;
    const bounds = boundsOf(marks, centre);
    const print = `${width},${height},${bounds.join()}`;
    if (moved || looked !== undefined || marks.length === 0 || width === 0 || height === 0 || print === framed) return;
    framed = print;
    const { below, top } = coveredOf(wall, scale, width);
    const margin = 30 * scale;
    framing = true; // it calls moveend at once
    map.fitBounds(bounds, { padding: { left: margin, right: margin, top: margin + top / 2, bottom: margin + below }, animate: false, maxZoom: 13 });
    framing = false;
  }
  function hit(event: MapMouseEvent): string | undefined {
    const { x, y } = event.point;
    const found = map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], { layers: ["alarms", "stations"] })[0];
    const id: unknown = found?.properties["id"];
    return typeof id === "string" ? id : undefined;
  }

  map.on("style.load", () => {
    addIcons(map, palette, iconSize(wall) * scale);
    ready = true;
    draw();
  });
  map.on("movestart", (event) => {
    if ("originalEvent" in event && event.originalEvent !== undefined) moved = true;
  });
  map.on("moveend", () => {
    if (!framing) draw();
  });
  map.on("resize", draw);
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
      void source("chosen")?.setData(points(mark === undefined ? [] : [mark], NONE));
      if (mark !== undefined && ready && !map.getBounds().contains([mark.lon, mark.lat])) map.easeTo({ center: [mark.lon, mark.lat], duration: 0 });
    },
    look(next) {
      const before = looked;
      looked = next;
      if (next === undefined) {
        if (before === undefined) return;
        framed = "";
        draw();
        return;
      }
      const there = { center: { lng: next.centre[0], lat: next.centre[1] }, zoom: next.zoom };
      // The first picture is of the right place; later ones are flown to, so that the room sees where it goes.
      if (ready) map.flyTo({ ...there, duration: FLIGHT_MS });
      else map.jumpTo(there);
    },
    name(text) {
      map.getCanvas().setAttribute("aria-label", text);
    },
    remove() {
      removed = true;
      map.remove();
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

function points(marks: readonly Mark[], crowded: ReadonlySet<string>): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: marks.map((mark) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [mark.lon, mark.lat] },
      properties: {
        id: mark.id, code: mark.code, silent: mark.silent, crowded: crowded.has(mark.id),
        // Drawn in ascending order: the most urgent last, on top.
        ...(mark.alarm === undefined ? undefined : { icon: iconName(mark.alarm, mark), order: rankOf(mark) }),
      },
    })),
  };
}

function names({ labels }: Layout, unproject: (x: number, y: number) => [number, number]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: labels.map(({ lines, x, y, size, kind }) => ({ type: "Feature", geometry: { type: "Point", coordinates: unproject(x, y) }, properties: { text: lines.join("\n"), size, kind } })),
  };
}
