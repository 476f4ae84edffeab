import { useState } from "react";
import { ACCURACY_PASSES } from "#contract/forecast";
import type { Report } from "#contract/publication";
import { Button } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { formatNumber, formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { request, serverNow } from "../../live/socket.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import { DayField } from "./day-field.tsx";
import { AgencyTable } from "./figures-tab.tsx";
import { daysBefore, localDay, periodOf } from "./periods.ts";
import css from "./publication.module.css";
import { csvOf, useReportRows } from "./report-rows.ts";
import { saveCsv } from "./save-csv.ts";
import { publicationTexts } from "./texts.ts";

const day = (at: number): string => localDay(at).split("-").toReversed().join("/");

/** A report of whichever period is asked for (K-7.1): to be read, printed, or taken along as a table. */
export function ReportTab() {
  const say = usePanelText(publicationTexts);
  const t = useText();
  const language = useLanguage();
  const today = localDay(serverNow());
  const [span, setSpan] = useState({ first: today, last: today });
  const [report, setReport] = useState<Report>();
  const [counting, setCounting] = useState(false);
  const [refused, setRefused] = useState<string>();
  const count = async (): Promise<void> => {
    const period = periodOf(span.first, span.last);
    if (period === undefined) return setRefused(say("wrongSpan"));
    setRefused(undefined);
    setCounting(true);
    const answer = await request("report:count", period);
    setCounting(false);
    if (answer.ok) setReport(answer.value);
    else setRefused(explainCase(answer.fault, t, language));
  };
  return (
    <>
      <div className={css.bar}>
        <Button look="quiet" onPress={() => setSpan({ first: today, last: today })}>{say("today")}</Button>
        <Button look="quiet" onPress={() => setSpan({ first: daysBefore(today, 6), last: today })}>{say("week")}</Button>
        <Button look="quiet" onPress={() => setSpan({ first: `${today.slice(0, 7)}-01`, last: today })}>{say("thisMonth")}</Button>
        <DayField label={say("from")} value={span.first} onChange={(first) => setSpan({ ...span, first })} />
        <DayField label={say("to")} value={span.last} onChange={(last) => setSpan({ ...span, last })} />
        <Button look="main" isDisabled={counting} onPress={() => void count()}>{say(counting ? "counting" : "count")}</Button>
      </div>
      {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
      {report === undefined ? <EmptyState text={say("choose")} /> : <Page report={report} />}
    </>
  );
}

function Page({ report }: { report: Report }) {
  const say = usePanelText(publicationTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const rows = useReportRows(report);
  const title = say("reportTitle", { from: day(report.from), to: day(report.to - 1) });
  const groups = [...new Set(rows.map(({ group }) => group))];
  return (
    <article className={css.page} aria-label={title}>
      <h3>{title}</h3>
      <p className={css.faint}>{say("countedAt", { at: formatTime(report.countedAt, "full", language) })}{report.cut && <b> {say("cut")}</b>}{report.camerasFrom !== undefined && <b> {say("camerasCut", { from: formatTime(report.camerasFrom, "full", language) })}</b>}</p>
      <div className={css.bar}><Button onPress={() => window.print()}>{say("print")}</Button><Button onPress={() => saveCsv(`ky-dai-${localDay(report.from)}-${localDay(report.to - 1)}.csv`, csvOf(rows, [say("group"), say("item"), say("value")]))}>{say("csv")}</Button></div>
      <div className={css.groups}>
        {groups.map((group) => (
          <div key={group} className={css.table}>
            <Table label={group} head={<><th scope="col">{group}</th><th scope="col" data-align="end">{say("value")}</th></>}>
              {rows.filter((row) => row.group === group && !row.ofAgency).map(({ item, value }) => <tr key={item}><td>{item}</td><td data-align="end">{value}</td></tr>)}
            </Table>
          </div>
        )).filter((_table, i) => rows.some((row) => row.group === groups[i] && !row.ofAgency))}
      </div>
      {report.forecasts !== undefined && <ForecastAim of={report.forecasts} />}
      {report.agencies.length > 0 && <><h3>{say("agencies")}</h3><AgencyTable rows={report.agencies} name={({ agencyId }) => agency(agencyId)} /></>}
    </article>
  );
}

/** Whether forecasts were as right as the law wants them, and what right is. */
function ForecastAim({ of: { right, judged, from } }: { of: NonNullable<Report["forecasts"]> }) {
  const say = usePanelText(publicationTexts);
  const language = useLanguage();
  const passes = judged === 0 ? undefined : right / judged >= ACCURACY_PASSES;
  return (
    <p data-forecast-aim={passes === undefined ? "none" : passes ? "passed" : "failed"}>
      <b>{passes === undefined ? say("forecastNone") : say(passes ? "forecastPassed" : "forecastFailed", { share: formatNumber(Math.floor((right / judged) * 1000) / 10, 1, language) })}</b> <span className={css.faint}>{say("forecastRule")}{from !== undefined && ` ${say("forecastFrom", { from: formatTime(from, "full", language) })}`}</span>
    </p>
  );
}
