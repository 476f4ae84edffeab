import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Device } from "@luma.gl/core";
import type { Map as GlMap } from "maplibre-gl";
import type { ObservedPropertyId } from "#contract/ids";
import type { DrawingOptions } from "./drawing.ts";
import { ANCHORS, MARKS } from "./gl-style.ts";
import type { Box } from "./label-room.ts";
import type { Keep } from "./live/live-host.ts";
import { createLiveLayers, LIVE_LAYERS, type LiveLayerId, type LiveLayers } from "./live/live-layers.ts";

/** What was said to the live layers before they were there, and is said again to those of the next map. */
export interface LiveWishes {
  on: ReadonlySet<string> | undefined;
  keep: Keep | undefined;
  chosen: string | undefined;
  field: ObservedPropertyId | undefined;
  held: boolean;
}

/** Live layers on the map, and the simple marks that stood in for them taken away. */
export function mountLive(map: GlMap, options: DrawingOptions, wishes: LiveWishes, names: () => readonly Box[]): LiveLayers {
  const { room, palette, wall, scale, city, profile, onProblems, onLeftOut } = options;
  let device: Device | undefined;
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [], onDeviceInitialized: (made) => (device = made) });
  map.addControl(overlay);
  let isGone = false;
  let areMarksGone = false;
  // Not before the live ones are drawn: without a graphics card their programs take seconds to be ready, and no alarm is missing meanwhile.
  const dropMarks = (): void => {
    if (areMarksGone) return;
    areMarksGone = true;
    queueMicrotask(() => {
      if (!isGone) for (const id of [...MARKS, "chosen"]) map.setLayoutProperty(id, "visibility", "none");
    });
  };
  const layers = createLiveLayers({ map, overlay, palette, wall, scale, city, software: profile === "cheap", repaint: () => map.triggerRepaint(), names, onDrawn: dropMarks, ...(onProblems && { onProblems }), ...(onLeftOut && { onLeftOut }) }, room);
  layers.show(liveOf(wishes.on));
  layers.filter(wishes.keep);
  layers.field(wishes.field);
  layers.hold(wishes.held);
  return {
    ...layers,
    dispose() {
      isGone = true;
      layers.dispose();
      map.removeControl(overlay);
      // The library leaves its watch over the screen's scale, and by it the whole map of a lost context would stay in memory.
      device?.canvasContext?.destroy();
    },
  };
}

/** Of all layers switched on, the live ones; undefined: those that are on by themselves. */
export function liveOf(on: ReadonlySet<string> | undefined): ReadonlySet<LiveLayerId> {
  return new Set(LIVE_LAYERS.filter(({ id, first }) => (on === undefined ? first : on.has(id))).map(({ id }) => id));
}

/** Under which layer of the style live layers draw. */
export const LIVE_BEFORE = ANCHORS.live;
