import { useLayoutEffect, type ReactNode } from "react";
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

/**
 * Holds a whole window. While its figures are not live it greys them, stripes the edge and says so in words (invariant 7):
 * never in an alarm's colour, and never over what has to be read.
 */
export function LinkFrame({ children }: { children: ReactNode }) {
  const { state } = useLink();
  const cut = state !== "connected";
  // On the root for what stands outside of this frame. Not by `:has`: that styles the whole document anew at every cell that comes or goes.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (cut) dataset["cut"] = "";
    return () => void delete dataset["cut"];
  }, [cut]);
  return (
    <div className={css.frame} data-link={state}>
      <div className={css.content}>{children}</div>
      {cut && <Sign />}
    </div>
  );
}

function Sign() {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { state, heardAt, goodbye, refused } = useLink();
  return (
    <div className={css.sign} role="alert">
      <strong>{state === "stale" ? t("shell.stale") : t("shell.disconnected")}</strong>
      <span>{heardAt === undefined ? t("shell.neverConnected") : t("shell.disconnectedHint", { age: formatAge(heardAt, now, language) })}</span>
      {goodbye !== undefined && <span>{t(WHY[goodbye.reason])}</span>}
      {refused === "wrong-protocol" && <span>{t("shell.wrongProtocol")}</span>}
    </div>
  );
}
