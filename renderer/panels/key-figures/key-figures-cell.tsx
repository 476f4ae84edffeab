import { useMemo } from "react";
import { PRIORITIES } from "#contract/alarm";
import { tilesIn, useEms } from "../../design/ems.ts";
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
import { figureTexts } from "./texts.ts";

/** ems: a level with its name, value, mark and age; below it the least width of a count with its word. */
const TILE = { wide: 13.5, high: 4.1 };
const WORD = 11;
const LINE = 1.6;

/** The room's few numbers in a cell: alarms by priority and the levels of the chosen stations, as many as are readable. */
export function KeyFiguresCell({ settings, onFresh }: WallPanelProps<"key-figures">) {
  const say = usePanelText(figureTexts);
  const phase = usePhase();
  const datastreams = useRecords("datastreams");
  const gauges = useMemo(() => gaugesOf(datastreams.values(), settings.thingIds), [datastreams, settings.thingIds]);
  useFresh(phase.is === "loading" ? undefined : gauges, onFresh);
  const [ref, box] = useEms<HTMLDivElement>();
  const perLine = Math.max(1, Math.floor(box.wide / WORD));
  // Where words would take more than a third of the cell, the signs stand alone: their shape and letter say the same.
  const short = Math.ceil((PRIORITIES.length + 1) / perLine) * LINE > box.high / 3;
  const used = (short ? 2 : Math.ceil((PRIORITIES.length + 1) / perLine)) * LINE;
  const { columns, rows } = tilesIn({ wide: box.wide, high: box.high - used }, TILE);
  const fits = columns * rows < gauges.length && rows * TILE.high + LINE > box.high - used ? columns * Math.max(1, Math.floor((box.high - used - LINE) / TILE.high)) : columns * rows;
  const shown = gauges.slice(0, fits);
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  return (
    <div ref={ref} className={css.figures}>
      {phase.is === "loading" ? <LoadingState /> : (
        <>
          <Counts short={short} />
          {settings.thingIds.length > 0 && gauges.length === 0 && <p className={css.none}>{say("unknown")}</p>}
          {box.em > 0 && shown.length > 0 && <ul className={css.levels} style={{ gridTemplateColumns: `repeat(${Math.min(columns, shown.length)}, minmax(0, 1fr))` }}>{shown.map((each) => <LevelFigure key={each.id} datastream={each} />)}</ul>}
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
