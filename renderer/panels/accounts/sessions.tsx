import { useState } from "react";
import type { Account, Session } from "#contract/account";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { formatAge, formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useNow } from "../../live/hooks.ts";
import { useMay, useParty } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./accounts.module.css";
import { accountTexts } from "./texts.ts";

/** Who is logged in, from where, and the way to end it. */
export function Sessions({ sessions, accounts, onChanged }: { sessions: readonly Session[]; accounts: readonly Account[]; onChanged: () => void }) {
  const t = useText();
  const say = usePanelText(accountTexts);
  const language = useLanguage();
  const now = useNow();
  const mayEnd = useMay("session:end");
  const party = useParty();
  const mine = party?.kind === "person" ? party.sessionId : undefined;
  const [ending, setEnding] = useState<Session>();
  const nameOf = (id: string): string => accounts.find((account) => account.id === id)?.name ?? id;
  const end = async (session: Session): Promise<void> => {
    setEnding(undefined);
    const answer = await request("session:end", { sessionId: session.id });
    notify(answer.ok ? say("ended") : explain(answer.fault, t), answer.ok ? "good" : "bad");
    onChanged();
  };
  return (
    <section aria-label={say("sessions")}>
      <h3>{say("sessions")}</h3>
      {sessions.length === 0 ? <p className={css.faint}>{say("noSessions")}</p> : (
        <Table label={say("sessions")} head={<><th scope="col">{say("name")}</th><th scope="col">{say("opened")}</th><th scope="col">{say("seen")}</th><th scope="col">{say("from")}</th><th scope="col">{say("agent")}</th><th scope="col" aria-label={t("shell.edit")} /></>}>
          {sessions.toSorted((a, b) => b.seenAt - a.seenAt).map((session) => (
            <tr key={session.id}>
              <td>{nameOf(session.accountId)} {session.id === mine && <Chip>{say("mine")}</Chip>}</td>
              <td className={css.nowrap}>{formatTime(session.openedAt, "short", language)}</td>
              <td className={css.nowrap}>{formatAge(session.seenAt, now, language)}</td>
              <td>{session.from}</td>
              <td><span className={css.agent} title={session.agent}>{session.agent}</span></td>
              <td data-align="end">{mayEnd && <Button look="quiet" aria-label={`${say("endSession")}: ${nameOf(session.accountId)}`} onPress={() => setEnding(session)}>{say("endSession")}</Button>}</td>
            </tr>
          ))}
        </Table>
      )}
      {ending !== undefined && (
        <Dialog title={say("endTitle", { name: nameOf(ending.accountId) })} open onClose={() => setEnding(undefined)}
          actions={<><Button onPress={() => setEnding(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void end(ending)}>{say("endSession")}</Button></>}>
          <p>{say("endWarning")}</p>
          {ending.id === mine && <p><b>{say("endOwn")}</b></p>}
        </Dialog>
      )}
    </section>
  );
}
