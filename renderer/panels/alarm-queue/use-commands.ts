import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { commandOf, type Command } from "./keys.ts";

/** A dialog, menu or field that takes keys for itself. */
function takesKeys(element: Element | null): boolean {
  return element !== null && element.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [data-trigger] [role=listbox], [role=menu]") !== null;
}

/** Keys that scroll, mark or press what has the focus: outside the queue they stay with it. */
const LOCAL: ReadonlySet<Command> = new Set<Command>(["page-down", "page-up", "first", "last", "select", "select-all", "extend-next", "extend-previous"]);

/** Keys a list of its own moves by, or opens with: with the focus there the queue takes letters alone. */
const LISTS: ReadonlySet<Command> = new Set<Command>(["next", "previous", "expand", "collapse", "open"]);

/**
 * Sends the keyboard's commands to the queue wherever the focus is, while nobody types and no question is asked: the loop
 * goes on from the card or the map. A button keeps Enter and Space for itself.
 */
export function useCommands(root: RefObject<HTMLElement | null>, act: (command: Command) => void): void {
  const newest = useRef(act);
  // With the paint, not after it: a key struck right away must meet the list that is seen.
  useLayoutEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const focus = document.activeElement;
      const ours = focus === null || focus === document.body || root.current?.contains(focus) === true;
      if (takesKeys(focus) || document.querySelector("[role=dialog]") !== null || event.defaultPrevented) return;
      const command = commandOf(event);
      if (command === undefined || (!ours && LOCAL.has(command))) return;
      if (!ours && LISTS.has(command) && focus.closest("[role=listbox], [role=radiogroup], [role=tablist]") !== null) return;
      if ((event.key === "Enter" || event.key === " ") && (focus?.closest("button, a, input") ?? undefined) !== undefined) return;
      event.preventDefault();
      newest.current(command);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [root]);
}
