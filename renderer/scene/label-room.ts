/** Mean width of a letter, in em. */
const LETTER = 0.56;

/** Room for labels that never overlap: first come, first served. Sizes are estimates; good enough to keep words apart. */
export interface LabelRoom {
  /** @param x left edge, px. @param y baseline, px. @returns false when another label is in the way */
  claim(text: string, x: number, y: number, size: number): boolean;
}

export function createLabelRoom(): LabelRoom {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  return {
    claim(text, x, y, size) {
      const box = { left: x, right: x + text.length * size * LETTER, top: y - size, bottom: y + size * 0.3 };
      if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) return false;
      taken.push(box);
      return true;
    },
  };
}

/** Width a text takes by the same estimate, px. */
export function widthOf(text: string, size: number): number {
  return text.length * size * LETTER;
}
