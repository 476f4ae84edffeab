import { useMemo, useState } from "react";
import * as Aria from "react-aria-components";
import css from "./primitives.module.css";
import type { Choice } from "./controls.tsx";
import { matcher, searchable } from "./text-search.ts";

/** So many matches are offered at once; typing on narrows them. */
const OFFERED = 40;

/** A list too long to scroll: type part of a name, with or without marks, and choose. `value` undefined: nothing chosen. */
export function SearchSelect({ label, value, choices, onChange, disabled, hint, error }: { label: string; value: string | undefined; choices: readonly Choice[]; onChange: (value: string) => void; disabled?: boolean; hint?: string | undefined; error?: string | undefined }) {
  const present = choices.find((choice) => choice.value === value);
  const shown = present?.text ?? value ?? "";
  const [typed, setTyped] = useState<string>();
  const texts = useMemo(() => choices.map((choice) => ({ choice, text: searchable(choice.text, choice.value) })), [choices]);
  const offered = useMemo(() => {
    const found = typed === undefined ? undefined : matcher(typed);
    const out: Choice[] = [];
    for (const { choice, text } of texts) {
      if (found !== undefined && !found(text)) continue;
      out.push(choice);
      if (out.length === OFFERED) break;
    }
    return out;
  }, [texts, typed]);
  return (
    <Aria.ComboBox className={css.field!} items={offered.map((choice) => ({ id: choice.value, text: choice.text }))} inputValue={typed ?? shown} selectedKey={value ?? null} menuTrigger="focus" allowsEmptyCollection
      isDisabled={disabled ?? false} isInvalid={error !== undefined} validationBehavior="aria"
      onInputChange={(text) => setTyped(text === shown ? undefined : text)}
      onSelectionChange={(key) => {
        setTyped(undefined);
        if (typeof key === "string") onChange(key);
      }}
      onBlur={() => setTyped(undefined)}>
      <Aria.Label className={css.label!}>{label}</Aria.Label>
      <Aria.Input className={css.input!} />
      {hint !== undefined && <Aria.Text slot="description" className={css.hint!}>{hint}</Aria.Text>}
      <Aria.FieldError className={css.error!}>{error}</Aria.FieldError>
      <Aria.Popover className={css.popover!}>
        <Aria.ListBox>{(item: { id: string; text: string }) => <Aria.ListBoxItem id={item.id} textValue={item.text} className={css.option!}>{item.text}</Aria.ListBoxItem>}</Aria.ListBox>
      </Aria.Popover>
    </Aria.ComboBox>
  );
}
