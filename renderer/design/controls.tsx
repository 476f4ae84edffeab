import * as Aria from "react-aria-components";
import css from "./primitives.module.css";

// Apart from the rest: the door needs these two, and reads nothing of what lists and overlays are made of.
export { Button, Field } from "./button-field.tsx";

/** One choice of a Select. */
export interface Choice<V extends string = string> {
  value: V;
  text: string;
}

/** A list to choose one from. `value` undefined: nothing chosen yet. */
export function Select<V extends string>({ label, value, choices, onChange, bare, disabled, hint }: { label: string; value: V | undefined; choices: readonly Choice<V>[]; onChange: (value: V) => void; bare?: boolean; disabled?: boolean; hint?: string | undefined }) {
  return (
    <Aria.Select
      className={css.field!}
      value={value ?? null}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      isDisabled={disabled ?? false}
      aria-label={bare ? label : undefined}
      placeholder="—"
    >
      {!bare && <Aria.Label className={css.label!}>{label}</Aria.Label>}
      <Aria.Button className={css.selectButton!}>
        <Aria.SelectValue />
        <span aria-hidden="true">▾</span>
      </Aria.Button>
      {hint !== undefined && <Aria.Text slot="description" className={css.hint!}>{hint}</Aria.Text>}
      <Aria.Popover className={css.popover!}>
        <Aria.ListBox items={choices.map((choice) => ({ id: choice.value, text: choice.text }))}>
          {(item) => <Aria.ListBoxItem id={item.id} textValue={item.text} className={css.option!}>{item.text}</Aria.ListBoxItem>}
        </Aria.ListBox>
      </Aria.Popover>
    </Aria.Select>
  );
}

/** A box to tick. `label` is always read out; `bare` hides it. `mixed`: some of many. */
export function Checkbox({ label, checked, onChange, mixed, bare, disabled }: { label: string; checked: boolean; onChange: (checked: boolean) => void; mixed?: boolean; bare?: boolean; disabled?: boolean }) {
  return (
    <Aria.Checkbox className={css.checkbox!} isSelected={checked} isIndeterminate={mixed ?? false} onChange={onChange} isDisabled={disabled ?? false} aria-label={bare ? label : undefined}>
      <span className={css.box} aria-hidden="true">{mixed ? "–" : checked ? "✓" : ""}</span>
      {!bare && label}
    </Aria.Checkbox>
  );
}
