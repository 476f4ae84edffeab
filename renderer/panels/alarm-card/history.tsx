import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import { factBy } from "../../design/facts/fact-words.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useFactWords } from "../use-fact-words.ts";
import css from "./alarm-card.module.css";
import { cardTexts } from "./texts.ts";

/** What happened to this alarm, newest first. */
export function AlarmHistory({ alarm, facts }: { alarm: Alarm; facts: readonly Fact[] }) {
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  const { words, who } = useFactWords(facts, { about: alarm });
  if (facts.length === 0) return <p className={css.faint}>{say("noHistory")}</p>;
  return (
    <ol className={css.history}>
      {facts.toSorted((a, b) => b.seq - a.seq).map((fact) => {
        const by = factBy(fact);
        return (
          <li key={fact.seq}>
            <time dateTime={new Date(fact.at).toISOString()}>{formatTime(fact.at, "short", language)}</time>
            <span>{words(fact)}{by === undefined ? "" : ` · ${who(by)}`}</span>
          </li>
        );
      })}
    </ol>
  );
}
