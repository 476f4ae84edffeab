import { useMemo } from "react";
import { PRIORITIES } from "#contract/alarm";
import { formatNumber } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import { useAlarmCounts, useCut, useNow, useRecords, useStatus } from "../../live/hooks.ts";
import { latest } from "../../live/socket.ts";
import { countFresh } from "./freshness.ts";
import css from "./key-figures.module.css";
import { LevelFigure } from "./level-figure.tsx";

const FRESH_EVERY_MS = 5000;
/** Fixed places on the wall: so many water levels, always the same ones. */
const GAUGES = 4;

/** The room's few numbers: open alarms by priority, what owes an acknowledgement, how much of the city reports, levels against their legal marks. */
export function KeyFigures() {
  const t = useText();
  const language = useLanguage();
  const counts = useAlarmCounts();
  const status = useStatus();
  const cut = useCut();
  const datastreams = useRecords("datastreams");
  const now = useNow(FRESH_EVERY_MS);
  const fresh = useMemo(() => countFresh(datastreams.values(), latest.at, now), [datastreams, now]);
  const gauges = useMemo(() => [...datastreams.values()].filter((each) => each.levels.length > 1).sort((a, b) => a.series - b.series).slice(0, GAUGES), [datastreams]);
  return (
    <section className={css.figures} data-cut={cut || undefined}>
      <dl className={css.priorities}>
        {PRIORITIES.map((priority) => (
          <div key={priority} className={css.figure} data-zero={counts.byPriority[priority] === 0 || undefined}>
            <dt><PriorityMark priority={priority} size="1.1em" /> {priorityText(priority, t)}</dt>
            <dd>{formatNumber(counts.byPriority[priority], 0, language)}</dd>
          </div>
        ))}
      </dl>
      <dl className={css.rest}>
        <div className={css.figure}><dt>{t("shell.unacknowledged")}</dt><dd>{formatNumber(counts.unacknowledged, 0, language)}</dd></div>
        <div className={css.figure}><dt>{t("shell.reporting")}</dt><dd>{formatNumber(fresh, 0, language)} / {formatNumber(datastreams.size, 0, language)}</dd></div>
        <div className={css.figure}><dt>{t("shell.readings")}</dt><dd>{status === undefined ? t("shell.none") : formatNumber(status.readingsPerSecond, 0, language)}</dd></div>
      </dl>
      <ul className={css.levels}>{gauges.map((each) => <LevelFigure key={each.id} datastream={each} />)}</ul>
    </section>
  );
}
