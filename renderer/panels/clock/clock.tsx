import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { useCut, useNow } from "../../live/hooks.ts";
import css from "./clock.module.css";

/** The room's time: the backend's clock in the city's zone. Greyed while the link is down, for then it runs on this machine's word. */
export function Clock({ wall = false }: { wall?: boolean }) {
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  return (
    <div className={css.clock} data-cut={cut || undefined}>
      <time className={css.time} dateTime={new Date(now).toISOString()}>{formatTime(now, "time", language)}</time>
      <span className={css.date}>{formatTime(now, wall ? "day" : "date", language)}</span>
    </div>
  );
}
