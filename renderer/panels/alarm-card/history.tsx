import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import { factBy, factWords } from "../../design/facts/fact-words.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useAlarm } from "../../live/hooks.ts";
import css from "./alarm-card.module.css";
import { cardTexts } from "./texts.ts";

/** What happened to this alarm, newest first. */
export function AlarmHistory({ alarm, facts }: { alarm: Alarm; facts: readonly Fact[] }) {
  const t = useText();
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  const above = useAlarm(alarm.suppressedBy);
  if (facts.length === 0) return <p className={css.faint}>{say("noHistory")}</p>;
  const name = (id: string): string => {
    const known = id === alarm.id ? alarm : id === above?.id ? above : undefined;
    return known === undefined ? id : `“${local(language, known.message, known.messageEn)}”`;
  };
  return (
    <ol className={css.history}>
      {facts.toSorted((a, b) => b.seq - a.seq).map((fact) => {
        const who = factBy(fact);
        return (
          <li key={fact.seq}>
            <time dateTime={new Date(fact.at).toISOString()}>{formatTime(fact.at, "short", language)}</time>
            <span>{factWords(fact, { language, t, alarm: name })}{who === undefined ? "" : ` · ${who}`}</span>
          </li>
        );
      })}
    </ol>
  );
}
