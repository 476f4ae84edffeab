import { useState } from "react";
import type { Agency } from "#contract/agency";
import type { Order } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { Button, Field } from "../../design/controls.tsx";
import { ctrlEnter } from "../../design/case/ctrl-enter.ts";
import formCss from "../../design/case/form.module.css";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { draftOf, orderOf, type OrderField } from "./order-draft.ts";
import { OrderFields } from "./order-fields.tsx";
import { PlanReference } from "./plan-reference.tsx";
import { orderTexts } from "./order-texts.ts";

interface Props {
  first: Parameters<typeof draftOf>[0];
  agencies: readonly Agency[];
  needsDue: boolean;
  clause: string | undefined;
  now: Instant;
  /** Who was decided to lead and support: an order that names others says why. */
  decided?: { lead: string; support: readonly string[] } | undefined;
  onClose: () => void;
  /** @returns why it was refused */
  onSend: (order: Order, reason: string | undefined) => Promise<string | undefined>;
}

/** Writes an order; it is not sent while one of its six contents is missing. */
export function OrderForm({ first, agencies, needsDue, clause, now, decided, onClose, onSend }: Props) {
  const t = useText();
  const say = usePanelText(orderTexts);
  const [draft, setDraft] = useState(() => draftOf(first, now));
  const [wrong, setWrong] = useState<readonly OrderField[]>([]);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const differs = decided !== undefined && draft.lead !== "" && (decided.lead !== draft.lead || decided.support.length !== draft.support.length || decided.support.some((id) => !draft.support.includes(id)));
  const send = async (): Promise<void> => {
    const made = orderOf(draft, { needsDue, now });
    setWrong("wrong" in made ? made.wrong : []);
    setTried(true);
    if (!("order" in made) || sending || (differs && reason.trim().length < 3)) return;
    setSending(true);
    const why = await onSend(made.order, differs ? reason.trim() : undefined);
    setSending(false);
    if (why === undefined) onClose();
    else setRefused(why);
  };
  return (
    <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }} {...ctrlEnter(() => void send())}>
      {clause !== undefined && <p className={formCss.note}>{say("clause", { clause })}</p>}
      {draft.plan !== undefined && <p className={formCss.note}><PlanReference plan={draft.plan} onStudy={undefined} /></p>}
      <OrderFields draft={draft} onDraft={setDraft} agencies={agencies} wrong={wrong} needsDue={needsDue} now={now} onConfirm={() => void send()} />
      {differs && <Field label={say("otherwise")} rows={2} value={reason} onChange={setReason} onConfirm={() => void send()} error={tried && reason.trim().length < 3 ? say("reasonWrong") : undefined} />}
      {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
      <div className={formCss.foot}><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" type="submit" keyHint="Ctrl+Enter" isDisabled={sending}>{sending ? say("sending") : say("issue")}</Button></div>
    </form>
  );
}
