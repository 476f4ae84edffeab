import type { Alarm } from "#contract/alarm";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { byUrgency, isAnnunciated, isCrying, isUnacknowledged } from "../../live/alarm-order.ts";
import { useAlarmView, usePhase } from "../../live/hooks.ts";
import { Retried } from "../frame/retried.tsx";
import { wallTexts } from "./texts.ts";
import css from "./wall.module.css";

const SPEC = { accept: (alarm: Alarm) => isAnnunciated(alarm.state), compare: byUrgency };

/** The gravest alarm, in the queue's order; undefined: none. */
export function useGravest(): Alarm | undefined {
  return useAlarmView(SPEC).list[0];
}

/** The fixed place of the top alarm: one line that no cell covers, and that no broken alarm takes away. */
export function TopAlarm() {
  const t = usePanelText(wallTexts);
  return <Retried instead={({ what }) => <p className={css.top} role="alert" data-priority="failed"><span className={css.topText}>{t("failed")}: {what}</span></p>}><TopLine /></Retried>;
}

function TopLine() {
  const t = usePanelText(wallTexts);
  const language = useLanguage();
  const ready = usePhase().is === "ready";
  const say = useText();
  const alarm = useGravest();
  if (alarm === undefined) return <p className={css.top} data-priority="none">{ready ? t("noAlarm") : ""}</p>;
  return (
    <p className={css.top} data-priority={alarm.priority} data-owed={isUnacknowledged(alarm.state) || undefined}>
      <PriorityMark priority={alarm.priority} flash={isCrying(alarm)} size="1.7em" />
      <span className={css.topText}>{alarm.inAlarm ? "" : `${say("shell.gone")} · `}{local(language, alarm.message, alarm.messageEn)}</span>
      <time className={css.topTime}>{formatTime(alarm.raisedAt, "minute", language)}</time>
    </p>
  );
}
