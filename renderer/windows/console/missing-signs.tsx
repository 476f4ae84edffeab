import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow, useWall } from "../../live/hooks.ts";
import { missingMonitors } from "../../live/missing-monitors.ts";
import css from "./missing.module.css";
import { missingTexts } from "../../panels/wall-desk/missing-texts.ts";

/** From then on the time of day alone does not say when, ms. */
const DAY_MS = 20 * 3_600_000;

/**
 * Monitors of the wall that nobody sees, why and since when, on every console until they are back. The place is always there,
 * so that a screen reader says what comes into it.
 */
export function MissingSigns() {
  const say = usePanelText(missingTexts);
  const language = useLanguage();
  const now = useNow();
  const missing = missingMonitors(useWall(), now);
  return (
    <ul className={css.missing} role="status" aria-label={say("label")} data-missing={missing.length}>
      {missing.map(({ monitors, cause, since }) => {
        const numbers = monitors.map(({ number }) => number).join(", ");
        return (
          <li key={`${numbers} ${cause}`} data-cause={cause}>
            <b>⚠ {say("which", { numbers, n: monitors.length })}</b> {say(cause, { time: formatTime(since, now - since < DAY_MS ? "minute" : "short", language) })}
          </li>
        );
      })}
    </ul>
  );
}
