import type { Delivery } from "#contract/message";
import { formatTime } from "../format.ts";
import { useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./message.module.css";
import { messageTexts } from "./texts.ts";

const SIGNS: Readonly<Record<Delivery["state"], string>> = { waiting: "○", sending: "◔", sent: "◑", delivered: "●", failed: "✕", unknown: "?" };

/** How a message to one recipient stands, in one line: sign, state, since when, what comes next. */
export function DeliveryLine({ delivery, whom, channel }: { delivery: Delivery; whom: string; channel: (id: string) => string }) {
  const say = usePanelText(messageTexts);
  const language = useLanguage();
  const { state, steps, channelId, nextAt } = delivery;
  const last = steps.at(-1);
  const at = (instant: number): string => formatTime(instant, "short", language);
  const own = state === "delivered" && last !== undefined && last.channelId === undefined;
  const way = last?.channelId ?? channelId;
  return (
    <span className={css.line} data-delivery={state} data-bad={state === "failed" || state === "unknown" || undefined}>
      <span aria-hidden="true">{SIGNS[state]}</span>{" "}<span>{whom}{own || way === undefined ? "" : ` · ${channel(way)}`}</span>{" "}<b>{say(`state.${state}`)}</b>{" "}
      {last !== undefined && <span className={css.faint}>{own ? `${say("confirmed")} ` : state === "delivered" ? `${say("step.delivered")} ` : ""}{at(last.at)}</span>}
      {nextAt !== undefined && <span className={css.faint}>{say(state === "sent" ? "receiptBy" : "next", { at: at(nextAt) })}</span>}
    </span>
  );
}

/** Every step of the way, oldest first. */
export function DeliverySteps({ delivery, channel }: { delivery: Delivery; channel: (id: string) => string }) {
  const say = usePanelText(messageTexts);
  const language = useLanguage();
  return (
    <ol className={css.steps} aria-label={say("life")}>
      {delivery.steps.map((step, i) => (
        <li key={`${step.at} ${i}`}>
          <time dateTime={new Date(step.at).toISOString()}>{formatTime(step.at, "short", language)}</time>
          <span>{step.channelId === undefined ? (step.is === "delivered" ? say("confirmed") : say(`step.${step.is}`)) : `${channel(step.channelId)}: ${say(`step.${step.is}`)}`}{step.detail === undefined ? "" : <span className={css.faint}> · {step.detail}</span>}</span>
        </li>
      ))}
    </ol>
  );
}
