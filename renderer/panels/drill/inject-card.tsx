import { useState } from "react";
import type { DrillRunId } from "#contract/drill";
import type { OpenInject } from "#contract/drill-request";
import { Button, Field } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { priorityText } from "../../design/priority.tsx";
import { Chip } from "../../design/states.tsx";
import { useMay } from "../../live/session.ts";
import { wallFileUrl } from "../../live/wall-file.ts";
import { request } from "../../live/socket.ts";
import css from "./drill.module.css";
import { drillTexts } from "./texts.ts";

/** One inject as an operator meets it: taken, then judged true or false with grounds; true opens its case. No alarm's colour: it is none. */
export function InjectCard({ runId, inject, onCase, onDone }: { runId: DrillRunId; inject: OpenInject; onCase: (id: string) => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(drillTexts);
  const language = useLanguage();
  const mayJudge = useMay("drill:judge");
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string>();
  const { given } = inject;
  const { verdict } = given;
  const at = (instant: number): string => formatTime(instant, "time", language);
  const take = async (): Promise<void> => {
    const answer = await request("drill:take", { runId, injectId: inject.id });
    setRefused(answer.ok ? undefined : explain(answer.fault, t));
    onDone();
  };
  const judge = async (real: boolean): Promise<void> => {
    if (reason.trim().length < 3) return setRefused(say("needReason"));
    const answer = await request("drill:judge", { runId, injectId: inject.id, real, reason: reason.trim() });
    if (!answer.ok) return setRefused(explain(answer.fault, t));
    setRefused(undefined);
    onDone();
    if (answer.value.incident !== undefined) onCase(answer.value.incident.id);
  };
  return (
    <li className={css.inject} data-inject={inject.id} data-open={verdict === undefined || undefined}>
      <p className={css.line}>
        <Chip look="strong">DIỄN TẬP</Chip>
        <Chip>{priorityText(inject.priority, t)}</Chip>
        <b className={css.grow}>{local(language, inject.title, inject.titleEn)}</b>
        <span className={css.faint}>{say("at", { at: at(given.at) })}</span>
      </p>
      <p className={css.faint}>{say("place")}: {inject.place}</p>
      <p className={css.text}>{local(language, inject.text, inject.textEn)}</p>
      {inject.picture !== undefined && <img className={css.picture} src={wallFileUrl(inject.picture)} alt={say("picture")} />}
      {given.takenAt !== undefined && verdict === undefined && <p className={css.faint}>{say("taken", { who: given.takenBy ?? "", at: at(given.takenAt) })}</p>}
      {verdict !== undefined && (
        <p className={css.line}>
          <b>{say(verdict.real ? "judgedTrue" : "judgedFalse")}</b>
          <span className={css.grow}>{say("by", { who: verdict.by, at: at(verdict.at), reason: verdict.reason })}</span>
          {verdict.incidentId !== undefined && <Button onPress={() => verdict.incidentId !== undefined && onCase(verdict.incidentId)}>{say("openCase")}</Button>}
        </p>
      )}
      {mayJudge && verdict === undefined && given.takenAt === undefined && <div className={css.line}><Button look="main" onPress={() => void take()}>{say("take")}</Button></div>}
      {mayJudge && verdict === undefined && given.takenAt !== undefined && (
        <div className={css.form}>
          <Field label={say("reason")} value={reason} onChange={(text) => { setReason(text); setRefused(undefined); }} error={refused} />
          <div className={css.line}>
            <Button look="main" onPress={() => void judge(true)}>{say("isTrue")}</Button>
            <Button onPress={() => void judge(false)}>{say("isFalse")}</Button>
          </div>
        </div>
      )}
      {refused !== undefined && given.takenAt === undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
    </li>
  );
}
