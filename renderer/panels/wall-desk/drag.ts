import { useEffect, useSyncExternalStore, type PointerEvent as ReactPointerEvent } from "react";
import type { WallPanel } from "#contract/wall";
import { followPointer } from "../../design/follow-pointer.ts";

/** What is being dragged: content from the palette, or a cell of the wall. */
export type Load = { is: "panel"; panel: WallPanel; name: string } | { is: "cell"; cellId: string; name: string };
/** Where it would fall. `add`: beside the present content (Shift or Ctrl held), not in its place. */
export type Target = { is: "cell"; cellId: string; add: boolean } | { is: "monitor"; monitorId: string };
/** A drag on its way; at the pointer, px of the window. */
export interface Drag {
  load: Load;
  x: number;
  y: number;
  over: Target | undefined;
}

/** A press becomes a drag after so many px. */
const FROM = 5;

let present: Drag | undefined;
const listeners = new Set<() => void>();

function set(next: Drag | undefined): void {
  present = next;
  for (const listener of listeners) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useDrag(): Drag | undefined {
  return useSyncExternalStore(subscribe, () => present);
}

/** What lies under a point, by the marks that the picture's elements carry. */
function targetAt(x: number, y: number, add: boolean): Target | undefined {
  const element = document.elementFromPoint(x, y);
  const cellId = element?.closest<HTMLElement>("[data-cell]")?.dataset["cell"];
  if (cellId !== undefined) return { is: "cell", cellId, add };
  const monitorId = element?.closest<HTMLElement>("[data-monitor]")?.dataset["monitor"];
  return monitorId === undefined ? undefined : { is: "monitor", monitorId };
}

/**
 * Begins to watch a press that may become a drag. Escape, a lost pointer or a second button give it up.
 * @param onDrop called with what it fell on; not at all when it fell on nothing
 */
export function pressed(event: ReactPointerEvent, load: Load, onDrop: (load: Load, target: Target) => void): void {
  followPointer(event, {
    from: FROM,
    move: (at) => set({ load, x: at.clientX, y: at.clientY, over: targetAt(at.clientX, at.clientY, at.shiftKey || at.ctrlKey) }),
    end(at) {
      set(undefined);
      if (at === undefined) return;
      // The click that follows belongs to the drag, not to the button it ends on.
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, true), 0);
      const over = targetAt(at.clientX, at.clientY, at.shiftKey || at.ctrlKey);
      if (over !== undefined) onDrop(load, over);
    },
  });
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Gives a drag up when its place goes away (another tab of the desk). */
export function useDragEnds(): void {
  useEffect(() => () => set(undefined), []);
}
