import { useCallback, useState } from "react";
import type { Rows } from "./rows.ts";
import { kept, NONE, only, ranged, toggled, type Selection } from "./selection.ts";

export interface Cursor {
  /** Row the keyboard acts on; -1 in an empty list. */
  index: number;
  selection: Selection;
  select: (selection: Selection) => void;
  /** Counts the person's own moves: the list scrolls after those, and never because alarms came or went. */
  moves: number;
  /** Moves to a row; `extend` marks everything from the anchor to it. */
  move: (index: number, extend?: boolean) => void;
}

/** The place of the operator in the list. It follows its row when the list changes, and takes the next one when that row leaves. */
export function useCursor(rows: Rows): Cursor {
  const [at, setAt] = useState<{ key: string | undefined; index: number }>({ key: undefined, index: 0 });
  const [moves, setMoves] = useState(0);
  const [selection, select] = useState<Selection>(NONE);
  const index = kept(rows, at.key, at.index);
  const key = index === -1 ? undefined : rows.keyAt(index);
  // Remembered while rendering, so that the next change starts from where the row stands now.
  if (index !== at.index || key !== at.key) setAt({ key, index });

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

  return { index, moves, selection, select, move };
}

/** A click: plain chooses nothing but moves, Ctrl adds or removes, Shift marks a range. */
export function clicked(cursor: Cursor, rows: Rows, index: number, keys: { ctrl: boolean; shift: boolean }): void {
  cursor.move(index, keys.shift);
  if (keys.shift) return;
  cursor.select(keys.ctrl ? toggled(cursor.selection, rows.keyAt(index)) : { ...NONE, anchor: rows.keyAt(index) });
}
