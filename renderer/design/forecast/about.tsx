import type { ForecastState } from "#contract/forecast";
import { formatNumber, formatTime } from "../format.ts";
import { useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import { PastErrors } from "./errors.tsx";
import css from "./forecast.module.css";
import { forecastTexts } from "./texts.ts";
import { lackWords, passingWords } from "./words.ts";

/** What stands before a gauge's forecast: how wrong it has been, by what it is made, what it lacks; then which levels will be passed. */
export function AboutForecast({ gauge, pace, unit, decimals }: { gauge: ForecastState; pace: number; unit: string; decimals: number }) {
  const say = usePanelText(forecastTexts);
  const language = useLanguage();
  const { trained, forecast, lack } = gauge;
  return (
    <section className={css.about} aria-label={say("pastErrors")}>
      <h4>{say("pastErrors")}</h4>
      <PastErrors label={say("kept")} scores={gauge.kept} unit={unit} decimals={decimals} />
      <PastErrors label={say("heldBack")} scores={gauge.heldBack} unit={unit} decimals={decimals} />
      <p className={css.faint}>
        {gauge.training && <b>{say("training")}{(forecast ?? trained) === undefined ? "" : " · "}</b>}
        {forecast !== undefined && <>{say("by")}: {say(forecast.by)}{trained === undefined ? "" : " · "}</>}
        {trained !== undefined && <>{say("trained", { at: formatTime(trained.at, "short", language), steps: formatNumber(trained.steps, 0, language) })}: <b>{say(trained.past === "made-storms" ? "fromMade" : "fromTelemetry")}</b></>}
      </p>
      {lack !== undefined && <p className={css.lack} role="status">{forecast === undefined ? `${say("none")}. ` : ""}{lackWords(lack, say, language)}</p>}
      {forecast !== undefined && forecast.passings.length > 0 && <ul className={css.passings}>{forecast.passings.map((passing) => <li key={passing.level}>{passingWords(passing, { say, language, fine: pace > 1 })}</li>)}</ul>}
    </section>
  );
}
