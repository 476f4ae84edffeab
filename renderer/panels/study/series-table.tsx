import { useState } from "react";
import type { Instant } from "#contract/ids";
import { Button, Field } from "../../design/controls.tsx";
import { formatUnit } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { clockAt } from "./clock.ts";
import { formTexts } from "./form-texts.ts";
import type { Parameter } from "./measure-schema.ts";
import { NumberField, TimeField } from "./number-field.tsx";
import { outOfOrder, readTable, withRow, type Series } from "./series.ts";
import css from "./study.module.css";

/** Rows of one table at most here; longer ones are pasted. */
const MOST = 200;

interface Props {
  parameter: Pick<Parameter, "title" | "unit" | "min" | "max">;
  value: Series;
  start: Instant;
  disabled: boolean;
  onChange: (value: Series) => void;
}

/** A hydrograph: times and values, with its line. Rows out of order are said and not taken. */
export function SeriesTable({ parameter, value, start, disabled, onChange }: Props) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const [wrong, setWrong] = useState(false);
  const [pasted, setPasted] = useState<string>();
  const [badLine, setBadLine] = useState<number>();
  const unit = formatUnit(parameter.unit, language);
  const change = (next: Series): void => {
    setWrong(outOfOrder(next) !== undefined);
    if (outOfOrder(next) === undefined) onChange(next);
  };
  const take = (): void => {
    const read = readTable(pasted ?? "", start);
    if (!read.ok) return setBadLine(read.line);
    setPasted(undefined);
    setBadLine(undefined);
    change(read.series);
  };
  return (
    <fieldset className={css.group}>
      <legend>{parameter.title[language]} ({unit})</legend>
      <Curve series={value} />
      <ol className={css.rows}>
        {value.map(([t, v], i) => (
          <li key={i} className={css.seriesRow}>
            <TimeField parameter={{ title: { vi: say("rowTime", { n: i + 1 }), en: say("rowTime", { n: i + 1 }) }, unit: "s", min: 0, max: undefined, required: true }} value={t} start={start} disabled={disabled} onChange={(next) => next !== undefined && change(value.map((row, at) => (at === i ? [next, row[1]] : row)))} />
            <NumberField parameter={{ ...parameter, title: { vi: say("rowValue", { n: i + 1 }), en: say("rowValue", { n: i + 1 }) }, required: true }} value={v} disabled={disabled} onChange={(next) => next !== undefined && change(value.map((row, at) => (at === i ? [row[0], next] : row)))} />
            {!disabled && value.length > 1 && <Button look="quiet" aria-label={say("removeRow", { n: i + 1 })} onPress={() => change(value.filter((_, at) => at !== i))}>✕</Button>}
          </li>
        ))}
      </ol>
      {wrong && <p role="alert" className={css.strong}>✕ {say("ascending")}</p>}
      {!disabled && (
        <div className={css.line}>
          <Button isDisabled={value.length >= MOST} onPress={() => change(withRow(value))}>{say("addRow")}</Button>
          <Button look="quiet" onPress={() => setPasted(pasted === undefined ? value.map(([t, v]) => `${clockAt(start, t)}\t${v}`).join("\n") : undefined)}>{say("paste")}…</Button>
        </div>
      )}
      {pasted !== undefined && (
        <>
          <Field label={say("paste")} value={pasted} rows={5} onChange={setPasted} hint={say("pasteHint")} error={badLine === undefined ? undefined : say("badPaste", { n: badLine })} />
          <Button onPress={take}>{say("takePaste")}</Button>
        </>
      )}
    </fieldset>
  );
}

const BOX = { w: 300, h: 60 };

/** The table as a line: straight between rows, held before and after. */
function Curve({ series }: { series: Series }) {
  const last = Math.max(3600, ...series.map(([t]) => t)) * 1.15;
  const [low, high] = [Math.min(0, ...series.map(([, v]) => v)), Math.max(1e-9, ...series.map(([, v]) => v))];
  const x = (t: number): number => (t / last) * BOX.w;
  const y = (v: number): number => BOX.h - 4 - ((v - low) / (high - low)) * (BOX.h - 8);
  const points = [[0, series[0]?.[1] ?? 0], ...series, [last, series.at(-1)?.[1] ?? 0]].map(([t = 0, v = 0]) => `${x(t).toFixed(1)} ${y(v).toFixed(1)}`);
  return <svg className={css.curve} viewBox={`0 0 ${BOX.w} ${BOX.h}`} aria-hidden="true"><path className={css.zero} d={`M0 ${y(0)}H${BOX.w}`} /><path d={`M${points.join("L")}`} /></svg>;
}
