import { useEffect, useState } from "react";
import { useCut } from "./hooks.ts";

/** So long without a link, ms, and a window counts as out of reach of the privacy key. A restart of the backend is shorter. */
export const UNHEARD_MS = 30_000;

/** Whether the link has been cut so long that the privacy key may have been turned on unheard. Over with the room fetched anew. */
export function useUnheard(): boolean {
  const cut = useCut();
  const [long, setLong] = useState(false);
  if (!cut && long) setLong(false);
  useEffect(() => {
    if (!cut) return undefined;
    const timer = setTimeout(() => setLong(true), UNHEARD_MS);
    return () => clearTimeout(timer);
  }, [cut]);
  return cut && long;
}
