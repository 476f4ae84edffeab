import type { AlarmState, Priority } from "#contract/alarm";
import type { CityManifest } from "#contract/city";
import { decodeFrame, encodeFrame } from "#contract/frame";
import { SiteId } from "#contract/ids";
import "../../../renderer/design/tokens.css";
import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-400.css";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import { Model } from "@luma.gl/engine";
import { Map as GlMap, setWorkerUrl, type BackgroundLayerSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { holdable } from "../../../renderer/live/held-seen.ts";
import { ANCHORS } from "../../../renderer/scene/gl-style.ts";
import type { LeftOut } from "../../../renderer/scene/live/live-host.ts";
import { createLiveLayers, LIVE_LAYERS, type LiveLayers, type LiveProblem } from "../../../renderer/scene/live/live-layers.ts";
import { readPalette } from "../../../renderer/scene/palette.ts";
import { createHandRoom, type HandRoom } from "./hand-room.ts";
import { alarmOf, roomOf } from "./specs.ts";
import { lookCost, objectUpdate, ourUpdate, watchUploads, type UpdateCost } from "./update-cost.ts";
import { wireCost, type WireCost } from "./wire-cost.ts";

/** A thing and the values of its datastreams. */
export interface Spec {
  id: string;
  kind: string;
  at: [lon: number, lat: number];
  streams: { property: string; v: number; levels?: [name: string, value: number][] }[];
}

export interface AlarmSpec {
  thing: string;
  priority: Priority;
  state: AlarmState;
  at?: [lon: number, lat: number];
}

/** What a test drives the page by. */
export interface TwinPage {
  map: GlMap;
  room: HandRoom;
  live: LiveLayers;
  ids: string[];
  problems(): readonly LiveProblem[];
  /** How often it was said that the alarms' signs are drawn. */
  told(): number;
  /** The graphics' programs are not ready, or are again. */
  unready(on: boolean): void;
  /** Vehicles that are not drawn. */
  leftOut(): LeftOut | undefined;
  /** Sets the room's things and values and resolves when the layers have them. */
  put(specs: readonly Spec[]): Promise<void>;
  raise(alarms: readonly AlarmSpec[]): void;
  /** So many stations around the city, each with a value that changes now. */
  flood(n: number): Promise<void>;
  /** CPU of so many updates of all stations: the live layers', and the same with objects in the library's own layer. The live layers are gone afterwards. */
  updateCost(rounds: number): Promise<UpdateCost>;
  /** Freezes the room and its layers, as a frozen cell of a wall does. */
  hold(on: boolean): void;
  /** What frames of so many of the room's values cost. */
  wireCost(n: number, rounds: number): Promise<WireCost>;
  /** How often layers were handed to the library. */
  laid(): number;
  /** Takes the layers away and makes them anew on the same map. @param between after the one and before the other */
  remount(between?: () => Promise<void>): Promise<void>;
  /** Resolves when no picture came for half a second. */
  rested(): Promise<void>;
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
  style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#202325" } }, anchor(ANCHORS.models), anchor(ANCHORS.live), anchor("names")] },
});
function anchor(id: string): BackgroundLayerSpecification {
  return { id, type: "background", layout: { visibility: "none" } };
}
const query = new URLSearchParams(location.search);
const everywhere = [[-180, -89], [180, -89], [180, 89], [-180, 89]] as const;
const city: CityManifest | undefined = query.has("city") ? { format: 1, id: SiteId.parse("hue"), name: "Huế", bounds: [107, 16, 108.2, 16.8], centre: [107.58, 16.46], attribution: [], synthetic: "", syntheticEn: "", layers: [], files: {} } : undefined;

map.on("style.load", () => {
  const room = createHandRoom();
  const held = holdable(room);
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
  map.addControl(overlay);
  let problems: readonly LiveProblem[] = [];
  let leftOut: LeftOut | undefined;
  let laid = 0;
  const setProps = overlay.setProps.bind(overlay);
  overlay.setProps = (props) => {
    laid += 1;
    setProps(props);
  };
  let told = 0;
  const { draw } = Model.prototype;
  const mount = (): LiveLayers => createLiveLayers({
    map, overlay, palette: readPalette(document.body), wall: query.has("wall"), scale: 1, city, software: query.has("software"), repaint: () => map.triggerRepaint(),
    onProblems: (found) => (problems = found), onLeftOut: (found) => (leftOut = found), onDrawn: () => (told += 1),
  }, held);
  const known = async (n: number): Promise<void> => {
    while (page.live.within(everywhere).length !== n) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const page: TwinPage = {
    map, room, told: () => told,
    unready(on) {
      Model.prototype.draw = on ? () => false : draw;
      map.triggerRepaint();
    },
    problems: () => problems, leftOut: () => leftOut, ids: LIVE_LAYERS.map(({ id }) => id), live: mount(), laid: () => laid,
    async updateCost(rounds) {
      const uploads = watchUploads(map.getCanvas().getContext("webgl2")!);
      const cost: UpdateCost = { ours: [], groups: [], objects: [], decode: [] };
      for (let i = 0; i < rounds; i++) {
        cost.ours.push(await ourUpdate(page, uploads, i));
        cost.groups.push(lookCost(room));
        const frame = encodeFrame(room.values(), room.at());
        const from = performance.now();
        decodeFrame(frame);
        cost.decode.push(performance.now() - from);
      }
      page.live.dispose();
      for (let i = 0; i < Math.min(rounds, 10); i++) cost.objects.push(await objectUpdate(page, overlay, i));
      return cost;
    },
    wireCost: (n, rounds) => wireCost(room, n, rounds),
    async put(specs) {
      const { things, datastreams, values } = roomOf(specs);
      room.set(things, datastreams);
      room.tell(undefined, (series) => values[series]!, room.at());
      await known(specs.filter(({ at: [lon, lat] }) => Number.isFinite(lon) && Number.isFinite(lat) && !(lon === 0 && lat === 0)).length);
      room.tell(undefined, (series) => values[series]!, room.at());
    },
    raise: (alarms) => room.raise(alarms.map((spec) => alarmOf(spec, room))),
    async flood(n) {
      const side = Math.ceil(Math.sqrt(n));
      await page.put(Array.from({ length: n }, (_, i): Spec => ({ id: `f${i}`, kind: "air-station", at: [107.4 + (0.36 * (i % side)) / side, 16.36 + (0.2 * Math.floor(i / side)) / side], streams: [{ property: "pm25", v: i % 5, levels: [["I", 1], ["II", 2], ["III", 3.5]] }] })));
      room.tell(undefined, (series) => (series + 1) % 5, room.at());
      await page.drawn();
    },
    hold(on) {
      held.hold(on);
      page.live.hold(on);
    },
    async remount(between) {
      page.live.dispose();
      overlay.setProps({ layers: [] });
      await between?.();
      page.live = mount();
    },
    async rested() {
      for (let last = performance.now(); performance.now() - last < 500;) {
        const picture = new Promise<void>((resolve) => void map.once("render", () => resolve()));
        await Promise.race([picture.then(() => (last = performance.now())), new Promise((resolve) => setTimeout(resolve, 100))]);
      }
    },
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
