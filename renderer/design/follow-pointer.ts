import type { PointerEvent as ReactPointerEvent } from "react";

/** What becomes of a press that may be a drag. */
export interface Followed {
  /** A press becomes a drag after so many px. */
  from: number;
  move: (at: PointerEvent) => void;
  /** It is over: let go after it had moved; or, undefined, given up (Escape, a lost pointer) or never a drag. */
  end: (at: PointerEvent | undefined) => void;
}

/** Follows the pointer from its press to its end, wherever it goes. A press of another button is none. */
export function followPointer(event: ReactPointerEvent, { from, move, end }: Followed): void {
  if (event.button !== 0) return;
  const start = { x: event.clientX, y: event.clientY };
  let moved = false;
  const follow = (at: PointerEvent): void => {
    moved ||= Math.hypot(at.clientX - start.x, at.clientY - start.y) >= from;
    if (moved) move(at);
  };
  const stop = (at: PointerEvent | undefined): void => {
    removeEventListener("pointermove", follow);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", lost);
    removeEventListener("keydown", key, true);
    end(at);
  };
  const up = (at: PointerEvent): void => stop(moved ? at : undefined);
  const lost = (): void => stop(undefined);
  const key = (stroke: KeyboardEvent): void => {
    if (stroke.key !== "Escape") return;
    if (moved) {
      // This Escape is the drag's: nothing else closes with it.
      stroke.preventDefault();
      stroke.stopPropagation();
    }
    stop(undefined);
  };
  addEventListener("pointermove", follow);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", lost);
  addEventListener("keydown", key, true);
}
