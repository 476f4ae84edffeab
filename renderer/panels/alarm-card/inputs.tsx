import type { Alarm, AlarmInput } from "#contract/alarm";
import type { Datastream } from "#contract/things";
import { Button } from "../../design/controls.tsx";
import { feederNames } from "../../design/facts/feeders.ts";
import { forecastTexts } from "../../design/forecast/texts.ts";
import { formatNumber, formatTime, formatUnit } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Value } from "../../design/value.tsx";
import { useCut, useLatest, useNow, usePast, useRecords, useStatus } from "../../live/hooks.ts";
import css from "./alarm-card.module.css";
import { cardTexts } from "./texts.ts";

/** Every value the rule looked at: as it was when it decided, and as it is now with age, source and quality (invariant 7). */
export function Inputs({ alarm, datastreams }: { alarm: Alarm; datastreams: ReadonlyMap<string, Datastream> }) {
  return <ul className={css.inputs}>{alarm.inputs.map((input) => <Input key={input.datastreamId} input={input} datastream={datastreams.get(input.datastreamId)} />)}</ul>;
}

function Input({ input, datastream }: { input: AlarmInput; datastream: Datastream | undefined }) {
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const lookingBack = usePast() !== undefined;
  const latest = useLatest(datastream?.series);
  const decimals = datastream?.decimals ?? 2;
  const sources = useRecords("sources");
  const counters = useStatus()?.sources ?? [];
  const feeders = datastream === undefined ? undefined : feederNames(datastream, sources.values(), counters);
  return (
    <li>
      <span className={css.inputName}>{datastream === undefined ? input.datastreamId : local(language, datastream.name, datastream.nameEn)}</span>
      <span>
        <span className={css.faint}>{say(lookingBack ? "seenThen" : "now")}</span>{" "}
        <Value value={latest?.value} unit={datastream?.unit ?? input.unit} decimals={decimals} at={latest?.at} now={now} staleAfter={datastream?.staleAfter} cut={cut} quality={latest?.quality} source={feeders === undefined ? say("noSource") : say("source", { source: feeders })} />
      </span>
      <span className={css.faint}>
        {say("whenRaised")}: {input.value === undefined ? "—" : `${formatNumber(input.value, decimals, language)} ${formatUnit(input.unit, language)}`}{input.at === undefined ? "" : `, ${formatTime(input.at, "time", language)}`}
      </span>
    </li>
  );
}

/** Of an alarm that rests on a forecast: by which model, and how wrong that has been on floods it never saw. */
export function ForecastEvidence({ alarm, datastream, onPanel }: { alarm: Alarm; datastream: Datastream | undefined; onPanel: ((id: string) => void) | undefined }) {
  const words = usePanelText(forecastTexts);
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  const { forecast } = alarm;
  if (forecast === undefined) return null;
  const { pastError, by, past } = forecast;
  return (
    <p className={css.faint} data-forecast={by}>
      {say("forecastBy", { by: words(by), past: words(past === "made-storms" ? "fromMade" : "fromTelemetry"), hours: formatNumber(pastError.lead / 3600, 0, language) })} {formatNumber(pastError.meanError, 2, language)} {formatUnit(datastream?.unit ?? "", language)}
      {pastError.coverage !== undefined && <> · {words("coverage")} {formatNumber(pastError.coverage * 100, 0, language)} %</>} · {words("cases")} {formatNumber(pastError.cases, 0, language)}
      {onPanel !== undefined && <> <Button look="quiet" onPress={() => onPanel("forecast")}>{say("forecastOpen")}</Button></>}
    </p>
  );
}

const HELD = { true: { sign: "✓", word: "held" }, false: { sign: "✕", word: "notHeld" }, unknown: { sign: "?", word: "unknown" } } as const;

/** Which conditions held, which did not, which could not be known. */
export function Conditions({ alarm }: { alarm: Alarm }) {
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  return (
    <ul className={css.conditions}>
      {alarm.conditions.map((condition) => {
        const { sign, word } = HELD[condition.held === undefined ? "unknown" : condition.held ? "true" : "false"];
        return <li key={condition.text} data-held={word}><b aria-hidden="true">{sign}</b> {local(language, condition.text, condition.textEn)} <span className={css.faint}>({say(word)})</span></li>;
      })}
    </ul>
  );
}
