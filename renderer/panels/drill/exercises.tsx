import { useState } from "react";
import type { Exercise } from "#contract/drill";
import { Button } from "../../design/controls.tsx";
import { countdown } from "../../design/case/span-words.ts";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./drill.module.css";
import { ExerciseForm } from "./exercise-form.tsx";
import { drillTexts } from "./texts.ts";

/** What can be run, who may starts it here; and the form to write one. */
export function Exercises({ onStarted }: { onStarted: () => void }) {
  const say = usePanelText(drillTexts);
  const language = useLanguage();
  const { result, again } = useRequest("exercise:list", {});
  const mayStart = useMay("drill:start");
  const maySave = useMay("exercise:save");
  const [starting, setStarting] = useState<Exercise>();
  const [editing, setEditing] = useState<Exercise | "new">();
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  if (editing !== undefined) return <ExerciseForm before={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} onSaved={again} />;
  const { exercises } = result.value;
  return (
    <>
      <header className={css.line}><h3 className={css.grow}>{say("exercises")}</h3>{maySave && <Button onPress={() => setEditing("new")}>{say("write")}…</Button>}</header>
      {exercises.length === 0 && <p className={css.faint}>{say("none")}</p>}
      <ul className={css.list}>
        {exercises.map((one) => (
          <li key={one.id} className={css.line} data-exercise={one.id}>
            <span className={css.grow}>
              <b>{local(language, one.name, one.nameEn)}</b>
              <span className={css.faint}> · {say("count", { n: one.injects.length, span: countdown((one.injects.at(-1)?.at ?? 0) * 1000, language) })} · {say("version", { n: one.version })}</span>
            </span>
            {maySave && <Button look="quiet" onPress={() => setEditing(one)}>{say("edit")}</Button>}
            {mayStart && <Button onPress={() => setStarting(one)}>{say("start")}…</Button>}
          </li>
        ))}
      </ul>
      {starting !== undefined && <Start exercise={starting} onClose={() => setStarting(undefined)} onStarted={onStarted} />}
    </>
  );
}

function Start({ exercise, onClose, onStarted }: { exercise: Exercise; onClose: () => void; onStarted: () => void }) {
  const t = useText();
  const say = usePanelText(drillTexts);
  const language = useLanguage();
  const [refused, setRefused] = useState<string>();
  const start = async (): Promise<void> => {
    const answer = await request("drill:start", { exerciseId: exercise.id });
    if (!answer.ok) return setRefused(answer.fault.code === "conflict" && answer.fault.detail.includes("duty") ? say("onDuty") : explain(answer.fault, t));
    notify(say("started"), "good");
    onStarted();
    onClose();
  };
  return (
    <Dialog title={say("sure", { name: local(language, exercise.name, exercise.nameEn) })} open onClose={onClose} actions={<><Button onPress={onClose}>{say("cancel")}</Button><Button look="main" onPress={() => void start()}>{say("start")}</Button></>}>
      <p>{say("sureHint")}</p>
      <p className={css.text}>{local(language, exercise.situation, exercise.situationEn)}</p>
      {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
    </Dialog>
  );
}
