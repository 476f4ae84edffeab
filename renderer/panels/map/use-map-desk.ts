import { useEffect, useRef } from "react";
import { mapDesk } from "../../live/map-desk.ts";
import { roomTime } from "../../live/room-time.ts";
import type { MapHandle } from "./map-handle.ts";
import type { Pinned } from "./pin.tsx";

interface Wish {
  layers: ReadonlySet<string> | undefined;
  known: ReadonlySet<string>;
  onLayers: (layers: ReadonlySet<string>) => void;
  onPin: (pinned: Pinned) => void;
}

/** Lends the console's map to the rest of its window. */
export function useMapDesk({ scene }: Pick<MapHandle, "scene">, wish: Wish): void {
  const newest = useRef(wish);
  useEffect(() => {
    newest.current = wish;
  });
  useEffect(() => mapDesk.offer({
    read() {
      const view = scene.view();
      if (view === undefined) return undefined;
      const time = roomTime.get();
      const { layers } = newest.current;
      return { centre: [view.centre[0], view.centre[1]], zoom: Math.min(22, Math.max(0, view.zoom)), ...(layers === undefined ? {} : { layers: [...layers].slice(0, 60) }), ...(time.is === "past" ? { at: Math.round(time.at) } : {}) };
    },
    show(view, name) {
      const { known, onLayers, onPin } = newest.current;
      if (view.at === undefined) roomTime.backToNow();
      else roomTime.goTo(view.at);
      // Layers of another version or another pack are left out.
      if (view.layers !== undefined) onLayers(new Set(view.layers.filter((id) => known.has(id))));
      onPin({ name, at: view.centre });
      scene.flyTo({ centre: view.centre, zoom: view.zoom });
    },
  }), [scene]);
}
