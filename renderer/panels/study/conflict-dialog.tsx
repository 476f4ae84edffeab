import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useParty } from "../../live/session.ts";
import type { Desk } from "./desk.ts";
import { studyTexts } from "./texts.ts";
import type { Saving } from "./use-saving.ts";

/** Somebody was quicker: whose version, and the ways out. Nothing is lost by any but the one that says so. */
export function ConflictDialog({ of, saving: { theirs, saveCopy, takeTheirs, stay } }: { of: Desk; saving: Saving }) {
  const say = usePanelText(studyTexts);
  const party = useParty();
  if (theirs === undefined) return null;
  const me = party?.kind === "person" ? party.account.name : "";
  return (
    <Dialog title={say("conflict")} open onClose={stay} width={640} actions={<><Button onPress={takeTheirs}>{say("takeTheirs")}</Button><Button onPress={stay}>{say("stay")}</Button><Button look="main" onPress={() => void saveCopy(say("copyName", { name: of.draft.name, who: me }))}>{say("asCopy")}</Button></>}>
      <p>{say("conflictHint", { who: theirs.by, n: theirs.revision })}</p>
    </Dialog>
  );
}
