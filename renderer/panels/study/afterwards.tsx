import { useMemo, useState } from "react";
import type { DatastreamId } from "#contract/ids";
import type { OptionId } from "#contract/study";
import { DEPTH_CLASSES } from "#contract/study-result";
import type { GaugeErrors, OptionAfterwards, StudyAfterwards } from "#contract/study-afterwards";
import { TrendChart } from "../../design/chart/trend-chart.tsx";
import type { TrendSeries } from "../../design/chart/trend-model.ts";
import { explain } from "../../design/explain.ts";
import { formatNumber, formatTime, formatUnit } from "../../design/format.ts";
import { useLanguage, useText, type Language } from "../../design/i18n.ts";
import { fill, usePanelText } from "../../design/panel-text.ts";
import { Table } from "../../design/table.tsx";
import { useRequest } from "../../live/hooks.ts";
import { afterwardsTexts } from "./afterwards-texts.ts";
import css from "./afterwards.module.css";
import type { Kept } from "./desk.ts";

/** Longer between two points is a gap, ms: a study's results are at most six hours apart. */
const GAP = 6 * 3_600_000;
const letterOf = (study: Kept, id: OptionId): string => String.fromCharCode(65 + study.options.findIndex((option) => option.id === id));

/** A study whose span is past, held against what came (H-3.5): how wrong it was, first; then the courses. */
export function Afterwards({ study }: { study: Kept }) {
  const say = usePanelText(afterwardsTexts);
  const t = useText();
  const language = useLanguage();
  const [picked, setPicked] = useState<OptionId>();
  const [gauge, setGauge] = useState<DatastreamId>();
  const { result } = useRequest("study:afterwards", { id: study.id, ...(gauge !== undefined && { datastreamId: gauge }) });
  // The figures stay while another gauge's course is on its way.
  const [last, setLast] = useState<StudyAfterwards>();
  if (result?.ok === true && result.value !== last) setLast(result.value);
  const found = result?.ok === true ? result.value : last;
  if (result?.ok === false && found === undefined) return <p role="alert" className={css.faint}>✕ {say("unheard", { why: explain(result.fault, t) })}</p>;
  if (found === undefined || found.state === "none") return null;
  if (found.state !== "over") return <p className={css.faint} data-afterwards={found.state}>{say(found.state, { at: found.to === undefined ? "" : formatTime(found.to, "short", language), pace: formatNumber(found.pace, 0, language) })}</p>;
  const shown = found.options.find(({ optionId }) => optionId === picked) ?? found.options.find(({ ordered }) => ordered) ?? found.options[0];
  if (shown === undefined) return null;
  const judged = shown.gauges.flatMap(({ errors, ...one }) => (errors === undefined ? [] : [{ ...one, errors }]));
  // A city has dozens of streets' sensors: those with nothing to say do not stand before the curve.
  const others = shown.gauges.filter(({ errors }) => errors === undefined);
  return (
    <section className={css.afterwards} aria-label={say("title")} data-afterwards="over">
      <h3>{say("title")} <span className={css.sign}>{say("sign")}</span></h3>
      {found.options.length > 1 && (
        <div className={css.options} role="group" aria-label={say("option")}>
          {found.options.map(({ optionId, ordered }) => <button key={optionId} type="button" aria-pressed={optionId === shown.optionId} className={css.option} onClick={() => setPicked(optionId)}>{nameOf(study, optionId)}{ordered && ` · ${say("ordered")}`}</button>)}
        </div>
      )}
      <p className={css.first}>{shown.levels === undefined ? say("noLevels") : say("levels", { rmse: formatNumber(shown.levels.rmse, 2, language), n: shown.levels.gauges, name: shown.levels.worstName, worst: formatNumber(shown.levels.worst, 2, language) })}</p>
      <p className={css.faint}>{shown.how === "known" ? <b>{say("known")}</b> : say("ahead", { at: formatTime(shown.judgedFrom, "short", language) })} {say("signs")} {found.options.length > 1 && say("caution")}</p>
      {judged.length > 0 && <Table label={say("title")} head={<><th scope="col">{say("gauge")}</th>{(["bias", "rmse", "peak", "late", "cases"] as const).map((key) => <th key={key} scope="col" data-align="end">{say(key)}</th>)}</>}>
        {judged.map(({ errors, ...one }) => <Row key={one.datastreamId} one={one} errors={errors} open={one.datastreamId === gauge} onOpen={() => setGauge(one.datastreamId === gauge ? undefined : one.datastreamId)} />)}
      </Table>}
      {others.length > 0 && (
        <details>
          <summary className={css.others}>{say("others", { n: others.length })}</summary>
          <ul className={css.faint}>{others.map(({ datastreamId, name, lack }) => <li key={datastreamId} data-gauge={datastreamId}>{name}: {say(`lack.${lack ?? "no-readings"}`)}</li>)}</ul>
        </details>
      )}
      <Reports of={shown} />
      {gauge !== undefined && found.course?.datastreamId === gauge && <CourseChart study={study} course={found.course} from={found.from ?? 0} to={found.to ?? 0} />}
    </section>
  );
}

const nameOf = (study: Kept, id: OptionId): string => `${letterOf(study, id)} ${study.options.find((option) => option.id === id)?.name ?? id}`;

function Row({ one: { datastreamId, name, unit }, errors, open, onOpen }: { one: Pick<OptionAfterwards["gauges"][number], "datastreamId" | "name" | "unit">; errors: GaugeErrors; open: boolean; onOpen: () => void }) {
  const say = usePanelText(afterwardsTexts);
  const language = useLanguage();
  const decimals = unit === "m" ? 2 : 0;
  const written = (value: number): string => `${formatNumber(value, decimals, language)} ${formatUnit(unit, language)}`;
  const signed = (value: number): string => `${value < 0 ? "−" : "+"}${written(Math.abs(value))}`;
  return (
    <tr data-gauge={datastreamId} data-open={open || undefined}>
      <th scope="row"><button type="button" className={css.name} aria-expanded={open} onClick={onOpen}>{name}</button></th>
      <td data-align="end">{signed(errors.bias)}</td><td data-align="end"><b>{written(errors.rmse)}</b></td>
      <td data-align="end" title={say("peakHint", { s: written(errors.peak.simulated), m: written(errors.peak.measured) })}>{signed(errors.peak.error)}</td>
      <td data-align="end">{lateWords(errors.peak, language)}</td><td data-align="end">{formatNumber(errors.cases, 0, language)}</td>
    </tr>
  );
}

/** "muộn 25 phút". */
export function lateWords({ late }: Pick<GaugeErrors["peak"], "late">, language: Language): string {
  const texts = afterwardsTexts[language];
  if (late === undefined) return texts.noPeak;
  const minutes = Math.round(Math.abs(late) / 60);
  return minutes === 0 ? texts.onTime : fill(late > 0 ? texts.later : texts.earlier, { span: fill(texts.minutes, { n: formatNumber(minutes, 0, language) }) });
}

/** Where people reported water, and what the run has there. */
function Reports({ of: { reports } }: { of: OptionAfterwards }) {
  const say = usePanelText(afterwardsTexts);
  if (reports === undefined) return <p className={css.faint}>{say("reportsGone")}</p>;
  if (reports.length === 0) return <p className={css.faint}>{say("noReports")}</p>;
  const dry = reports.filter(({ depth }) => depth === undefined || depth < DEPTH_CLASSES[0]);
  return <p data-reports={reports.length}>{say("reports", { n: reports.length, hit: reports.length - dry.length })} {dry.length > 0 && say("dry", { list: dry.map(({ title }) => title).join("; ") })}</p>;
}

function CourseChart({ study, course, from, to }: { study: Kept; course: NonNullable<StudyAfterwards["course"]>; from: number; to: number }) {
  const say = usePanelText(afterwardsTexts);
  const decimals = course.unit === "m" ? 2 : 0;
  const series = useMemo((): TrendSeries[] => {
    const line = (id: string, label: string, { t, v }: { t: number[]; v: number[] }): TrendSeries => ({ id, label, unit: course.unit, decimals, gap: GAP, history: { t, v, q: v.map(() => 0) } });
    return [line("measured", say("measured"), course.measured), ...course.simulated.map((one) => line(one.optionId, say("simulated", { letter: letterOf(study, one.optionId), name: study.options.find(({ id }) => id === one.optionId)?.name ?? "" }), one))];
  }, [course, decimals, say, study]);
  return <TrendChart label={say("chart", { name: course.name })} series={series} limits={NONE} marks={NONE} from={from} to={to} height={240} empty={say("noPoints")} />;
}

const NONE: [] = [];
