import { useCallback, useState } from "react";

/** The map over the room of the panel too, until something is chosen or a panel asked for: that stands beside it, and the map steps back. */
export interface LargeMap {
  /** It has the room now. */
  large: boolean;
  /** It stepped back, and takes the room again when the panel is closed. */
  waits: boolean;
  turn: () => void;
  /** @param on a panel is wanted beside it; false: no longer */
  aside: (on: boolean) => void;
}

export function useLargeMap(): LargeMap {
  const [wanted, setWanted] = useState(false);
  const [beside, setBeside] = useState(false);
  const large = wanted && !beside;
  const turn = useCallback(() => {
    setWanted(!large);
    setBeside(false);
  }, [large]);
  return { large, waits: wanted && beside, turn, aside: setBeside };
}
