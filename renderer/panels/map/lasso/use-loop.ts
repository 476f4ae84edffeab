import { useEffect, useRef } from "react";

/** A hand that moved less has not drawn. px */
const STEP_PX = 4;
/** Corners of one loop at most. */
const MOST = 2000;

interface LoopDeeds {
  /** The loop so far, px. */
  drawing: (loop: readonly (readonly [x: number, y: number])[]) => void;
  done: () => void;
  /** Enter, with the map in focus: a corner in the middle. */
  corner: (x: number, y: number) => void;
}

/** While mounted, drags on the map draw a loop instead of moving it; the wheel and keys still do. */
export function useLoop(place: HTMLElement, deeds: LoopDeeds): void {
  const newest = useRef(deeds);
  useEffect(() => {
    newest.current = deeds;
  });
  useEffect(() => {
    let loop: (readonly [number, number])[] | undefined;
    const stop = (event: Event): void => event.stopPropagation();
    const at = (event: PointerEvent): readonly [number, number] => {
      const { left, top } = place.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const press = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      event.stopPropagation();
      loop = [at(event)];
    };
    const move = (event: PointerEvent): void => {
      const last = loop?.at(-1);
      if (loop === undefined || last === undefined || loop.length >= MOST) return;
      const next = at(event);
      if (Math.hypot(next[0] - last[0], next[1] - last[1]) < STEP_PX) return;
      loop = [...loop, next];
      newest.current.drawing(loop);
    };
    const up = (): void => {
      const drawn = loop;
      loop = undefined;
      if (drawn !== undefined && drawn.length >= 3) newest.current.done();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      newest.current.corner(place.clientWidth / 2, place.clientHeight / 2);
    };
    const mine = ["mousedown", "touchstart", "click", "dblclick"] as const;
    // While capturing: the map below would move, or choose a station.
    for (const event of mine) place.addEventListener(event, stop, true);
    place.addEventListener("pointerdown", press, true);
    place.addEventListener("keydown", key, true);
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
    return () => {
      for (const event of mine) place.removeEventListener(event, stop, true);
      place.removeEventListener("pointerdown", press, true);
      place.removeEventListener("keydown", key, true);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
    };
  }, [place]);
}
