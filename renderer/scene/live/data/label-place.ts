import { boxAround, createLabelRoom, type Box } from "../../label-room.ts";

/** A name that wants to stand beside its sign; px. */
export interface Wish {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the name's middle stands, px from its sign. */
export interface Standing {
  /** Index of the wish. */
  i: number;
  dx: number;
  dy: number;
}

/** How far along a side a name is moved, as a part of what keeps it beside its sign; the middle first. */
const SHIFTS = [0, 0.5, -0.5, 1, -1];

/** Finds room for names, the first wish first; what finds none is left out. @param reach px from a sign's middle to its edge. @param signs middles that no name may cover */
export function placeBeside(wishes: readonly Wish[], signs: readonly (readonly [x: number, y: number])[], reach: number, view: Box): Standing[] {
  const room = createLabelRoom(view);
  for (const [x, y] of signs) room.occupy(boxAround(x, y, 2 * reach, 2 * reach));
  const placed: Standing[] = [];
  for (const [i, { x, y, width, height }] of wishes.entries()) {
    const across = reach + 2 + width / 2;
    const along = reach + 2 + height / 2;
    const sides = SHIFTS.flatMap((part): [number, number][] => [[across, part * along], [-across, part * along], [part * across, along], [part * across, -along]]);
    const side = sides.find(([dx, dy]) => room.claim(boxAround(x + dx, y + dy, width, height)));
    if (side !== undefined) placed.push({ i, dx: side[0], dy: side[1] });
  }
  return placed;
}
