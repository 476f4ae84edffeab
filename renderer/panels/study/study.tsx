import { useCallback, useState } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { Button } from "../../design/controls.tsx";
import type { PanelProps } from "../panel.ts";
import { isChanged, useDesk } from "./desk.ts";
import { StudyDesk } from "./study-desk.tsx";
import { StudyList } from "./study-list.tsx";
import { studyTexts } from "./texts.ts";
import css from "./study.module.css";
import { useLaying } from "./use-laying.tsx";
import { useRivers } from "./use-rivers.ts";
import { useWanted } from "./use-wanted.ts";

/** What-if studies: the list, or the one on the desk. */
export function StudyPanel(_props: Partial<PanelProps>) {
  const say = usePanelText(studyTexts);
  const on = useDesk();
  const mayEdit = useMay("study:save");
  const rivers = useRivers();
  const [listed, setListed] = useState(false);
  const toList = useCallback(() => setListed(true), []);
  const { begin, dialog } = useLaying(() => setListed(false));
  useWanted(begin, () => setListed(false));
  if (on !== undefined && !listed) return <><StudyDesk of={on} rivers={rivers} mayEdit={mayEdit} onList={toList} />{dialog}</>;
  return (
    <section className={css.study} data-scrolls="" aria-label={say("label")}>
      <header className={css.line}><h3 className={css.grow}>{say("label")}</h3><span className={css.sign} title={say("signHint")}>{say("sign")}</span></header>
      {!mayEdit && <p className={css.faint}>{say("mayNot")}</p>}
      {on !== undefined && <Button onPress={() => setListed(false)}>{say("goOn", { name: on.draft.name })}{isChanged(on) ? ` · ${say("unsaved")}` : ""}</Button>}
      <StudyList mayEdit={mayEdit} rivers={rivers} onOpened={() => setListed(false)} />
      {dialog}
    </section>
  );
}
