import { useCallback, useEffect, useState } from "react";
import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { AlarmId } from "#contract/ids";
import { isFact } from "../../design/facts/fact-words.ts";
import { useFacts, useLink } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";

/** Facts of one page, and the most kept in the window: beyond it the reader filters. */
const PAGE = 100;
const AT_MOST = 5000;

export interface Pages {
  /** Newest first. */
  facts: readonly Fact[];
  /** undefined while the first page is on its way. */
  loaded: boolean;
  fault: Fault | undefined;
  /** Nothing older is left, or the window keeps no more. */
  ended: boolean;
  busy: boolean;
  /** Facts of this choice that have happened since the last page was read. */
  fresh: number;
  older: () => void;
  again: () => void;
}

/** The journal backwards from now, page by page. New facts are counted, not pushed in: what one reads stays where it is. */
export function usePages(kinds: readonly string[] | undefined, alarmId: AlarmId | undefined): Pages {
  const key = `${kinds?.join() ?? ""}|${alarmId ?? ""}`;
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ key: string; facts: readonly Fact[]; oldest: number | undefined; ended: boolean; fault: Fault | undefined }>();
  const [busy, setBusy] = useState(false);
  const [fresh, setFresh] = useState({ key, n: 0 });
  const up = useLink().state !== "connecting";

  const ask = useCallback(async (before: number | undefined) => {
    const answer = await request("fact:recent", { limit: PAGE, ...(before === undefined ? {} : { before }), ...(kinds === undefined ? {} : { kinds: [...kinds] }), ...(alarmId === undefined ? {} : { alarmId }) });
    if (!answer.ok) return { facts: [], oldest: undefined, ended: false, fault: answer.fault };
    const all: unknown[] = answer.value.facts;
    // Counted over all of the page, also what is withheld from this reader: a page of nothing else is not the end.
    const seqs = all.flatMap((fact) => (typeof fact === "object" && fact !== null && "seq" in fact && typeof fact.seq === "number" ? [fact.seq] : []));
    const oldest = seqs.length === 0 ? undefined : Math.min(...seqs);
    return { facts: all.filter(isFact).sort((a, b) => b.seq - a.seq), oldest, ended: all.length < PAGE, fault: undefined };
  }, [kinds, alarmId]);

  useEffect(() => {
    if (!up) return;
    let wanted = true;
    void ask(undefined).then((page) => {
      if (!wanted) return;
      setState({ key, ...page });
      setFresh({ key, n: 0 });
    });
    return () => {
      wanted = false;
    };
  }, [ask, key, turn, up]);

  useFacts((facts) => {
    const n = facts.filter((fact) => (kinds === undefined || kinds.includes(fact.kind)) && (alarmId === undefined || alarmOf(fact) === alarmId)).length;
    if (n > 0) setFresh((before) => ({ key, n: before.key === key ? before.n + n : n }));
  });

  const shown = state?.key === key ? state : undefined;
  const oldest = shown?.oldest;
  return {
    facts: shown?.facts ?? [], loaded: shown !== undefined, fault: shown?.fault, busy, fresh: fresh.key === key ? fresh.n : 0,
    ended: shown !== undefined && (shown.ended || shown.facts.length >= AT_MOST),
    older: useCallback(() => {
      if (oldest === undefined || busy) return;
      setBusy(true);
      void ask(oldest).then((page) => {
        setBusy(false);
        setState((before) => (before?.key !== key ? before : { key, facts: [...before.facts, ...page.facts.filter((fact) => fact.seq < oldest)], oldest: page.oldest ?? before.oldest, ended: page.ended, fault: page.fault }));
      });
    }, [ask, busy, key, oldest]),
    again: useCallback(() => setTurn((n) => n + 1), []),
  };
}

function alarmOf(fact: Fact): string | undefined {
  if (fact.kind === "alarm:raised") return fact.alarm.id;
  return "alarmId" in fact ? fact.alarmId : undefined;
}
