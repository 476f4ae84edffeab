import "../../../renderer/design/tokens.css";
import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-400.css";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import { Map as GlMap, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { createLiveLayers, LIVE_LAYERS, type LiveLayers, type LiveProblem } from "../../../renderer/scene/live/live-layers.ts";
import { readPalette } from "../../../renderer/scene/palette.ts";
import { createHandRoom, type HandRoom } from "./hand-room.ts";

/** What a test drives the page by. */
export interface TwinPage {
  map: GlMap;
  room: HandRoom;
  live: LiveLayers;
  ids: string[];
  problems(): readonly LiveProblem[];
  /** Resolves after the next picture. */
  drawn(): Promise<void>;
  /** Colour of a px of the next picture, [r, g, b], from the map's left and top. */
  pixel(x: number, y: number): Promise<[number, number, number]>;
}

declare global {
  interface Window {
    twin?: TwinPage;
  }
}

setWorkerUrl(new URL(workerUrl, location.href).href);
const container = document.querySelector<HTMLElement>("#map")!;
await document.fonts.load("400 16px 'Be Vietnam Pro'", "Huế ẵ");
const map = new GlMap({
  container, center: [107.58, 16.46], zoom: 12, fadeDuration: 0, attributionControl: false, renderWorldCopies: false,
  style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#202325" } }] },
});
map.on("style.load", () => {
  const room = createHandRoom();
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
  map.addControl(overlay);
  const query = new URLSearchParams(location.search);
  let problems: readonly LiveProblem[] = [];
  const page: TwinPage = {
    map, room, problems: () => problems, ids: LIVE_LAYERS.map(({ id }) => id),
    live: createLiveLayers({
      map, overlay, palette: readPalette(document.body), wall: query.has("wall"), scale: 1, city: undefined, software: query.has("software"), repaint: () => map.triggerRepaint(),
      onProblems: (found) => (problems = found),
    }, room),
    drawn: () => new Promise((resolve) => {
      void map.once("render", () => resolve());
      map.triggerRepaint();
    }),
    pixel: (x, y) => new Promise((resolve) => {
      void map.once("render", () => {
        const gl = map.getCanvas().getContext("webgl2")!;
        const out = new Uint8Array(4);
        const ratio = map.getPixelRatio();
        gl.readPixels(Math.round(x * ratio), Math.round(gl.drawingBufferHeight - y * ratio), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out);
        resolve([out[0]!, out[1]!, out[2]!]);
      });
      map.triggerRepaint();
    }),
  };
  window.twin = page;
});
