import { useState } from "react";
import type { Fault } from "#contract/fault";
import type { Result } from "#contract/result";

/** A record somebody writes: what it began with, how it stands, and how its saving went. */
export interface Edited<D> {
  /** Version it is based on; 0: a new one. */
  base: number;
  draft: D;
  dirty: boolean;
  /** Somebody tried to save it: from then on every fault is shown. */
  tried: boolean;
  sending: boolean;
  fault: Fault | undefined;
  put: (draft: D) => void;
  /** @returns it was saved */
  save: (ask: (draft: D, version: number) => Promise<Result<unknown>>, sound: boolean) => Promise<boolean>;
}

/** Holds a draft until it is saved. A refusal keeps it. */
export function useEdited<D>(start: D, base: number, { fresh = false } = {}): Edited<D> {
  const [draft, setDraft] = useState(start);
  const [state, setState] = useState<{ tried: boolean; sending: boolean; fault: Fault | undefined }>({ tried: false, sending: false, fault: undefined });
  return {
    base, draft, dirty: fresh || draft !== start, ...state,
    put(next) {
      setDraft(next);
      setState({ ...state, fault: undefined });
    },
    async save(ask, sound) {
      if (state.sending) return false;
      setState({ tried: true, sending: sound, fault: undefined });
      if (!sound) return false;
      const answer = await ask(draft, base);
      setState({ tried: true, sending: false, fault: answer.ok ? undefined : answer.fault });
      return answer.ok;
    },
  };
}
