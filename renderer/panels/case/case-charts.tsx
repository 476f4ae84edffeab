import { useMemo } from "react";
import { DatastreamId } from "#contract/ids";
import type { Datastream } from "#contract/things";
import { limitsOf } from "../../design/chart/limits.ts";
import { PaperChart } from "../../design/chart/paper-chart.tsx";
import type { Mark, TrendSeries } from "../../design/chart/trend-model.ts";
import { deedWords } from "../../design/case/event-words.ts";
import { local, useLanguage, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useHistories } from "../../live/histories.ts";
import { useNow, useRecords } from "../../live/hooks.ts";
import { mirror } from "../../live/socket.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

/** Shown before the case appeared, ms: what led to it. */
const BEFORE = 3_600_000;
/** Lines that can still be told apart. */
const MOST = 4;
/** A picture of an open case moves on so often, ms. */
const STEP = 30_000;
const MARKED: ReadonlySet<string> = new Set(["ordered", "received", "answered", "returned", "confirmed"]);

/** What the case's alarms measured, from an hour before it appeared until it was closed or now, with levels and what was done when (H-11.5). */
export function CaseCharts({ whole }: { whole: WholeCase }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const datastreams = useRecords("datastreams");
  const rules = useRecords("rules");
  const { incident } = whole;
  const now = useNow(STEP);
  const to = incident.closedAt === undefined ? Math.ceil(now / STEP) * STEP : incident.closedAt + STEP;
  const from = incident.appearedAt - BEFORE;
  const ids = useMemo(() => seriesIds(incident.alarmIds, datastreams), [incident.alarmIds, datastreams]);
  const answer = useHistories(ids, from, to);
  const known = useMemo(() => ids.flatMap((id) => datastreams.get(id) ?? []), [ids, datastreams]);
  const series = useMemo(() => known.flatMap((one): TrendSeries[] => {
    const history = answer?.histories.get(one.id);
    return history === undefined ? [] : [{ id: one.id, label: local(language, one.name, one.nameEn), unit: one.unit, decimals: one.decimals, gap: Math.max(one.staleAfter, one.period * 3) * 1000, history }];
  }), [known, answer, language]);
  const limits = useMemo(() => incident.alarmIds.flatMap((id) => limitsOf(rules.get(id.split("::")[0] ?? ""), known, say("setpoint"))).filter((limit, at, all) => all.findIndex((other) => other.kind === limit.kind && other.value === limit.value && other.unit === limit.unit) === at), [incident.alarmIds, rules, known, say]);
  const marks = useMemo(() => marksOf(whole, say("appeared"), language), [whole, say, language]);
  if (ids.length === 0) return null;
  return (
    <section className={css.charts} aria-label={say("charts")}>
      <h3>{say("charts")}</h3>
      {answer === undefined ? <LoadingState /> : answer.fault !== undefined && series.length === 0 ? <ErrorState fault={answer.fault} /> : <PaperChart label={say("charts")} series={series} limits={limits} marks={marks} from={from} to={to} empty={say("noReadings")} />}
    </section>
  );
}

/** Datastreams of the case's alarms: as the open alarm has them, else by its id (rule::datastream). */
function seriesIds(alarmIds: readonly string[], datastreams: ReadonlyMap<string, Datastream>): DatastreamId[] {
  const ids = new Set<DatastreamId>();
  for (const id of alarmIds) {
    const inputs = mirror.alarms.get(id)?.inputs.map(({ datastreamId }) => datastreamId) ?? [];
    const named = DatastreamId.safeParse(id.split("::")[1]);
    for (const each of [...inputs, ...(named.success ? [named.data] : [])]) if (datastreams.has(each)) ids.add(each);
  }
  return [...ids].slice(0, MOST);
}

function marksOf({ incident, facts }: WholeCase, appeared: string, language: Language): Mark[] {
  const done = facts.flatMap((fact): Mark[] => (fact.kind === "incident:moved" && MARKED.has(fact.event.is) && isDeed(fact.event.is) ? [{ at: fact.at, kind: "other", label: deedWords(fact.event.is, language) }] : []));
  return [{ at: incident.appearedAt, kind: "raised", label: appeared }, ...done];
}

const isDeed = (is: string): is is "ordered" | "received" | "answered" | "returned" | "confirmed" => MARKED.has(is);
