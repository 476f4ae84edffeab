import { Button, type Choice } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { SearchSelect } from "../../../design/search-select.tsx";
import form from "../form.module.css";
import css from "./auto.module.css";
import { autoTexts } from "./texts.ts";

/** Several of a long list. */
export function PickMany({ label, add, chosen, choices, onChange }: { label: string; add: string; chosen: readonly string[]; choices: readonly Choice[]; onChange: (chosen: string[]) => void }) {
  const say = usePanelText(autoTexts);
  const nameOf = (id: string): string => choices.find((choice) => choice.value === id)?.text ?? id;
  return (
    <fieldset className={form.group}><legend>{label}</legend>
      {chosen.map((id) => <div key={id} className={css.picked}><span>{nameOf(id)}</span><Button look="quiet" aria-label={say("takeOff", { what: nameOf(id) })} onPress={() => onChange(chosen.filter((one) => one !== id))}>×</Button></div>)}
      <SearchSelect key={chosen.length} label={add} value={undefined} choices={choices.filter((choice) => !chosen.includes(choice.value))} onChange={(id) => onChange([...chosen, id])} />
    </fieldset>
  );
}
