import { useState } from "react";
import type { StudyHead } from "#contract/study-request";
import type { StudyId } from "#contract/study";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useRequest, useSite } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { deskOf, deskOfNew } from "./desk.ts";
import css from "./study.module.css";
import { TEMPLATES } from "./templates.ts";
import { studyTexts } from "./texts.ts";
import { useLaying } from "./use-laying.tsx";

/** Studies that are kept, and templates to begin a new one from. */
export function StudyList({ mayEdit, rivers, onOpened }: { mayEdit: boolean; rivers: readonly string[]; onOpened: () => void }) {
  const t = useText();
  const say = usePanelText(studyTexts);
  const language = useLanguage();
  const site = useSite();
  const { result, again } = useRequest("study:list", {});
  const [removing, setRemoving] = useState<StudyHead>();
  const { begin, dialog } = useLaying(onOpened);
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const open = async (id: StudyId): Promise<void> => {
    const answer = await request("study:get", { id });
    if (!answer.ok) return notify(explain(answer.fault, t), "bad");
    begin(deskOf(answer.value));
  };
  const remove = async ({ id, revision }: StudyHead): Promise<void> => {
    setRemoving(undefined);
    const answer = await request("study:remove", { id, revision });
    notify(answer.ok ? say("removed") : explain(answer.fault, t), answer.ok ? "good" : "bad");
    again();
  };
  return (
    <>
      {result.value.studies.length === 0 && <p className={css.faint}>{say("none")}</p>}
      <ul className={css.list}>
        {result.value.studies.map((head) => (
          <li key={head.id} className={css.line} data-study={head.id}>
            <span className={css.grow}><b>{head.name}</b><span className={css.faint}> · {say("options", { n: head.options, done: head.done })} · {say("by", { who: head.by, at: formatTime(head.at, "short", language) })} · {say(head.shared ? "shared" : "own")}</span></span>
            <Button onPress={() => void open(head.id)} aria-label={`${say("open")} ${head.name}`}>{say("open")}</Button>
            {mayEdit && <Button look="quiet" onPress={() => setRemoving(head)} aria-label={`${say("remove")} ${head.name}`}>{say("remove")}…</Button>}
          </li>
        ))}
      </ul>
      {mayEdit && site !== undefined && (
        <>
          <h3>{say("new")}</h3>
          <ul className={css.templates}>
            {TEMPLATES.map(({ id, title, hint, make }) => (
              <li key={id}><button type="button" className={css.template} data-template={id} onClick={() => begin(deskOfNew(make(language, site.centre, rivers)))}><b>{title[language]}</b><span>{hint[language]}</span></button></li>
            ))}
          </ul>
        </>
      )}
      {dialog}
      {removing !== undefined && (
        <Dialog title={say("removeSure", { name: removing.name })} open onClose={() => setRemoving(undefined)} actions={<><Button onPress={() => setRemoving(undefined)}>{say("cancel")}</Button><Button look="main" onPress={() => void remove(removing)}>{say("remove")}</Button></>}>
          <p>{say("removeHint")}</p>
        </Dialog>
      )}
    </>
  );
}
