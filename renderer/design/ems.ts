import { useLayoutEffect, useState } from "react";

/** A box in its own letters: what fits is decided in letters, so that a small box shows fewer things and never smaller ones. */
export interface Ems {
  wide: number;
  high: number;
  /** px of one em; 0: not measured yet. */
  em: number;
}

const UNKNOWN: Ems = { wide: 0, high: 0, em: 0 };

/** Measures the element the ref is given to, and again when its size changes. */
export function useEms<E extends HTMLElement>(): [ref: (element: E | null) => void, box: Ems] {
  const [element, setElement] = useState<E | null>(null);
  const [box, setBox] = useState<Ems>(UNKNOWN);
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const measure = (): void => {
      const em = Number.parseFloat(getComputedStyle(element).fontSize) || 16;
      const next = { wide: element.clientWidth / em, high: element.clientHeight / em, em };
      setBox((was) => (was.wide === next.wide && was.high === next.high && was.em === next.em ? was : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, box];
}

/** How many equal tiles fit, in how many columns. @param box ems @param tile least ems of one */
export function tilesIn(box: Pick<Ems, "wide" | "high">, tile: { wide: number; high: number }): { columns: number; rows: number } {
  return { columns: Math.max(1, Math.floor(box.wide / tile.wide)), rows: Math.max(1, Math.floor(box.high / tile.high)) };
}
