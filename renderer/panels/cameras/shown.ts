import type { CameraId } from "#contract/camera";

/** How many tiles stand side by side; "1+5": a large one and five around it. */
export const LAYOUTS = [1, 4, 9, 16, 25, 36, 49, 64, "1+5", "1+7"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What the panel shows. */
export interface Shown {
  layout: Layout;
  /** In the order of their places; empty: all cameras of the list. */
  chosen: readonly CameraId[];
  /** Of more cameras than tiles, which tiles full; counted on for ever, so that it need not know how many there are. */
  page: number;
  /** The pages turn by themselves. */
  turning: boolean;
  /** In the large tile of a layout that has one; undefined: the first. */
  spot: CameraId | undefined;
}

export const AT_FIRST: Shown = { layout: 4, chosen: [], page: 0, turning: false, spot: undefined };

/** The panel is taken away when another is looked at: what was chosen is not. For as long as the window is open. */
let kept = AT_FIRST;
export const keptShown = (): Shown => kept;
export const keep = (next: Shown): Shown => (kept = next);

export function countOf(layout: Layout): number {
  return layout === "1+5" ? 6 : layout === "1+7" ? 8 : layout;
}

export const hasSpot = (layout: Layout): boolean => typeof layout === "string";

/** Columns, and rows, of the grid: the large tile takes all but one of each. */
export function acrossOf(layout: Layout): number {
  return layout === "1+5" ? 3 : layout === "1+7" ? 4 : Math.sqrt(layout);
}

/** The cameras that take turns. @param known all ids, in the order of the list */
function listOf(chosen: readonly CameraId[], known: readonly CameraId[]): readonly CameraId[] {
  const there = new Set(known);
  const left = chosen.filter((id) => there.has(id));
  return left.length === 0 ? known : left;
}

/** The large tile's camera, those that share the other tiles, and how many of these there are. */
function sharesOf({ layout, chosen, spot }: Shown, known: readonly CameraId[]): { first: CameraId | undefined; rest: readonly CameraId[]; tiles: number } {
  const list = listOf(chosen, known);
  if (!hasSpot(layout)) return { first: undefined, rest: list, tiles: countOf(layout) };
  const first = spot !== undefined && known.includes(spot) ? spot : list[0];
  return { first, rest: list.filter((id) => id !== first), tiles: countOf(layout) - 1 };
}

/** @returns how many pages there are, 1 or more, and which is shown, from 0 */
export function pagesOf(shown: Shown, known: readonly CameraId[]): { count: number; at: number } {
  const { rest, tiles } = sharesOf(shown, known);
  const count = Math.max(1, Math.ceil(rest.length / tiles));
  return { count, at: ((shown.page % count) + count) % count };
}

/** The cameras in their places; the last page is filled up from before it, for an empty tile shows nothing. */
export function placesOf(shown: Shown, known: readonly CameraId[]): CameraId[] {
  const { first, rest, tiles } = sharesOf(shown, known);
  const from = Math.max(0, Math.min(pagesOf(shown, known).at * tiles, rest.length - tiles));
  return [...(first === undefined ? [] : [first]), ...rest.slice(from, from + tiles)];
}

/** A camera pressed in the list: it comes in, at the end or in place of the last one where all are taken; or goes. */
export function turned(shown: Shown, known: readonly CameraId[], id: CameraId): Shown {
  const places = placesOf(shown, known);
  const still = { ...shown, page: 0, turning: false };
  if (places.includes(id)) {
    const rest = places.filter((each) => each !== id);
    // The last one stays: none chosen means all.
    return rest.length === 0 ? shown : { ...still, chosen: rest, spot: shown.spot === id ? undefined : shown.spot };
  }
  return { ...still, chosen: [...places.slice(0, countOf(shown.layout) - 1), id] };
}

/** The layout whose places are drawn: of squares the smallest that holds so many, for places nobody fills are lost to the others. */
export function drawnOf(layout: Layout, count: number): Layout {
  return typeof layout === "string" ? layout : (LAYOUTS.find((one) => typeof one === "number" && one >= count && one <= layout) ?? layout);
}

/** Ids in the order they had, new ones behind them in their own: a camera that is added moves no other. */
export function steady(before: readonly CameraId[], ids: readonly CameraId[]): CameraId[] {
  const [had, has] = [new Set(before), new Set(ids)];
  return [...before.filter((id) => has.has(id)), ...ids.filter((id) => !had.has(id))];
}

/** Of the list when the window first saw it, and what came since behind it. */
let order: readonly CameraId[] = [];
/** The list's cameras in the order in which tiles take them. Nothing known yet forgets no order. */
export const inOrder = (ids: readonly CameraId[]): readonly CameraId[] => (ids.length === 0 ? [] : (order = steady(order, ids)));

/** A camera that was added comes into a free place of those that were chosen; where all are taken they stay as they are. */
export function joined(shown: Shown, known: readonly CameraId[], id: CameraId): Shown {
  if (shown.chosen.length === 0 || placesOf(shown, known).length >= countOf(shown.layout)) return shown;
  return { ...shown, chosen: [...shown.chosen.filter((one) => one !== id), id] };
}
