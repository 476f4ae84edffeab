import { useEffect, useState } from "react";
import type { Fact } from "#contract/fact";
import { isFact } from "../../../design/facts/fact-words.ts";
import { useFacts } from "../../../live/hooks.ts";
import { request } from "../../../live/socket.ts";

/** Instant and author of one change of the wall. */
export interface Change {
  seq: number;
  at: number;
  fact: Fact;
}
const KINDS = ["wall:edited", "wall:attended", "wall:left"];
const PAGE = 200;
/** Pages read at most for one span; older changes of it are then not listed. */
const MOST_PAGES = 5;

/** `known`: from this instant on none is missing; Infinity until they were read. `cut`: there are older ones in the span. */
interface Changes {
  changes: readonly Change[];
  cut: boolean;
  known: number;
}

/** When the wall changed since an instant, oldest first; changes as they happen are added. */
export function useChanges(from: number): Changes {
  const [state, setState] = useState<Changes>({ changes: [], cut: false, known: Infinity });
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<void> => {
      const found: Change[] = [];
      let before: number | undefined;
      let cut = true;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await request("fact:recent", { kinds: KINDS, limit: PAGE, ...(before !== undefined && { before }) });
        if (!wanted || !answer.ok) return;
        const facts = answer.value.facts.map((fact): unknown => fact).filter(isFact);
        found.push(...facts.map((fact) => ({ seq: fact.seq, at: fact.at, fact })));
        before = Math.min(...facts.map((fact) => fact.seq));
        if (answer.value.facts.length < PAGE || facts.length === 0 || facts.some((fact) => fact.at < from)) {
          cut = false;
          break;
        }
      }
      const changes = found.filter((one) => one.at >= from).sort((a, b) => a.seq - b.seq);
      setState({ changes, cut, known: cut ? changes[0]?.at ?? Infinity : from });
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [from]);
  useFacts((facts) => {
    const more = facts.filter((fact) => KINDS.includes(fact.kind)).map((fact) => ({ seq: fact.seq, at: fact.at, fact }));
    if (more.length > 0) setState((before) => ({ ...before, changes: [...before.changes.filter((one) => !more.some((other) => other.seq === one.seq)), ...more] }));
  });
  return state;
}
