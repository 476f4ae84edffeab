import { useEffect, useMemo, useRef, useState } from "react";
import type { Fact } from "#contract/fact";
import type { Result } from "#contract/result";
import type { WallMaps } from "#contract/wall-fold";
import { factBy } from "../../../design/facts/fact-words.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../../design/states.tsx";
import { useWall } from "../../../live/hooks.ts";
import { mirror, request } from "../../../live/socket.ts";
import { useFactWords, useNamingFacts } from "../../use-fact-words.ts";
import { factsAround } from "./facts-around.ts";
import css from "./replay.module.css";
import { replayTexts } from "./texts.ts";

const NONE: readonly Fact[] = [];

/** What the journal has around the instant, the instant itself marked between. @param wall as it was then: cells have the numbers of that time */
export function JournalAround({ at, wall }: { at: number; wall: Pick<WallMaps, "monitors" | "cells"> }) {
  const say = usePanelText(replayTexts);
  const language = useLanguage();
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<{ at: number; result: Result<Fact[]> }>();
  useEffect(() => {
    let wanted = true;
    void factsAround((input) => request("fact:recent", input), at, mirror.seq()).then((result) => {
      if (wanted) setFound({ at, result });
    });
    return () => {
      wanted = false;
    };
  }, [at, turn]);
  const newestFirst = useMemo(() => (found?.result.ok === true ? found.result.value.toReversed() : NONE), [found]);
  const present = useWall();
  const then = useMemo(() => ({ ...present, monitors: wall.monitors, cells: wall.cells }), [present, wall]);
  const telling = useFactWords(newestFirst, { older: useNamingFacts(), wall: then });
  const { words } = telling;
  const who = (id: string | undefined): string => (id === undefined ? say("byMachine") : telling.who(id));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // What happened just before stands in the middle.
    [...(list.current?.querySelectorAll("li:not([data-after])") ?? [])].at(-1)?.scrollIntoView({ block: "center" });
  }, [found]);
  if (found === undefined) return <LoadingState />;
  if (!found.result.ok) return <ErrorState fault={found.result.fault} onRetry={() => setTurn(turn + 1)} />;
  const facts = found.result.value;
  return (
    <section className={css.journal} aria-label={say("journal")}>
      <h3>{say("journal")}</h3>
      {facts.length === 0 && <p className={css.faint}>{say("noFacts")}</p>}
      <ol ref={list}>
        {facts.map((fact) => (
          <li key={fact.seq} data-after={fact.at > found.at || undefined}>
            <time>{formatTime(fact.at, "time", language)}</time> <span>{words(fact)} <span className={css.faint}>{who(factBy(fact))}</span></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
