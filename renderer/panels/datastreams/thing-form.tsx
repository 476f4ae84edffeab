import { useState } from "react";
import type { Fault } from "#contract/fault";
import type { Thing } from "#contract/things";
import { Button, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useRecords, useSite } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import css from "./datastreams.module.css";
import { checkThing, thingFields, type ThingFields } from "./drafts.ts";
import { Pick } from "./stream-form.tsx";
import { streamTexts } from "./texts.ts";

/** Adds or edits a station. */
export function ThingForm({ thing, onClose, onSaved }: { thing: Thing | undefined; onClose: () => void; onSaved: (saved: Thing) => void }) {
  const t = useText();
  const say = usePanelText(streamTexts);
  const site = useSite();
  const [fields, setFields] = useState(() => thingFields(thing, site?.centre));
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const known = useRecords("things");
  const areas = [...useRecords("areas").values()].map(({ id, name }) => ({ value: id as string, text: name }));
  const checked = checkThing(fields, thing?.position[2]);
  const taken = thing === undefined && known.has(fields.id);
  const error = (field: string): string | undefined => (tried && !checked.ok && checked.wrong.has(field) ? say("wrong") : undefined);
  const set = (field: keyof ThingFields) => (value: string): void => setFields((before) => ({ ...before, [field]: value }));
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!checked.ok || taken) return;
    setSending(true);
    const answer = await request("thing:save", { thing: checked.value });
    setSending(false);
    if (answer.ok) onSaved(answer.value);
    else setFault(answer.fault);
  };
  return (
    <Dialog title={thing === undefined ? say("newThing") : say("editThing")} open onClose={onClose} width={640}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void submit()}>{t("shell.save")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label={say("id")} value={fields.id} onChange={set("id")} disabled={thing !== undefined} hint={say("idHint")} error={taken ? say("taken") : error("id")} />
        <Field label={say("title")} value={fields.name} onChange={set("name")} error={error("name")} />
        <Field label={say("titleEn")} value={fields.nameEn} onChange={set("nameEn")} />
        <Field label={say("kind")} value={fields.kind} onChange={set("kind")} hint={say("kindHint")} error={error("kind")} />
        <Pick label={say("area")} value={fields.area} choices={areas} onChange={set("area")} error={error("area")} />
        <Field label={say("longitude")} value={fields.lon} onChange={set("lon")} inputMode="decimal" error={error("lon")} />
        <Field label={say("latitude")} value={fields.lat} onChange={set("lat")} inputMode="decimal" error={error("lat")} />
        <Field label={say("description")} value={fields.description} onChange={set("description")} rows={2} error={error("description")} />
        {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
        {/* Enter sends a form of several fields only where it has a button of its own. */}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}
