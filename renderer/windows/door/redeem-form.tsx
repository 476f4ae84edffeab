import { useState } from "react";
import { Button, Field } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { redeem } from "../../live/session.ts";
import { Door } from "./door.tsx";

/** A wall window without a token: takes the ticket made at a console. */
export function RedeemForm() {
  const t = useText();
  const [ticket, setTicket] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    setBusy(true);
    const answer = await redeem({ ticket: ticket.trim() });
    setBusy(false);
    if (answer.ok) return;
    setError(answer.fault.code === "unauthenticated" || answer.fault.code === "unknown-id" || answer.fault.code === "malformed" ? t("faults.badTicket") : explain(answer.fault, t));
  }

  return (
    <Door title={t("shell.redeem")} hint={t("shell.redeemHint")} onSubmit={() => void submit()} error={error}>
      <Field label={t("shell.ticket")} value={ticket} onChange={(value) => setTicket(value.toUpperCase())} name="ticket" autoComplete="off" autoFocus required />
      <Button type="submit" look="main" isDisabled={busy || ticket.trim().length < 4}>{t("shell.redeem")}</Button>
    </Door>
  );
}
