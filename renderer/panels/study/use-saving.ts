import { useCallback, useState } from "react";
import type { Study } from "#contract/study";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { desk, deskOf, keptNow, keptOf, type Desk, type Kept } from "./desk.ts";
import { studyTexts } from "./texts.ts";

/** How the desk's study is saved, and what was found in its place: somebody's newer one. */
export interface Saving {
  /** Their newer one, where somebody was quicker; nothing was overwritten, and the desk stands as it was. */
  theirs: Study | undefined;
  /** @returns what is kept now; undefined: it was not saved, and the person was told why */
  save: () => Promise<Kept | undefined>;
  /** Mine as a study of its own, beside theirs. @param name what it is called */
  saveCopy: (name: string) => Promise<void>;
  takeTheirs: () => void;
  stay: () => void;
}

export function useSaving(): Saving {
  const t = useText();
  const say = usePanelText(studyTexts);
  const [theirs, setTheirs] = useState<Study>();
  const keep = useCallback(async (of: Desk, draft: Desk["draft"], revision: number): Promise<Kept | undefined> => {
    const answer = await request("study:save", { draft, revision });
    if (answer.ok) {
      desk.change((was) => (was.begun === of.begun ? keptNow(was, answer.value, of.draft) : was));
      notify(say("saved"), "good");
      return keptOf(deskOf(answer.value));
    }
    const newer = answer.fault.code === "conflict" && draft.id !== undefined ? await request("study:get", { id: draft.id }) : undefined;
    if (newer?.ok === true && newer.value.revision > revision) setTheirs(newer.value);
    else notify(explain(answer.fault, t), "bad");
    return undefined;
  }, [t, say]);
  const save = useCallback(async () => {
    const of = desk.get();
    return of === undefined ? undefined : keep(of, of.draft, of.revision);
  }, [keep]);
  const saveCopy = useCallback(async (name: string) => {
    const of = desk.get();
    if (of === undefined) return;
    const { id: _, ...rest } = of.draft;
    if ((await keep(of, { ...rest, name: name.slice(0, 120) }, 0)) !== undefined) setTheirs(undefined);
  }, [keep]);
  return {
    theirs, save, saveCopy,
    takeTheirs() {
      if (theirs !== undefined) desk.set(deskOf(theirs));
      setTheirs(undefined);
    },
    stay: () => setTheirs(undefined),
  };
}
