import type { CityManifest } from "#contract/city";
import type { Instant, ObservedPropertyId, ThingId } from "#contract/ids";
import { holdable } from "../live/held-seen.ts";
import { seen } from "../live/seen.ts";
import { fetchBaseMap, olderMap, type BaseMap } from "./base-map.ts";
import type { Bounds } from "./bounds.ts";
import { fetchManifest } from "./city/city-pack.ts";
import { flatBase } from "./city/flat-base.ts";
import { loadMapFont } from "./city/map-font.ts";
import type { Drawing, DrawingOptions, SimulatedPicture, View } from "./drawing.ts";
import { watchMarks } from "./feed.ts";
import { createFlatMap } from "./flat-map.ts";
import type { Building } from "./gl-buildings.ts";
import type { Keep, LeftOut, LiveProblem, LonLat, Picked } from "./live/live-host.ts";
import type { Mark } from "./marks.ts";
import { readPalette } from "./palette.ts";
import { drawPicture, type Written } from "./picture/draw-picture.ts";
import { profileOfMachine } from "./profile.ts";
import { createRecovery, type Attempt } from "./recovery.ts";
import type { Depth } from "./water/depth.ts";
import type { WaterState } from "./water/water-surface.ts";

export type { SimulatedPicture, View } from "./drawing.ts";
export type { Keep, LeftOut, LiveProblem } from "./live/live-host.ts";
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
  /** An open case was pressed. */
  onCase?: (incidentId: string) => void;
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
  /** Only these things and cases are drawn, counted and found. */
  filter(keep: Keep | undefined): void;
  /** Of which observed property heat and contours are drawn; undefined: of none. */
  field(property: ObservedPropertyId | undefined): void;
  /** Laid over the ground, under signs and names; told again when its canvas was drawn anew. undefined: nothing simulated is shown. */
  simulated(picture: SimulatedPicture | undefined): void;
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
  const wishes: { chosen?: string | undefined; looked?: View | undefined; called: string; tilted: boolean; held: boolean; on?: ReadonlySet<string> | undefined; keep?: Keep | undefined; field?: ObservedPropertyId | undefined; simulated?: SimulatedPicture | undefined } = { called: "", tilted: false, held: false };
  /** Someone looked elsewhere by hand: a map made anew looks there too. */
  let moved = false;
  let removed = false;
  /** Raised by every drawing: an older one that still waits for its code gives up. */
  let round = 0;
  /** The drawing that was given up last: it is replaced once, however often it fails meanwhile. */
  let lostRound = -1;

  function discard(): void {
    try {
      drawing?.remove();
    } catch {
      // Broken, it cannot even go in order; its box is emptied all the same.
    }
    drawing = undefined;
  }

  async function draw(attempt: Attempt, there?: View): Promise<void> {
    round += 1;
    const mine = round;
    discard();
    const box = document.createElement("div");
    box.style.cssText = "position:absolute;inset:0";
    container.replaceChildren(box);
    const { city, base } = given;
    const has = city !== undefined || base !== undefined;
    const wanted: DrawingOptions = {
      container: box, room, centre: options.centre, wall: options.wall, city, base, palette: readPalette(container), profile: attempt === "full" ? "full" : "cheap",
      scale: Number.parseFloat(getComputedStyle(container).fontSize) / TYPE_PX || 1, onSelect: options.onSelect, onCase: options.onCase, onWater: (state) => options.onWater?.(state), onPainted: options.onPainted, onProblems: options.onProblems, onLeftOut: options.onLeftOut,
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
    tell((to) => tellWishes(to, there));
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
    to.simulated(wishes.simulated);
  }

  /** A map that throws is as good as lost, and takes nothing else of the window with it. */
  function tell(what: (to: Drawing) => void): void {
    if (drawing === undefined) return;
    try {
      what(drawing);
    } catch {
      lost();
    }
  }

  function ask<T>(what: (of: Drawing) => T): T | undefined {
    try {
      return drawing === undefined ? undefined : what(drawing);
    } catch {
      return undefined;
    }
  }

  function lost(): void {
    if (lostRound === round) return;
    lostRound = round;
    const attempt = recovery.lost(performance.now());
    const there = moved ? ask((of) => of.view()) : undefined;
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
    tell((to) => to.marks(marks, at));
  });
  const look = (view: View | undefined): void => {
    wishes.looked = view;
    if (view !== undefined) moved = false;
    tell((to) => to.look(view));
  };

  return {
    select(thingId) {
      wishes.chosen = thingId;
      tell((to) => to.select(thingId));
    },
    look,
    flyTo: look,
    stopFlight: () => tell((to) => to.stopFlight()),
    name(text) {
      wishes.called = text;
      tell((to) => to.name(text));
    },
    hold(on) {
      wishes.held = on;
      room.hold(on);
      tell((to) => to.hold(on));
    },
    tilt(on) {
      wishes.tilted = on;
      tell((to) => to.tilt(on));
    },
    layers(on) {
      wishes.on = on;
      tell((to) => to.layers(on));
    },
    filter(keep) {
      wishes.keep = keep;
      tell((to) => to.filter(keep));
    },
    field(property) {
      wishes.field = property;
      tell((to) => to.field(property));
    },
    simulated(picture) {
      wishes.simulated = picture;
      tell((to) => to.simulated(picture));
    },
    buildings: (bounds) => ask((of) => of.buildings(bounds)) ?? [],
    within: (polygon) => ask((of) => of.within(polygon)) ?? [],
    pick: (x, y) => ask((of) => of.pick(x, y)),
    async picture(written) {
      const image = await drawing?.canvas();
      return image === undefined || drawing === undefined ? undefined : drawPicture({ image, drawing, container, written });
    },
    pointAt: (x, y) => ask((of) => of.pointAt(x, y)),
    project: (lon, lat) => ask((of) => of.project(lon, lat)),
    view: () => ask((of) => of.view()),
    depth: (lon, lat) => ask((of) => of.depth(lon, lat)),
    remove() {
      removed = true;
      stop();
      shift.disconnect();
      for (const event of ["pointerdown", "wheel", "keydown"]) container.removeEventListener(event, hand);
      discard();
      container.replaceChildren();
    },
  };
}
