import { useEffect, useRef } from "react";

/** A press that moved further than this is a drag: the map's. px */
const DRAG_PX = 5;

/** What a tool does with the pointer. Positions in px from the map's upper left corner. */
export interface PointerDeeds {
  click: (x: number, y: number) => void;
  /** The pointer moves over the map, also between clicks. */
  move?: (x: number, y: number) => void;
}

/**
 * While mounted, clicks on the map are the tool's; the map goes on moving and zooming by drags, wheel and keys. Enter, with the
 * map in focus, clicks in the middle.
 */
export function useMapPointer(place: HTMLElement, deeds: PointerDeeds): void {
  const newest = useRef(deeds);
  useEffect(() => {
    newest.current = deeds;
  });
  useEffect(() => {
    let down = { x: 0, y: 0 };
    const at = (event: MouseEvent): [number, number] => {
      const { left, top } = place.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const stop = (event: Event): void => {
      event.stopPropagation();
      event.preventDefault();
    };
    const press = (event: PointerEvent): void => void (down = { x: event.clientX, y: event.clientY });
    const move = (event: PointerEvent): void => newest.current.move?.(...at(event));
    const click = (event: MouseEvent): void => {
      stop(event);
      if (Math.hypot(event.clientX - down.x, event.clientY - down.y) <= DRAG_PX) newest.current.click(...at(event));
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.repeat) return;
      stop(event);
      newest.current.click(place.clientWidth / 2, place.clientHeight / 2);
    };
    // While capturing: the map below must not take the click for a station's.
    place.addEventListener("pointerdown", press, true);
    place.addEventListener("pointermove", move, true);
    place.addEventListener("click", click, true);
    place.addEventListener("dblclick", stop, true);
    place.addEventListener("keydown", key, true);
    return () => {
      place.removeEventListener("pointerdown", press, true);
      place.removeEventListener("pointermove", move, true);
      place.removeEventListener("click", click, true);
      place.removeEventListener("dblclick", stop, true);
      place.removeEventListener("keydown", key, true);
    };
  }, [place]);
}
