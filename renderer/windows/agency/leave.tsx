import { useState } from "react";
import type { AccountId } from "#contract/ids";
import { Button } from "../../design/button-field.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { leavePush } from "../../live/phone/push.ts";
import { phoneStore } from "../../live/phone/store.ts";
import { logout } from "../../live/session.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** Logs out, and takes everything of the account off this phone; what was not sent yet is asked about first. */
export function Leave({ accountId, waiting }: { accountId: AccountId | undefined; waiting: number }) {
  const say = usePanelText(agencyTexts);
  const [asking, setAsking] = useState(false);
  const leave = async (): Promise<void> => {
    await leavePush();
    if (accountId !== undefined) await phoneStore().then((store) => store.wipe(accountId)).catch(() => undefined);
    await logout();
  };
  if (!asking) return <Button look="quiet" onPress={() => (waiting === 0 ? void leave() : setAsking(true))}>{say("logout")}</Button>;
  return (
    <div className={css.ask} role="alertdialog" aria-label={say("logout")}>
      <p>{say("leaveAsk", { n: waiting })}</p>
      <Button autoFocus onPress={() => setAsking(false)}>{say("stay")}</Button>
      <Button onPress={() => void leave()}>{say("leaveAll")}</Button>
    </div>
  );
}
