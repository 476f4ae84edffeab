import type { ReactNode } from "react";
import { Button } from "../../../design/controls.tsx";
import { formatSpan, formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { useLookingBack, useRealNow } from "../../../live/hooks.ts";
import { roomTime } from "../../../live/room-time.ts";
import css from "./time.module.css";
import { timeTexts } from "./time-texts.ts";

/** Holds a whole window. While it shows the past, a border runs all around it and a band says of which instant everything is. */
export function PastFrame({ children }: { children: ReactNode }) {
  const shown = useLookingBack();
  return (
    <div className={css.frame} data-past={shown !== undefined || undefined}>
      {shown !== undefined && <Band at={shown.at} left={shown.left} />}
      <div className={css.content}>{children}</div>
    </div>
  );
}

function Band({ at, left }: { at: number; left: number }) {
  const say = usePanelText(timeTexts);
  const language = useLanguage();
  const now = useRealNow();
  return (
    <div className={css.band} role="status" aria-live="polite">
      <strong className={css.word}>{say("past")}</strong>
      <time className={css.instant} dateTime={new Date(at).toISOString()}>{formatTime(at, "time", language)} · {formatTime(at, "date", language)}</time>
      <span>{say("ago", { span: formatSpan(now - at, language) })}{left > 0 && ` · ${say("left", { n: left })}`}</span>
      <Button keyHint="Esc" onPress={roomTime.backToNow}>{say("back")}</Button>
    </div>
  );
}
