import { useState } from "react";
import type { Display } from "#contract/account";
import type { Fault } from "#contract/fault";
import type { RequestOutput } from "#contract/request";
import { Button, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { QrCode } from "../../design/qr-code.tsx";
import { Table } from "../../design/table.tsx";
import { useNow } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./accounts.module.css";
import { accountTexts } from "./texts.ts";

/** Wall windows: each holds a ticket of its own, which can be taken back. @param displays undefined: this account may not list them */
export function Displays({ displays, onChanged }: { displays: readonly Display[] | undefined; onChanged: () => void }) {
  const t = useText();
  const say = usePanelText(accountTexts);
  const language = useLanguage();
  const mayIssue = useMay("display:ticket");
  const mayRevoke = useMay("display:revoke");
  const [name, setName] = useState("");
  const [fault, setFault] = useState<Fault>();
  const [ticket, setTicket] = useState<RequestOutput<"display:ticket">>();
  const [revoking, setRevoking] = useState<Display>();
  const issue = async (): Promise<void> => {
    if (name.trim() === "") return;
    const answer = await request("display:ticket", { name: name.trim() });
    if (!answer.ok) return setFault(answer.fault);
    setFault(undefined);
    setName("");
    setTicket(answer.value);
    onChanged();
  };
  const revoke = async (display: Display): Promise<void> => {
    setRevoking(undefined);
    const answer = await request("display:revoke", { displayId: display.id });
    notify(answer.ok ? say("revoked", { name: display.name }) : explain(answer.fault, t), answer.ok ? "good" : "bad");
    onChanged();
  };
  return (
    <section aria-label={say("displays")}>
      <h3>{say("displays")}</h3>
      {mayIssue && (
        <form className={css.inline} onSubmit={(event) => { event.preventDefault(); void issue(); }}>
          <Field label={say("displayName")} value={name} onChange={setName} placeholder={say("displayHint")} />
          <Button type="submit" isDisabled={name.trim() === ""}>{say("issue")}</Button>
        </form>
      )}
      {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
      {displays?.length === 0 && <p className={css.faint}>{say("noDisplays")}</p>}
      {displays !== undefined && displays.length > 0 && (
        <Table label={say("displays")} head={<><th scope="col">{say("displayName")}</th><th scope="col">{say("created")}</th><th scope="col" aria-label={t("shell.edit")} /></>}>
          {displays.map((display) => (
            <tr key={display.id}>
              <td>{display.name}</td>
              <td>{formatTime(display.createdAt, "short", language)}</td>
              <td data-align="end">{mayRevoke && <Button look="quiet" aria-label={`${say("revoke")}: ${display.name}`} onPress={() => setRevoking(display)}>{say("revoke")}</Button>}</td>
            </tr>
          ))}
        </Table>
      )}
      {ticket !== undefined && <Ticket ticket={ticket} onClose={() => setTicket(undefined)} />}
      {revoking !== undefined && (
        <Dialog title={say("revokeTitle", { name: revoking.name })} open onClose={() => setRevoking(undefined)}
          actions={<><Button onPress={() => setRevoking(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void revoke(revoking)}>{say("revoke")}</Button></>}>
          <p>{say("revokeWarning")}</p>
        </Dialog>
      )}
    </section>
  );
}

function Ticket({ ticket, onClose }: { ticket: RequestOutput<"display:ticket">; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(accountTexts);
  const seconds = Math.max(0, Math.ceil((ticket.validUntil - useNow()) / 1000));
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <Dialog title={`${say("ticket")}: ${ticket.display.name}`} open onClose={onClose} actions={<Button look="main" onPress={onClose}>{t("shell.close")}</Button>}>
      <p className={css.ticket} data-over={seconds === 0 || undefined}>{ticket.ticket}</p>
      {seconds > 0 && <QrCode text={ticket.ticket} label={say("ticketScan")} />}
      <p role="timer"><b>{seconds === 0 ? say("ticketOver") : say("ticketLeft", { left })}</b></p>
      <p>{say("ticketHint", { address: `${location.origin}/wall` })}</p>
    </Dialog>
  );
}
