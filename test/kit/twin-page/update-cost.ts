import { ScatterplotLayer } from "@deck.gl/layers";
import type { MapLibreOverlay } from "@deck.gl/maplibre";
import { createLiveRoom } from "../../../renderer/scene/live/live-room.ts";
import type { HandRoom } from "./hand-room.ts";
import type { TwinPage } from "./page.ts";

/** ms the page's thread was kept by one update, uploads included, pictures not. */
export interface UpdateCost {
  /** The live layers: each told that all values changed. */
  ours: number[];
  /** States of all stations, as groups look at their members once more within 300 ms of any number of updates. */
  groups: number[];
  /** The same stations as objects in a layer of the library, a new array of new objects each. */
  objects: number[];
  /** Reading one frame of all values off the wire. */
  decode: number[];
}

interface Uploads {
  gl: WebGL2RenderingContext;
  /** ms since the last call. */
  take(): number;
}

/** Time in which numbers are handed to the graphics card, whoever does it. */
export function watchUploads(gl: WebGL2RenderingContext): Uploads {
  let spent = 0;
  timed(gl, "bufferSubData", (ms) => (spent += ms));
  return {
    gl,
    take() {
      const taken = spent;
      spent = 0;
      return taken;
    },
  };
}

/** One update of the live layers: all values are others. @param step makes them so */
export async function ourUpdate({ room, drawn, pixel }: TwinPage, uploads: Uploads, step: number): Promise<number> {
  const { series, v, t } = room.values();
  for (let i = 0; i < v.length; i++) {
    v[i] = (series[i]! + step) % 5;
    t[i] = room.at();
  }
  await pixel(0, 0); // read back: a picture still being drawn in software takes the processor from what is measured
  uploads.take();
  const from = performance.now();
  room.tellAll();
  const told = performance.now() - from;
  await drawn();
  return told + uploads.take();
}

/** Looks at every station. */
export function lookCost(room: HandRoom): number {
  const columns = createLiveRoom(room, undefined);
  const { n } = columns.stations();
  const from = performance.now();
  const look = columns.states();
  let sum = 0;
  for (let i = 0; i < n; i++) sum += look(i);
  const took = performance.now() - from;
  columns.close();
  if (sum === 0) throw new Error("all stations are silent");
  return took;
}

/** The same with objects: what the library does to its layers is measured where it does it. */
export async function objectUpdate(page: TwinPage, overlay: MapLibreOverlay, step: number): Promise<number> {
  const manager = managerOf(overlay);
  const things = [...page.room.records().things.values()];
  let spent = 0;
  const stop = timed(manager, "setLayers", (ms) => (spent += ms));
  const from = performance.now();
  const data = things.map(({ position }, i) => ({ position, state: (i + step) % 5 }));
  const layers = [new ScatterplotLayer<(typeof data)[number]>({ id: "objects", data, getPosition: ({ position }) => [position[0], position[1]], getFillColor: ({ state }) => [50 * state, 80, 80], getRadius: 4, radiusUnits: "pixels" })];
  const built = performance.now() - from;
  overlay.setProps({ layers });
  await page.drawn();
  stop();
  return built + spent;
}

/** Times a method wherever it is inherited from. @returns the way to stop */
function timed(object: object, name: string, add: (ms: number) => void): () => void {
  const prototype: object = Object.getPrototypeOf(object);
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method !== "function") throw new Error(`no ${name}`);
  Reflect.set(prototype, name, function timing(this: unknown, ...args: unknown[]): unknown {
    const from = performance.now();
    const answer: unknown = Reflect.apply(method, this, args);
    add(performance.now() - from);
    return answer;
  });
  return () => void Reflect.set(prototype, name, method);
}

function managerOf(overlay: MapLibreOverlay): object {
  const deck: unknown = Reflect.get(overlay, "_deck");
  const manager: unknown = typeof deck === "object" && deck !== null ? Reflect.get(deck, "layerManager") : undefined;
  if (typeof manager !== "object" || manager === null) throw new Error("the library keeps its layers elsewhere");
  return manager;
}
