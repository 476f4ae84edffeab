import { useState } from "react";
import { MAX_INJECTS, type Exercise } from "#contract/drill";
import { Button, Field } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useRequest } from "../../live/hooks.ts";
import { request, serverNow } from "../../live/socket.ts";
import { draftOf, freshInject, textOf, type ExerciseText, type InjectText } from "./draft.ts";
import css from "./drill.module.css";
import { formTexts } from "./form-texts.ts";
import { InjectFields } from "./inject-fields.tsx";

/** Writes an exercise: a name, a situation and a list of injects. What runs keeps the version it began with. */
export function ExerciseForm({ before, onClose, onSaved }: { before: Exercise | undefined; onClose: () => void; onSaved: () => void }) {
  const t = useText();
  const say = usePanelText(formTexts);
  const { result } = useRequest("scenario:list", {});
  const [text, setText] = useState<ExerciseText>(() => textOf(before));
  const [refused, setRefused] = useState<string>();
  const scenarios = result?.ok === true ? result.value.scenarios : [];
  const change = (id: string, part: Partial<InjectText>): void => setText((was) => ({ ...was, injects: was.injects.map((inject) => (inject.id === id ? { ...inject, ...part } : inject)) }));
  const save = async (): Promise<void> => {
    const made = draftOf(text, before?.id ?? `bai-${serverNow()}`);
    if (!made.ok) return setRefused(say("wrong", { where: made.where, what: made.what }));
    const answer = await request("exercise:save", { exercise: made.draft, version: before?.version ?? 0 });
    if (!answer.ok) return setRefused(answer.fault.code === "conflict" ? say("stale") : explain(answer.fault, t));
    notify(say("saved"), "good");
    onSaved();
    onClose();
  };
  const field = (key: "name" | "nameEn" | "situation" | "situationEn" | "participants", rows = 1) => <Field label={say(key)} value={text[key]} rows={rows} onChange={(value) => setText((was) => ({ ...was, [key]: value }))} />;
  return (
    <section className={css.form} aria-label={say(before === undefined ? "new" : "edit")}>
      <h3>{say(before === undefined ? "new" : "edit")}</h3>
      <div className={css.pair}>{field("name")}{field("nameEn")}</div>
      {field("situation", 3)}
      {field("situationEn", 2)}
      {field("participants", 3)}
      {text.injects.map((inject, i) => (
        <InjectFields key={inject.id} n={i + 1} value={inject} scenarios={scenarios} onChange={(part) => change(inject.id, part)} onRemove={text.injects.length > 1 ? () => setText((was) => ({ ...was, injects: was.injects.filter(({ id }) => id !== inject.id) })) : undefined} />
      ))}
      <div className={css.line}>
        <Button isDisabled={text.injects.length >= MAX_INJECTS} onPress={() => setText((was) => ({ ...was, injects: [...was.injects, freshInject(was.injects)] }))}>{say("add")}</Button>
        <span className={css.grow} />
        <Button onPress={onClose}>{say("cancel")}</Button>
        <Button look="main" onPress={() => void save()}>{say("save")}</Button>
      </div>
      {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
    </section>
  );
}
