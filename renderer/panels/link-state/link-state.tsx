import { formatAge } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { useLink, useNow, useStatus } from "../../live/hooks.ts";
import css from "./link-state.module.css";

const SIGN = { connected: "●", connecting: "✕", stale: "◐" } as const;

/** The link to the backend: sign and word. @param brief the sign alone, where a frame says the rest */
export function LinkState({ brief = false }: { brief?: boolean }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { state, heardAt } = useLink();
  const status = useStatus();
  const word = state === "connected" ? t("shell.connected") : state === "stale" ? t("shell.stale") : t("shell.connecting");
  return (
    <div className={css.link} data-state={state} aria-label={word}>
      <span><span aria-hidden="true">{SIGN[state]}</span>{brief ? "" : ` ${word}`}</span>
      <span className={css.more}>
        {state !== "connected" && heardAt !== undefined ? formatAge(heardAt, now, language) : status === undefined ? "" : `${Math.round(status.readingsPerSecond)} ${t("shell.readings")}`}
      </span>
    </div>
  );
}
