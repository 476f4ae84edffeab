import { useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { Rule } from "#contract/rule";
import type { Datastream } from "#contract/things";
import { beginOf, limitsOf } from "../../design/chart/limits.ts";
import { TrendChart } from "../../design/chart/trend-chart.tsx";
import type { TrendSeries } from "../../design/chart/trend-model.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useHistories } from "../../live/histories.ts";
import { useNow, usePast } from "../../live/hooks.ts";
import { useAhead } from "../use-ahead.ts";
import { marksOf } from "./picture.ts";
import { cardTexts } from "./texts.ts";

const SPAN = 6 * 3_600_000;
/** More curves than this cannot be told apart. */
const AT_MOST = 4;

interface Props {
  alarm: Alarm;
  rule: Rule | undefined;
  datastreams: ReadonlyMap<string, Datastream>;
  facts: readonly Fact[];
  /** px, for a wall's cell: then without the list of lines. undefined: a console's card */
  height?: number;
}

/** The inputs over as much of the last six hours as there is data for, with setpoints, levels, and when the alarm was raised, cleared and acknowledged. */
export function Trend({ alarm, rule, datastreams, facts, height }: Props) {
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  // The picture moves on twice a minute, not with every second.
  const now = useNow(30_000);
  // Looking back, nothing after the instant: not even half a minute of it.
  const to = usePast() === undefined ? Math.ceil(now / 30_000) * 30_000 : now;
  const from = to - SPAN;
  const ids = useMemo(() => alarm.inputs.slice(0, AT_MOST).map((input) => input.datastreamId), [alarm.inputs]);
  const known = useMemo(() => ids.flatMap((id) => datastreams.get(id) ?? []), [ids, datastreams]);
  const answer = useHistories(ids, from, to);
  const setpoint = say("setpoint");
  const limits = useMemo(() => limitsOf(rule, known, setpoint), [rule, known, setpoint]);
  const marks = useMemo(() => marksOf(alarm, facts), [alarm, facts]);
  const series = useMemo(() => known.flatMap((datastream): TrendSeries[] => {
    const history = answer?.histories.get(datastream.id);
    return history === undefined ? [] : [{ id: datastream.id, label: local(language, datastream.name, datastream.nameEn), unit: datastream.unit, decimals: datastream.decimals, gap: Math.max(datastream.staleAfter, datastream.period * 3) * 1000, history }];
  }), [known, answer, language]);
  // An alarm that rests on a forecast shows it; as it is now, not as it was when it was raised.
  const ahead = useAhead(alarm.forecast === undefined ? undefined : known[0]);
  const begin = beginOf(series.map((each) => each.history.t), from, to);

  if (answer === undefined) return <LoadingState />;
  if (answer.fault !== undefined && series.length === 0) return <ErrorState fault={answer.fault} />;
  return <TrendChart label={say("trend")} series={series} limits={limits} marks={marks} ahead={ahead} from={begin} to={Math.max(to, ahead?.t.at(-1) ?? to)} bare={height !== undefined} height={height ?? 200} empty={say("noTrend")} />;
}
