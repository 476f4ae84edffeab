import { useEffect, useMemo, useState } from "react";
import type { DatastreamId } from "#contract/ids";
import type { History } from "#contract/observation";
import type { Datastream } from "#contract/things";
import { beginOf, limitsOf } from "../../design/chart/limits.ts";
import { TrendChart } from "../../design/chart/trend-chart.tsx";
import type { Mark, TrendSeries } from "../../design/chart/trend-model.ts";
import { useEms } from "../../design/ems.ts";
import { local, useLanguage, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useHistories } from "../../live/histories.ts";
import { useNow, usePhase, useRecords } from "../../live/hooks.ts";
import { useAhead } from "../use-ahead.ts";
import { useFresh } from "../use-fresh.ts";
import type { Freshness, WallPanelProps } from "../wall-panel.ts";
import css from "./chart.module.css";
import { layOut } from "./lay-out.ts";
import { Named } from "./named.tsx";
import { chartTexts } from "./texts.ts";

const NO_MARKS: readonly Mark[] = [];
/** The picture moves on by a step of the span, at least every half minute: no more than a few pixels at a time. */
const STEP_MS = 30_000;

/** One to six datastreams over the last hours, with their levels and the rules' setpoints, and each one's value now with its age. */
export function ChartCell({ settings, onFresh }: WallPanelProps<"chart">) {
  const say = usePanelText(chartTexts);
  const language = useLanguage();
  const phase = usePhase();
  const { datastreamIds, hours } = settings;
  const datastreams = useRecords("datastreams");
  const rules = useRecords("rules");
  const known = useMemo(() => datastreamIds.flatMap((id) => datastreams.get(id) ?? []), [datastreamIds, datastreams]);
  const to = Math.ceil(useNow(STEP_MS) / STEP_MS) * STEP_MS;
  const from = to - hours * 3_600_000;
  const { histories, failed, asked } = useLastHistories(datastreamIds, from, to);
  const [ref, box] = useEms<HTMLDivElement>();
  const setpoint = say("setpoint");
  const limits = useMemo(() => [undefined, ...[...rules.values()].filter(({ enabled }) => enabled)].flatMap((rule) => limitsOf(rule, known, setpoint)).filter((limit, at, all) => all.findIndex((other) => other.kind === limit.kind && other.name === limit.name && other.value === limit.value && other.unit === limit.unit) === at), [rules, known, setpoint]);
  const series = useMemo(() => known.flatMap((datastream) => seriesOf(datastream, histories?.get(datastream.id), language)), [known, histories, language]);
  // With its band, where one gauge has the picture to itself.
  const ahead = useAhead(known.length === 1 ? known[0] : undefined);
  const tell = useTold(onFresh, failed === undefined ? undefined : say("noHistory"));
  useFresh(phase.is === "loading" ? undefined : known, tell);
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading") return <LoadingState />;
  if (known.length === 0) return <ErrorState text={say("unknown")} />;
  const { named, chart } = layOut(box, known.length);
  return (
    <div ref={ref} className={css.cell}>
      <ul className={css.list} style={{ gridTemplateColumns: `repeat(${Math.max(1, named.columns)}, minmax(0, 1fr))` }}>
        {known.slice(0, named.shown).map((datastream) => <Named key={datastream.id} datastream={datastream} line={known.indexOf(datastream)} />)}
      </ul>
      {named.shown < known.length && <p className={css.more}>{say("more", { n: known.length - named.shown })}</p>}
      {chart > 0 && (asked === false ? <LoadingState /> : failed !== undefined && series.length === 0 ? <ErrorState fault={failed} />
        : <TrendChart bare label={say("label", { hours })} series={series} limits={limits} marks={NO_MARKS} ahead={ahead} from={beginOf(series.map((each) => each.history.t), from, to)} to={Math.max(to, ahead?.t.at(-1) ?? to)} height={Math.floor(chart * box.em)} empty={say("empty", { hours })} />)}
    </div>
  );
}

function seriesOf(datastream: Datastream, history: History | undefined, language: Language): TrendSeries[] {
  if (history === undefined) return [];
  return [{ id: datastream.id, label: local(language, datastream.name, datastream.nameEn), unit: datastream.unit, decimals: datastream.decimals, gap: Math.max(datastream.staleAfter, datastream.period * 3) * 1000, history }];
}

/** The newest histories that came: a question that fails takes nothing off the wall. */
function useLastHistories(ids: readonly DatastreamId[], from: number, to: number): { histories: ReadonlyMap<string, History> | undefined; failed: NonNullable<ReturnType<typeof useHistories>>["fault"]; asked: boolean } {
  const answer = useHistories(ids, from, to);
  const [good, setGood] = useState<ReadonlyMap<string, History>>();
  const newest = answer !== undefined && answer.histories.size > 0 ? answer.histories : undefined;
  if (newest !== undefined && newest !== good) setGood(newest);
  return { histories: newest ?? good, failed: answer?.fault, asked: answer !== undefined || good !== undefined };
}

/** The cell's ear, told of a failure of ours where the values themselves are fresh. */
function useTold(onFresh: WallPanelProps["onFresh"], failed: string | undefined): WallPanelProps["onFresh"] {
  const [last, setLast] = useState<Freshness>();
  useEffect(() => {
    if (last !== undefined) onFresh(failed === undefined || last.stale ? last : { ...last, stale: true, why: failed });
  }, [last, failed, onFresh]);
  return setLast;
}
