import { useEffect } from "react";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { useCut, useNow } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./clock.module.css";

/** The room's time as large as its cell. */
export function ClockCell({ onFresh }: WallPanelProps<"clock">) {
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  useEffect(() => onFresh({ asOf: undefined, stale: false }), [onFresh]);
  return (
    <div className={css.cell} data-cut={cut || undefined}>
      <time className={css.large} dateTime={new Date(now).toISOString()}>{formatTime(now, "time", language)}</time>
      <span className={css.date}>{formatTime(now, "date", language)}</span>
    </div>
  );
}
