import { useEffect, useMemo, useState } from "react";
import type { RequestOutput } from "#contract/request";
import { explain } from "../../design/explain.ts";
import { formatNumber, formatSpan, formatTime } from "../../design/format.ts";
import { lostWords } from "../../design/facts/camera-words.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { SortHead, Table } from "../../design/table.tsx";
import { useRequest } from "../../live/hooks.ts";
import type { ListedCamera } from "../use-cameras.ts";
import { SIGN } from "./camera-state.ts";
import css from "./health-table.module.css";
import { columnsOf, healthRows, sortRows, type Column, type HealthRow } from "./health-rows.ts";
import { healthTexts } from "./health-texts.ts";
import { cameraTexts } from "./texts.ts";

const PERIODS = [
  { key: "shift", span: "shift", back: 0 }, { key: "shiftBefore", span: "shift", back: 1 }, { key: "day", span: "day", back: 0 },
  { key: "dayBefore", span: "day", back: 1 }, { key: "month", span: "month", back: 0 }, { key: "monthBefore", span: "month", back: 1 },
] as const;
/** The period under way is counted again so often, ms; asked again after so long where too much was being counted. */
const [AGAIN, WAIT] = [30_000, 2500];

/** How every camera did over a shift, a day or a month, and does now: the worst first. */
export function HealthTable({ cameras }: { cameras: readonly ListedCamera[] }) {
  const say = usePanelText(healthTexts);
  const t = useText();
  const language = useLanguage();
  const [chosen, choose] = useState<(typeof PERIODS)[number]>(PERIODS[2]);
  const [sort, setSort] = useState<{ column: Column; reversed: boolean }>();
  const { result, again } = useRequest("camera:service", { span: chosen.span, back: chosen.back });
  // A period that is over stays as it was counted.
  const [done, waits] = [chosen.back > 0 && result?.ok === true, result?.ok === false && result.fault.code === "too-many"];
  useEffect(() => {
    if (done) return;
    const timer = setInterval(again, waits ? WAIT : AGAIN);
    return () => clearInterval(timer);
  }, [again, done, waits]);
  const [kept, keep] = useState<{ of: typeof chosen; counted: RequestOutput<"camera:service"> }>();
  if (result?.ok === true && kept?.counted !== result.value) keep({ of: chosen, counted: result.value });
  const counted = result?.ok === true ? result.value : waits && kept?.of === chosen ? kept.counted : undefined;
  const rows = useMemo(() => sortRows(healthRows(cameras, counted?.cameras ?? []), sort?.column, sort?.reversed ?? false), [cameras, counted, sort]);
  const columns = columnsOf(rows);
  const turn = (column: Column): void => setSort((was) => (was?.column === column ? (was.reversed ? undefined : { column, reversed: true }) : { column, reversed: false }));
  return (
    <section className={css.health} aria-label={say("health")}>
      <div className={css.bar} role="radiogroup" aria-label={say("period")}>
        {PERIODS.map((one) => <button key={one.key} type="button" role="radio" aria-checked={one === chosen} className={css.period} onClick={() => choose(one)}>{say(one.key)}</button>)}
        <span className={css.span}>
          {result === undefined || (waits && counted === undefined) ? say("counting") : !result.ok && !waits ? explain(result.fault, t) : counted?.period === undefined ? say("noShift") : say("of", { from: formatTime(counted.period.from, "short", language), to: formatTime(counted.period.to, "short", language) })}
          {counted?.cut === true && <b> {say("cut")}</b>}
        </span>
      </div>
      <div className={css.table}>
        <Table label={say("health")} head={columns.map((column) => (
          <SortHead key={column} text={say(column)} onSort={() => turn(column)} {...(column !== "name" && column !== "now" && { align: "end" as const })} direction={sort?.column !== column ? undefined : sort.reversed ? "ascending" : "descending"} />
        ))}>
          {rows.map((row) => <Line key={row.camera.id} row={row} columns={columns} />)}
        </Table>
      </div>
      <p className={css.hint}>{say("hint")}</p>
    </section>
  );
}

function Line({ row: { camera, state, ill, service, share, clock, drift }, columns }: { row: HealthRow; columns: readonly Column[] }) {
  const say = usePanelText(healthTexts);
  const word = usePanelText(cameraTexts);
  const language = useLanguage();
  const span = (ms: number | undefined): string => (ms === undefined ? "–" : ms === 0 ? "0" : formatSpan(ms, language));
  const figures: Record<Exclude<Column, "name" | "now">, string | number> = {
    // Rounded down: 100 is said of nothing less.
    share: share === undefined ? "–" : share === 0 ? say("never") : `${formatNumber(Math.floor(share * 1000) / 10, share === 1 ? 0 : 1, language)} %`,
    fault: span(service?.fault), losses: service?.losses ?? "–", off: span(service?.off), centre: span(service?.centre), unwatched: span(service?.unwatched),
    behind: state.behind === undefined ? "–" : `${formatNumber(state.behind / 1000, 1, language)} s`,
    fps: state.fps === undefined ? "–" : formatNumber(state.fps, 1, language),
    clock: [clock === undefined ? undefined : `${formatNumber(clock, 1, language)} s`, drift === undefined || Math.abs(drift) < 0.1 ? undefined : say("perHour", { n: formatNumber(drift, 1, language) })].filter((one) => one !== undefined).join(" · ") || "–",
  };
  const now = !camera.enabled ? [word("off")] : [word(state.is), state.picture && word(state.picture), state.is === "lost" && state.reason !== undefined ? lostWords(state.reason, language) : undefined].filter((one) => one !== undefined);
  return (
    <tr data-camera-health={camera.id} data-ill={ill > 0 || undefined}>
      <th scope="row" title={local(language, camera.name, camera.nameEn)}>{local(language, camera.name, camera.nameEn)}</th>
      <td>{camera.enabled ? `${SIGN[state.is]} ` : "– "}{now.join(" · ")}{ill > 0 && <b> ⚠ {say("sick")}</b>}</td>
      {columns.map((column) => column !== "name" && column !== "now" && <td key={column} data-align="end">{figures[column]}</td>)}
    </tr>
  );
}
