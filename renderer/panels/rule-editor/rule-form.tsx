import { useMemo, useState } from "react";
import type { Fault } from "#contract/fault";
import type { Rule, RuleKindInfo } from "#contract/rule";
import { Priority } from "#contract/alarm";
import { Button, Select } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { priorityText } from "../../design/priority.tsx";
import { request } from "../../live/socket.ts";
import { useCatalogues } from "./catalogues.ts";
import { checkDraft, commonField, COMMON, formPath, isRequired, paramsSchema, withKind } from "./rule-draft.ts";
import css from "./rule-editor.module.css";
import { SchemaField, type FormContext } from "./schema-form.tsx";
import { plain, type Json, type JsonObject } from "../../design/schema/schema-model.ts";
import { narrowed } from "./scope.ts";
import { ruleTexts } from "./texts.ts";

interface Props {
  start: JsonObject;
  /** Version the start is based on; 0 for a new rule. */
  base: number;
  /** As it stands now; undefined: not there (yet, or any more). */
  present: Rule | undefined;
  kinds: readonly RuleKindInfo[];
  taken: (id: string) => boolean;
  disabled: boolean;
  onSaved: (rule: Rule) => void;
  onRemove: (() => void) | undefined;
  /** Begins again from the rule as it stands. */
  onReload: () => void;
}

const GROUPS = [
  { title: "timing", fields: ["priority", "onDelay", "offDelay", "latched", "reAlarm", "ladder"] },
  { title: "words", fields: ["message", "messageEn", "action", "consequence", "service", "authority"] },
  { title: "quiet", fields: ["suppressedBy"] },
] as const;

const NO_COMPLAINTS: FormContext["complaints"] = new Map();

/** One rule: the kind's own form, and what all kinds share. */
export function RuleForm({ start, base, present, kinds, taken, disabled, onSaved, onRemove, onReload }: Props) {
  const t = useText();
  const say = usePanelText(ruleTexts);
  const language = useLanguage();
  const catalogues = useCatalogues();
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const schema = paramsSchema(kinds, draft.kind);
  const kind = kinds.find((each) => each.kind === draft.kind);
  const invalid = say("fault.invalid");
  const checked = useMemo(() => checkDraft(draft, schema ?? {}, invalid), [draft, schema, invalid]);
  const idTaken = base === 0 && typeof draft.id === "string" && taken(draft.id);

  const complaints = new Map(tried && !checked.ok ? checked.complaints : NO_COMPLAINTS);
  if (fault?.code === "malformed") complaints.set(formPath(fault.path), fault.detail);
  if (idTaken) complaints.set("id", say("taken"));
  const shared = { complaints, catalogues, language, disabled, choiceWord: (_: string, value: Json) => (Priority.safeParse(value).success ? priorityText(Priority.parse(value), t) : undefined) };
  const scope = narrowed([], draft.params, catalogues.datastreams);
  const change = (next: JsonObject): void => {
    setDraft(next);
    setFault(undefined);
  };
  const field = (name: string) => (
    <SchemaField key={name} form={{ ...shared, root: COMMON, disabled: disabled || (name === "id" && base > 0) }} schema={commonField(name)} name={name} path={name} value={draft[name]} required={isRequired(name)} scope={scope}
      onChange={(value) => {
        const { [name]: _, ...rest } = draft;
        change(value === undefined ? rest : { ...draft, [name]: value });
      }} />
  );

  const save = async (version: number): Promise<void> => {
    setTried(true);
    if (!checked.ok || idTaken) return;
    setSending(true);
    setFault(undefined);
    const answer = await request("rule:save", { rule: checked.value, version });
    setSending(false);
    if (answer.ok) onSaved(answer.value);
    else setFault(answer.fault);
  };

  const moved = base > 0 && present !== undefined && present.version !== base;
  const dirty = draft !== start;
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (!moved) void save(base); }}>
      {disabled && <p className={css.notice}>{say("readOnly")}</p>}
      {moved && !disabled && (
        <div className={css.notice} role="alert">
          <p>{say("conflict", { n: present.version, base })}</p>
          <Button onPress={onReload}>{say("takeTheirs", { n: present.version })}</Button>
          <Button isDisabled={sending} onPress={() => void save(present.version)}>{say("overwrite", { n: present.version })}</Button>
        </div>
      )}
      {base > 0 && present === undefined && <p className={css.notice} role="alert">{say("goneMeanwhile")}</p>}
      <fieldset className={css.section}>
        <legend>{say("basics")}</legend>
        {field("id")}{field("name")}{field("nameEn")}
        <Select label={say("field.kind")} value={kind?.kind} disabled={disabled} choices={kinds.map((each) => ({ value: each.kind, text: each.title[language] }))}
          onChange={(chosen) => {
            const info = kinds.find((each) => each.kind === chosen);
            if (info !== undefined) change(withKind(draft, info));
          }} />
        {field("enabled")}
      </fieldset>
      <fieldset className={css.section}>
        <legend>{say("condition")}</legend>
        {schema === undefined ? <p role="alert">{say("unknownKind", { kind: plain(draft.kind) })}</p>
          : <SchemaField key={plain(draft.kind)} form={{ ...shared, root: schema }} schema={schema} name="" path="params" value={draft.params} required scope={[]} onChange={(params) => change({ ...draft, params: params ?? {} })} />}
      </fieldset>
      {GROUPS.map((group) => <fieldset key={group.title} className={css.section}><legend>{say(group.title)}</legend>{group.fields.map(field)}</fieldset>)}
      {!disabled && (
        <div className={css.foot}>
          {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
          {tried && !checked.ok && <p role="alert">{say("wrongFields", { n: checked.complaints.size })}</p>}
          {dirty && <span className={css.faint}>{say("unsaved")}</span>}
          {onRemove !== undefined && <Button onPress={onRemove}>{t("shell.remove")}…</Button>}
          <Button isDisabled={!dirty} onPress={onReload}>{say("discard")}</Button>
          <Button look="main" type="submit" isDisabled={sending || moved || (!dirty && base > 0)}>{t("shell.save")}</Button>
        </div>
      )}
    </form>
  );
}
