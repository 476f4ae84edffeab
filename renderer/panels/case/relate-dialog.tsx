import { useMemo, useState } from "react";
import { Button, Checkbox, Field } from "../../design/controls.tsx";
import { ctrlEnter } from "../../design/case/ctrl-enter.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import formCss from "../../design/case/form.module.css";
import { Dialog } from "../../design/dialog.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { SearchSelect } from "../../design/search-select.tsx";
import { useRecords } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { useCases } from "../../live/use-cases.ts";
import { useAlarmName } from "../use-alarm-name.ts";
import css from "./relate.module.css";
import { lacking, othersFor, relate, relationsOf, type RelateDraft, type RelateField, type Relation } from "./relate-ask.ts";
import { relateTexts } from "./relate-texts.ts";
import type { WholeCase } from "./use-case.ts";

const DO = { merge: "doMerge", split: "doSplit", parent: "doParent", alone: "doAlone" } as const;
const HINT = { merge: "mergeHint", split: "splitHint", parent: "parentHint", alone: "aloneHint" } as const;
const DONE = { merge: "merged", split: "didSplit", parent: "linked", alone: "alone2" } as const;

/** Merges a case with another, splits it, or puts it under a parent: each with its reason. Ctrl+Enter does it. */
export function RelateDialog({ whole, onClose, onDone, onCase }: { whole: WholeCase; onClose: () => void; onDone: () => void; onCase: (id: string) => void }) {
  const t = useText();
  const say = usePanelText(relateTexts);
  const language = useLanguage();
  const { incident, related } = whole;
  const offered = relationsOf(incident);
  const [relation, setRelation] = useState<Relation>(offered[0] ?? "merge");
  const [draft, setDraft] = useState<RelateDraft>({ other: "", intoThis: false, alarmIds: [], title: "", reason: "" });
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { open } = useCases();
  const put = (more: Partial<RelateDraft>): void => setDraft({ ...draft, ...more });
  const wrong = lacking(incident, relation, draft);
  const error = (field: RelateField, words: "otherWrong" | "alarmsWrong" | "titleWrong" | "reasonWrong"): string | undefined => (tried && wrong.includes(field) ? say(words) : undefined);
  const send = async (): Promise<void> => {
    setTried(true);
    if (wrong.length > 0 || sending) return;
    setSending(true);
    const other = open.get(draft.other);
    const answer = await relate(request, relation, { incident, other, draft });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    notify(say(DONE[relation], { what: relation === "parent" ? (other?.title ?? "") : answer.value.title }));
    onDone();
    onClose();
    if (relation === "merge" && answer.value.id !== incident.id) onCase(answer.value.id);
  };
  const parent = related.find(({ id }) => id === incident.parentId)?.title ?? incident.parentId ?? "";
  return (
    <Dialog title={`${say("menu")} · ${incident.title}`} open onClose={onClose} width={640}>
      <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }} {...ctrlEnter(() => void send())}>
        <fieldset className={css.choices}>
          <legend>{say("what")}</legend>
          {offered.map((one, i) => <label key={one}><input type="radio" name="relation" autoFocus={i === 0} checked={relation === one} onChange={() => { setRelation(one); put({ other: "" }); setTried(false); setRefused(undefined); }} /> {say(one)}</label>)}
        </fieldset>
        <p className={formCss.note}>{say(HINT[relation], { what: `“${parent}”` })}</p>
        {(relation === "merge" || relation === "parent") && <OtherField whole={whole} relation={relation} value={draft.other} onChange={(other) => put({ other })} error={error("other", "otherWrong")} />}
        {relation === "merge" && (
          <fieldset className={css.choices}>
            <legend>{say("which")}</legend>
            <label><input type="radio" name="way" checked={!draft.intoThis} onChange={() => put({ intoThis: false })} /> {say("intoOther")}</label>
            <label><input type="radio" name="way" checked={draft.intoThis} onChange={() => put({ intoThis: true })} /> {say("intoThis")}</label>
          </fieldset>
        )}
        {relation === "split" && (
          <>
            <AlarmBoxes whole={whole} chosen={draft.alarmIds} onChange={(alarmIds) => put({ alarmIds })} error={error("alarmIds", "alarmsWrong")} />
            <Field label={say("newTitle")} value={draft.title} onChange={(title) => put({ title })} error={error("title", "titleWrong")} />
          </>
        )}
        <Field label={say("reason")} rows={2} value={draft.reason} onChange={(reason) => put({ reason })} onConfirm={() => void send()} error={error("reason", "reasonWrong")} />
        {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
        <div className={formCss.foot}><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" type="submit" keyHint="Ctrl+Enter" isDisabled={sending}>{say(sending ? "sending" : DO[relation])}</Button></div>
      </form>
    </Dialog>
  );
}

/** Another open case, found by its title, its area or its number. */
function OtherField({ whole, relation, value, onChange, error }: { whole: WholeCase; relation: Relation; value: string; onChange: (id: string) => void; error: string | undefined }) {
  const say = usePanelText(relateTexts);
  const { open } = useCases();
  const areas = useRecords("areas");
  const choices = useMemo(() => othersFor(whole.incident, open.values(), relation).map(({ id, title, areaId }) => ({ value: id, text: [title, areaId === undefined ? undefined : (areas.get(areaId)?.name ?? areaId), id].filter((part) => part !== undefined).join(" · ") })), [whole.incident, open, areas, relation]);
  return <SearchSelect label={say(relation === "parent" ? "parentField" : "other")} value={value === "" ? undefined : value} choices={choices} onChange={onChange} hint={say("search")} error={error} />;
}

function AlarmBoxes({ whole, chosen, onChange, error }: { whole: WholeCase; chosen: readonly string[]; onChange: (ids: readonly string[]) => void; error: string | undefined }) {
  const say = usePanelText(relateTexts);
  const name = useAlarmName(whole.facts);
  return (
    <fieldset className={css.choices}>
      <legend>{say("alarms")}</legend>
      {whole.incident.alarmIds.map((id) => <Checkbox key={id} label={name(id)} checked={chosen.includes(id)} onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))} />)}
      {error !== undefined && <strong role="alert" className={formCss.refused}>✕ {error}</strong>}
    </fieldset>
  );
}
