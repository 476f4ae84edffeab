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

/** @param view what may be written on */
export function createLabelRoom(view: Box): LabelRoom {
  const taken: Box[] = [];
  return {
    claim(box) {
      if (box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom) return false;
      if (taken.some((other) => overlap(box, other))) return false;
      taken.push(box);
      return true;
    },
    occupy: (box) => void taken.push(box),
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

/** The rectangle around a point. */
export function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
