import { useState } from "react";
import type { Fault } from "#contract/fault";
import type { Datastream } from "#contract/things";
import { Button, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useRecords } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import css from "./datastreams.module.css";
import { checkStream, streamFields, type LevelFields, type StreamFields } from "./drafts.ts";
import { streamTexts } from "./texts.ts";

const ANY = "*";

/** Adds or edits a datastream. @param datastream undefined: a new one, on `thingId` where that is known */
export function StreamForm({ datastream, thingId, onClose, onSaved }: { datastream: Datastream | undefined; thingId: string | undefined; onClose: () => void; onSaved: (saved: Datastream) => void }) {
  const t = useText();
  const say = usePanelText(streamTexts);
  const language = useLanguage();
  const [fields, setFields] = useState(() => streamFields(datastream, thingId));
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const known = useRecords("datastreams");
  const choices = (map: ReadonlyMap<string, { name: string; nameEn?: string | undefined }>) => [...map].map(([value, each]) => ({ value, text: `${local(language, each.name, each.nameEn)} (${value})` }));
  const things = choices(useRecords("things"));
  const properties = choices(useRecords("observedProperties"));
  const sensors = choices(useRecords("sensors"));
  const sources = [{ value: ANY, text: say("any") }, ...choices(useRecords("sources"))];
  const checked = checkStream(fields);
  const taken = datastream === undefined && known.has(fields.id);
  const error = (field: string): string | undefined => (tried && !checked.ok && checked.wrong.has(field) ? say("wrong") : undefined);
  const set = (field: Exclude<keyof StreamFields, "levels">) => (value: string): void => setFields((before) => ({ ...before, [field]: value }));
  const text = (field: Exclude<keyof StreamFields, "levels">, label: string, more: { hint?: string; numeric?: boolean } = {}) => (
    <Field label={label} value={fields[field]} onChange={set(field)} hint={more.hint} error={error(field)} {...(more.numeric === true ? { inputMode: "decimal" as const } : {})} />
  );
  const setLevels = (levels: readonly LevelFields[]): void => setFields((before) => ({ ...before, levels }));

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!checked.ok || taken) return;
    setSending(true);
    // The form has no field for how it is forecast: kept as it is.
    const answer = await request("datastream:save", { datastream: { ...checked.value, ...(datastream?.forecast !== undefined && { forecast: datastream.forecast }) } });
    setSending(false);
    if (answer.ok) onSaved(answer.value);
    else setFault(answer.fault);
  };

  return (
    <Dialog title={datastream === undefined ? say("newStream") : say("editStream")} open onClose={onClose} width={760}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void submit()}>{t("shell.save")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label={say("id")} value={fields.id} onChange={set("id")} disabled={datastream !== undefined} hint={say("idHint")} error={taken ? say("taken") : error("id")} />
        {text("name", say("title"))}
        {text("nameEn", say("titleEn"))}
        <Pick label={say("thing")} value={fields.thingId} choices={things} onChange={set("thingId")} error={error("thingId")} />
        <Pick label={say("property")} value={fields.observedPropertyId} choices={properties} onChange={set("observedPropertyId")} error={error("observedPropertyId")} />
        <Pick label={say("sensor")} value={fields.sensorId} choices={sensors} onChange={set("sensorId")} error={error("sensorId")} />
        {text("unit", say("unit"), { hint: say("unitHint") })}
        {text("decimals", say("decimals"), { numeric: true })}
        {text("period", say("period"), { numeric: true })}
        {text("staleAfter", say("staleAfter"), { numeric: true })}
        {text("min", say("min"), { numeric: true, hint: say("rangeHint") })}
        {text("max", say("max"), { numeric: true })}
        <Select label={say("source")} value={fields.sourceId === "" ? ANY : fields.sourceId} choices={sources} onChange={(value) => set("sourceId")(value === ANY ? "" : value)} />
        <fieldset className={css.levelForm}>
          <legend>{say("levels")}</legend>
          {fields.levels.map((level, at) => {
            const change = (field: keyof LevelFields) => (value: string): void => setLevels(fields.levels.map((each, i) => (i === at ? { ...each, [field]: value } : each)));
            return (
              <div key={at} className={css.levelRow}>
                <Field label={say("level")} value={level.name} onChange={change("name")} error={error(`levels.${at}.name`)} />
                <Field label={say("levelValue")} value={level.value} onChange={change("value")} inputMode="decimal" error={error(`levels.${at}.value`)} />
                <Field label={say("authority")} value={level.authority} onChange={change("authority")} />
                <Button look="quiet" aria-label={say("removeLevel", { name: level.name })} onPress={() => setLevels(fields.levels.filter((_, i) => i !== at))}>×</Button>
              </div>
            );
          })}
          {fields.levels.length < 10 && <Button onPress={() => setLevels([...fields.levels, { name: "", value: "", authority: "" }])}>+ {say("addLevel")}</Button>}
        </fieldset>
        {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
        {/* Enter sends a form of several fields only where it has a button of its own. */}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}

/** A choice that says when it is missing. */
export function Pick({ label, value, choices, onChange, error }: { label: string; value: string; choices: readonly { value: string; text: string }[]; onChange: (value: string) => void; error: string | undefined }) {
  return <div><Select label={label} value={value === "" ? undefined : value} choices={choices} onChange={onChange} />{error !== undefined && <p role="alert" className={css.error}>{error}</p>}</div>;
}
