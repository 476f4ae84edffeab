import { useState } from "react";
import type { AlertRecord, AlertSource } from "#contract/alert";
import type { Instant } from "#contract/ids";
import { Button } from "../../design/controls.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { WarnCancel } from "./warn-cancel.tsx";
import { WarnDialog } from "./warn-dialog.tsx";
import { warnTexts } from "./warn-texts.ts";
import css from "./warn.module.css";

interface Props {
  /** The case or alarm it is about. */
  of: AlertSource;
  /** Nobody is warned because of it: a case of an exercise (invariant 6). */
  silent?: boolean;
  /** It is over: what was said of it is read, nothing new is said. */
  over?: boolean;
  now: Instant;
}

/** What citizens were told because of a case or an alarm, and what a shift lead can tell them now. */
export function Warn({ of, silent = false, over = false, now }: Props) {
  const say = usePanelText(warnTexts);
  const language = useLanguage();
  const may = useMay("alert:publish");
  const { result, again } = useRequest("alert:list", silent ? undefined : {});
  const [writing, setWriting] = useState<{ former: AlertRecord | undefined }>();
  const [ending, setEnding] = useState<AlertRecord>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("alert:"))) again();
  });
  const alerts = (result?.ok === true ? result.value.alerts : []).filter((alert) => ("alarmId" in of ? alert.alarmId === of.alarmId : alert.incidentId === of.incidentId));
  const inForce = alerts.find(({ state }) => state === "in-force");
  const subscribers = result?.ok === true ? result.value.subscribers : 0;
  const state = ({ state: is, endedAt, expiresAt }: AlertRecord): string => say(`state.${is}`, { until: formatTime(expiresAt, "short", language), at: formatTime(endedAt ?? expiresAt, "short", language) });
  return (
    <section aria-label={say("title")}>
      <h3>{say("title")}</h3>
      {alerts.length === 0 && <p className={css.faint}>{say(silent ? "drill" : "none")}</p>}
      <ul className={css.list}>
        {alerts.map((alert) => <li key={alert.id} data-alert={alert.state}><strong>{alert.texts[language].headline}</strong><span className={css.faint}>{state(alert)}</span></li>)}
      </ul>
      {may && !silent && !over && inForce === undefined && <Button onPress={() => setWriting({ former: undefined })}>{say("publish")}</Button>}
      {may && inForce !== undefined && <><Button onPress={() => setWriting({ former: inForce })}>{say("update")}</Button> <Button onPress={() => setEnding(inForce)}>{say("cancel")}</Button></>}
      {writing !== undefined && <WarnDialog of={of} former={writing.former} subscribers={subscribers} now={now} onClose={() => setWriting(undefined)} onDone={again} />}
      {ending !== undefined && <WarnCancel alert={ending} onClose={() => setEnding(undefined)} onDone={again} />}
    </section>
  );
}
