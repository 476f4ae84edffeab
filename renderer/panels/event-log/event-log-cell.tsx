import { useEffect } from "react";
import type { Fact } from "#contract/fact";
import { useEms } from "../../design/ems.ts";
import { explain } from "../../design/explain.ts";
import { factBy } from "../../design/facts/fact-words.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useNow, usePhase } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./event-log-cell.module.css";
import { logTexts } from "./texts.ts";
import { useFactWords, type FactWords } from "../use-fact-words.ts";
import { useNewest } from "./use-newest.ts";
import { isOfWallTelling, isTelling } from "./wall-wanted.ts";

/** ems of a row: two lines of words; where the cell is narrow the time stands above them. */
const ROW = { wide: 2.75, narrow: 4 };
const WIDE = 20;
const DAY = 86_400_000;

/** What happened, newest first, as many as are readable. */
export function EventLogCell({ settings, onFresh }: WallPanelProps<"event-log">) {
  const t = useText();
  const say = usePanelText(logTexts);
  const phase = usePhase();
  const { facts, loaded, fault } = useNewest(settings.wallOnly ? isOfWallTelling : isTelling);
  const telling = useFactWords(facts);
  const [ref, box] = useEms<HTMLDivElement>();
  const asOf = facts[0]?.at;
  const why = fault === undefined ? undefined : explain(fault, t);
  useEffect(() => {
    // The newest fact may be hours old and the list still fresh: only a failed reading makes it old.
    if (loaded) onFresh(why === undefined ? { asOf: undefined, stale: false } : { asOf, stale: true, why });
  }, [loaded, asOf, why, onFresh]);
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (!loaded) return <LoadingState />;
  if (fault !== undefined && facts.length === 0) return <ErrorState fault={fault} />;
  if (facts.length === 0) return <EmptyState text={say("empty")} />;
  const narrow = box.wide < WIDE;
  const rows = Math.max(1, Math.floor(box.high / (narrow ? ROW.narrow : ROW.wide)));
  return (
    <div ref={ref} className={css.log} data-narrow={narrow || undefined}>
      <ol>{facts.slice(0, rows).map((fact) => <Row key={fact.seq} fact={fact} telling={telling} />)}</ol>
    </div>
  );
}

function Row({ fact, telling }: { fact: Fact; telling: FactWords }) {
  const language = useLanguage();
  const today = useNow(60_000) - fact.at < DAY / 2;
  const by = factBy(fact);
  const words = `${telling.words(fact)}${by === undefined ? "" : ` · ${telling.who(by)}`}`;
  return (
    <li className={css.row} data-kind={fact.kind}>
      <time className={css.time} dateTime={new Date(fact.at).toISOString()}>{formatTime(fact.at, today ? "time" : "short", language)}</time>
      <span className={css.words} title={words}>{fact.kind === "alarm:raised" && <><PriorityMark priority={fact.alarm.priority} size="1.15em" /> </>}{words}</span>
    </li>
  );
}
