import { useLayoutEffect, useRef, useState, type RefObject } from "react";

/** How many rows of the given height fit into the element now. @param row CSS length custom property holds the row's height; measured, not computed */
export function useFit(rowSelector: string): [RefObject<HTMLUListElement | null>, number] {
  const box = useRef<HTMLUListElement | null>(null);
  const [fits, setFits] = useState(1);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      const row = element.querySelector<HTMLElement>(rowSelector)?.offsetHeight ?? 0;
      if (row > 0) setFits(Math.max(1, Math.floor(element.clientHeight / row)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  });
  return [box, fits];
}
