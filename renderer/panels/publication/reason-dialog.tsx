import { useState } from "react";
import type { Result } from "#contract/result";
import { Button, Field } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import formCss from "../../design/case/form.module.css";
import { Dialog } from "../../design/dialog.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { serverNow } from "../../live/socket.ts";
import { DayField } from "./day-field.tsx";
import { localDay } from "./periods.ts";
import { publicationTexts } from "./texts.ts";

interface Props {
  title: string;
  /** Asks for the day of the decision too. */
  dated?: boolean;
  send: (reason: string, day: string) => Promise<Result<unknown>>;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for the reason of a decision before it is made. */
export function ReasonDialog({ title, dated = false, send, onClose, onDone }: Props) {
  const say = usePanelText(publicationTexts);
  const t = useText();
  const language = useLanguage();
  const [reason, setReason] = useState("");
  const [day, setDay] = useState(() => localDay(serverNow()));
  const [refused, setRefused] = useState<string>();
  const [sending, setSending] = useState(false);
  const save = async (): Promise<void> => {
    if (reason.trim().length < 3 || day === "") return setRefused(say("incomplete"));
    setSending(true);
    const answer = await send(reason.trim(), day);
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    notify(say("saved"));
    onDone();
    onClose();
  };
  return (
    <Dialog title={title} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void save()}>{say("save")}</Button></>}>
      <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={say("reason")} rows={2} autoFocus value={reason} onChange={setReason} onConfirm={() => void save()} />
        {dated && <DayField label={say("day")} value={day} onChange={setDay} />}
        {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
        <button type="submit" hidden aria-label={say("save")} />
      </form>
    </Dialog>
  );
}
