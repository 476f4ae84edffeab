import { useState } from "react";
import type { Violation } from "#contract/violation";
import { Button, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import css from "./cases.module.css";
import { casesTexts } from "./texts.ts";

/** Force majeure: a reason, and another person's word for it. */
export function ExcuseDialog({ violation, onClose, onDone }: { violation: Violation; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(casesTexts);
  const [reason, setReason] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [refused, setRefused] = useState<string>();
  const send = async (): Promise<void> => {
    if (reason.trim().length < 3 || name.trim() === "" || password === "") return setRefused(say("incomplete"));
    const answer = await request("violation:excuse", { key: violation.key, reason: reason.trim(), second: { name: name.trim(), password } });
    if (!answer.ok) return setRefused(explain(answer.fault, t));
    notify(say("done2"));
    onDone();
    onClose();
  };
  return (
    <Dialog title={say("excuseTitle")} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void send()}>{say("approve")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <p>{violation.title} · {violation.clause}</p>
        <p className={css.faint}>{say("excuseHint")}</p>
        <Field label={say("reason")} rows={3} autoFocus value={reason} onChange={setReason} onConfirm={() => void send()} />
        <Field label={say("approver")} value={name} onChange={setName} autoComplete="off" />
        <Field label={say("password")} type="password" value={password} onChange={setPassword} autoComplete="off" />
        {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
        <button type="submit" hidden aria-label={say("approve")} />
      </form>
    </Dialog>
  );
}
