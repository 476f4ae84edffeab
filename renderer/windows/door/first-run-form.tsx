import { useState } from "react";
import { AccountId } from "#contract/ids";
import { Button, Field } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { firstRun } from "../../live/session.ts";
import { Door } from "./door.tsx";

/** A password of the contract's least length (NIST SP 800-63B: length is what counts). */
const SHORTEST = 10;

/** Makes the first administrator. The shell on the same machine brings the code along. */
export function FirstRunForm() {
  const t = useText();
  const [code, setCode] = useState(window.kydai?.firstRunCode ?? "");
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const account = AccountId.safeParse(id.trim());
  const short = password !== "" && password.length < SHORTEST;
  const differs = again !== "" && again !== password;
  const ready = code !== "" && account.success && name.trim() !== "" && password.length >= SHORTEST && again === password;

  async function submit(): Promise<void> {
    if (!ready || !account.success) return;
    setBusy(true);
    const answer = await firstRun({ code: code.trim(), id: account.data, name: name.trim(), password });
    setBusy(false);
    if (!answer.ok) setError(answer.fault.code === "unauthenticated" ? t("faults.badTicket") : explain(answer.fault, t));
  }

  return (
    <Door title={t("shell.firstRun")} hint={t("shell.firstRunHint")} onSubmit={() => void submit()} error={error}>
      {window.kydai?.firstRunCode === undefined && <Field label={t("shell.firstRunCode")} value={code} onChange={setCode} name="code" autoComplete="off" autoFocus required />}
      <Field label={t("shell.fullName")} value={name} onChange={setName} name="name" autoComplete="name" required />
      <Field label={t("shell.accountId")} value={id} onChange={setId} name="username" autoComplete="username" hint={t("shell.accountIdHint")} error={id === "" || account.success ? undefined : t("shell.accountIdWrong")} required />
      <Field label={t("shell.password")} value={password} onChange={setPassword} type="password" name="password" autoComplete="new-password" hint={t("shell.passwordHint")} error={short ? t("shell.passwordShort", { n: SHORTEST - password.length }) : undefined} required />
      <Field label={t("shell.passwordAgain")} value={again} onChange={setAgain} type="password" name="password-again" autoComplete="new-password" error={differs ? t("shell.passwordDiffers") : undefined} required />
      <Button type="submit" look="main" isDisabled={busy || !ready}>{t("shell.create")}</Button>
    </Door>
  );
}
