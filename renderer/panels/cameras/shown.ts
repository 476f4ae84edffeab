import type { CameraId } from "#contract/camera";

/** How many tiles stand side by side. */
export const LAYOUTS = [1, 4, 9, 16] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What the panel shows. `chosen`: in the order of their places; empty: the first cameras of the list. */
export interface Shown {
  layout: Layout;
  chosen: readonly CameraId[];
}

/** The panel is taken away when another is looked at: what was chosen is not. For as long as the window is open. */
let kept: Shown = { layout: 4, chosen: [] };
export const keptShown = (): Shown => kept;
export const keep = (next: Shown): Shown => (kept = next);

/**
 * The cameras in their places.
 * @param known all ids, in the order of the list
 */
export function placesOf({ layout, chosen }: Shown, known: readonly CameraId[]): CameraId[] {
  const there = new Set(known);
  const left = chosen.filter((id) => there.has(id));
  return (left.length === 0 ? known : left).slice(0, layout);
}

/** A camera pressed in the list: it comes in, at the end or in place of the last one where all are taken; or goes. */
export function turned(shown: Shown, known: readonly CameraId[], id: CameraId): Shown {
  const places = placesOf(shown, known);
  if (places.includes(id)) {
    const rest = places.filter((each) => each !== id);
    // The last one stays: none chosen means all.
    return rest.length === 0 ? shown : { ...shown, chosen: rest };
  }
  return { ...shown, chosen: [...places.slice(0, shown.layout - 1), id] };
}
