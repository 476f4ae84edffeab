import { useState } from "react";
import { Field } from "../../design/controls.tsx";
import { formatNumber, formatUnit } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { readNumber } from "../../design/schema/schema-inputs.tsx";
import type { Instant } from "#contract/ids";
import { clockAt, readOffset, writeOffset } from "./clock.ts";
import { formTexts } from "./form-texts.ts";
import type { Parameter } from "./measure-schema.ts";

interface Props<V> {
  parameter: Pick<Parameter, "title" | "unit" | "min" | "max" | "required">;
  value: V;
  disabled: boolean;
  onChange: (value: V) => void;
}

const plain = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** A number with its unit and its range; what is not one, or lies outside, is said and not taken. */
export function NumberField({ parameter: { title, unit, min, max, required }, value, disabled, onChange }: Props<number | undefined>) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? value : readNumber(typed);
  const isGood = (given: unknown): given is number | undefined => (given === undefined ? !required : typeof given === "number" && given >= (min ?? -Infinity) && given <= (max ?? Infinity));
  const words = formatUnit(unit, language);
  const range = max === undefined ? say("least", { from: plain(min ?? 0), unit: words }) : say("range", { from: formatNumber(min ?? 0, places(min ?? 0), language), to: formatNumber(max, places(max), language), unit: words });
  // Typed and taken: what it became elsewhere (undo) is shown.
  const shown = typed !== undefined && (read === value || !isGood(read)) ? typed : value === undefined ? "" : plain(value).replace(".", language === "vi" ? "," : ".");
  return <Field label={words === "" ? title[language] : `${title[language]} (${words})`} value={shown} inputMode="decimal" disabled={disabled} hint={required ? range : `${range} · ${say("optional")}`} error={typed !== undefined && !isGood(read) ? say("badNumber", { range }) : undefined}
    onChange={(next) => {
      setTyped(next);
      const given = readNumber(next);
      if (isGood(given)) onChange(given);
    }} />;
}

const places = (value: number): number => (Number.isInteger(value) ? 0 : Math.min(3, plain(value).split(".")[1]?.length ?? 0));

/** A time after the start: +1:30, or what the city's clock says then. */
export function TimeField({ parameter: { title, min, max, required }, value, start, disabled, onChange }: Props<number | undefined> & { start: Instant }) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? value : typed.trim() === "" ? undefined : readOffset(typed, start);
  const isGood = (text: string, seconds: number | undefined): boolean => (text.trim() === "" ? !required : seconds !== undefined && seconds >= (min ?? 0) && seconds <= (max ?? Infinity));
  const good = typed === undefined || isGood(typed, read);
  const shown = typed !== undefined && (!good || read === value) ? typed : value === undefined ? "" : writeOffset(value);
  return <Field label={title[language]} value={shown} disabled={disabled} hint={value === undefined ? `${say("timeHint")} · ${say("optional")}` : `${writeOffset(value)} = ${clockAt(start, value)} · ${say("timeHint")}`} error={good ? undefined : say("badTime")}
    onChange={(next) => {
      setTyped(next);
      const seconds = next.trim() === "" ? undefined : readOffset(next, start);
      if (isGood(next, seconds)) onChange(seconds);
    }} />;
}
