import { useState } from "react";
import type { Fault } from "#contract/fault";
import { Source } from "#contract/source";
import { Button, Checkbox, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import css from "./sources.module.css";
import { grantsOf } from "./source-state.ts";
import { sourceTexts } from "./texts.ts";

interface Props {
  /** undefined: a new source. */
  source: Source | undefined;
  taken: (id: string) => boolean;
  onClose: () => void;
  onSaved: (source: Source, secret: string | undefined) => void;
}

/** Adds or edits a source. A new one's secret comes with the answer and is handed on, never kept. */
export function SourceForm({ source, taken, onClose, onSaved }: Props) {
  const t = useText();
  const say = usePanelText(sourceTexts);
  const [draft, setDraft] = useState({
    id: source?.id ?? "", name: source?.name ?? "", owner: source?.owner ?? "", format: source?.format ?? "OGC SensorThings 1.1",
    rate: String(source?.rate ?? 60), limit: String(source?.limit ?? 10_000), grants: (source?.grants ?? ["*"]).join("\n"), enabled: source?.enabled ?? true,
  });
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const set = <K extends keyof typeof draft>(key: K) => (value: (typeof draft)[K]): void => setDraft((before) => ({ ...before, [key]: value }));
  const parsed = Source.safeParse({ ...source, ...draft, rate: number(draft.rate), limit: number(draft.limit), grants: grantsOf(draft.grants) });
  const wrong = (field: string): boolean => tried && !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === field);
  const idTaken = source === undefined && taken(draft.id);

  const submit = async (): Promise<void> => {
    setTried(true);
    // Nothing granted would be a source that can send nothing: a mistake, not a wish.
    if (!parsed.success || idTaken || grantsOf(draft.grants).length === 0) return;
    setSending(true);
    const answer = await request("source:save", { source: parsed.data, renew: false });
    setSending(false);
    if (answer.ok) onSaved(answer.value.source, answer.value.secret);
    else setFault(answer.fault);
  };

  return (
    <Dialog title={source === undefined ? say("addTitle") : say("editTitle", { name: source.name })} open onClose={onClose} width={620}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void submit()}>{t("shell.save")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label={say("id")} value={draft.id} onChange={set("id")} disabled={source !== undefined} required autoFocus={source === undefined} hint={say("idHint")} error={wrong("id") ? say("idWrong") : idTaken ? say("taken") : undefined} />
        <Field label={say("name")} value={draft.name} onChange={set("name")} required error={wrong("name") ? say("nameWrong") : undefined} />
        <Field label={say("owner")} value={draft.owner} onChange={set("owner")} />
        <Field label={say("format")} value={draft.format} onChange={set("format")} />
        <Field label={say("rate")} value={draft.rate} onChange={set("rate")} inputMode="decimal" hint={say("rateHint")} error={wrong("rate") ? say("positive") : undefined} />
        <Field label={say("limit")} value={draft.limit} onChange={set("limit")} inputMode="decimal" error={wrong("limit") ? say("positive") : undefined} />
        <Field label={say("grants")} value={draft.grants} onChange={set("grants")} rows={4} hint={say("grantsHint")} error={wrong("grants") || (tried && grantsOf(draft.grants).length === 0) ? say("grantsWrong") : undefined} />
        <Checkbox label={say("enabled")} checked={draft.enabled} onChange={set("enabled")} />
        {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
        {/* Enter sends a form of several fields only where it has a button of its own. */}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}

/** "2,5" and "2.5" are the same number; nothing is no number, never zero. */
function number(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
}
