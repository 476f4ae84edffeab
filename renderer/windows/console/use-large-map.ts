import { useCallback, useState } from "react";

/** The map over the room of the panel too; the panel comes back over its right side when something is chosen. */
export interface LargeMap {
  large: boolean;
  /** The panel lies over the large map. */
  beside: boolean;
  turn: () => void;
  aside: (on: boolean) => void;
}

export function useLargeMap(): LargeMap {
  const [large, setLarge] = useState(false);
  const [beside, setBeside] = useState(false);
  const turn = useCallback(() => {
    setLarge((was) => !was);
    setBeside(false);
  }, []);
  return { large, beside, turn, aside: setBeside };
}
