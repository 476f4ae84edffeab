import { useCallback, useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { WallMaps } from "#contract/wall-fold";
import { factWords, isFact } from "../design/facts/fact-words.ts";
import { NAMING_KINDS, wallBook } from "../design/facts/wall-book.ts";
import { wallNaming } from "../design/facts/wall-naming.ts";
import { useLanguage, useText } from "../design/i18n.ts";
import { useRequest, useWall } from "../live/hooks.ts";
import { useParty } from "../live/session.ts";
import { usePanelName } from "./panel-name.ts";
import { useAlarmName } from "./use-alarm-name.ts";
import { useCaseNames } from "./use-case-names.ts";

/** Facts looked through for the names of things that are gone. */
const NAMES = { kinds: [...NAMING_KINDS], limit: 500 };
const NONE: readonly Fact[] = [];

/** Facts that name what is gone, from all of the journal; none for who may not search it (a wall's window). */
export function useNamingFacts(): readonly Fact[] {
  const { result } = useRequest("fact:recent", NAMES);
  return useMemo(() => (result?.ok === true ? result.value.facts.map((fact): unknown => fact).filter(isFact) : NONE), [result]);
}

/** A list of facts in words. */
export interface FactWords {
  words: (fact: Fact) => string;
  /** A person by name where this list or this window knows it, else by the log-in name. */
  who: (accountId: string) => string;
  alarm: (alarmId: string) => string;
}

/**
 * Sentences of a list of facts, everything in them by its name: what is gone, by the last one the list knows.
 * @param facts newest first
 * @param more.about an alarm known by its record
 * @param more.older facts that name things, from before the list (useNamingFacts)
 * @param more.wall the wall at the newest of them; absent: as it stands
 */
export function useFactWords(facts: readonly Fact[], { about, older = NONE, wall: then }: { about?: Alarm; older?: readonly Fact[]; wall?: WallMaps } = {}): FactWords {
  const t = useText();
  const language = useLanguage();
  const present = useWall();
  const wall = then ?? present;
  const party = useParty();
  const panel = usePanelName();
  const alarm = useAlarmName(facts, about);
  const book = useMemo(() => wallBook(facts, wall, older), [facts, wall, older]);
  const naming = useMemo(() => wallNaming(book, { panel, language }), [book, panel, language]);
  const cases = useCaseNames(facts, naming.person);
  const words = useCallback((fact: Fact) => factWords(fact, { language, t, alarm, book, naming, cases }), [language, t, alarm, book, naming, cases]);
  const who = useCallback((id: string) => (party?.kind === "person" && party.account.id === id ? party.account.name : naming.person(id)), [party, naming]);
  return useMemo(() => ({ words, who, alarm }), [words, who, alarm]);
}
