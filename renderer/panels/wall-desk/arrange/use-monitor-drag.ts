import { useState, type PointerEvent as ReactPointerEvent } from "react";
import type { Monitor } from "#contract/wall";
import { snapTo } from "./snap.ts";

/** Edges meet when they are nearer than so many px of the screen. */
const REACH = 12;
/** A press becomes a drag after so many px. */
const FROM = 4;

/** Follows the pointer that moves a monitor on the picture. @param scale px of the wall per px of the screen, when it begins */
export function useMonitorDrag(monitors: readonly Monitor[], onMoved: (monitor: Monitor, at: Monitor["at"]) => void): { moving: { id: string; at: Monitor["at"] } | undefined; begin: (event: ReactPointerEvent, monitor: Monitor, scale: number) => void } {
  const [moving, setMoving] = useState<{ id: string; at: Monitor["at"] }>();
  const begin = (event: ReactPointerEvent, monitor: Monitor, scale: number): void => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY };
    const others = monitors.filter((one) => one.id !== monitor.id).map((one) => one.at);
    let at: Monitor["at"] | undefined;
    const move = (now: PointerEvent): void => {
      const dx = now.clientX - start.x, dy = now.clientY - start.y;
      if (at === undefined && Math.hypot(dx, dy) < FROM) return;
      at = snapTo({ ...monitor.at, x: monitor.at.x + dx * scale, y: monitor.at.y + dy * scale }, others, REACH * scale);
      setMoving({ id: monitor.id, at });
    };
    const stop = (): void => {
      setMoving(undefined);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", stop);
      removeEventListener("keydown", key, true);
    };
    const up = (): void => {
      stop();
      if (at !== undefined) onMoved(monitor, at);
    };
    const key = (stroke: KeyboardEvent): void => {
      if (stroke.key === "Escape") stop();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", stop);
    addEventListener("keydown", key, true);
  };
  return { moving, begin };
}
