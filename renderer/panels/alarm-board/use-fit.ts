import { useLayoutEffect, useRef, useState, type RefObject } from "react";

/** How many rows are to be shown, and which of the heights they have. */
export interface Fit {
  rows: number;
  height: number;
}

/**
 * As many rows as fit: of the first height that has room for `must` rows, else of the last, lowest one.
 * @param box height of the list, px. @param heights least heights of a row, highest first, px
 */
export function fitOf(box: number, heights: readonly number[], must: number): Fit {
  const counts = heights.map((row) => (row > 0 ? Math.max(1, Math.floor(box / row)) : 1));
  const found = counts.findIndex((count) => count >= must);
  const height = found < 0 ? counts.length - 1 : found;
  return { rows: counts[height] ?? 1, height };
}

/**
 * `fitOf` for the element's size now, heights given in its type's em. The element shares its height among so many rows, as the
 * custom property `--rows`.
 */
export function useFit(heights: readonly number[], must: number): [RefObject<HTMLUListElement | null>, Fit] {
  const box = useRef<HTMLUListElement | null>(null);
  const [fit, setFit] = useState<Fit>({ rows: 1, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      const type = Number.parseFloat(getComputedStyle(element).fontSize);
      const next = fitOf(element.clientHeight, heights.map((em) => em * type), must);
      element.style.setProperty("--rows", String(next.rows));
      setFit((was) => (was.rows === next.rows && was.height === next.height ? was : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [box, fit];
}
