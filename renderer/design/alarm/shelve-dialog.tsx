import { useState } from "react";
import { SHELVE_LIMIT, type Alarm } from "#contract/alarm";
import { Button, Checkbox } from "../controls.tsx";
import { Dialog } from "../dialog.tsx";
import { useText } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./alarm.module.css";
import { Named } from "./named.tsx";
import { ReasonField, reasonFits } from "./reason-field.tsx";
import { alarmActionTexts } from "./texts.ts";

/** Seconds offered; the longest is the contract's limit. */
const DURATIONS = [900, 1800, 3600, 4 * 3600, 8 * 3600, SHELVE_LIMIT] as const;

export interface ShelveWish {
  seconds: number;
  reason: string;
  oneShot: boolean;
}

/** Asks for how long and why. Mount it when it is to open: it starts empty each time. */
export function ShelveDialog({ alarms, onClose, onShelve }: { alarms: readonly Alarm[]; onClose: () => void; onShelve: (wish: ShelveWish) => void }) {
  const t = useText();
  const say = usePanelText(alarmActionTexts);
  const [seconds, setSeconds] = useState<number>(1800);
  const [reason, setReason] = useState("");
  const [oneShot, setOneShot] = useState(false);
  const [tried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (reasonFits(reason)) onShelve({ seconds, reason: reason.trim(), oneShot });
  };
  return (
    <Dialog title={alarms.length === 1 ? say("shelveTitle") : say("shelveMany", { n: alarms.length })} open onClose={onClose}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" onPress={submit}>{say("shelve")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Named alarms={alarms} />
        <fieldset className={css.durations}>
          <legend>{say("duration")}</legend>
          {DURATIONS.map((each) => (
            <label key={each} className={css.duration}>
              <input type="radio" name="duration" checked={seconds === each} onChange={() => setSeconds(each)} />
              {each < 3600 ? say("minutes", { n: each / 60 }) : say("hours", { n: each / 3600 })}
            </label>
          ))}
        </fieldset>
        <ReasonField value={reason} onChange={setReason} onConfirm={submit} tried={tried} />
        <Checkbox label={say("oneShot")} checked={oneShot} onChange={setOneShot} />
        <p className={css.note}>{say("shelveLimit")}</p>
      </form>
    </Dialog>
  );
}
