import { useState } from "react";
import type { Alarm } from "#contract/alarm";
import { Button } from "../controls.tsx";
import { Dialog } from "../dialog.tsx";
import { useText } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./alarm.module.css";
import { Named } from "./named.tsx";
import { ReasonField, reasonFits } from "./reason-field.tsx";
import { alarmActionTexts } from "./texts.ts";

/** Asks why an alarm is taken out of service. Mount it when it is to open. */
export function ServiceDialog({ alarms, onClose, onTakeOut }: { alarms: readonly Alarm[]; onClose: () => void; onTakeOut: (reason: string) => void }) {
  const t = useText();
  const say = usePanelText(alarmActionTexts);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (reasonFits(reason)) onTakeOut(reason.trim());
  };
  return (
    <Dialog title={say("serviceTitle")} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" onPress={submit}>{say("takeOut")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Named alarms={alarms} />
        <ReasonField value={reason} onChange={setReason} onConfirm={submit} tried={tried} />
        <p className={css.note}>{say("serviceHint")}</p>
      </form>
    </Dialog>
  );
}
