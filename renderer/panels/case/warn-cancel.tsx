import { useState } from "react";
import type { AlertRecord } from "#contract/alert";
import { Button, Field } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import formCss from "../../design/case/form.module.css";
import { Dialog } from "../../design/dialog.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { warnTexts } from "./warn-texts.ts";

/** Takes a warning back: who was told of it is told why it no longer holds. */
export function WarnCancel({ alert, onClose, onDone }: { alert: AlertRecord; onClose: () => void; onDone: () => void }) {
  const say = usePanelText(warnTexts);
  const t = useText();
  const language = useLanguage();
  const [vi, setVi] = useState("");
  const [en, setEn] = useState("");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const send = async (): Promise<void> => {
    setTried(true);
    if (vi.trim() === "" || en.trim() === "" || sending) return;
    setSending(true);
    const answer = await request("alert:cancel", { alertId: alert.id, reason: { vi, en } });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    notify(say("cancelled"));
    onDone();
    onClose();
  };
  return (
    <Dialog title={say("cancelTitle")} open onClose={onClose} width={640}>
      <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <p><strong>{alert.texts[language].headline}</strong></p>
        <p className={formCss.note}>{say("cancelHint")}</p>
        <Field label={say("reasonVi")} value={vi} onChange={setVi} rows={2} error={tried && vi.trim() === "" ? say("wrong") : undefined} />
        <Field label={say("reasonEn")} value={en} onChange={setEn} rows={2} error={tried && en.trim() === "" ? say("wrong") : undefined} />
        {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
        <div className={formCss.foot}><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" type="submit" isDisabled={sending}>{say("doCancel")}</Button></div>
      </form>
    </Dialog>
  );
}
