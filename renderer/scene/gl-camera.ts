import type { Map as GlMap } from "maplibre-gl";
import type { Bounds } from "./bounds.ts";
import type { View } from "./drawing.ts";
import { coveredOf } from "./layout.ts";

/** A flight from one place to another, ms. */
const FLIGHT_MS = 1500;
/** How the tilted view looks down: the roofs and the street fronts, and not yet the horizon. Degrees. */
const TILT = { pitch: 55, bearing: -20 };

/** Where the map looks. Someone who moved it is left alone. */
export interface Camera {
  /** Shows these bounds, unless somebody or `look` said otherwise. */
  frame(bounds: Bounds): void;
  look(view: View | undefined): void;
  tilt(on: boolean): void;
  stop(): void;
  view(): View;
  /** It is being moved by `frame` right now. */
  framing(): boolean;
  remove(): void;
}

export function createCamera(options: { map: GlMap; wall: boolean; scale: number; ready: () => boolean; still: boolean; redraw: () => void }): Camera {
  const { map, wall, scale } = options;
  let moved = false;
  let looked: View | undefined;
  /** What was last framed, and whether it is being framed now. */
  let framed = "";
  let framing = false;
  let flying = false;
  let tilted = false;

  const stop = (): void => {
    if (flying) map.stop();
  };
  // Any key ends a flight: whoever sits here may need the picture as it is.
  addEventListener("keydown", stop, true);
  map.on("movestart", (event) => {
    if ("originalEvent" in event && event.originalEvent !== undefined) moved = true;
  });
  map.on("moveend", () => {
    flying = false;
  });

  function go(view: View): void {
    // A flight that begins while the map still leans over leans with it.
    const lean = tilted && map.isMoving() ? TILT : { bearing: map.getBearing(), pitch: map.getPitch() };
    const there = { center: { lng: view.centre[0], lat: view.centre[1] }, zoom: view.zoom, bearing: view.bearing ?? lean.bearing, pitch: Math.min(view.pitch ?? lean.pitch, map.getMaxPitch()) };
    // The first picture is of the right place; later ones are flown to, so that the room sees where it goes.
    if (!options.ready() || options.still) {
      map.jumpTo(there);
      return;
    }
    flying = true;
    map.flyTo({ ...there, duration: FLIGHT_MS, essential: true });
  }

  return {
    frame(bounds) {
      const { clientWidth: width, clientHeight: height } = map.getContainer();
      const print = `${width},${height},${bounds.join()}`;
      if (moved || looked !== undefined || width === 0 || height === 0 || print === framed) return;
      framed = print;
      const { top } = coveredOf(wall, scale);
      const margin = 30 * scale;
      framing = true; // it calls moveend at once
      map.fitBounds(bounds, { padding: { left: margin, right: margin, top: margin + top / 2, bottom: margin }, animate: false, maxZoom: 13, pitch: map.getPitch(), bearing: map.getBearing() });
      framing = false;
    },
    look(next) {
      const before = looked;
      looked = next;
      if (next !== undefined) return go(next);
      if (before === undefined) return;
      framed = "";
      options.redraw();
    },
    tilt(on) {
      if (on === tilted) return;
      tilted = on;
      map.setMaxPitch(on ? 70 : 0);
      for (const handler of [map.dragRotate, map.touchPitch]) {
        if (on) handler.enable();
        else handler.disable();
      }
      const there = on ? TILT : { pitch: 0, bearing: 0 };
      if (!options.ready() || options.still) map.jumpTo(there);
      else map.easeTo({ ...there, duration: FLIGHT_MS / 2 });
    },
    stop,
    view: () => ({ centre: [map.getCenter().lng, map.getCenter().lat], zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() }),
    framing: () => framing,
    remove: () => removeEventListener("keydown", stop, true),
  };
}
