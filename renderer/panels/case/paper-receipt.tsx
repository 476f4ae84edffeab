import { useState, type FormEvent } from "react";
import type { Incident, Part } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { ctrlEnter } from "../../design/case/ctrl-enter.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import { Button, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { readInstant } from "../../design/written-instant.ts";
import { request } from "../../live/socket.ts";
import css from "./paper.module.css";
import { paperTexts } from "./paper-texts.ts";

/** People write the minute; in that of the order itself a paper counts from the order. ms */
const MINUTE = 60_000;

/** What was signed on an order sheet, typed in with the paper's own time (H-12.2). */
export function PaperReceipt({ incident, part, who, now, onClose, onDone }: { incident: Incident; part: Part; who: string; now: Instant; onClose: () => void; onDone: () => void }) {
  const say = usePanelText(paperTexts);
  const t = useText();
  const language = useLanguage();
  const [time, setTime] = useState("");
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const ordered = formatTime(part.orderedAt, "short", language);
  const at = readInstant(time, now, "last");
  const wrongTime = at === undefined ? say("needTime") : at > now ? say("future") : at <= part.orderedAt - MINUTE ? say("early", { at: ordered }) : undefined;
  const wrongName = name.trim() === "" ? say("needName") : undefined;

  const send = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    setTried(true);
    if (at === undefined || wrongTime !== undefined || wrongName !== undefined || sending) return;
    setSending(true);
    setRefused(undefined);
    const answer = await request("incident:act", { incidentId: incident.id, version: incident.version, event: { is: "received-on-paper", agencyId: part.agencyId, at, name: name.trim() } });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    onDone();
    onClose();
  };
  return (
    <Dialog title={say("typeTitle", { who })} open onClose={onClose}>
      <form className={css.form} noValidate onSubmit={(event) => void send(event)} {...ctrlEnter(() => void send())}>
        <p>{say("typeHint", { at: ordered })}</p>
        <Field label={say("at")} value={time} onChange={setTime} autoFocus placeholder={say("signTime")} error={tried ? wrongTime : undefined} hint={at === undefined ? undefined : formatTime(at, "full", language)} />
        <Field label={say("signedBy")} value={name} onChange={setName} error={tried ? wrongName : undefined} />
        {refused !== undefined && <p role="alert">✕ {refused}</p>}
        <div className={css.foot}>
          <Button onPress={onClose}>{say("cancel")}</Button>
          <Button look="main" type="submit" keyHint="Ctrl+Enter" isDisabled={sending}>{sending ? say("sending") : say("save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
