import { useState } from "react";
import type { Fault } from "#contract/fault";
import { isReal, type Incident } from "#contract/incident";
import { SiteId } from "#contract/ids";
import { caseTexts } from "../../design/case/texts.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import formCss from "../../design/case/form.module.css";
import { Button, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState } from "../../design/states.tsx";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { TransferLine, TransferSummary } from "./transfer-line.tsx";
import { transferTexts } from "./transfer-texts.ts";

/** What a deed in another room is called, as a step of a case is here. */
export function useDeedWords(): (is: string) => string {
  const language = useLanguage();
  const words: Readonly<Record<string, string>> = { ...caseTexts[language], ...transferTexts[language] };
  return (is) => words[`do.${is}`] ?? words[`did.${is}`] ?? is;
}

/** What became of a case between rooms: who owns it, what is awaited, and the offer to another room. */
export function Transfers({ incident, now }: { incident: Incident; now: number }) {
  const say = usePanelText(transferTexts);
  const words = useDeedWords();
  const [offering, setOffering] = useState(false);
  const mayOffer = useMay("transfer:offer");
  const { result, again } = useRequest("transfer:list", { incidentId: incident.id });
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("transfer:"))) again();
  });
  if (!isReal(incident) || result === undefined) return null;
  if (!result.ok) return <NotListed fault={result.fault} onRetry={again} />;
  const { transfers, rooms, centre, doubt } = result.value;
  const waits = transfers.some(({ side, caseId, answer, end }) => side === "giver" && caseId === incident.id && end === undefined && answer?.is !== "refused");
  const open = incident.closedAt === undefined;
  // Until the centre was asked, after each start, its rooms are not known: one is named by hand.
  const hasOthers = centre && (rooms === undefined || rooms.length > 0);
  if (transfers.length === 0 && !doubt && !hasOthers) return null;
  return (
    <section aria-label={say("title")}>
      <h3>{say("title")}</h3>
      {doubt && <p role="status">{say("doubt")}</p>}
      {transfers.map((one) => <div key={one.id}><TransferLine transfer={one} now={now} open={open} onDone={again} />{(one.side === "receiver" || one.returnedAt !== undefined) && <TransferSummary transfer={one} words={words} />}</div>)}
      {hasOthers && mayOffer && open && !waits && <Button look="quiet" onPress={() => setOffering(true)}>{say("offer")}…</Button>}
      {offering && <OfferDialog incident={incident} rooms={rooms ?? []} onClose={() => setOffering(false)} onDone={again} />}
    </section>
  );
}

/** Offers of other rooms that wait for this one's answer. */
export function IncomingTransfers({ now }: { now: number }) {
  const say = usePanelText(transferTexts);
  const words = useDeedWords();
  const { result, again } = useRequest("transfer:list", { incoming: true });
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("transfer:"))) again();
  });
  if (result?.ok === false) return <NotListed fault={result.fault} onRetry={again} />;
  const waiting = result?.ok === true ? result.value.transfers.filter(({ side, end, answer }) => side === "receiver" && end === undefined && answer?.is !== "refused") : [];
  if (waiting.length === 0) return null;
  return (
    <section aria-label={say("incoming")}>
      <h3>{say("incoming")}</h3>
      {waiting.map((one) => <div key={one.id}><strong>{one.summary.title}</strong><TransferLine transfer={one} now={now} open={false} onDone={again} /><TransferSummary transfer={one} words={words} /></div>)}
    </section>
  );
}

/** That it is not known whose a case is must be seen; who may not know it is shown nothing. */
function NotListed({ fault, onRetry }: { fault: Fault; onRetry: () => void }) {
  const say = usePanelText(transferTexts);
  return fault.code === "forbidden" ? null : <section aria-label={say("title")}><h3>{say("title")}</h3><ErrorState fault={fault} onRetry={onRetry} /></section>;
}

function OfferDialog({ incident, rooms, onClose, onDone }: { incident: Incident; rooms: readonly string[]; onClose: () => void; onDone: () => void }) {
  const say = usePanelText(transferTexts);
  const t = useText();
  const language = useLanguage();
  const [to, setTo] = useState(rooms[0] ?? "");
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState("60");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const room = SiteId.safeParse(to);
  const within = Number(minutes);
  const wrongMinutes = !Number.isInteger(within) || within < 5 || within > 10_080;
  const send = async (): Promise<void> => {
    setTried(true);
    if (!room.success || reason.trim().length < 3 || wrongMinutes || sending) return;
    setSending(true);
    const answer = await request("transfer:offer", { incidentId: incident.id, version: incident.version, to: room.data, reason: reason.trim(), minutes: within });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    onDone();
    onClose();
  };
  return (
    <Dialog title={`${say("offer")} · ${incident.title}`} open onClose={onClose}>
      <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <p className={formCss.note}>{say("offerHint")}</p>
        {rooms.length > 0 ? <Select label={say("to")} value={to} choices={rooms.map((id) => ({ value: id, text: id }))} onChange={setTo} /> : <Field label={say("to")} value={to} onChange={setTo} hint={say("toHint")} error={tried && !room.success ? say("needRoom") : undefined} />}
        <Field label={say("reason")} value={reason} onChange={setReason} error={tried && reason.trim().length < 3 ? say("needReason") : undefined} />
        <Field label={say("minutes")} value={minutes} onChange={setMinutes} error={tried && wrongMinutes ? say("needMinutes") : undefined} />
        {refused !== undefined && <p role="alert">✕ {refused}</p>}
        <div className={formCss.foot}>
          <Button onPress={onClose}>{say("cancel")}</Button>
          <Button look="main" type="submit" isDisabled={sending}>{sending ? say("sending") : say("send")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
