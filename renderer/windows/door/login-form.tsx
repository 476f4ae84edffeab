import { useState } from "react";
import { Button, Field } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { login } from "../../live/session.ts";
import { Door } from "./door.tsx";

export function LoginForm() {
  const t = useText();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    setBusy(true);
    const answer = await login({ name: name.trim(), password });
    setBusy(false);
    if (answer.ok) return;
    setPassword("");
    setError(answer.fault.code === "unauthenticated" ? t("faults.badLogin") : explain(answer.fault, t));
  }

  return (
    <Door title={t("shell.login")} onSubmit={() => void submit()} error={error}>
      <Field label={t("shell.loginName")} value={name} onChange={setName} name="username" autoComplete="username" autoFocus required />
      <Field label={t("shell.password")} value={password} onChange={setPassword} type="password" name="password" autoComplete="current-password" required />
      <Button type="submit" look="main" isDisabled={busy || name === "" || password === ""}>{t("shell.login")}</Button>
    </Door>
  );
}
