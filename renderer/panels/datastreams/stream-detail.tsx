import { useMemo, useState } from "react";
import type { Datastream } from "#contract/things";
import { Button } from "../../design/controls.tsx";
import { TrendChart } from "../../design/chart/trend-chart.tsx";
import type { Limit, TrendSeries } from "../../design/chart/trend-model.ts";
import { AboutForecast } from "../../design/forecast/about.tsx";
import { aheadOf, saidBefore } from "../../design/forecast/ahead.ts";
import { forecastTexts } from "../../design/forecast/texts.ts";
import { formatNumber, formatUnit } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useForecast } from "../../live/forecasts.ts";
import { useMay } from "../../live/session.ts";
import { useNow, useRecords, useRequest } from "../../live/hooks.ts";
import css from "./datastreams.module.css";
import { streamTexts } from "./texts.ts";

const HOUR = 3_600_000;
const RANGES = [{ text: "h1", ms: HOUR }, { text: "h6", ms: 6 * HOUR }, { text: "h24", ms: 24 * HOUR }, { text: "d7", ms: 168 * HOUR }] as const;

/** One datastream over time, with its levels; and the way to change it. */
export function StreamDetail({ datastream, onEdit, onEditThing }: { datastream: Datastream; onEdit: (() => void) | undefined; onEditThing: (() => void) | undefined }) {
  const say = usePanelText(streamTexts);
  const language = useLanguage();
  const [range, setRange] = useState<(typeof RANGES)[number]>(RANGES[1]);
  const thing = useRecords("things").get(datastream.thingId);
  // The picture moves on every 30 s; a week's every 5 minutes.
  const step = range.ms > 24 * HOUR ? 300_000 : 30_000;
  const to = Math.ceil(useNow(10_000) / step) * step;
  const from = to - range.ms;
  const { result, again } = useRequest("history:get", { datastreamId: datastream.id, from, to, maxPoints: 2000 });
  const [shown, setShown] = useState<{ id: string; range: number; from: number; to: number; answer: NonNullable<typeof result> }>();
  // The last picture stays until the next is there: a chart that blinks every half minute cannot be read.
  if (result !== undefined && result !== shown?.answer) setShown({ id: datastream.id, range: range.ms, from, to, answer: result });
  const picture = shown?.id === datastream.id && shown.range === range.ms ? shown : undefined;
  const answer = picture?.answer;
  const name = local(language, datastream.name, datastream.nameEn);
  const series = useMemo((): TrendSeries[] => (answer?.ok === true ? [{ id: datastream.id, label: name, unit: datastream.unit, decimals: datastream.decimals, gap: Math.max(datastream.staleAfter, datastream.period * 3) * 1000, history: answer.value }] : []), [answer, datastream, name]);
  const { ahead, before, about } = useAhead(datastream, picture?.from ?? from);
  const lines = useMemo(() => (before === undefined || series.length === 0 ? series : [...series, before]), [series, before]);
  const limits = useMemo(() => datastream.levels.map((level): Limit => ({ kind: "level", name: level.name, value: level.value, unit: datastream.unit })), [datastream]);

  return (
    <article className={css.detail} aria-label={name}>
      <header className={css.heading}>
        <h3>{thing === undefined ? "" : `${local(language, thing.name, thing.nameEn)} · `}{name}</h3>
        <div className={css.ranges} role="radiogroup" aria-label={say("range")}>
          {RANGES.map((each) => <button key={each.text} type="button" role="radio" aria-checked={each === range} className={css.range} onClick={() => setRange(each)}>{say(each.text)}</button>)}
        </div>
        {onEdit !== undefined && <Button look="quiet" onPress={onEdit}>{say("editStream")}</Button>}
        {onEditThing !== undefined && <Button look="quiet" onPress={onEditThing}>{say("editThing")}</Button>}
      </header>
      {picture === undefined || answer === undefined ? <LoadingState /> : !answer.ok ? <ErrorState fault={answer.fault} onRetry={again} /> : (
        <>
          {about !== undefined && <AboutForecast gauge={about.gauge} pace={about.pace} unit={datastream.unit} decimals={datastream.decimals} />}
          <TrendChart label={name} series={lines} limits={limits} marks={NO_MARKS} ahead={ahead} from={picture.from} to={Math.max(picture.to, ahead?.t.at(-1) ?? 0)} height={240} empty={say("noPoints")} />
          <p className={css.faint}>{say("points", { n: answer.value.t.length })}{answer.value.thinned ? ` · ${say("thinned")}` : ""}</p>
        </>
      )}
      <h4>{say("levels")}</h4>
      {datastream.levels.length === 0 ? <p className={css.faint}>{say("noLevels")}</p> : (
        <ul className={css.levels}>{datastream.levels.map((level) => <li key={level.name}><b>{level.name}</b> {formatNumber(level.value, datastream.decimals, language)} {formatUnit(datastream.unit, language)} <span className={css.faint}>{level.authority}</span></li>)}</ul>
      )}
    </article>
  );
}

/** What the datastream is forecast to read, and what had been forecast an hour before; nothing of it where it is not forecast, or may not be seen. */
function useAhead(datastream: Datastream, from: number) {
  const words = usePanelText(forecastTexts);
  const may = useMay("forecast:get");
  const answer = useForecast(datastream.forecast === undefined || !may ? undefined : { datastreamId: datastream.id, lead: 3600 });
  return useMemo(() => {
    if (answer?.ok !== true || answer.value.gauge === undefined) return { ahead: undefined, before: undefined, about: undefined };
    const { gauge, pace, kept } = answer.value;
    return {
      ahead: aheadOf(gauge.forecast, { unit: datastream.unit, label: words("ahead") }), about: { gauge, pace },
      before: kept && saidBefore(kept, { datastream, label: words("forecastBefore", { n: 1 }), from, pace }),
    };
  }, [answer, datastream, words, from]);
}

const NO_MARKS: [] = [];
