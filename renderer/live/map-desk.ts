import type { MapView } from "#contract/attached";

/** The window's own map, as others in the window may look at it and send it somewhere: a case's page shares its view and shows the views that came. */
export interface MapDesk {
  /** As it stands now; undefined: it is not drawn yet. */
  read(): MapView | undefined;
  /** Goes there, with its layers and its instant, and marks the middle by this name. */
  show(view: MapView, name: string): void;
}

let desk: MapDesk | undefined;

/** This window's map, while there is one. A window of the wall, and an agency's page, have none. */
export const mapDesk = {
  now: (): MapDesk | undefined => desk,
  /** @returns takes it back, where it is still this one */
  offer(own: MapDesk): () => void {
    desk = own;
    return () => {
      if (desk === own) desk = undefined;
    };
  },
};
