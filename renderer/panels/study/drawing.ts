import { useSyncExternalStore } from "react";
import type { MeasureKind } from "./measure-words.ts";
import type { ShapeKind } from "./shapes.ts";

/** What is being drawn on the map: a measure (`at` undefined: a new one), or the study's area by two corners. */
export type Drawn = { is: "measure"; kind: MeasureKind; at: number | undefined; shape: ShapeKind } | { is: "area" };

let now: Drawn | undefined;
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

/** The drawing under way in this window. */
export const drawing = {
  get: (): Drawn | undefined => now,
  begin(what: Drawn): void {
    now = what;
    tell();
  },
  end(): void {
    now = undefined;
    tell();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export function useDrawing(): Drawn | undefined {
  return useSyncExternalStore(drawing.subscribe, drawing.get);
}
