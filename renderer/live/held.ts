import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from "react";

/**
 * True inside a frozen cell: the hooks of `live/` then go on giving the values they gave last, so that no panel need know.
 * What draws outside React asks `useHeld` and stops by itself.
 */
export const Held = createContext(false);

/** Whether what is shown here is held as it was. */
export function useHeld(): boolean {
  return useContext(Held);
}

const nothing = (): (() => void) => () => undefined;

/** `useSyncExternalStore`, but held: what was read last stays until the cell is released, or what the first reading finds. */
export function useUnlessHeld<T>(subscribe: (listener: () => void) => () => void, read: () => T): T {
  const held = useContext(Held);
  const kept = useRef<{ value: T }>(undefined);
  const value = useSyncExternalStore(held ? nothing : subscribe, () => {
    if (!held) return read();
    kept.current ??= { value: read() };
    return kept.current.value;
  });
  useEffect(() => {
    if (!held) kept.current = { value };
  });
  return value;
}
