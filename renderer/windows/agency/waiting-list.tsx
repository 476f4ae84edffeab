import { deedWords } from "../../design/case/event-words.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import { Button } from "../../design/button-field.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { letGo, retry, useOutbox } from "../../live/phone/outbox.ts";
import type { Waiting } from "../../live/phone/waiting.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** What this phone has not handed over yet: when it was made, how far it is, why it was refused. */
export function WaitingList({ items }: { items: readonly Waiting[] }) {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const { sending } = useOutbox();
  if (items.length === 0) return null;
  return (
    <ul className={css.waiting} aria-label={say("toSend")}>
      {items.map((item) => {
        const { key, what, files, madeAt, refused } = item;
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        const is = refused !== undefined ? "refused" : sending?.key === key ? "sending" : "waiting";
        return (
          <li key={key} data-waiting={is}>
            <span><b>{what.is === "deed" ? deedWords(what.event.is, language) : say("aMessage")}</b> · {formatTime(madeAt, "short", language)}{files.length > 0 && ` · ${say("files", { n: files.length })}`}</span>
            {what.is === "message" && <span>{what.text}</span>}
            {is === "waiting" && <span>○ {say("stillWaits")}</span>}
            {is === "sending" && <span>↑ {say("sendingNow")}{bytes > 0 && ` ${Math.round((100 * (sending?.bytes ?? 0)) / bytes)}%`}</span>}
            {is === "sending" && bytes > 0 && <progress max={bytes} value={sending?.bytes ?? 0} aria-label={say("sendingNow")} />}
            {refused !== undefined && <strong>✕ {say("notTaken")}: {explainCase(refused, t, language)}</strong>}
            {refused !== undefined && <span className={css.files}><Button onPress={() => void retry(key)}>{say("sendAgain")}</Button><Button look="quiet" onPress={() => void letGo(key)}>{say("giveUp")}</Button></span>}
          </li>
        );
      })}
    </ul>
  );
}
