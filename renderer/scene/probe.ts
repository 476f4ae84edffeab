import type { Map as GlMap } from "maplibre-gl";
import { ObservedPropertyId } from "#contract/ids";
import type { Picked } from "./live/live-host.ts";
import type { Depth } from "./water/depth.ts";

/** A map as tests look at it. */
interface Watched {
  map: GlMap;
  depth(lon: number, lat: number): Depth | undefined;
  pick(x: number, y: number): Picked | undefined;
  live(): boolean;
  refused(): readonly { id: string; why: string }[];
  tilt(on: boolean): void;
  layers(on: ReadonlySet<string> | undefined): void;
  field(property: ObservedPropertyId | undefined): void;
}

/** What tests ask of the newest map of this window: `window.__scene`, only where the address says `?probe`. */
export interface SceneProbe {
  /** Nothing is being loaded, moved or drawn, and live layers are there. */
  idle(): Promise<void>;
  /** @param by px to the right and down of the place */
  pick(lon: number, lat: number, by?: readonly [number, number]): Picked | undefined;
  /** Where a place is drawn, px from the map's upper left. */
  project(lon: number, lat: number): readonly [x: number, y: number];
  /** [red, green, blue] of what is drawn there, 0 to 255. */
  pixel(lon: number, lat: number): Promise<readonly [number, number, number]>;
  depth(lon: number, lat: number): Depth | undefined;
  /** @param lean pitch and bearing, degrees; the pitch needs `tilt` first */
  jump(lon: number, lat: number, zoom: number, lean?: { pitch: number; bearing: number }): void;
  tilt(on: boolean): void;
  /** As `Scene.layers`; "all": every one there is. @param field the property whose heat and contours are drawn */
  layers(on: readonly string[] | "all", field?: string): Promise<void>;
  /** Models and tilesets of the pack that could not be shown, and why. */
  refused(): readonly { id: string; why: string }[];
  /** Takes the graphics context away, as a driver that crashes does. */
  lose(): void;
  /** ms of JavaScript per frame, newest last, at most 200; maps made so far. */
  stats(): { frames: readonly number[]; maps: number };
}

declare global {
  interface Window {
    __scene?: SceneProbe;
  }
}

const FRAMES = 200;
let maps = 0;

/** @returns the way to take the map away from tests; does nothing where nobody tests */
export function tellProbe(watched: Watched): () => void {
  if (!new URLSearchParams(location.search).has("probe")) return () => undefined;
  const { map } = watched;
  maps += 1;
  const frames: number[] = [];
  timeFrames(map, frames);
  const probe: SceneProbe = {
    async idle() {
      // What was asked for just now is only begun with the next frame.
      await new Promise<void>((resolve) => {
        map.once("render", () => resolve());
        map.triggerRepaint();
      });
      while (!(watched.live() && map.loaded() && !map.isMoving())) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    pick(lon, lat, [dx, dy] = [0, 0]) {
      const { x, y } = map.project([lon, lat]);
      return watched.pick(x + dx, y + dy);
    },
    project(lon, lat) {
      const { x, y } = map.project([lon, lat]);
      return [x, y];
    },
    pixel: (lon, lat) => new Promise((resolve) => {
      map.once("render", () => {
        const { x, y } = map.project([lon, lat]);
        const canvas = map.getCanvas();
        const gl = canvas.getContext("webgl2");
        const ratio = canvas.width / canvas.clientWidth;
        const dot = new Uint8Array(4);
        gl?.bindFramebuffer(gl.FRAMEBUFFER, null);
        gl?.readPixels(Math.round(x * ratio), Math.round(canvas.height - y * ratio), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, dot);
        resolve([dot[0] ?? 0, dot[1] ?? 0, dot[2] ?? 0]);
      });
      map.triggerRepaint();
    }),
    depth: watched.depth,
    refused: watched.refused,
    tilt: watched.tilt,
    // As by hand: a map that someone moved does not frame its stations again.
    jump: (lon, lat, zoom, lean) => void map.jumpTo({ center: [lon, lat], zoom, ...lean }, { originalEvent: new Event("probe") }),
    async layers(on, field) {
      const [{ SCENE_LAYERS }, { LIVE_LAYERS }] = await Promise.all([import("./drawing.ts"), import("./live/live-layers.ts")]);
      watched.layers(new Set(on === "all" ? [...SCENE_LAYERS, ...LIVE_LAYERS.map(({ id }) => id)] : on));
      watched.field(field === undefined ? undefined : ObservedPropertyId.parse(field));
    },
    lose: () => map.getCanvas().getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext(),
    stats: () => ({ frames, maps }),
  };
  window.__scene = probe;
  return () => {
    if (window.__scene === probe) delete window.__scene;
  };
}

/** Frames of the newest map; what the window runs per frame is stood around once, however many maps there were. */
let timed: { frames: number[]; drew: boolean } | undefined;

/** Notes how long each frame that drew the map kept the window. */
function timeFrames(map: GlMap, frames: number[]): void {
  const isFirst = timed === undefined;
  const mine = { frames, drew: false };
  timed = mine;
  map.on("render", () => (mine.drew = true));
  if (!isFirst) return;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) => ask((time) => {
    const now = timed;
    if (now !== undefined) now.drew = false;
    const start = performance.now();
    run(time);
    if (now?.drew !== true) return;
    now.frames.push(performance.now() - start);
    if (now.frames.length > FRAMES) now.frames.shift();
  });
}
