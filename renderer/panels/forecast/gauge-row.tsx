import { useEffect, useRef } from "react";
import type { ForecastPoint, ForecastState } from "#contract/forecast";
import { forecastTexts } from "../../design/forecast/texts.ts";
import { lackWords, passingWords } from "../../design/forecast/words.ts";
import { formatNumber, formatUnit } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Value } from "../../design/value.tsx";
import { useCut, useLatest, useNow, useRecords } from "../../live/hooks.ts";
import css from "./forecast.module.css";

/** Cases of its own that a room must have before its errors are shown for those of held-back floods. */
const ENOUGH = 30;

/** One gauge: how wrong it has been, what it reads, what it will. */
export function GaugeRow({ gauge, pace, open, onOpen }: { gauge: ForecastState; pace: number; open: boolean; onOpen: () => void }) {
  const say = usePanelText(forecastTexts);
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const datastream = useRecords("datastreams").get(gauge.datastreamId);
  const thing = useRecords("things").get(datastream?.thingId ?? "");
  const latest = useLatest(datastream?.series);
  const { forecast, lack } = gauge;
  const decimals = datastream?.decimals ?? 2;
  const scores = gauge.kept.some(({ cases }) => cases >= ENOUGH) ? gauge.kept : gauge.heldBack;
  const error = (hours: number): string => shown(scores.find(({ lead }) => lead === hours * 3600)?.meanError, decimals);
  function shown(value: number | undefined, digits: number): string {
    return value === undefined ? "–" : formatNumber(value, digits, language);
  }
  const passing = forecast?.passings.findLast(({ likely }) => likely !== undefined) ?? forecast?.passings[0];
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <tr ref={row} data-gauge={gauge.datastreamId} data-open={open || undefined} data-by={forecast?.by}>
      <td><button type="button" className={css.name} aria-expanded={open} onClick={onOpen}>{thing === undefined ? gauge.datastreamId : local(language, thing.name, thing.nameEn)}</button></td>
      <td data-align="end" className={css.error}>{scores.length === 0 ? "–" : <>± {error(1)} · {error(3)} · {error(6)} {formatUnit(datastream?.unit ?? "", language)}</>}</td>
      <td data-align="end" className={css.now}><Value value={latest?.value} unit={datastream?.unit ?? ""} decimals={decimals} at={latest?.at} now={now} staleAfter={datastream?.staleAfter} cut={cut} quality={latest?.quality} /></td>
      {[1, 3, 6].map((hours) => <td key={hours} data-align="end" className={css.ahead}><Ahead point={forecast?.points.find(({ lead }) => lead === hours * 3600)} decimals={decimals} /></td>)}
      <td className={css.passing}>{passing === undefined ? <span className={css.faint}>{say(forecast === undefined ? "none" : "noPassing")}</span> : passingWords(passing, { say, language, fine: pace > 1 })}</td>
      <td className={css.by}>{forecast === undefined ? <span className={css.faint}>{lack === undefined ? "–" : lackWords(lack, say, language)}</span> : say(forecast.by)}{gauge.training && <> · {say("training")}</>}</td>
    </tr>
  );
}

function Ahead({ point, decimals }: { point: ForecastPoint | undefined; decimals: number }) {
  const language = useLanguage();
  if (point === undefined) return <>–</>;
  const number = (value: number): string => formatNumber(value, decimals, language);
  return <><i>{number(point.mid)}</i><span className={css.faint}>[{number(point.low)}–{number(point.high)}]</span></>;
}
