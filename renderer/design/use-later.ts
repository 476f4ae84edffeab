import { useCallback, useState } from "react";

/** A part of a page that is read when it is first wanted, so that the page stands without it. */
export interface Later<T> {
  part: T | undefined;
  /** There was no link to read it over; wanted again, it is asked for again. */
  failed: boolean;
  want: () => void;
}

/** @param load always the same function */
export function useLater<T>(load: () => Promise<T>): Later<T> {
  const [read, setRead] = useState<{ part: T | undefined; failed: boolean }>({ part: undefined, failed: false });
  const want = useCallback((): void => {
    load().then((part) => setRead({ part, failed: false }), () => setRead((was) => ({ part: was.part, failed: was.part === undefined })));
  }, [load]);
  return { ...read, want };
}
