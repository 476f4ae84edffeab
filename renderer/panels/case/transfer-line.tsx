import { useState, type ReactNode } from "react";
import type { Transfer } from "#contract/transfer";
import { explainCase } from "../../design/case/explain-case.ts";
import formCss from "../../design/case/form.module.css";
import { Button, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./relate.module.css";
import { answerDue, standsAs } from "./transfer-stands.ts";
import { transferTexts } from "./transfer-texts.ts";

type Deed = "withdraw" | "accept" | "refuse" | "return";

/** One transfer: who owns the case, since when, by when an answer is due, and what can be done. `now`: ms. */
export function TransferLine({ transfer, now, open, onDone }: { transfer: Transfer; now: number; open: boolean; onDone: () => void }) {
  const say = usePanelText(transferTexts);
  const language = useLanguage();
  const mayAct = useMay("transfer:offer");
  const [doing, setDoing] = useState<Deed>();
  const { stage, since, reason: written } = standsAs(transfer);
  const cause = transfer.end?.cause;
  const reason = cause === "case-over" || cause === "open-children" ? say(`cause.${cause}`) : written === "" ? "–" : written;
  const due = answerDue(transfer);
  const at = (instant: number): string => formatTime(instant, "short", language);
  const deeds: Deed[] = !mayAct ? [] : stage === "receiver.seen" ? ["accept", "refuse"] : stage === "receiver.given" && open && transfer.takenAs !== undefined ? ["return"] : transfer.side === "giver" && transfer.end === undefined && transfer.answer === undefined ? ["withdraw"] : [];
  return (
    <div data-transfer={transfer.id} data-stage={stage}>
      <p>{say(stage, { other: transfer.other, reason, id: transfer.retakenAs ?? "" })} <span className={css.faint}>{say("since", { at: at(since) })}</span></p>
      {due !== undefined && <p role={due < now ? "alert" : undefined} data-late={due < now || undefined}>{say(due < now ? "late" : "due", { at: at(due) })}</p>}
      {deeds.map((deed) => <Button key={deed} look={deed === "accept" ? "main" : "quiet"} onPress={() => setDoing(deed)}>{say(deed)}</Button>)}
      {doing !== undefined && <DeedDialog transfer={transfer} deed={doing} onClose={() => setDoing(undefined)} onDone={onDone} />}
    </div>
  );
}

/** A deed with its reason; to accept needs none. */
function DeedDialog({ transfer, deed, onClose, onDone }: { transfer: Transfer; deed: Deed; onClose: () => void; onDone: () => void }) {
  const say = usePanelText(transferTexts);
  const t = useText();
  const language = useLanguage();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const wrong = deed !== "accept" && reason.trim().length < 3 ? say("needReason") : undefined;
  const send = async (): Promise<void> => {
    setTried(true);
    if (wrong !== undefined || sending) return;
    setSending(true);
    const transferId = transfer.id;
    const words = reason.trim();
    const answer = deed === "accept" ? await request("transfer:accept", { transferId, ...(words !== "" && { note: words }) })
      : deed === "refuse" ? await request("transfer:refuse", { transferId, reason: words })
      : deed === "withdraw" ? await request("transfer:withdraw", { transferId, reason: words })
      : await request("transfer:return", { transferId, reason: words });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    onDone();
    onClose();
  };
  return (
    <Dialog title={`${say(deed)} · ${transfer.summary.title}`} open onClose={onClose}>
      <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Field label={say("reason")} value={reason} onChange={setReason} autoFocus error={tried ? wrong : undefined} />
        {refused !== undefined && <p role="alert">✕ {refused}</p>}
        <div className={formCss.foot}>
          <Button onPress={onClose}>{say("cancel")}</Button>
          <Button look="main" type="submit" isDisabled={sending}>{sending ? say("sending") : say(deed)}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What came with a case: where it stood, what was done, and its evidence by hash. */
export function TransferSummary({ transfer: { summary, other }, words }: { transfer: Transfer; words: (is: string) => ReactNode }) {
  const say = usePanelText(transferTexts);
  const language = useLanguage();
  const { step, stepEn, appearedAt, areaName, ordered, lead, timeline, evidence } = summary;
  return (
    <details>
      <summary>{say("before", { other })}</summary>
      <p>{[areaName, say("appeared", { at: formatTime(appearedAt, "short", language) }), say("step", { step: local(language, step, stepEn) })].filter((part) => part !== undefined).join(" · ")}</p>
      {ordered !== undefined && <p>{lead}: {ordered}</p>}
      <ol>{timeline.map((entry, n) => <li key={n}>{formatTime(entry.at, "short", language)} · {words(entry.is)}{entry.who === undefined ? "" : ` · ${entry.who}`}{entry.text === undefined ? "" : `: ${entry.text}`}</li>)}</ol>
      {evidence.length > 0 && <><h4>{say("evidence")}</h4><ul>{evidence.map(({ sha256, name }) => <li key={sha256}>{name} <span className={css.faint}>{sha256.slice(0, 16)}…</span></li>)}</ul></>}
    </details>
  );
}
