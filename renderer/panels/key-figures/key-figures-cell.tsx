import { useMemo } from "react";
import { PRIORITIES } from "#contract/alarm";
import { useEms } from "../../design/ems.ts";
import { formatNumber } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useAlarmCounts, usePhase, useRecords } from "../../live/hooks.ts";
import { useFresh } from "../use-fresh.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { gaugesOf } from "./gauges.ts";
import css from "./key-figures-cell.module.css";
import { LevelFigure } from "./level-figure.tsx";
import { planOf } from "./plan.ts";
import { figureTexts } from "./texts.ts";

/** The room's few numbers in a cell: alarms by priority and the levels of the chosen stations, as many as are readable. */
export function KeyFiguresCell({ settings, onFresh }: WallPanelProps<"key-figures">) {
  const say = usePanelText(figureTexts);
  const phase = usePhase();
  const datastreams = useRecords("datastreams");
  const gauges = useMemo(() => gaugesOf(datastreams.values(), settings.thingIds), [datastreams, settings.thingIds]);
  useFresh(phase.is === "loading" ? undefined : gauges, onFresh);
  const [ref, box] = useEms<HTMLDivElement>();
  const plan = planOf(box, gauges.length, settings.thingIds.length > 0);
  const shown = gauges.slice(0, plan.shown);
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  return (
    <div ref={ref} className={css.figures}>
      {phase.is === "loading" ? <LoadingState /> : (
        <>
          {plan.counts !== "none" && <Counts short={plan.counts === "signs"} />}
          {settings.thingIds.length > 0 && gauges.length === 0 && <p className={css.none}>{say("unknown")}</p>}
          {box.em > 0 && shown.length > 0 && <ul className={css.levels} style={{ gridTemplateColumns: `repeat(${plan.columns}, minmax(0, 1fr))` }}>{shown.map((each) => <LevelFigure key={each.id} datastream={each} />)}</ul>}
          {gauges.length > shown.length && <p className={css.none}>{say("more", { n: gauges.length - shown.length })}</p>}
        </>
      )}
    </div>
  );
}

function Counts({ short }: { short: boolean }) {
  const t = useText();
  const say = usePanelText(figureTexts);
  const language = useLanguage();
  const counts = useAlarmCounts();
  return (
    <dl className={css.counts} data-short={short || undefined}>
      {PRIORITIES.map((priority) => (
        <div key={priority} className={css.count} data-zero={counts.byPriority[priority] === 0 || undefined}>
          <dt><PriorityMark priority={priority} size="1.3em" /> {short ? "" : priorityText(priority, t)}</dt>
          <dd>{formatNumber(counts.byPriority[priority], 0, language)}</dd>
        </div>
      ))}
      <div className={css.count} data-owed=""><dt>{say("owed")}</dt><dd>{formatNumber(counts.unacknowledged, 0, language)}</dd></div>
    </dl>
  );
}
