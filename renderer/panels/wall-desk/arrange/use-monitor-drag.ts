import { useState, type PointerEvent as ReactPointerEvent } from "react";
import type { Monitor } from "#contract/wall";
import { followPointer } from "../../../design/follow-pointer.ts";
import { snapTo } from "./snap.ts";

/** Edges meet when they are nearer than so many px of the screen. */
const REACH = 12;
/** A press becomes a drag after so many px. */
const FROM = 4;

/** Follows the pointer that moves a monitor on the picture. @param scale px of the wall per px of the screen, when it begins */
export function useMonitorDrag(monitors: readonly Monitor[], onMoved: (monitor: Monitor, at: Monitor["at"]) => void): { moving: { id: string; at: Monitor["at"] } | undefined; begin: (event: ReactPointerEvent, monitor: Monitor, scale: number) => void } {
  const [moving, setMoving] = useState<{ id: string; at: Monitor["at"] }>();
  const begin = (event: ReactPointerEvent, monitor: Monitor, scale: number): void => {
    const start = { x: event.clientX, y: event.clientY };
    const others = monitors.filter((one) => one.id !== monitor.id).map((one) => one.at);
    let at = monitor.at;
    followPointer(event, {
      from: FROM,
      move(now) {
        at = snapTo({ ...monitor.at, x: monitor.at.x + (now.clientX - start.x) * scale, y: monitor.at.y + (now.clientY - start.y) * scale }, others, REACH * scale);
        setMoving({ id: monitor.id, at });
      },
      end(dropped) {
        setMoving(undefined);
        if (dropped !== undefined) onMoved(monitor, at);
      },
    });
  };
  return { moving, begin };
}
