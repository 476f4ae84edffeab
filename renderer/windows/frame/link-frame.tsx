import { formatAge } from "../../design/format.ts";
import { useLanguage, useText, type Say } from "../../design/i18n.ts";
import { useLink, useNow } from "../../live/hooks.ts";
import type { Goodbye } from "../../live/socket.ts";
import css from "./frame.module.css";

const WHY: Record<Goodbye["reason"], Parameters<Say>[0]> = {
  stopping: "shell.stopping",
  "session-ended": "shell.sessionEnded",
  "display-revoked": "shell.displayRevoked",
  "too-slow": "shell.tooSlow",
};

/** Striped frame around the whole window with words on it while the figures are not live (invariant 7). Never in an alarm's colour. */
export function LinkFrame() {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { state, heardAt, goodbye, refused } = useLink();
  if (state === "connected") return null;
  return (
    <div className={css.frame} role="alert" data-link={state}>
      <div className={css.sign}>
        <strong>{state === "stale" ? t("shell.stale") : t("shell.disconnected")}</strong>
        <span>{heardAt === undefined ? t("shell.neverConnected") : t("shell.disconnectedHint", { age: formatAge(heardAt, now, language) })}</span>
        {goodbye !== undefined && <span>{t(WHY[goodbye.reason])}</span>}
        {refused === "wrong-protocol" && <span>{t("shell.wrongProtocol")}</span>}
      </div>
    </div>
  );
}
