import { useEffect, useMemo, useRef, useState } from "react";
import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import { isFact } from "../../design/facts/fact-words.ts";
import { useFacts, useLink, useStatus } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";

/** Facts kept; a wall shows some twenty. */
const KEPT = 60;
/** Facts of one page, and how many pages back are read for rare ones: 10,000 facts at most, once. */
const PAGE = 1000;
const PAGES = 10;

/** The newest facts first; `loaded`: the past was read, or `fault` says why not. */
export interface Newest {
  facts: readonly Fact[];
  loaded: boolean;
  fault: Fault | undefined;
}

/** The newest of the facts that are wanted, and from then on as they happen. @param wanted must stay the same function */
export function useNewest(wanted: (fact: Fact) => boolean): Newest {
  const [past, setPast] = useState<Newest>({ facts: [], loaded: false, fault: undefined });
  const [since, setSince] = useState<readonly Fact[]>([]);
  const head = useStatus()?.seq;
  const up = useLink().state !== "connecting";
  const newest = useRef(head);
  useEffect(() => {
    newest.current = head;
  });
  const ready = up && head !== undefined;
  useEffect(() => {
    if (!ready) return undefined;
    let over = false;
    void readBack(newest.current ?? 0, wanted).then((read) => {
      if (!over) setPast((was) => (read.fault === undefined ? { ...read, loaded: true } : { facts: was.facts, loaded: true, fault: read.fault }));
    });
    return () => {
      over = true;
    };
  }, [ready, wanted]);
  useFacts((facts) => {
    const more = facts.filter((fact) => wanted(fact));
    if (more.length > 0) setSince((before) => [...more.toReversed(), ...before].slice(0, KEPT));
  });
  const facts = useMemo(() => {
    const known = new Map([...past.facts, ...since].filter((fact) => wanted(fact)).map((fact) => [fact.seq, fact]));
    return [...known.values()].sort((a, b) => b.seq - a.seq).slice(0, KEPT);
  }, [past.facts, since, wanted]);
  return { facts, loaded: past.loaded, fault: past.fault };
}

/** A wall has no right to search the journal, only to read it on: pages from before its end backwards, until enough is found. */
async function readBack(head: number, wanted: (fact: Fact) => boolean): Promise<Pick<Newest, "facts" | "fault">> {
  const found: Fact[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const after = Math.max(0, head - page * PAGE);
    const answer = await request("fact:page", { after, limit: PAGE });
    if (!answer.ok) return { facts: found, fault: found.length > 0 ? undefined : answer.fault };
    const list: readonly unknown[] = answer.value.facts;
    found.push(...list.filter(isFact).filter((fact) => wanted(fact)));
    if (found.length >= KEPT || after === 0) break;
  }
  return { facts: found, fault: undefined };
}
