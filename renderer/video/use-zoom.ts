import { useEffect, useState, type RefObject } from "react";
import { pan, WHOLE, zoomAt, type Zoom } from "./zoom.ts";

/** Digital zoom of an element by wheel, moved by drawing. @param on false: neither is listened to */
export function useZoom(place: RefObject<HTMLElement | null>, on: boolean): [Zoom, () => void] {
  const [zoom, setZoom] = useState<Zoom>(WHOLE);
  useEffect(() => {
    const element = place.current;
    if (element === null || !on) return undefined;
    let from: { x: number; y: number } | undefined;
    const wheel = (event: WheelEvent): void => {
      // React's own listener is passive: the page would scroll with it.
      event.preventDefault();
      const box = element.getBoundingClientRect();
      setZoom((was) => zoomAt(was, event.deltaY, (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height));
    };
    const press = ({ button, clientX, clientY }: PointerEvent): void => {
      if (button === 0) from = { x: clientX, y: clientY };
    };
    const move = ({ clientX, clientY }: PointerEvent): void => {
      if (from === undefined) return;
      const [dx, dy] = [(clientX - from.x) / element.clientWidth, (clientY - from.y) / element.clientHeight];
      from = { x: clientX, y: clientY };
      setZoom((was) => (was === WHOLE ? was : pan(was, dx, dy)));
    };
    const release = (): void => void (from = undefined);
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("pointerdown", press);
    addEventListener("pointermove", move);
    addEventListener("pointerup", release);
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("pointerdown", press);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", release);
    };
  }, [place, on]);
  return [zoom, () => setZoom(WHOLE)];
}
