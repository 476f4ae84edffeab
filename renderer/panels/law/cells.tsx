import type { Choice } from "../../design/controls.tsx";
import css from "./rows.module.css";

interface CellProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A bare text field of a row. */
export function TextCell({ label, value, onChange, placeholder }: CellProps & { placeholder?: string }) {
  return <input className={css.cell} aria-label={label} value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />;
}

/** One of a few. */
export function ChoiceCell<V extends string>({ label, value, choices, onChange }: { label: string; value: V; choices: readonly Choice<V>[]; onChange: (value: V) => void }) {
  return (
    <select className={css.cell} aria-label={label} value={value} onChange={(event) => {
      const chosen = choices.find((choice) => choice.value === event.target.value);
      if (chosen !== undefined) onChange(chosen.value);
    }}>
      {!choices.some((choice) => choice.value === value) && <option value={value}>{value === "" ? "—" : value}</option>}
      {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.text}</option>)}
    </select>
  );
}

/** Several of some: folded to their names, opened to boxes. */
export function ManyCell<V extends string>({ label, values, choices, onChange, disabled }: { label: string; values: readonly V[]; choices: readonly Choice<V>[]; onChange: (values: V[]) => void; disabled?: boolean }) {
  const all = [...choices, ...values.filter((value) => !choices.some((choice) => choice.value === value)).map((value) => ({ value, text: value }))];
  const words = values.map((value) => all.find((choice) => choice.value === value)?.text ?? value).join(", ");
  return (
    <details className={css.many}>
      <summary aria-label={`${label}: ${words === "" ? "—" : words}`} title={words}>{words === "" ? "—" : words}</summary>
      <fieldset disabled={disabled} aria-label={label}>
        {all.map(({ value, text }) => (
          <label key={value}><input type="checkbox" checked={values.includes(value)} onChange={(event) => onChange(event.target.checked ? [...values, value] : values.filter((one) => one !== value))} /> {text}</label>
        ))}
      </fieldset>
    </details>
  );
}

/** A whole number above 0. */
export function NumberCell({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return <input className={css.number} type="number" min={1} aria-label={label} value={Number.isNaN(value) ? "" : value} onChange={(event) => onChange(event.target.valueAsNumber)} />;
}

export function CheckCell({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return <input type="checkbox" aria-label={label} checked={checked} onChange={(event) => onChange(event.target.checked)} />;
}
