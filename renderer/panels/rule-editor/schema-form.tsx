import { useMemo } from "react";
import { Button, Checkbox, Field, Select } from "../../design/controls.tsx";
import { formatUnit } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";
import { fill } from "../../design/panel-text.ts";
import { SearchSelect } from "../../design/search-select.tsx";
import css from "./rule-editor.module.css";
import type { Catalogues } from "./catalogues.ts";
import { join, type Complaint } from "../../design/schema/schema-check.ts";
import { NumberInput, RawInput } from "../../design/schema/schema-inputs.tsx";
import { fieldOf, initial, isObject, optionOf, plain, type Field as Drawn, type Json, type JsonObject, type UnionOption } from "../../design/schema/schema-model.ts";
import { choiceText, hintOf, optionText, titleOf, unitOf } from "./schema-words.ts";
import { narrowed, scopeLevels, scopeUnit, type Scope } from "./scope.ts";
import { ruleTexts } from "./texts.ts";

/** What every field of one form shares. */
export interface FormContext {
  root: JsonObject;
  complaints: ReadonlyMap<string, Complaint | string>;
  catalogues: Catalogues;
  language: Language;
  disabled: boolean;
  /** Words for the values of a choice that the schema itself does not label (priorities). */
  choiceWord: (name: string, value: Json) => string | undefined;
}

interface FieldProps {
  form: FormContext;
  schema: JsonObject;
  name: string;
  path: string;
  value: Json | undefined;
  required: boolean;
  scope: Scope;
  onChange: (value: Json | undefined) => void;
}

/** One field of any schema, and whatever is inside it. Knows no kind of rule. */
export function SchemaField(props: FieldProps) {
  const { form, schema, name, path, value, required, scope, onChange } = props;
  const { root, language, disabled } = form;
  const field = useMemo(() => fieldOf(schema, root, name), [schema, root, name]);
  const title = name === "" ? "" : titleOf(schema, root, name, language);
  const hint = hintOf(schema, root, name, language);
  const error = complaintText(form.complaints.get(path), language);
  switch (field.type) {
    case "constant": return null;
    case "flag": return <Checkbox label={title} checked={value === true} onChange={onChange} disabled={disabled} />;
    case "number": {
      const unit = numberUnit(props);
      return <NumberInput label={unit === undefined ? title : `${title} (${unit})`} value={value} onChange={onChange} hint={hint} error={error} disabled={disabled} preset={schema.default} />;
    }
    case "text": return <TextInput {...props} field={field} title={title} hint={hint} error={error} />;
    case "choice": return (
      <div>
        <Select label={title} value={typeof value === "string" ? value : undefined} hint={hint} disabled={disabled} choices={field.options.map((option) => ({ value: plain(option), text: choiceText(schema, root, option, language) ?? form.choiceWord(name, option) ?? plain(option) }))}
          onChange={(chosen) => onChange(field.options.find((option) => plain(option) === chosen))} />
        {error !== undefined && <p role="alert" className={css.error}>{error}</p>}
      </div>
    );
    case "object": return <ObjectFields {...props} field={field} title={title} />;
    case "union": return <UnionFields {...props} field={field} title={title} hint={hint} error={error} />;
    case "list": return <ListFields {...props} field={field} title={title} hint={hint} error={error} />;
    case "tuple": return (
      <fieldset className={css.group}><legend>{title}</legend>
        {field.items.map((item, at) => <SchemaField key={at} {...props} schema={item} name={String(at)} path={join(path, at)} value={Array.isArray(value) ? value[at] : undefined} scope={scope} required={required}
          onChange={(next) => onChange(field.items.map((_, i) => (i === at ? (next ?? null) : Array.isArray(value) ? (value[i] ?? null) : null)))} />)}
      </fieldset>
    );
    case "raw": return <RawInput label={title === "" ? ruleTexts[language].raw : title} value={value} error={error} disabled={disabled} onChange={onChange} />;
  }
}

type Inside<T extends Drawn["type"]> = FieldProps & { field: Extract<Drawn, { type: T }>; title: string; hint?: string | undefined; error?: string | undefined };

/** A number's unit in words: its own, or that of the datastreams in scope. */
function numberUnit({ form, schema, name, scope }: FieldProps): string | undefined {
  const own = unitOf(schema, form.root) ?? SECONDS[name];
  const unit = own === "datastream" ? scopeUnit(scope) : own;
  return unit === undefined ? undefined : unit === "s" ? ruleTexts[form.language]["unit.s"] : formatUnit(unit, form.language);
}
/** Fields of the contract that count seconds. */
const SECONDS: Readonly<Record<string, string>> = { onDelay: "s", offDelay: "s", after: "s", reAlarm: "s" };

function TextInput({ form, name, value, required, scope, field, title, hint, error, onChange }: Inside<"text">) {
  const text = typeof value === "string" ? value : "";
  const { language, catalogues, disabled } = form;
  if (field.catalogue === "level") {
    return <SearchSelect label={title} value={text === "" ? undefined : text} choices={scopeLevels(scope).map((level) => ({ value: level, text: level }))} onChange={onChange} disabled={disabled} hint={hint} error={error} />;
  }
  if (field.catalogue !== undefined) {
    const choices = catalogues[field.catalogue];
    // An optional choice must be able to be none again.
    const none = required ? [] : [{ value: "", text: field.catalogue === "area" ? ruleTexts[language].anywhere : ruleTexts[language].nothing }];
    return <SearchSelect label={title} value={text === "" && required ? undefined : text} choices={[...none, ...choices]} onChange={(chosen) => onChange(chosen === "" ? undefined : chosen)} disabled={disabled} hint={hint} error={error} />;
  }
  const long = (field.maxLength ?? 0) >= 300 && name !== "authority";
  return <Field label={title} value={text} rows={long ? 2 : 1} onChange={(next) => onChange(next === "" && !required ? undefined : next)} disabled={disabled} hint={hint} error={error} />;
}

function ObjectFields({ field, title, value, scope, path, onChange, form }: Inside<"object">) {
  const object = isObject(value) ? value : {};
  const inner = narrowed(scope, value, form.catalogues.datastreams);
  const fields = field.properties.map((property) => (
    <SchemaField key={property.name} form={form} schema={property.schema} name={property.name} path={join(path, property.name)} value={object[property.name]} required={property.required} scope={inner}
      onChange={(next) => {
        const { [property.name]: _, ...rest } = object;
        onChange(next === undefined ? rest : { ...object, [property.name]: next });
      }} />
  ));
  return title === "" ? <>{fields}</> : <fieldset className={css.group}><legend>{title}</legend>{fields}</fieldset>;
}

function UnionFields({ field, schema, name, title, hint, error, value, path, onChange, form, scope }: Inside<"union">) {
  const { root, language, disabled } = form;
  const at = optionOf(field.options, value);
  const option = field.options[at];
  return (
    <fieldset className={css.group}>
      {title !== "" && <legend>{title}</legend>}
      {hint !== undefined && <p className={css.hint}>{hint}</p>}
      <div className={css.options} role="radiogroup" aria-label={title}>
        {field.options.map((each, i) => (
          <button key={each.label} type="button" role="radio" aria-checked={i === at} disabled={disabled} className={css.option} onClick={() => i !== at && onChange(switched(value, each.schema, field.options, root))}>{optionText(each, root, language)}</button>
        ))}
      </div>
      {option !== undefined && <SchemaField key={option.label} form={form} {...insideUnion(option.schema, schema, name)} path={path} value={value} required scope={scope} onChange={onChange} />}
      {error !== undefined && <p role="alert" className={css.error}>{error}</p>}
    </fieldset>
  );
}

/** An object's fields have names of their own; a plain value is called, and measured, as the union is. The hint stands above already. */
function insideUnion(option: JsonObject, union: JsonObject, name: string): { schema: JsonObject; name: string } {
  if (isObject(option.properties)) return { schema: option, name: "" };
  const { title = null, titleEn = null, unit = null } = union;
  return { schema: { ...option, title, titleEn, unit }, name };
}

/**
 * Another option begins with what both have in common: fields of the same name, the members of a group when "all" becomes
 * "any", and the condition itself when it becomes the first member of a group.
 */
function switched(value: Json | undefined, schema: JsonObject, options: readonly UnionOption[], root: JsonObject): Json | undefined {
  const start = initial(schema, root);
  if (!isObject(value) || !isObject(start) || !isObject(schema.properties)) return start;
  const members = Object.values(value).find((each): each is Json[] => Array.isArray(each));
  const same = (field: Drawn): boolean => field.type === "union" && field.options.map((option) => option.label).join() === options.map((option) => option.label).join();
  const kept: JsonObject = { ...start };
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!isObject(property) || property.const !== undefined) continue;
    const field = fieldOf(property, root, name);
    const before = value[name];
    if (before !== undefined) kept[name] = before;
    else if (field.type === "list" && same(fieldOf(field.item, root))) kept[name] = members ?? [value];
    else if (same(field)) kept[name] = members?.[0] ?? value;
  }
  return kept;
}

/** Lists of plain ids: what each item is, so that it is chosen and not typed. */
const ITEM_NAMES: Readonly<Record<string, string>> = { suppressedBy: "ruleId" };

function ListFields({ field, name, title, hint, error, value, path, onChange, form, scope }: Inside<"list">) {
  const items = Array.isArray(value) ? value : [];
  const words = ruleTexts[form.language];
  return (
    <fieldset className={css.group}>
      {title !== "" && <legend>{title}</legend>}
      {hint !== undefined && <p className={css.hint}>{hint}</p>}
      {items.map((item, at) => (
        <div key={at} className={css.item}>
          <div className={css.itemBody}><SchemaField form={form} schema={field.item} name={ITEM_NAMES[name] ?? ""} path={join(path, at)} value={item} required scope={scope} onChange={(next) => onChange(items.map((each, i) => (i === at ? (next ?? null) : each)))} /></div>
          {!form.disabled && items.length > field.min && <Button look="quiet" aria-label={fill(words.removeItem, { n: at + 1 })} onPress={() => onChange(items.filter((_, i) => i !== at))}>×</Button>}
        </div>
      ))}
      {!form.disabled && (field.max === undefined || items.length < field.max) && <Button onPress={() => onChange([...items, initial(field.item, form.root) ?? null])}>+ {words.addItem}</Button>}
      {error !== undefined && <p role="alert" className={css.error}>{error}</p>}
    </fieldset>
  );
}

function complaintText(complaint: Complaint | string | undefined, language: Language): string | undefined {
  if (complaint === undefined || typeof complaint === "string") return complaint;
  return fill(ruleTexts[language][`fault.${complaint.code}`], { limit: complaint.limit ?? 0 });
}
