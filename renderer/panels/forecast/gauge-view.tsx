import { useMemo, useState } from "react";
import type { ForecastState } from "#contract/forecast";
import { TrendChart } from "../../design/chart/trend-chart.tsx";
import type { Limit, TrendSeries } from "../../design/chart/trend-model.ts";
import { AboutForecast } from "../../design/forecast/about.tsx";
import { aheadOf, saidBefore } from "../../design/forecast/ahead.ts";
import { forecastTexts } from "../../design/forecast/texts.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useForecast } from "../../live/forecasts.ts";
import { useNow, useRecords, useRequest } from "../../live/hooks.ts";
import css from "./forecast.module.css";
import { panelForecastTexts } from "./texts.ts";

/** Hours of the river shown before now. */
const BEFORE = 12;
const HOUR = 3_600_000;

/** The chosen gauge: its past errors first, then what was measured, what had been forecast, and what is. */
export function GaugeView({ gauge, pace }: { gauge: ForecastState; pace: number }) {
  const say = usePanelText(panelForecastTexts);
  const words = usePanelText(forecastTexts);
  const language = useLanguage();
  const datastream = useRecords("datastreams").get(gauge.datastreamId);
  const thing = useRecords("things").get(datastream?.thingId ?? "");
  const step = Math.max(5000, 60_000 / pace);
  const to = Math.ceil(useNow(step) / step) * step;
  const from = to - (BEFORE * HOUR) / pace;
  const { result } = useRequest("history:get", { datastreamId: gauge.datastreamId, from, to, maxPoints: 1200 });
  const history = useKept(result?.ok === true ? result.value : undefined);
  const before = useForecast({ datastreamId: gauge.datastreamId, lead: 3600 });
  const kept = before?.ok === true ? before.value.kept : undefined;
  const name = thing === undefined ? gauge.datastreamId : local(language, thing.name, thing.nameEn);
  const series = useMemo((): TrendSeries[] => {
    if (datastream === undefined || history === undefined) return [];
    const measured = { id: datastream.id, label: name, unit: datastream.unit, decimals: datastream.decimals, gap: Math.max(datastream.staleAfter, datastream.period * 3) * 1000, history };
    return kept === undefined ? [measured] : [measured, saidBefore(kept, { datastream, label: words("forecastBefore", { n: 1 }), from, pace })];
  }, [datastream, history, kept, name, words, from, pace]);
  const limits = useMemo(() => (datastream?.levels ?? []).map((level): Limit => ({ kind: "level", name: level.name, value: level.value, unit: datastream?.unit ?? "" })), [datastream]);
  const ahead = useMemo(() => aheadOf(gauge.forecast, { unit: datastream?.unit ?? "", label: words("ahead") }), [gauge.forecast, datastream, words]);
  if (datastream === undefined) return null;
  return (
    <article className={css.view} aria-label={say("chart", { name })}>
      <h3>{name}</h3>
      <div className={css.sides}>
        <AboutForecast gauge={gauge} pace={pace} unit={datastream.unit} decimals={datastream.decimals} />
        <TrendChart label={say("chart", { name })} series={series} limits={limits} marks={NO_MARKS} ahead={ahead} from={from} to={Math.max(to, ahead?.t.at(-1) ?? to)} height={260} empty={say("noPoints")} />
      </div>
    </article>
  );
}

/** The last picture stays until the next is there. */
function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState<T>();
  if (value !== undefined && value !== kept) setKept(value);
  return value ?? kept;
}

const NO_MARKS: [] = [];
