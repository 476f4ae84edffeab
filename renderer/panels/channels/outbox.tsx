import { useEffect, useRef, useState } from "react";
import type { Message, Notice } from "#contract/message";
import { Button } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { statesOf } from "../../design/facts/message-words.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { DeliveryLine, DeliverySteps } from "../../design/message/delivery-line.tsx";
import { messageTexts } from "../../design/message/texts.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { useWhom } from "../use-channels.ts";
import css from "./channels.module.css";
import { channelTexts } from "./texts.ts";

/** Facts of a burst are asked for once, ms. */
const GATHER = 500;
/** Recipients of one message that are shown each by itself. */
const SHOWN = 50;

/** What went out and what waits, newest first; a chosen message tells its way. */
export function Outbox({ channel, onCase }: { channel: (id: string) => string; onCase: ((id: string) => void) | undefined }) {
  const say = usePanelText(channelTexts);
  const language = useLanguage();
  const { result, again } = useRequest("message:page", { limit: 100 });
  const sayMessage = usePanelText(messageTexts);
  const [chosen, setChosen] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const whom = useWhom();
  useEffect(() => () => clearTimeout(timer.current), []);
  useFacts((facts) => {
    if (!facts.some(({ kind }) => kind.startsWith("message:"))) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(again, GATHER);
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { messages, underway } = result.value;
  const open = messages.find(({ id }) => id === chosen);
  return (
    <section className={css.outbox} aria-label={say("outbox")}>
      <h3>{say("outbox")} <span className={css.faint}>{say("underway", { n: underway })}</span></h3>
      {messages.length === 0 ? <EmptyState text={say("empty")} /> : (
        <div className={css.split}>
          <div className={css.list}>
            <Table label={say("outbox")} head={<><th scope="col">{say("at")}</th><th scope="col">{say("what")}</th><th scope="col">{say("whom")}</th><th scope="col">{say("state")}</th></>}>
              {messages.map((message) => {
                const bad = message.deliveries.some(({ state }) => state === "failed" || state === "unknown");
                const [first] = message.deliveries;
                return (
                  <tr key={message.id} className={css.row} data-message={message.id} data-chosen={message.id === chosen || undefined} data-bad={bad || undefined}>
                    <td className={css.nowrap}>{formatTime(message.at, "short", language)}</td>
                    <td><button type="button" className={css.name} onClick={() => setChosen(message.id)}>{message.urgency === "emergency" ? "▲ " : ""}{titleOf(message, { say, sayMessage, language })}</button></td>
                    <td>{message.deliveries.length > 1 ? say("people", { n: message.deliveries.length }) : first === undefined ? "" : whom(first.to)}</td>
                    <td>{statesOf(message.deliveries, language)}</td>
                  </tr>
                );
              })}
            </Table>
          </div>
          <div className={css.life}>{open === undefined ? <p className={css.faint}>{say("choose")}</p> : <Life message={open} channel={channel} onCase={onCase} />}</div>
        </div>
      )}
    </section>
  );
}

function Life({ message, channel, onCase }: { message: Message; channel: (id: string) => string; onCase: ((id: string) => void) | undefined }) {
  const say = usePanelText(channelTexts);
  const sayMessage = usePanelText(messageTexts);
  const t = useText();
  const language = useLanguage();
  const whom = useWhom();
  const may = useMay("message:again");
  const { incidentId } = message;
  const again = async (index: number): Promise<void> => {
    const answer = await request("message:again", { messageId: message.id, index });
    notify(answer.ok ? sayMessage("asked") : explain(answer.fault, t), answer.ok ? undefined : "bad");
  };
  return (
    <article aria-label={sayMessage("life")}>
      <h4>{titleOf(message, { say, sayMessage, language })}</h4>
      {incidentId !== undefined && onCase !== undefined && <Button look="quiet" onPress={() => onCase(incidentId)}>{say("toCase")}</Button>}
      {message.deliveries.slice(0, SHOWN).map((delivery, index) => (
        <div key={index} className={css.one}>
          <DeliveryLine delivery={delivery} whom={whom(delivery.to)} channel={channel} />
          {may && (delivery.state === "failed" || delivery.state === "unknown") && <Button look="quiet" onPress={() => void again(index)}>{sayMessage("again")}</Button>}
          <DeliverySteps delivery={delivery} channel={channel} />
        </div>
      ))}
      {message.deliveries.length > SHOWN && <p className={css.faint}>… {statesOf(message.deliveries, language)}</p>}
    </article>
  );
}

interface Sayers {
  say: (key: "order" | "testMessage" | "bulk", values?: Record<string, string>) => string;
  sayMessage: (key: `notice.${Notice["what"]}`) => string;
  language: "vi" | "en";
}

function titleOf({ content, bulk }: Message, { say, sayMessage, language }: Sayers): string {
  switch (content.is) {
    case "order": return say("order", { title: content.title });
    case "notice": return `${sayMessage(`notice.${content.notice.what}`)}: ${content.title}`;
    case "test": return say("testMessage", { by: content.by });
    case "words": return `${language === "en" ? (content.en ?? content.vi).title : content.vi.title}${bulk ? ` (${say("bulk")})` : ""}`;
  }
}
