import { useState } from "react";
import { Button, Field } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { acceptInvitation } from "../../live/session.ts";
import { Door } from "./door.tsx";

const texts = panelTexts(
  { title: "Lời mời làm cán bộ đầu mối", hint: "{{name}}, mã đăng nhập của bạn là {{id}}. Hãy đặt mật khẩu của riêng bạn.", password: "Mật khẩu mới", again: "Nhập lại mật khẩu", rule: "Ít nhất 10 ký tự", differ: "Hai lần nhập khác nhau", begin: "Bắt đầu" },
  { title: "Invitation as focal officer", hint: "{{name}}, your login is {{id}}. Choose a password of your own.", password: "New password", again: "The password again", rule: "At least 10 characters", differ: "The two differ", begin: "Begin" },
);

/** What the link is for, as far as it can be read; whether it holds, the room says. */
export interface Invited {
  token: string;
  id: string;
  name: string;
}

/** @returns the invitation in the page's address, behind the #, where no server sees it */
export function invitedBy(hash: string): Invited | undefined {
  const token = /^#moi=([\w-]+\.[\w-]+)$/.exec(hash)?.[1];
  if (token === undefined) return undefined;
  try {
    const text = token.split(".")[0]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    const said: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0)));
    if (typeof said !== "object" || said === null || !("id" in said) || !("name" in said)) return undefined;
    return { token, id: String(said.id), name: String(said.name) };
  } catch {
    return undefined;
  }
}

/** The door of somebody who was invited: one password, and in. */
export function InvitedForm({ invited, onDone }: { invited: Invited; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(texts);
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    if (password.length < 10) return setError(say("rule"));
    if (password !== again) return setError(say("differ"));
    setBusy(true);
    const answer = await acceptInvitation({ token: invited.token, password });
    setBusy(false);
    if (answer.ok) onDone();
    else setError(explain(answer.fault, t));
  };
  return (
    <Door title={say("title")} hint={say("hint", { name: invited.name, id: invited.id })} onSubmit={() => void submit()} error={error}>
      <input type="text" name="username" autoComplete="username" value={invited.id} readOnly hidden />
      <Field label={say("password")} type="password" name="password" autoComplete="new-password" hint={say("rule")} value={password} onChange={setPassword} autoFocus required />
      <Field label={say("again")} type="password" name="password-again" autoComplete="new-password" value={again} onChange={setAgain} required />
      <Button type="submit" look="main" isDisabled={busy}>{say("begin")}</Button>
      <Button onPress={onDone}>{t("shell.login")}</Button>
    </Door>
  );
}
