import { useEffect, useSyncExternalStore } from "react";

/** What every window must say over everything else, gravest first: an exercise, or figures of a simulation that nobody may take for the city's. */
export const SIGNS = ["drill", "simulation"] as const;
export type SignKind = (typeof SIGNS)[number];

/** A sign with what it is of. */
export interface Sign {
  kind: SignKind;
  /** Name of the exercise or simulation, in both languages where it has them. */
  name?: string | undefined;
  nameEn?: string | undefined;
  paused?: boolean | undefined;
  /** On paper alone: what is read of it here is over. */
  paper?: true | undefined;
}

/** Who asked for which sign; each kind is shown once, by the first who named it. */
const wanted = new Map<symbol, Sign>();
const listeners = new Set<() => void>();
let shown: readonly Sign[] = [];

function review(): void {
  shown = SIGNS.flatMap((kind) => {
    const all = [...wanted.values()].filter((sign) => sign.kind === kind);
    const seen = all.filter(({ paper }) => paper !== true);
    const first = seen.find(({ name }) => name !== undefined) ?? seen[0] ?? all[0];
    return first === undefined ? [] : [first];
  });
  for (const listener of listeners) listener();
}

/** Puts a sign over the window. @returns takes it away again */
export function raiseSign(sign: Sign): () => void {
  const mine = Symbol(sign.kind);
  wanted.set(mine, sign);
  review();
  return () => {
    wanted.delete(mine);
    review();
  };
}

/** Puts a sign over the window while what calls it is shown. @param sign undefined: none */
export function useSign(sign: Sign | undefined): void {
  const { kind, name, nameEn, paused, paper } = sign ?? {};
  useEffect(() => (kind === undefined ? undefined : raiseSign({ kind, name, nameEn, paused, paper })), [kind, name, nameEn, paused, paper]);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const read = (): readonly Sign[] => shown;

/** The signs to be shown, at most one of a kind. */
export function useSigns(): readonly Sign[] {
  return useSyncExternalStore(subscribe, read);
}
