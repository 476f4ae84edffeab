import { useState } from "react";
import type { Message } from "#contract/message";
import { Button } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { DeliveryLine, DeliverySteps } from "../../design/message/delivery-line.tsx";
import { messageTexts } from "../../design/message/texts.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { useWhom } from "../use-channels.ts";
import css from "./sent.module.css";

/** Newest notices shown beside the order; all are at the desk of channels. */
const NOTICES = 2;

/** Beside an agency: whether its order arrived, over which channel, by which way it went; and what it was told of last. */
export function Sent({ messages, channel, none }: { messages: readonly Message[]; channel: (id: string) => string; none: boolean }) {
  const say = usePanelText(messageTexts);
  const order = messages.find(({ content }) => content.is === "order");
  const notices = messages.filter(({ content }) => content.is === "notice").slice(0, NOTICES);
  const shown = [...(order === undefined ? [] : [order]), ...notices];
  if (shown.length === 0) return none ? <p className={css.sentNone}>{say("noWay")}</p> : null;
  return <ul className={css.sent}>{shown.map((message) => <Ways key={message.id} message={message} channel={channel} />)}</ul>;
}

function Ways({ message, channel }: { message: Message; channel: (id: string) => string }) {
  const say = usePanelText(messageTexts);
  const t = useText();
  const whom = useWhom();
  const may = useMay("message:again");
  const [open, setOpen] = useState<number>();
  const { content } = message;
  const again = async (index: number): Promise<void> => {
    const answer = await request("message:again", { messageId: message.id, index });
    notify(answer.ok ? say("asked") : explain(answer.fault, t), answer.ok ? undefined : "bad");
  };
  const about = content.is === "notice" ? `${say(`notice.${content.notice.what}`)} · ` : "";
  return message.deliveries.map((delivery, index) => (
    <li key={index} data-content={content.is}>
      <button type="button" className={css.sentLine} aria-expanded={open === index} onClick={() => setOpen(open === index ? undefined : index)}><DeliveryLine delivery={delivery} whom={`${about}${whom(delivery.to, true)}`} channel={channel} /></button>
      {may && (delivery.state === "failed" || delivery.state === "unknown") && <Button look="quiet" onPress={() => void again(index)}>{say("again")}</Button>}
      {open === index && <DeliverySteps delivery={delivery} channel={channel} />}
    </li>
  ));
}
