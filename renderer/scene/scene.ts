import type { CityManifest } from "#contract/city";
import type { Instant, ObservedPropertyId, ThingId } from "#contract/ids";
import type { Thing } from "#contract/things";
import { holdable } from "../live/held-seen.ts";
import { seen } from "../live/seen.ts";
import { fetchBaseMap, olderMap, type BaseMap } from "./base-map.ts";
import type { Bounds } from "./bounds.ts";
import { fetchManifest } from "./city/city-pack.ts";
import { flatBase } from "./city/flat-base.ts";
import { loadMapFont } from "./city/map-font.ts";
import type { Drawing, DrawingOptions, View } from "./drawing.ts";
import { watchMarks } from "./feed.ts";
import { createFlatMap } from "./flat-map.ts";
import type { Building } from "./gl-buildings.ts";
import type { LeftOut, LiveProblem, LonLat, Picked } from "./live/live-host.ts";
import type { Mark } from "./marks.ts";
import { readPalette } from "./palette.ts";
import { drawPicture, type Written } from "./picture/draw-picture.ts";
import { profileOfMachine } from "./profile.ts";
import { createRecovery, type Attempt } from "./recovery.ts";
import type { Depth } from "./water/depth.ts";
import type { WaterState } from "./water/water-surface.ts";

export type { View } from "./drawing.ts";
export type { LeftOut, LiveProblem } from "./live/live-host.ts";
export type { WaterState } from "./water/water-surface.ts";

/**
 * `flat`: drawn without WebGL; why: it is missing, or it was lost again and again. `base`: there is a map under the stations.
 * `city`: the pack it is drawn from, whose attribution is always shown beside the map; undefined: an older pack without one.
 */
export type SceneMode =
  | { is: "starting" }
  | { is: "gl"; base: boolean; city: CityManifest | undefined; cheap: boolean }
  | { is: "flat"; base: boolean; city: CityManifest | undefined; why: "missing" | "lost" };

export interface SceneOptions {
  container: HTMLElement;
  centre: readonly [number, number];
  /** The site, whose map is drawn where it has no pack of tiles. */
  pack: string;
  wall: boolean;
  onSelect: (thingId: string) => void;
  onMode: (mode: SceneMode) => void;
  /** How many of the rivers' gauges speak; without one no water is drawn. */
  onWater?: (state: WaterState) => void;
  /** After each frame that was really drawn: the instant (`seen.at()`) of the newest change of marks that it shows; 0: none yet. */
  onPainted?: (at: Instant) => void;
  /** Things whose position cannot be right. */
  onProblems?: (problems: readonly LiveProblem[]) => void;
  /** Vehicles too many to be drawn on this machine; undefined: all are drawn. */
  onLeftOut?: (vehicles: LeftOut | undefined) => void;
}

export interface Scene {
  select(thingId: string | undefined): void;
  /** Goes there, and stays; undefined: all stations. */
  look(view: View | undefined): void;
  name(text: string): void;
  /** Held, it is one still picture of the room as it was, also on another size or a map made anew; released, that of now. */
  hold(on: boolean): void;
  remove(): void;
  /** From above, or leaning so that houses stand up. */
  tilt(on: boolean): void;
  /** Which layers are on, of SCENE_LAYERS and LIVE_LAYERS; undefined: those that are on by themselves. */
  layers(on: ReadonlySet<string> | undefined): void;
  /** Only these things are drawn, counted and found. */
  filter(keep: ((thing: Thing) => boolean) | undefined): void;
  /** Of which observed property heat and contours are drawn; undefined: of none. */
  field(property: ObservedPropertyId | undefined): void;
  /** Houses within bounds, of the part of the city that is loaded. @param bounds west, south, east, north in degrees */
  buildings(bounds: Bounds): Building[];
  /** Things inside. @param polygon [lon, lat] in degrees, closed or not */
  within(polygon: readonly LonLat[]): ThingId[];
  /** What stands there. @param x px from the map's left @param y px from its top */
  pick(x: number, y: number): Picked | undefined;
  /** The same as `look`, and any key ends it where it is. */
  flyTo(view: View): void;
  stopFlight(): void;
  /** The map as a PNG with what is written around it; undefined: it cannot be drawn now. */
  picture(written: Written): Promise<Blob | undefined>;
  pointAt(x: number, y: number): LonLat | undefined;
  project(lon: number, lat: number): readonly [x: number, y: number] | undefined;
  view(): View | undefined;
  /** Water over the ground as its rivers' gauges have it now; undefined: dry there, or nobody knows. */
  depth(lon: number, lat: number): Depth | undefined;
}

/** The driver needs a moment before a new context is to be had. */
const REBUILD_MS = 300;
/** Console type that scale 1 was drawn for, px. */
const TYPE_PX = 15;

/** The map of one panel: lives outside React, owns the canvas, draws only when something changed. */
export function createScene(options: SceneOptions): Scene {
  const { container, onMode } = options;
  const recovery = createRecovery(profileOfMachine());
  const room = holdable(seen);
  let drawing: Drawing | undefined;
  let given: { city: CityManifest | undefined; base: BaseMap | undefined } = { city: undefined, base: undefined };
  let marks: readonly Mark[] = [];
  let at: Instant = 0;
  const wishes: { chosen?: string | undefined; looked?: View | undefined; called: string; tilted: boolean; held: boolean; on?: ReadonlySet<string> | undefined; keep?: ((thing: Thing) => boolean) | undefined; field?: ObservedPropertyId | undefined } = { called: "", tilted: false, held: false };
  /** Someone looked elsewhere by hand: a map made anew looks there too. */
  let moved = false;
  let removed = false;
  /** Raised by every drawing: an older one that still waits for its code gives up. */
  let round = 0;

  async function draw(attempt: Attempt, there?: View): Promise<void> {
    round += 1;
    const mine = round;
    drawing?.remove();
    drawing = undefined;
    const box = document.createElement("div");
    box.style.cssText = "position:absolute;inset:0";
    container.replaceChildren(box);
    const { city, base } = given;
    const has = city !== undefined || base !== undefined;
    const wanted: DrawingOptions = {
      container: box, room, centre: options.centre, wall: options.wall, city, base, palette: readPalette(container), profile: attempt === "full" ? "full" : "cheap",
      scale: Number.parseFloat(getComputedStyle(container).fontSize) / TYPE_PX || 1, onSelect: options.onSelect, onWater: (state) => options.onWater?.(state), onPainted: options.onPainted, onProblems: options.onProblems, onLeftOut: options.onLeftOut,
    };
    let mode: SceneMode = { is: "flat", base: has, city, why: recovery.losses() > 0 ? "lost" : "missing" };
    if (attempt !== "flat") {
      try {
        const { createGlMap } = await import("./gl-map.ts");
        if (removed || mine !== round) return;
        drawing = createGlMap({ ...wanted, onLost: lost });
        mode = { is: "gl", base: has, city, cheap: attempt === "cheap" };
      } catch {
        // No WebGL here (GPUInitializationError), or the map's own code could not be fetched: the flat map needs neither.
        box.replaceChildren();
        if (removed || mine !== round) return;
      }
    }
    if (drawing === undefined) {
      const flat = base ?? (city === undefined ? undefined : await flatBase(city));
      if (removed || mine !== round) return;
      drawing = createFlatMap({ ...wanted, base: flat });
    }
    tellWishes(drawing, there);
    onMode(mode);
  }

  function tellWishes(to: Drawing, there: View | undefined): void {
    to.tilt(wishes.tilted);
    to.look(there ?? wishes.looked);
    to.marks(marks, at);
    to.select(wishes.chosen);
    to.name(wishes.called);
    to.layers(wishes.on);
    to.filter(wishes.keep);
    to.field(wishes.field);
    to.hold(wishes.held);
  }

  function lost(): void {
    const attempt = recovery.lost(performance.now());
    const there = moved ? drawing?.view() : undefined;
    setTimeout(() => {
      if (!removed) void draw(attempt, there);
    }, REBUILD_MS);
  }

  async function start(): Promise<void> {
    const [city] = await Promise.all([fetchManifest(), loadMapFont()]);
    const base = city === undefined ? await fetchBaseMap(olderMap(options.pack)) : undefined;
    if (removed) return;
    given = { city, base };
    await draw(recovery.attempt());
  }
  void start();
  // A shift swaps the tokens; a canvas has to be told.
  const shift = new MutationObserver(() => {
    if (drawing !== undefined) void draw(recovery.attempt(), moved ? drawing.view() : undefined);
  });
  shift.observe(document.documentElement, { attributes: true, attributeFilter: ["data-shift"] });
  const hand = (): void => void (moved = true);
  for (const event of ["pointerdown", "wheel", "keydown"]) container.addEventListener(event, hand, { passive: true });
  const stop = watchMarks(room, (next, when) => {
    marks = next;
    at = when;
    drawing?.marks(marks, at);
  });
  const look = (view: View | undefined): void => {
    wishes.looked = view;
    if (view !== undefined) moved = false;
    drawing?.look(view);
  };

  return {
    select(thingId) {
      wishes.chosen = thingId;
      drawing?.select(thingId);
    },
    look,
    flyTo: look,
    stopFlight: () => drawing?.stopFlight(),
    name(text) {
      wishes.called = text;
      drawing?.name(text);
    },
    hold(on) {
      wishes.held = on;
      room.hold(on);
      drawing?.hold(on);
    },
    tilt(on) {
      wishes.tilted = on;
      drawing?.tilt(on);
    },
    layers(on) {
      wishes.on = on;
      drawing?.layers(on);
    },
    filter(keep) {
      wishes.keep = keep;
      drawing?.filter(keep);
    },
    field(property) {
      wishes.field = property;
      drawing?.field(property);
    },
    buildings: (bounds) => drawing?.buildings(bounds) ?? [],
    within: (polygon) => drawing?.within(polygon) ?? [],
    pick: (x, y) => drawing?.pick(x, y),
    async picture(written) {
      const image = await drawing?.canvas();
      return image === undefined || drawing === undefined ? undefined : drawPicture({ image, drawing, city: given.city, container, written });
    },
    pointAt: (x, y) => drawing?.pointAt(x, y),
    project: (lon, lat) => drawing?.project(lon, lat),
    view: () => drawing?.view(),
    depth: (lon, lat) => drawing?.depth(lon, lat),
    remove() {
      removed = true;
      stop();
      shift.disconnect();
      for (const event of ["pointerdown", "wheel", "keydown"]) container.removeEventListener(event, hand);
      drawing?.remove();
      container.replaceChildren();
    },
  };
}
