import { useState, type KeyboardEvent, type MouseEvent } from "react";

const WAYS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, j: 1, k: -1 };

interface Wish {
  /** Keys of the rows as shown. A row carries its key as `data-case`, and `${prefix}${key}` as its id. */
  keys: readonly string[];
  prefix: string;
  onOpen: (key: string) => void;
}

/** The cursor of a list of cases: arrows, j and k move it, Enter or a press opens. It stays with its case while rows move around it. */
export function useRowCursor({ keys, prefix, onOpen }: Wish): { at: string | undefined; onKeyDown: (event: KeyboardEvent) => void; onClick: (event: MouseEvent) => void } {
  const [chosen, setChosen] = useState<string>();
  const index = Math.max(0, chosen === undefined ? 0 : keys.indexOf(chosen));
  const move = (to: number): void => {
    const key = keys[Math.min(keys.length - 1, Math.max(0, to))];
    if (key === undefined) return;
    setChosen(key);
    document.getElementById(`${prefix}${key}`)?.scrollIntoView({ block: "nearest" });
  };
  return {
    at: keys[index],
    onKeyDown(event) {
      if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const by = WAYS[event.key];
      const here = keys[index];
      if (by !== undefined) move(index + by);
      else if (event.key === "Home") move(0);
      else if (event.key === "End") move(keys.length - 1);
      else if (event.key === "Enter" && here !== undefined) onOpen(here);
      else return;
      event.preventDefault();
    },
    onClick(event) {
      // A clock's own button says which clause set it; the rest of the row opens the case.
      const target = event.target instanceof Element && event.target.closest("button, [role=dialog]") === null ? event.target.closest("[data-case]") : null;
      const key = target?.getAttribute("data-case");
      if (key === null || key === undefined) return;
      setChosen(key);
      onOpen(key);
    },
  };
}
