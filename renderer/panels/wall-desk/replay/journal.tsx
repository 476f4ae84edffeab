import { useEffect, useRef, useState } from "react";
import type { Fact } from "#contract/fact";
import type { Result } from "#contract/result";
import { factBy, factWords } from "../../../design/facts/fact-words.ts";
import { formatTime } from "../../../design/format.ts";
import { local, useLanguage, useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../../design/states.tsx";
import { mirror, request } from "../../../live/socket.ts";
import { factsAround } from "./facts-around.ts";
import css from "./replay.module.css";
import { replayTexts } from "./texts.ts";

/** What the journal has around the instant, the instant itself marked between. */
export function JournalAround({ at }: { at: number }) {
  const t = useText();
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
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // What happened just before stands in the middle.
    [...(list.current?.querySelectorAll("li:not([data-after])") ?? [])].at(-1)?.scrollIntoView({ block: "center" });
  }, [found]);
  const alarm = (id: string): string => {
    const known = mirror.alarms.get(id);
    return known === undefined ? id : local(language, known.message, known.messageEn);
  };
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
            <time>{formatTime(fact.at, "time", language)}</time> <span>{factWords(fact, { language, t, alarm })} <span className={css.faint}>{factBy(fact) ?? say("byMachine")}</span></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
