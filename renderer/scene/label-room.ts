/** A rectangle in the drawing, px, y down. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Room for signs and labels that overlap nothing and are cut by no edge: first come, first served. */
export interface LabelRoom {
  /** @returns false when it would stand over the edge or over what has its place already */
  claim(box: Box): boolean;
  /** Something stands here, wherever that is. */
  occupy(box: Box): void;
}

/** Boxes that can be asked what they touch without asking each: a grid of cells, each with the boxes that reach into it. */
export interface BoxIndex {
  add(box: Box): void;
  touches(box: Box): boolean;
}

/** Side of a cell, px: about a label's length. */
const CELL = 48;

export function createBoxIndex(): BoxIndex {
  const cells = new Map<number, Box[]>();
  const visit = (box: Box, look: (key: number) => boolean): boolean => {
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) if (look(row * 100_000 + column)) return true;
    }
    return false;
  };
  return {
    add(box) {
      visit(box, (key) => {
        const cell = cells.get(key);
        if (cell === undefined) cells.set(key, [box]);
        else cell.push(box);
        return false;
      });
    },
    touches: (box) => visit(box, (key) => cells.get(key)?.some((other) => overlap(box, other)) === true),
  };
}

/** @param view what may be written on */
export function createLabelRoom(view: Box): LabelRoom {
  const taken = createBoxIndex();
  return {
    claim(box) {
      if (box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom) return false;
      if (taken.touches(box)) return false;
      taken.add(box);
      return true;
    },
    occupy: (box) => taken.add(box),
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

/** The rectangle around a point. */
export function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
