import type { Instant } from "#contract/ids";
import { Measure } from "#contract/study";
import { Button, Field, Select } from "../../design/controls.tsx";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { lengthOf } from "../../geo/measure.ts";
import { formatNumber } from "../../design/format.ts";
import { formTexts } from "./form-texts.ts";
import { kindName } from "./measure-words.ts";
import { measureParameters, type Parameter } from "./measure-schema.ts";
import { NumberField, TimeField } from "./number-field.tsx";
import type { Series } from "./series.ts";
import { SeriesTable } from "./series-table.tsx";
import { placed, placesOf } from "./shapes.ts";
import css from "./study.module.css";

interface Props {
  measure: Measure;
  start: Instant;
  rivers: readonly string[];
  disabled: boolean;
  /** @param step which field, so that what is typed in it is one step back */
  onChange: (measure: Measure, step: string) => void;
  onDraw: () => void;
  onRemove: () => void;
  onToAll: (() => void) | undefined;
}

/** One measure: its name, its place, and its numbers as the contract's schema has them. */
export function MeasureForm({ measure, start, rivers, disabled, onChange, onDraw, onRemove, onToAll }: Props) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const set = (name: string, value: unknown): void => {
    const next = changed(measure, name, value);
    if (next !== undefined) onChange(next, name);
  };
  return (
    <fieldset className={css.group} data-measure-form={measure.is}>
      <legend>{kindName(measure.is, language)}</legend>
      <Field label={language === "vi" ? "Tên" : "Name"} value={measure.name} disabled={disabled} onChange={(name) => onChange({ ...measure, name }, "name")} />
      <WhereField measure={measure} rivers={rivers} disabled={disabled} onChange={onChange} onDraw={onDraw} />
      <div className={css.pair}>{measureParameters(measure.is).filter(({ is }) => is !== "series").map((parameter) => <One key={parameter.name} parameter={parameter} value={read(measure, parameter.name)} start={start} disabled={disabled} onChange={(value) => set(parameter.name, value)} />)}</div>
      {measureParameters(measure.is).filter(({ is }) => is === "series").map((parameter) => <SeriesTable key={parameter.name} parameter={parameter} value={seriesOf(measure)} start={start} disabled={disabled} onChange={(value) => set(parameter.name, value)} />)}
      {!disabled && <div className={css.line}>{onToAll !== undefined && <Button onPress={onToAll}>{say("toAll")}</Button>}<Button look="quiet" onPress={onRemove}>{say("removeMeasure")}</Button></div>}
    </fieldset>
  );
}

/** A number or a time of a form. */
export function One({ parameter, value, start, disabled, onChange }: { parameter: Parameter; value: number | undefined; start: Instant; disabled: boolean; onChange: (value: number | undefined) => void }) {
  return parameter.is === "time" ? <TimeField parameter={parameter} value={value} start={start} disabled={disabled} onChange={onChange} /> : <NumberField parameter={parameter} value={value} disabled={disabled} onChange={onChange} />;
}

function WhereField({ measure, rivers, disabled, onChange, onDraw }: Pick<Props, "measure" | "rivers" | "disabled" | "onChange" | "onDraw">) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const places = placesOf(measure);
  const length = places.length > 1 && measure.is !== "rain" ? say("length", { n: formatNumber(lengthOf(places), 0, language) }) : places.length === 0 ? say("nowhere") : say("points", { n: places.length });
  const at = measure.is === "release" ? ("river" in measure.at ? measure.at.river : "") : undefined;
  const choices = [...new Set([...rivers, ...(at === undefined || at === "" ? [] : [at])])].map((river) => ({ value: river, text: river }));
  return (
    <div className={css.line}>
      {measure.is === "release" && <div className={css.grow}><Select label={say("where")} value={at} disabled={disabled} choices={[...choices, ...(at === "" ? [{ value: "", text: say("place") }] : [])]} onChange={(river) => river !== "" && onChange({ ...measure, at: { river } }, "at")} /></div>}
      {measure.is !== "release" && <span className={css.faint}>{measure.is === "rain" && places.length === 0 ? "" : length}</span>}
      {!disabled && <Button onPress={onDraw}>{say(places.length === 0 ? "draw" : "redraw")}</Button>}
      {!disabled && measure.is === "rain" && places.length > 0 && <Button look="quiet" onPress={() => onChange(placed(measure, []), "within")}>{say("everywhere")}</Button>}
    </div>
  );
}

/** A number of a measure by its name in the contract. */
function read(measure: Measure, name: string): number | undefined {
  const value: unknown = Object.entries(measure).find(([key]) => key === name)?.[1];
  return typeof value === "number" ? value : undefined;
}

function seriesOf(measure: Measure): Series {
  switch (measure.is) {
    case "release": return measure.discharge;
    case "rain": return measure.intensity;
    case "gate": return measure.opening;
    default: return [];
  }
}

/** The measure with another value of one parameter; undefined: it has none of that name and kind. */
function changed(measure: Measure, name: string, value: unknown): Measure | undefined {
  const next: Record<string, unknown> = { ...measure, [name]: value };
  if (value === undefined) delete next[name];
  const parsed = Measure.safeParse(next);
  return parsed.success ? parsed.data : undefined;
}
