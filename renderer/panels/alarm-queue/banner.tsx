import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useFlood, useLookingBack, useStatus } from "../../live/hooks.ts";
import css from "./alarm-queue.module.css";
import { queueTexts } from "./texts.ts";

/** What the operator must know before reading the list: a flood, or alarms that are not yet recorded. */
export function Banner({ folds, folded }: { folds: number; folded: boolean }) {
  const say = usePanelText(queueTexts);
  const language = useLanguage();
  const flood = useFlood();
  // The flood is of now; over a list of the past it would be taken for that list's.
  const past = useLookingBack() !== undefined;
  const status = useStatus();
  // The pulse counts on between the facts that begin and end a flood.
  const count = status?.flood.active === true ? status.flood.count : flood.count;
  const held = status?.heldAlarms.length ?? 0;
  return (
    <>
      {held > 0 && <p className={css.banner} role="alert">{say("held", { n: held })}</p>}
      {flood.active && !past && (
        <p className={css.banner} role="status" data-banner="flood">
          <b>{say("flood", { n: count })}</b>
          {flood.since !== undefined && <span>{say("floodSince", { time: formatTime(flood.since, "minute", language) })}</span>}
          {folded && folds > 0 && <span>{say("floodFolded", { n: folds })}</span>}
        </p>
      )}
    </>
  );
}
