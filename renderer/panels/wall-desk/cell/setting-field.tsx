import { Priority } from "#contract/alarm";
import { Button, Checkbox, Field, Select, type Choice } from "../../../design/controls.tsx";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { priorityText } from "../../../design/priority.tsx";
import { NumberInput, RawInput } from "../../../design/schema/schema-inputs.tsx";
import { fieldOf, plain, type Json, type JsonObject } from "../../../design/schema/schema-model.ts";
import { SearchSelect } from "../../../design/search-select.tsx";
import form from "../form.module.css";
import css from "./cell.module.css";
import { FileField } from "./file-field.tsx";
import { cellKey, cellTexts } from "./texts.ts";

interface Props {
  kind: string;
  name: string;
  schema: JsonObject;
  root: JsonObject;
  required: boolean;
  value: Json | undefined;
  choices: readonly Choice[] | undefined;
  error: string | undefined;
  hint: string | undefined;
  onChange: (value: Json | undefined) => void;
}

/** One setting of any panel, drawn from its schema; ids are chosen by name, files are sent, the rest is typed. */
export function SettingField(props: Props) {
  const { kind, name, schema, root, required, value, choices, error, hint, onChange } = props;
  const t = useText();
  const say = usePanelText(cellTexts);
  const key = cellKey(`field.${name}`);
  const label = key === undefined ? name : say(key);
  const field = fieldOf(schema, root, name);
  if (name === "fileId") return <FileField kind={kind} value={typeof value === "string" ? value : undefined} onChange={onChange} error={error} />;
  if (field.type === "list" && choices !== undefined) return <Many {...props} label={label} choices={choices} most={field.max} />;
  if (field.type === "list" && name === "priorities") {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <fieldset className={form.group}><legend>{label}</legend>
        {Priority.options.map((priority) => <Checkbox key={priority} label={priorityText(priority, t)} checked={chosen.includes(priority)} onChange={(on) => onChange(on ? [...chosen, priority] : chosen.filter((one) => one !== priority))} />)}
      </fieldset>
    );
  }
  if (choices !== undefined) {
    const none: readonly Choice[] = required ? [] : [{ value: "", text: say("nothing") }];
    return <SearchSelect label={label} value={typeof value === "string" ? value : undefined} choices={[...none, ...choices]} onChange={(chosen) => onChange(chosen === "" ? undefined : chosen)} hint={hint} error={error} />;
  }
  switch (field.type) {
    case "flag": return <Checkbox label={label} checked={(value ?? schema.default) === true} onChange={onChange} />;
    case "number": return <NumberInput label={label} value={value} onChange={onChange} hint={hint} error={error} disabled={false} preset={schema.default} />;
    case "choice": return <Select label={label} value={plain(value ?? schema.default)} choices={field.options.map((option) => {
      const word = cellKey(`value.${plain(option)}`);
      return { value: plain(option), text: word === undefined ? plain(option) : say(word) };
    })} onChange={(chosen) => onChange(field.options.find((option) => plain(option) === chosen))} />;
    case "text": return <Field label={label} value={typeof value === "string" ? value : ""} rows={(field.maxLength ?? 0) > 1000 && name !== "url" ? 4 : 1} onChange={(next) => onChange(next === "" ? undefined : next)} hint={hint} error={error} />;
    case "tuple": return <Pair label={label} value={value} error={error} onChange={onChange} />;
    default: return <RawInput label={label} value={value} onChange={onChange} error={error} disabled={false} />;
  }
}

/** Several chosen from a long list, in an order. */
function Many({ label, value, choices, most = Infinity, error, onChange }: Props & { label: string; choices: readonly Choice[]; most?: number | undefined }) {
  const say = usePanelText(cellTexts);
  const chosen = Array.isArray(value) ? value.map(plain) : [];
  const nameOf = (id: string): string => choices.find((choice) => choice.value === id)?.text ?? id;
  return (
    <fieldset className={form.group}><legend>{label}</legend>
      <ul className={css.many}>
        {chosen.map((id) => <li key={id}><span>{nameOf(id)}</span><Button look="quiet" aria-label={say("takeOff", { what: nameOf(id) })} onPress={() => onChange(chosen.filter((one) => one !== id))}>×</Button></li>)}
      </ul>
      {chosen.length < most && <SearchSelect key={chosen.length} label={say("addOne", { what: "" })} value={undefined} choices={choices.filter((choice) => !chosen.includes(choice.value))} onChange={(id) => onChange([...chosen, id])} />}
      {error !== undefined && <p role="alert" className={form.error}>{error}</p>}
    </fieldset>
  );
}

/** Two numbers that belong together; none of them: not set. */
function Pair({ label, value, error, onChange }: { label: string; value: Json | undefined; error: string | undefined; onChange: (value: Json | undefined) => void }) {
  const parts: readonly (Json | undefined)[] = Array.isArray(value) ? value : [];
  const set = (at: number, next: number | string | undefined): void => {
    const both = [0, 1].map((i) => (i === at ? next : parts[i]) ?? null);
    onChange(both.every((one) => one === null) ? undefined : both);
  };
  return (
    <fieldset className={form.group}><legend>{label}</legend>
      <div className={css.row}>{[0, 1].map((i) => <NumberInput key={i} label={i === 0 ? "E" : "N"} value={parts[i] ?? undefined} onChange={(next) => set(i, next)} disabled={false} error={i === 0 ? error : undefined} />)}</div>
    </fieldset>
  );
}
