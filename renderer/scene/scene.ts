import { fetchBaseMap, type BaseMap } from "./base-map.ts";
import { watchMarks } from "./feed.ts";
import { createFlatMap } from "./flat-map.ts";
import type { Mark } from "./marks.ts";
import { readPalette, type Palette } from "./palette.ts";

/** What a way of drawing needs. */
export interface DrawingOptions {
  container: HTMLElement;
  centre: readonly [number, number];
  /** No pointer, larger signs. */
  wall: boolean;
  base: BaseMap | undefined;
  palette: Palette;
  /** 1 at a console; a wall's letters are larger. */
  scale: number;
  onSelect: (thingId: string) => void;
}
/** A part of the map: its middle ([lon, lat], degrees) and a zoom as web maps count it (512 px a tile). */
export interface View {
  centre: readonly [number, number];
  zoom: number;
}
/** A map drawn one way or the other. */
export interface Drawing {
  marks(marks: readonly Mark[]): void;
  select(thingId: string | undefined): void;
  /** Goes there, and stays; undefined: all stations. */
  look(view: View | undefined): void;
  /** What the drawing is called to those who cannot see it. */
  name(text: string): void;
  remove(): void;
}

/** `flat`: drawn without WebGL; why: it is missing, or it was lost again and again. */
export type SceneMode = { is: "starting" } | { is: "gl"; base: boolean } | { is: "flat"; base: boolean; why: "missing" | "lost" };

export interface Scene {
  select(thingId: string | undefined): void;
  /** Goes there, and stays; undefined: all stations. */
  look(view: View | undefined): void;
  name(text: string): void;
  /** Held, it shows the marks it had, whatever comes; released, those of now. */
  hold(on: boolean): void;
  remove(): void;
}

/** After so many losses of the graphics context within the time, the flat map stays. */
const LOSSES = 3;
const WITHIN_MS = 5 * 60_000;
/** The driver needs a moment before a new context is to be had. */
const REBUILD_MS = 600;
/** Console type that scale 1 was drawn for, px. */
const TYPE_PX = 15;

/** The map of one panel: lives outside React, owns the canvas, draws only when something changed. */
export function createScene(options: { container: HTMLElement; centre: readonly [number, number]; pack: string; wall: boolean; onSelect: (thingId: string) => void; onMode: (mode: SceneMode) => void }): Scene {
  const { container, onMode } = options;
  let drawing: Drawing | undefined;
  let marks: readonly Mark[] = [];
  let chosen: string | undefined;
  let looked: View | undefined;
  let called = "";
  let removed = false;
  let losses: number[] = [];
  /** Raised by every drawing: an older one that still waits for its code gives up. */
  let round = 0;
  let redraw: (() => void) | undefined;

  async function draw(base: BaseMap | undefined, flat: "lost" | undefined): Promise<void> {
    redraw = () => void draw(base, flat);
    round += 1;
    const mine = round;
    drawing?.remove();
    drawing = undefined;
    const box = document.createElement("div");
    box.style.cssText = "position:absolute;inset:0";
    container.replaceChildren(box);
    const given: DrawingOptions = { container: box, centre: options.centre, wall: options.wall, base, palette: readPalette(container), scale: Number.parseFloat(getComputedStyle(container).fontSize) / TYPE_PX || 1, onSelect: options.onSelect };
    let mode: SceneMode = { is: "flat", base: base !== undefined, why: flat ?? "missing" };
    if (flat === undefined) {
      try {
        const { createGlMap } = await import("./gl-map.ts");
        if (removed || mine !== round) return;
        drawing = createGlMap({ ...given, onLost: () => lost(base) });
        mode = { is: "gl", base: base !== undefined };
      } catch {
        // No WebGL here (GPUInitializationError), or the map's own code could not be fetched: the flat map needs neither.
        box.replaceChildren();
        if (removed || mine !== round) return;
      }
    }
    drawing ??= createFlatMap(given);
    drawing.look(looked);
    drawing.marks(marks);
    drawing.select(chosen);
    drawing.name(called);
    onMode(mode);
  }

  function lost(base: BaseMap | undefined): void {
    const now = performance.now();
    losses = [...losses.filter((at) => now - at < WITHIN_MS), now];
    setTimeout(() => {
      if (!removed) void draw(base, losses.length >= LOSSES ? "lost" : undefined);
    }, REBUILD_MS);
  }

  async function start(): Promise<void> {
    // Labels are drawn with the page's font: it has to be there first.
    const [base] = await Promise.all([fetchBaseMap(options.pack), document.fonts.load("400 16px 'Be Vietnam Pro'", "Huế ẵ").catch(() => [])]);
    if (removed) return;
    await draw(base, undefined);
  }
  void start();
  // A shift swaps the tokens; a canvas has to be told.
  const shift = new MutationObserver(() => redraw?.());
  shift.observe(document.documentElement, { attributes: true, attributeFilter: ["data-shift"] });
  let newest = marks;
  let held = false;
  const showNewest = (): void => {
    if (held || marks === newest) return;
    marks = newest;
    drawing?.marks(marks);
  };
  const stop = watchMarks((next) => {
    newest = next;
    showNewest();
  });

  return {
    select(thingId) {
      chosen = thingId;
      drawing?.select(thingId);
    },
    look(view) {
      looked = view;
      drawing?.look(view);
    },
    name(text) {
      called = text;
      drawing?.name(text);
    },
    hold(on) {
      held = on;
      showNewest();
    },
    remove() {
      removed = true;
      stop();
      shift.disconnect();
      drawing?.remove();
      container.replaceChildren();
    },
  };
}
