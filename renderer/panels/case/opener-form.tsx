import { useMemo, useState } from "react";
import type { AlarmId } from "#contract/ids";
import type { RequestInput, RequestOutput } from "#contract/request";
import { Button, Checkbox, Field } from "../../design/controls.tsx";
import { ctrlEnter } from "../../design/case/ctrl-enter.ts";
import formCss from "../../design/case/form.module.css";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request, serverNow } from "../../live/socket.ts";
import { useAlarm } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import { BestCameras } from "../best-cameras.ts";
import { openAndDismiss, openAndOrder, type Carried } from "./carry-out.ts";
import { Cameras } from "./cameras.tsx";
import css from "./opener.module.css";
import { OpenerPlan, type Basics } from "./opener-plan.tsx";
import { draftOf, orderOf, type OrderField } from "./order-draft.ts";
import { useLooked } from "./use-looked.ts";
import { OrderFields } from "./order-fields.tsx";
import { orderTexts } from "./order-texts.ts";

interface Props {
  plan: RequestOutput<"incident:plan">;
  alarmId: AlarmId | undefined;
  onClose: () => void;
  onCase: (caseId: string) => void;
}

/** Verify, then the order as the scenario has it: Ctrl+Enter opens the case and issues the order in one go. */
export function OpenerForm({ plan, alarmId, onClose, onCase }: Props) {
  const t = useText();
  const say = usePanelText(orderTexts);
  const language = useLanguage();
  const alarm = useAlarm(alarmId);
  const [now] = useState(serverNow);
  const [basics, setBasics] = useState<Basics>({ title: plan.title, templateId: plan.templateId, urgency: plan.urgency, drill: false });
  const [order, setOrder] = useState(() => draftOf(plan.order, now));
  const [isTrue, setTrue] = useState(true);
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState("");
  const [wrong, setWrong] = useState<readonly OrderField[]>([]);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { templates } = useCases();
  const { onLooked, looked } = useLooked();
  const needsDue = useMemo(() => [...templates.values()].findLast(({ id }) => id === basics.templateId)?.moves.some(({ on, needs }) => on === "ordered" && needs.includes("due")) === true, [templates, basics.templateId]);

  const draft = (): RequestInput<"incident:open"> => ({
    alarmIds: alarmId === undefined ? [] : [alarmId], title: basics.title.trim(), templateId: basics.templateId, urgency: basics.urgency, drill: basics.drill,
    ...(plan.scenarioId === undefined ? {} : { scenarioId: plan.scenarioId }), ...(alarm === undefined ? {} : { areaId: alarm.area, position: alarm.position }),
  });
  const finish = async (work: Promise<Carried>, done: "ordered" | "dismissed"): Promise<void> => {
    setSending(true);
    const carried = await work;
    setSending(false);
    if (carried.at === undefined) return setRefused(carried.done ? "" : explainCase(carried.fault, t, language));
    notify(carried.done ? say(done) : say("stopped", { why: explainCase(carried.fault, t, language) }), carried.done ? "good" : "bad");
    onClose();
    onCase(carried.at);
  };
  const send = (): void => {
    setTried(true);
    if (sending || basics.title.trim() === "") return;
    if (!isTrue) return reason.trim().length < 3 ? undefined : void finish(openAndDismiss(request, draft(), reason.trim(), looked()), "dismissed");
    const made = orderOf(order, { needsDue, now: serverNow() });
    setWrong("wrong" in made ? made.wrong : []);
    if ("order" in made) void finish(openAndOrder(request, draft(), { order: made.order, checked, seen: looked() }), "ordered");
  };
  const openOnly = async (): Promise<void> => {
    setTried(true);
    if (sending || basics.title.trim() === "") return;
    setSending(true);
    const answer = await request("incident:open", draft());
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    notify(say("opened"));
    onClose();
    onCase(answer.value.id);
  };
  return (
    <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }} {...ctrlEnter(() => send())}>
      <OpenerPlan plan={plan} basics={basics} onBasics={setBasics} tried={tried} />
      {alarmId !== undefined && (
        <fieldset className={css.verify}>
          <legend>{say("verify")}</legend>
          <label><input type="radio" name="verify" autoFocus checked={isTrue} onChange={() => setTrue(true)} /> {say("isTrue")}</label>
          <label><input type="radio" name="verify" checked={!isTrue} onChange={() => setTrue(false)} /> {say("isFalse")}</label>
          {alarm === undefined ? <Cameras cameras={plan.cameras} /> : <BestCameras subject={{ alarmId, place: alarm.position }} otherwise={<Cameras cameras={plan.cameras} />} onLooked={onLooked} />}
          {isTrue ? <Field label={say("checked")} value={checked} onChange={setChecked} placeholder={say("checkedHint")} /> : <Field label={say("reason")} rows={2} value={reason} onChange={setReason} onConfirm={send} error={tried && reason.trim().length < 3 ? say("reasonWrong") : undefined} />}
        </fieldset>
      )}
      {isTrue && <OrderFields draft={order} onDraft={setOrder} agencies={plan.choices.agencies} wrong={wrong} needsDue={needsDue} now={now} onConfirm={send} />}
      <Checkbox label={say("drill")} checked={basics.drill} onChange={(drill) => setBasics({ ...basics, drill })} />
      {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
      <div className={css.openerFoot}>
        <Button onPress={onClose}>{t("shell.cancel")}</Button>
        {isTrue && <Button isDisabled={sending} onPress={() => void openOnly()}>{say("openOnly")}</Button>}
        <Button look="main" type="submit" keyHint="Ctrl+Enter" isDisabled={sending}>{sending ? say("sending") : say(isTrue ? "openOrder" : "dismiss")}</Button>
      </div>
    </form>
  );
}
