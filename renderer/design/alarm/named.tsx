import type { Alarm } from "#contract/alarm";
import { local, useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./alarm.module.css";
import { alarmActionTexts } from "./texts.ts";

/** Names before the rest is counted. */
const NAMED = 4;

/** Which alarms a question is about: their messages, the rest by number. */
export function Named({ alarms }: { alarms: readonly Alarm[] }) {
  const say = usePanelText(alarmActionTexts);
  const language = useLanguage();
  return (
    <ul className={css.named} aria-label={say("about")}>
      {alarms.slice(0, NAMED).map((alarm) => <li key={alarm.id}>{local(language, alarm.message, alarm.messageEn)}</li>)}
      {alarms.length > NAMED && <li>{say("aboutMore", { n: alarms.length - NAMED })}</li>}
    </ul>
  );
}
