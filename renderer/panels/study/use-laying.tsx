import { useState } from "react";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { desk, isChanged, type Desk } from "./desk.ts";
import { playing } from "./playing.ts";
import { studyTexts } from "./texts.ts";

/** Lays another study on the desk; what lies there unsaved is not thrown away by a press. */
export function useLaying(onLaid: () => void) {
  const say = usePanelText(studyTexts);
  const [leaving, setLeaving] = useState<Desk>();
  const lay = (next: Desk): void => {
    playing.set({ t: 0, on: false, telling: "depth" });
    desk.set(next);
    setLeaving(undefined);
    onLaid();
  };
  const begin = (next: Desk): void => ((was) => (was !== undefined && isChanged(was) && was.undo.length > 0 ? setLeaving(next) : lay(next)))(desk.get());
  const dialog = leaving !== undefined && (
    <Dialog title={say("leave")} open onClose={() => setLeaving(undefined)} actions={<><Button onPress={() => setLeaving(undefined)}>{say("cancel")}</Button><Button look="main" onPress={() => lay(leaving)}>{say("leaveSure")}</Button></>}>
      <p>{say("leaveHint")}</p>
    </Dialog>
  );
  return { begin, dialog };
}
