import { useEffect } from "react";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import type { Deeds } from "./deeds.ts";
import { deskTexts } from "./texts.ts";

/** Ctrl+Z and Ctrl+Shift+Z take back and make again what this person did to the wall, while the desk is open and nobody types. */
export function useUndoKeys({ undo, redo }: Deeds): void {
  const say = usePanelText(deskTexts);
  const mayUndo = useMay("wall:undo");
  useEffect(() => {
    if (!mayUndo) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z" || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      event.preventDefault();
      const again = event.shiftKey;
      void (again ? redo() : undo()).then((done) => done && notify(say(again ? "redone" : "undone")));
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [undo, redo, mayUndo, say]);
}

/** A field has a Ctrl+Z of its own. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "button", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
