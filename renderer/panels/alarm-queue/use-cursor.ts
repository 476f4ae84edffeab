import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { Rows } from "./rows.ts";
import { kept, NONE, only, ranged, toggled, type Selection } from "./selection.ts";

export interface Cursor {
  /** Row the keyboard acts on; -1 in an empty list. */
  index: number;
  selection: Selection;
  select: (selection: Selection) => void;
  /** Counts the person's own moves: the list scrolls after those, and never because alarms came or went. */
  moves: number;
  /** Another alarm has just taken the place of the one under the cursor. */
  justChanged: () => boolean;
  /** Back to the most urgent row, and to staying there. */
  home: () => void;
  /** Moves to a row; `extend` marks everything from the anchor to it. */
  move: (index: number, extend?: boolean) => void;
}

/** Ms in which a row that slipped under an untouched cursor takes no command: the finger was on its way to another alarm. */
const JUST_NOW = 700;

/**
 * The place of the operator in the list. Until the first move it stays on the most urgent row, whichever that is; from then
 * on it follows its row when the list changes, and takes the next one when that row leaves.
 *
 * @param wish stands for what the person asked to see: rows that change with it were changed by the person
 */
export function useCursor(rows: Rows, wish: unknown): Cursor {
  const [at, setAt] = useState<{ key: string | undefined; index: number }>({ key: undefined, index: 0 });
  const [moves, setMoves] = useState(0);
  const [selection, select] = useState<Selection>(NONE);
  const index = moves === 0 ? Math.min(0, rows.length - 1) : kept(rows, at.key, at.index);
  const key = index === -1 ? undefined : rows.keyAt(index);
  // Remembered while rendering, so that the next change starts from where the row stands now.
  if (index !== at.index || key !== at.key) setAt({ key, index });
  const slipped = useRef({ key, wish, at: -Infinity });
  useLayoutEffect(() => {
    const { key: before, wish: asked } = slipped.current;
    if (moves === 0 && before !== undefined && key !== before && asked === wish) slipped.current.at = performance.now();
    slipped.current.key = key;
    slipped.current.wish = wish;
  }, [key, wish, moves]);

  const move = useCallback((to: number, extend = false) => {
    if (rows.length === 0) return;
    const next = Math.min(Math.max(to, 0), rows.length - 1);
    setAt({ key: rows.keyAt(next), index: next });
    setMoves((n) => n + 1);
    if (!extend) return;
    select((before) => {
      const anchored = before.anchor === undefined && key !== undefined ? only(key) : before;
      return ranged(anchored, rows.keyAt(next), Array.from({ length: rows.length }, (_, i) => rows.keyAt(i)));
    });
  }, [rows, key]);

  const justChanged = useCallback(() => moves === 0 && performance.now() - slipped.current.at < JUST_NOW, [moves]);
  const home = useCallback(() => setMoves(0), []);
  return { index, moves, justChanged, home, selection, select, move };
}

/** A click: plain chooses nothing but moves, Ctrl adds or removes, Shift marks a range. */
export function clicked(cursor: Cursor, rows: Rows, index: number, keys: { ctrl: boolean; shift: boolean }): void {
  cursor.move(index, keys.shift);
  if (keys.shift) return;
  cursor.select(keys.ctrl ? toggled(cursor.selection, rows.keyAt(index)) : { ...NONE, anchor: rows.keyAt(index) });
}
