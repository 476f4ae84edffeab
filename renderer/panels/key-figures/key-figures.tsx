import { useMemo } from "react";
import { PRIORITIES } from "#contract/alarm";
import type { Datastream } from "#contract/things";
import { formatNumber } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import { useAlarmCounts, useRecords } from "../../live/hooks.ts";
import css from "./key-figures.module.css";
import { LevelFigure } from "./level-figure.tsx";

/** Fixed places on the wall: so many levels, always the same ones. */
const GAUGES = 3;
const NONE: readonly string[] = [];

/**
 * The room's few numbers: open alarms by priority, what owes an acknowledgement, levels against their legal marks.
 *
 * @param thingIds stations whose levels are shown; none: always the same first ones
 */
export function KeyFigures({ thingIds = NONE }: { thingIds?: readonly string[] }) {
  const t = useText();
  const language = useLanguage();
  const counts = useAlarmCounts();
  const datastreams = useRecords("datastreams");
  const gauges = useMemo(() => gaugesOf([...datastreams.values()], thingIds), [datastreams, thingIds]);
  return (
    <section className={css.figures}>
      <dl className={css.counts}>
        {PRIORITIES.map((priority) => (
          <div key={priority} className={css.figure} data-zero={counts.byPriority[priority] === 0 || undefined}>
            <dt><PriorityMark priority={priority} size="1.15em" /> {priorityText(priority, t)}</dt>
            <dd>{formatNumber(counts.byPriority[priority], 0, language)}</dd>
          </div>
        ))}
        <div className={css.figure}><dt>{t("shell.unacknowledged")}</dt><dd>{formatNumber(counts.unacknowledged, 0, language)}</dd></div>
      </dl>
      {gauges.length > 0 && <ul className={css.levels}>{gauges.map((each) => <LevelFigure key={each.id} datastream={each} />)}</ul>}
    </section>
  );
}

function gaugesOf(datastreams: readonly Datastream[], thingIds: readonly string[]): Datastream[] {
  const measured = datastreams.filter((each) => each.levels.length > 1 && (thingIds.length === 0 || thingIds.includes(each.thingId))).sort((a, b) => a.series - b.series);
  return thingIds.length === 0 ? measured.slice(0, GAUGES) : measured;
}
