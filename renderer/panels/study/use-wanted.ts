import { useEffect, useRef, useSyncExternalStore } from "react";
import { StudyId } from "#contract/study";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { studyWanted } from "../study-wanted.ts";
import { desk, deskOf, type Desk } from "./desk.ts";
import { studyTexts } from "./texts.ts";

/** Fetches the study that an order or a case leads back to, with the chosen option at hand; says where it was changed since, or is gone. */
export function useWanted(onFetched: (desk: Desk) => void, onThere: () => void): void {
  const t = useText();
  const say = usePanelText(studyTexts);
  const wanted = useSyncExternalStore(studyWanted.subscribe, studyWanted.now);
  const newest = useRef({ onFetched, onThere, t, say });
  useEffect(() => {
    newest.current = { onFetched, onThere, t, say };
  });
  useEffect(() => {
    if (wanted === undefined) return undefined;
    let mine = true;
    const fetched = async (): Promise<void> => {
      const id = StudyId.safeParse(wanted.studyId);
      const answer = id.success ? await request("study:get", { id: id.data }) : undefined;
      if (!mine) return;
      studyWanted.done(wanted);
      const { t: words, say: mineSay } = newest.current;
      if (answer === undefined || !answer.ok) {
        notify(answer === undefined || answer.fault.code === "unknown-id" ? mineSay("wantedGone", { name: wanted.name }) : explain(answer.fault, words), "bad");
        return;
      }
      const study = answer.value;
      if (study.revision !== wanted.revision) notify(mineSay("wantedLater", { was: wanted.revision, is: study.revision }), "good");
      const option = study.options.find(({ id: optionId }) => optionId === wanted.optionId)?.id;
      // What lies on the desk already, with or without changes, stays there.
      if (desk.get()?.draft.id === study.id) {
        if (option !== undefined) desk.change((was) => (was.draft.options.some((one) => one.id === option) ? { ...was, optionId: option, measure: undefined } : was));
        newest.current.onThere();
        return;
      }
      const next = deskOf(study);
      newest.current.onFetched(option === undefined ? next : { ...next, optionId: option });
    };
    void fetched();
    return () => {
      mine = false;
    };
  }, [wanted]);
}
