import { useEffect, useState } from "react";
import type { OptionId } from "#contract/study";
import { Button } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { formatNumber, formatUnit } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useRequest } from "../../live/hooks.ts";
import { compareTexts } from "./compare-texts.ts";
import type { Kept } from "./desk.ts";
import { simulationFaultWords } from "../../design/study/fault-words.ts";
import { figureWords } from "../../design/study/figures.ts";
import css from "./compare.module.css";

/** Between an answer and the next question while it is computed, ms. */
const EVERY_MS = 2000;

/** Which input the best option's figures hang on most: begun by a press, since it takes runs of its own. */
export function Sensitivity({ study, optionId }: { study: Kept; optionId: OptionId | undefined }) {
  const t = useText();
  const say = usePanelText(compareTexts);
  const language = useLanguage();
  const [asked, setAsked] = useState<OptionId>();
  const { result, again } = useRequest("study:sensitivity", asked === undefined ? undefined : { id: study.id, optionId: asked, criterion: "people" });
  const state = result?.ok === true ? result.value.state : undefined;
  const goesOn = state === "waiting" || state === "running";
  useEffect(() => {
    if (!goesOn || result === undefined) return undefined;
    const timer = setTimeout(again, EVERY_MS);
    return () => clearTimeout(timer);
  }, [goesOn, again, result]);
  const option = study.options.find(({ id }) => id === optionId);
  if (option === undefined) return null;
  const found = result?.ok === true ? result.value : undefined;
  const widest = Math.max(1e-9, ...(found?.rows.map(({ swing }) => swing) ?? []));
  const number = (value: number): string => formatNumber(value, Math.abs(value) < 10 ? 2 : 0, language);
  return (
    <details className={css.fold} data-sensitivity={state}><summary>{say("sensitivity")}</summary>
      {found === undefined && <Button isDisabled={asked !== undefined && result === undefined} onPress={() => (asked === option.id ? again() : setAsked(option.id))}>{say("begin", { name: option.name })}</Button>}
      {result?.ok === false && <p role="alert">✕ {explain(result.fault, t)}</p>}
      {found !== undefined && <p className={css.faint}>{say("sensitivityHint", { cell: formatNumber(found.cell, 0, language), criterion: say(found.criterion).toLowerCase() })}</p>}
      {found?.state === "waiting" && <p role="status">{say("waiting")}</p>}
      {found?.state === "running" && <p role="status">{say("busy", { done: formatNumber(found.done * 100, 0, language) })} <progress value={found.done} max={1} /></p>}
      {found?.fault !== undefined && <p role="alert">✕ {simulationFaultWords(found.fault, language)}</p>}
      <ol className={css.bars}>
        {found?.rows.map(({ input, unit, low, high, atLow, atHigh, swing }) => (
          <li key={input}>
            <span>{say(`input.${input}`)}</span>
            <span className={css.bar} aria-hidden="true"><span style={{ inlineSize: `${(swing / widest) * 100}%` }} /></span>
            <span>{say("from", { low: `${number(low)} ${formatUnit(unit, language)}`, high: `${number(high)} ${formatUnit(unit, language)}`, atLow: figureWords(found.criterion, atLow, language), atHigh: figureWords(found.criterion, atHigh, language) })}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
