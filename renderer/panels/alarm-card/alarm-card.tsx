import { useMemo, useState } from "react";
import type { Alarm } from "#contract/alarm";
import { StateLabel } from "../../design/alarm/state-mark.tsx";
import { isFact } from "../../design/facts/fact-words.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useAlarm, useCut, useFacts, useNow, usePast, usePhase, useRecords, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { useCases } from "../../live/use-cases.ts";
import { AlarmWarn } from "../alarm-warn.ts";
import { BestCameras } from "../best-cameras.ts";
import { Actions } from "./actions.tsx";
import css from "./alarm-card.module.css";
import { AlarmHistory } from "./history.tsx";
import { Conditions, ForecastEvidence, Inputs } from "./inputs.tsx";
import { Summary } from "./summary.tsx";
import { cardTexts } from "./texts.ts";
import { Trend } from "./trend.tsx";

/** Everything about one alarm: what, where, since when, why, what to do, and what was done. @param alarmId undefined: none is chosen */
export function AlarmCard({ alarmId, onCase, onPanel }: { alarmId: string | undefined; onCase?: (caseId: string) => void; onPanel?: ((id: string) => void) | undefined }) {
  const t = useText();
  const say = usePanelText(cardTexts);
  const phase = usePhase();
  const live = useAlarm(alarmId);
  // An alarm that returns to normal leaves the mirror; the card keeps showing what it was, and says so.
  const [last, setLast] = useState<Alarm>();
  if (live !== undefined && live !== last) setLast(live);
  const lookingBack = usePast() !== undefined;
  // Looking back, what it was last may be what it was later.
  const alarm = live ?? (last?.id === alarmId && !lookingBack ? last : undefined);
  if (alarmId === undefined) return <EmptyState text={t("shell.selectAlarm")} />;
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading" && alarm === undefined) return <LoadingState />;
  if (alarm === undefined) return <EmptyState text={say(lookingBack ? "notThen" : "missing")} />;
  return <Card key={alarm.id} alarm={alarm} over={live === undefined} onCase={onCase} onPanel={onPanel} />;
}

function Card({ alarm, over, onCase, onPanel }: { alarm: Alarm; over: boolean; onCase: ((caseId: string) => void) | undefined; onPanel: ((id: string) => void) | undefined }) {
  const t = useText();
  const say = usePanelText(cardTexts);
  const cut = useCut();
  const rule = useRecords("rules").get(alarm.ruleId);
  const datastreams = useRecords("datastreams");
  const past = usePast();
  const recent = useRequest("fact:recent", { alarmId: alarm.id, limit: 100, ...(past === undefined ? undefined : { before: past.seq + 1 }) });
  useFacts((facts) => {
    if (facts.some((fact) => (fact.kind === "alarm:raised" ? fact.alarm.id : "alarmId" in fact ? fact.alarmId : undefined) === alarm.id)) recent.again();
  });
  const facts = useMemo(() => (recent.result?.ok === true ? recent.result.value.facts.map((fact): unknown => fact).filter(isFact) : []), [recent.result]);
  return (
    <article className={css.card} aria-label={say("label")} data-cut={cut || undefined} data-state={alarm.state}>
      <Summary alarm={alarm} rule={rule} />
      {over ? <p className={css.over} role="status">{say("gone")} · <StateLabel state="normal" /></p> : <Actions alarm={alarm} onCase={onCase} />}
      <Public alarm={alarm} over={over} />
      <section className={css.todo}>
        <h3>{say("action")}</h3>
        <p>{rule?.action === undefined || rule.action === "" ? <span className={css.faint}>{say("noAction")}</span> : rule.action}</p>
        {rule !== undefined && rule.consequence !== "" && <><h3>{say("consequence")}</h3><p>{rule.consequence}</p></>}
      </section>
      <Around alarm={alarm} />
      <section><h3>{say("trend")}</h3><ForecastEvidence alarm={alarm} datastream={datastreams.get(alarm.inputs[0]?.datastreamId ?? "")} onPanel={onPanel} /><Trend alarm={alarm} rule={rule} datastreams={datastreams} facts={facts} /></section>
      <section><h3>{say("inputs")}</h3><Inputs alarm={alarm} datastreams={datastreams} /></section>
      <section><h3>{say("conditions")}</h3><Conditions alarm={alarm} /></section>
      <section>
        <h3>{say("history")}</h3>
        {recent.result === undefined ? <p className={css.faint}>{t("shell.loading")}</p> : recent.result.ok ? <AlarmHistory alarm={alarm} facts={facts} /> : <ErrorState fault={recent.result.fault} onRetry={recent.again} />}
      </section>
    </article>
  );
}

/** Cameras around the alarm's station: of now, so not while looking back. */
function Around({ alarm }: { alarm: Alarm }) {
  const may = useMay("camera:list");
  const lookingBack = usePast() !== undefined;
  return may && !lookingBack ? <BestCameras subject={{ alarmId: alarm.id, place: alarm.position }} /> : null;
}

/** Where a shift lead warns citizens of it: through its case, where there is one. */
function Public({ alarm, over }: { alarm: Alarm; over: boolean }) {
  const now = useNow();
  const may = useMay("alert:publish");
  const lookingBack = usePast() !== undefined;
  const known = useCases().ofAlarm.get(alarm.id);
  if (!may || lookingBack) return null;
  return <AlarmWarn key={known ?? ""} of={known === undefined ? { alarmId: alarm.id } : { incidentId: known }} over={over && known === undefined} now={now} />;
}
