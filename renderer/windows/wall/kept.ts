import { useState } from "react";

/** The value, or while `held` the one given last before. */
export function useKept<T>(value: T, held: boolean): T {
  const [kept, setKept] = useState({ value });
  if (!held && !Object.is(kept.value, value)) setKept({ value });
  return held ? kept.value : value;
}

/** The value, but the former object as long as both say the same as JSON: what depends on it is not made anew. */
export function useSame<T>(value: T): T {
  const [kept, setKept] = useState({ value, print: JSON.stringify(value) });
  const print = JSON.stringify(value);
  if (print === kept.print) return kept.value;
  setKept({ value, print });
  return value;
}
