import type { Keeper } from "./keeper.ts";

/** Hears where the backend answers; undefined: it is gone. @param heardAt when it answered last, on a clock that never jumps, ms */
export type Told = (address: string | undefined, heardAt: number) => void;

/** A keeper that began before there was anybody to tell. */
export interface EarlyKeeper {
  /** From now on this one is told, first of what holds now. Once. */
  hear(told: Told): Keeper;
}

/** Starts a keeper now and keeps its last word until somebody hears. */
export function startEarly(start: (told: Told) => Keeper): EarlyKeeper {
  let hearer: Told | undefined;
  let last: Parameters<Told> | undefined;
  const keeper = start((...word) => {
    last = word;
    hearer?.(...word);
  });
  return {
    hear(told) {
      hearer = told;
      if (last !== undefined) told(...last);
      return keeper;
    },
  };
}
