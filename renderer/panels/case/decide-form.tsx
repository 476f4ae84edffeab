import { useMemo, useState } from "react";
import type { Agency } from "#contract/agency";
import { IncidentEvent, type Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { Button, Field } from "../../design/controls.tsx";
import { ctrlEnter } from "../../design/case/ctrl-enter.ts";
import formCss from "../../design/case/form.module.css";
import { InstantField } from "../../design/case/instant-field.tsx";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { readInstant } from "../../design/written-instant.ts";
import { AgenciesFields } from "./agencies-fields.tsx";
import { orderTexts } from "./order-texts.ts";

interface Props {
  incident: Incident;
  /** Who would be named by the plan, where nothing was decided yet. */
  planned: { lead?: string | undefined; support: readonly string[] };
  agencies: readonly Agency[];
  clause: string | undefined;
  now: Instant;
  onClose: () => void;
  /** @returns why it was refused */
  onSend: (event: IncidentEvent) => Promise<string | undefined>;
}

/** Who leads and who supports, with the reason (K-8.5, K-9.8). Agencies at work stay: their parts are forwarded, not left out. */
export function DecideForm({ incident, planned, agencies, clause, now, onClose, onSend }: Props) {
  const t = useText();
  const say = usePanelText(orderTexts);
  const parts = incident.parts.filter(({ leftAt }) => leftAt === undefined);
  const kept = useMemo(() => new Set<string>(incident.parts.filter(({ leftAt }) => leftAt === undefined).map(({ agencyId }) => agencyId)), [incident]);
  const [named, setNamed] = useState(() => firstOf(incident, planned));
  const [reason, setReason] = useState("");
  const [due, setDue] = useState("");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const joins = parts.length > 0 && [named.lead, ...named.support].some((id) => id !== "" && !kept.has(id));
  const until = due === "" ? undefined : readInstant(due, now, "next");
  const lateDue = joins && due !== "" && (until === undefined || until <= now);
  const send = async (): Promise<void> => {
    setTried(true);
    const event = IncidentEvent.safeParse({ is: "decided", lead: named.lead, support: named.support, reason, ...(joins && until !== undefined ? { due: until } : {}) });
    if (!event.success || lateDue || sending) return;
    setSending(true);
    const why = await onSend(event.data);
    setSending(false);
    if (why === undefined) onClose();
    else setRefused(why);
  };
  return (
    <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }} {...ctrlEnter(() => void send())}>
      <p className={formCss.note}>{say(parts.length === 0 ? "decideBefore" : "decideAfter", { clause: clause ?? "K-8.5" })}</p>
      <AgenciesFields lead={named.lead} support={named.support} onChange={(lead, support) => setNamed({ lead, support })} agencies={agencies} kept={kept} wrong={tried && named.lead === "" ? say("wrong.lead") : undefined} open />
      {joins && <InstantField label={say("decideDue")} value={due} onChange={setDue} now={now} error={tried && lateDue ? say("wrong.due") : undefined} />}
      <Field label={say("decideReason")} rows={3} value={reason} onChange={setReason} onConfirm={() => void send()} error={tried && reason.trim().length < 3 ? say("reasonWrong") : undefined} />
      {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
      <div className={formCss.foot}><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" type="submit" keyHint="Ctrl+Enter" isDisabled={sending}>{sending ? say("sending") : say("decide")}</Button></div>
    </form>
  );
}

/** Agencies as they stand now: at work, else decided, else as the plan has them. */
function firstOf(incident: Incident, planned: Props["planned"]): { lead: string; support: readonly string[] } {
  const parts = incident.parts.filter(({ leftAt }) => leftAt === undefined);
  if (parts.length > 0) return { lead: parts.find(({ role }) => role === "lead")?.agencyId ?? "", support: parts.filter(({ role }) => role === "support").map(({ agencyId }) => agencyId) };
  const { lead, support } = incident.decision ?? planned;
  return { lead: lead ?? "", support: support.filter((id) => id !== lead) };
}
