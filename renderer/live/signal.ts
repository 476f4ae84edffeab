import type { Later } from "./frame.ts";

/** A value with listeners. `get` is always the newest; listeners hear of a change at most once per frame. */
export interface Signal<T> {
  get(): T;
  set(next: T): void;
  /** @returns the way to stop listening */
  subscribe(listener: () => void): () => void;
}

export function createSignal<T>(first: T, later: Later): Signal<T> {
  let value = first;
  let due = false;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      if (due) return;
      due = true;
      later(() => {
        due = false;
        for (const listener of [...listeners]) listener();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
