import { useLayoutEffect, useRef, useState, type RefObject } from "react";

/**
 * How many rows of at least `em` times the element's type fit into it now; the element shares its height among so many,
 * as the custom property `--rows`.
 */
export function useFit(em: number): [RefObject<HTMLUListElement | null>, number] {
  const box = useRef<HTMLUListElement | null>(null);
  const [fits, setFits] = useState(1);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      const row = em * Number.parseFloat(getComputedStyle(element).fontSize);
      if (!(row > 0)) return;
      const count = Math.max(1, Math.floor(element.clientHeight / row));
      element.style.setProperty("--rows", String(count));
      setFits(count);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [box, fits];
}
