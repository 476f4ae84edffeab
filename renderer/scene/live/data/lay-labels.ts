import { boxAround, createLabelRoom, type Box } from "../../label-room.ts";

/** A text that wants to stand near a place; px. */
export interface LabelWish {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Where its middle may stand from the place, the best first. */
  spots: readonly (readonly [dx: number, dy: number])[];
}

/** Texts of one layer, the most telling first. `shy`: they stay clear of signs and names too; the others only of texts before them. */
export interface LabelSet {
  shy: boolean;
  wishes: readonly LabelWish[];
}

/**
 * Finds room for texts of several layers: those that are not shy first, then in the given order.
 *
 * @param taken signs and names, asked for only where somebody is shy. @param view what may be written on
 * @returns by set and wish, the index of its spot; -1: there is no room for it
 */
export function layLabels(sets: readonly LabelSet[], taken: () => Iterable<Box>, view: Box): number[][] {
  const room = createLabelRoom(view);
  const laid: number[][] = sets.map(() => []);
  let isTaken = false;
  const lay = (shy: boolean): void => {
    for (const [i, set] of sets.entries()) {
      if (set.shy !== shy || set.wishes.length === 0) continue;
      if (shy && !isTaken) for (const box of taken()) room.occupy(box);
      isTaken ||= shy;
      laid[i] = set.wishes.map(({ x, y, width, height, spots }) => (Number.isFinite(x) && Number.isFinite(y) ? spots.findIndex(([dx, dy]) => room.claim(boxAround(x + dx, y + dy, width, height))) : -1));
    }
  };
  lay(false);
  lay(true);
  return laid;
}
