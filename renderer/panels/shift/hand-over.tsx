import { useState } from "react";
import { isReal } from "#contract/incident";
import type { RequestOutput } from "#contract/request";
import { Button, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { useCases } from "../../live/use-cases.ts";
import css from "./shift.module.css";
import { shiftTexts } from "./texts.ts";

/** Hands what is open to somebody, with notes; the other side signs for it. @param on others on duty */
export function HandOver({ on, onClose, onDone }: { on: RequestOutput<"shift:state">["on"]; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(shiftTexts);
  const { open } = useCases();
  const [to, setTo] = useState(on[0]?.accountId);
  const [notes, setNotes] = useState("");
  const [refused, setRefused] = useState<string>();
  const send = async (): Promise<void> => {
    if (to === undefined) return setRefused(say("nobodyElse"));
    const answer = await request("shift:hand-over", { to, notes: notes.trim() });
    if (!answer.ok) return setRefused(explain(answer.fault, t));
    notify(say("handed"));
    onDone();
    onClose();
  };
  const cases = [...open.values()].filter(isReal).filter(({ closedAt }) => closedAt === undefined).length;
  return (
    <Dialog title={say("handOver")} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={to === undefined} onPress={() => void send()}>{say("handOver")}</Button></>}>
      <div className={css.form}>
        <p>{say("openCases", { n: cases })}</p>
        {on.length === 0 ? <p role="alert">{say("nobodyElse")}</p> : <Select label={say("to")} value={to} choices={on.map(({ accountId, name }) => ({ value: accountId, text: name }))} onChange={setTo} hint={say("choose")} />}
        <Field label={say("notes")} rows={4} value={notes} onChange={setNotes} placeholder={say("notesHint")} onConfirm={() => void send()} />
        {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
      </div>
    </Dialog>
  );
}
