import { useState } from "react";
import type { Agency } from "#contract/agency";
import type { Order } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { Button } from "../../design/controls.tsx";
import { ctrlEnter } from "../../design/case/ctrl-enter.ts";
import formCss from "../../design/case/form.module.css";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { draftOf, orderOf, type OrderField } from "./order-draft.ts";
import { OrderFields } from "./order-fields.tsx";
import { orderTexts } from "./order-texts.ts";

interface Props {
  first: Parameters<typeof draftOf>[0];
  agencies: readonly Agency[];
  needsDue: boolean;
  clause: string | undefined;
  now: Instant;
  onClose: () => void;
  /** @returns why it was refused */
  onSend: (order: Order) => Promise<string | undefined>;
}

/** Writes an order; it is not sent while one of its six contents is missing. */
export function OrderForm({ first, agencies, needsDue, clause, now, onClose, onSend }: Props) {
  const t = useText();
  const say = usePanelText(orderTexts);
  const [draft, setDraft] = useState(() => draftOf(first, now));
  const [wrong, setWrong] = useState<readonly OrderField[]>([]);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const send = async (): Promise<void> => {
    const made = orderOf(draft, { needsDue, now });
    setWrong("wrong" in made ? made.wrong : []);
    if (!("order" in made) || sending) return;
    setSending(true);
    const why = await onSend(made.order);
    setSending(false);
    if (why === undefined) onClose();
    else setRefused(why);
  };
  return (
    <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }} {...ctrlEnter(() => void send())}>
      {clause !== undefined && <p className={formCss.note}>{say("clause", { clause })}</p>}
      <OrderFields draft={draft} onDraft={setDraft} agencies={agencies} wrong={wrong} needsDue={needsDue} now={now} onConfirm={() => void send()} />
      {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
      <div className={formCss.foot}><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" type="submit" keyHint="Ctrl+Enter" isDisabled={sending}>{sending ? say("sending") : say("issue")}</Button></div>
    </form>
  );
}
