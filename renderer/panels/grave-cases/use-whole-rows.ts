import { useLayoutEffect, useState } from "react";

/** How much of each entry is said, from all of it to what cannot be left out. */
export type Detail = "full" | "brief" | "least";

interface Fit {
  /** What is listed, and the box: with another of either, everything is tried anew. */
  of: string;
  detail: Detail;
  rows: number;
}

/** Entries drawn to be measured, at most: no cell of a wall holds more at letters read from afar. */
const MOST = 24;

/**
 * How many entries a box holds, and in how much detail, measured on the entries themselves: their letters wrap, so their heights
 * are not known before. All entries come before all details; what does not fit then is left out whole, never cut.
 *
 * @param of names what is listed
 * @param count how many there are
 * @returns ref for the list, whose children are the entries
 */
export function useWholeRows(of: string, count: number): { ref: (list: HTMLElement | null) => void; detail: Detail; rows: number } {
  const [list, ref] = useState<HTMLElement | null>(null);
  const [box, setBox] = useState("");
  const all = `${of} ${box}`;
  const [kept, setFit] = useState<Fit>({ of: "", detail: "full", rows: MOST });
  const { detail, rows }: Fit = kept.of === all ? kept : { of: all, detail: "full", rows: MOST };
  useLayoutEffect(() => {
    if (list === null) return undefined;
    const measure = (): void => {
      // Letters grow with the wall's setting: their size is part of the box.
      const { parentElement: frame } = list;
      setBox(`${frame?.clientWidth}×${frame?.clientHeight} ${getComputedStyle(list).fontSize}`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (list.parentElement !== null) observer.observe(list.parentElement);
    return () => observer.disconnect();
  }, [list]);
  useLayoutEffect(() => {
    if (list === null) return undefined;
    const drawn = [...list.children];
    const check = (): void => {
      const floor = list.getBoundingClientRect().bottom + 0.5;
      const whole = drawn.filter((entry) => entry.getBoundingClientRect().bottom <= floor).length;
      if (whole === drawn.length && (whole === count || detail !== "full")) return;
      if (detail === "full") setFit({ of: all, detail: "brief", rows });
      else if (whole > 0) setFit({ of: all, detail, rows: whole });
      else if (detail === "brief") setFit({ of: all, detail: "least", rows });
      else if (rows > 1) setFit({ of: all, detail, rows: 1 });
    };
    check();
    // A clock's words grow while it runs, and may need a line more.
    const observer = new ResizeObserver(check);
    for (const entry of drawn) observer.observe(entry);
    return () => observer.disconnect();
  }, [list, all, count, detail, rows]);
  return { ref, detail, rows };
}
