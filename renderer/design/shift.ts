import { useSyncExternalStore } from "react";

/** Day or night shift: night swaps the tokens for a darker room. */
export type Shift = "day" | "night";

const KEPT = "kydai-shift";
const listeners = new Set<() => void>();

function shiftNow(): Shift {
  return document.documentElement.dataset["shift"] === "night" ? "night" : "day";
}

/** Applies the shift kept in this browser; once, at start. */
export function applyShift(): void {
  try {
    document.documentElement.dataset["shift"] = localStorage.getItem(KEPT) === "night" ? "night" : "day";
  } catch {
    // Storage refused: the day's tokens stay.
  }
}

export function setShift(shift: Shift): void {
  document.documentElement.dataset["shift"] = shift;
  try {
    localStorage.setItem(KEPT, shift);
  } catch {
    // The choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useShift(): Shift {
  return useSyncExternalStore(subscribe, shiftNow);
}
