import { useState } from "react";
import type { Alarm } from "#contract/alarm";
import type { RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import { ServiceDialog } from "../../design/alarm/service-dialog.tsx";
import { ShelveDialog } from "../../design/alarm/shelve-dialog.tsx";
import { alarmActionTexts } from "../../design/alarm/texts.ts";
import { whyText } from "../../design/alarm/why.ts";
import { Button } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { usePast } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { useCases } from "../../live/use-cases.ts";
import { CaseOpener } from "../case-opener.ts";
import css from "./alarm-card.module.css";
import { cardTexts } from "./texts.ts";

/** What can be done to the one alarm; a refusal is explained where the button was. */
export function Actions({ alarm, onCase }: { alarm: Alarm; onCase?: ((caseId: string) => void) | undefined }) {
  const t = useText();
  const say = usePanelText(cardTexts);
  const sayWhy = usePanelText(alarmActionTexts);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [dialog, setDialog] = useState<"shelve" | "service" | "case">();
  const may = {
    acknowledge: useMay("alarm:acknowledge"), shelve: useMay("alarm:shelve"), unshelve: useMay("alarm:unshelve"), reset: useMay("alarm:reset"),
    out: useMay("alarm:out-of-service"), back: useMay("alarm:return-to-service"),
  };
  const mayOpen = useMay("incident:open");
  const known = useCases().ofAlarm.get(alarm.id);
  const lookingBack = usePast() !== undefined;
  const { state } = alarm;
  const alarmIds = [alarm.id];

  const send = async (answer: Promise<Result<RequestOutput<"alarm:acknowledge">>>): Promise<void> => {
    setSending(true);
    setRefused(undefined);
    const result = await answer;
    setSending(false);
    const left = result.ok ? result.value.left[0] : undefined;
    if (!result.ok) setRefused(explain(result.fault, t));
    else if (left !== undefined) setRefused(say("left", { why: whyText(left.why, t, sayWhy) }));
  };

  if (lookingBack) return <p className={css.notice} role="status">{sayWhy("lookingBack")}</p>;
  const owes = state === "unack" || state === "rtn-unack" || state === "latched-unack";
  return (
    <div className={css.actions}>
      {may.acknowledge && owes && <Button look="main" isDisabled={sending} onPress={() => void send(request("alarm:acknowledge", { alarmIds }))}>{say("acknowledge")}</Button>}
      {may.reset && (state === "latched-unack" || state === "latched-ack") && <Button isDisabled={sending} onPress={() => void send(request("alarm:reset", { alarmIds }))}>{say("reset")}</Button>}
      {may.shelve && state !== "shelved" && state !== "out-of-service" && <Button isDisabled={sending} onPress={() => setDialog("shelve")}>{say("shelve")}…</Button>}
      {may.unshelve && state === "shelved" && <Button isDisabled={sending} onPress={() => void send(request("alarm:unshelve", { alarmIds }))}>{say("unshelve")}</Button>}
      {may.out && state !== "out-of-service" && <Button isDisabled={sending} onPress={() => setDialog("service")}>{say("outOfService")}…</Button>}
      {may.back && state === "out-of-service" && <Button isDisabled={sending} onPress={() => void send(request("alarm:return-to-service", { alarmIds }))}>{say("returnToService")}</Button>}
      {onCase !== undefined && known !== undefined && <Button keyHint="V" onPress={() => onCase(known)}>{say("toCase")}</Button>}
      {onCase !== undefined && known === undefined && mayOpen && <Button keyHint="V" onPress={() => setDialog("case")}>{say("openCase")}…</Button>}
      {sending && <span role="status">{say("sending")}</span>}
      {refused !== undefined && <span role="alert" className={css.refused}>✕ {refused}</span>}
      {dialog === "case" && onCase !== undefined && <CaseOpener alarmId={alarm.id} onClose={() => setDialog(undefined)} onCase={onCase} />}
      {dialog === "shelve" && <ShelveDialog alarms={[alarm]} onClose={() => setDialog(undefined)} onShelve={(wish) => {
        setDialog(undefined);
        void send(request("alarm:shelve", { alarmIds, ...wish }));
      }} />}
      {dialog === "service" && <ServiceDialog alarms={[alarm]} onClose={() => setDialog(undefined)} onTakeOut={(reason) => {
        setDialog(undefined);
        void send(request("alarm:out-of-service", { alarmIds, reason }));
      }} />}
    </div>
  );
}
