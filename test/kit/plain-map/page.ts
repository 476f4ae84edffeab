import "../../../renderer/design/tokens.css";
import { Map as GlMap, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { fetchManifest } from "../../../renderer/scene/city/city-pack.ts";
import { loadMapFont } from "../../../renderer/scene/city/map-font.ts";
import { knowTiles } from "../../../renderer/scene/city/tiles.ts";
import { glStyle } from "../../../renderer/scene/gl-style.ts";
import { readPalette } from "../../../renderer/scene/palette.ts";
import { tellProbe } from "../../../renderer/scene/probe.ts";
import { profileOfMachine } from "../../../renderer/scene/profile.ts";

// What the map library does by itself with the twin's base style: the peer of the whole twin, asked by the same probe.
const query = new URLSearchParams(location.search);
const container = document.querySelector<HTMLElement>("#map");
if (container === null) throw new Error("no place for the map");
container.style.width = `${query.get("w") ?? 960}px`;
container.style.height = `${query.get("h") ?? 540}px`;
setWorkerUrl(new URL(workerUrl, location.href).href);
knowTiles();
const [city] = await Promise.all([fetchManifest(), loadMapFont()]);
if (city === undefined) throw new Error("no pack");
const profile = profileOfMachine();
const nothing = (): void => undefined;
const map = new GlMap({
  container, center: [...city.centre], zoom: 11, minZoom: 7, maxZoom: 18, maxPitch: 0, maxBounds: [...city.bounds], renderWorldCopies: false, fadeDuration: 0, attributionControl: false, validateStyle: false,
  style: glStyle({ wall: false, city, base: undefined, palette: readPalette(container), scale: 1, profile }),
  ...(profile === "cheap" ? { pixelRatio: Math.min(1, devicePixelRatio) } : {}),
  canvasContextAttributes: { antialias: profile !== "cheap", powerPreference: "high-performance" },
});
tellProbe({
  map, depth: () => undefined, pick: () => undefined, live: () => map.isStyleLoaded() === true, refused: () => [], layers: nothing, field: nothing,
  tilt(on) {
    map.setMaxPitch(on ? 70 : 0);
    map.jumpTo({ pitch: on ? 55 : 0, bearing: on ? -20 : 0 });
  },
});
