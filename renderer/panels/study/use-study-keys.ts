import { useEffect, useRef } from "react";
import { desk, redone, undone } from "./desk.ts";

/** While a study lies on the desk: Ctrl+S saves; Ctrl+Z takes back and Ctrl+Y does again, outside of fields, which have their own. */
export function useStudyKeys(save: () => void): void {
  const newest = useRef(save);
  useEffect(() => {
    newest.current = save;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("[role=dialog]") !== null) return;
      const key = event.key.toLowerCase();
      const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (key === "s") newest.current();
      else if (key === "z" && !isField) desk.change(event.shiftKey ? redone : undone);
      else if (key === "y" && !isField) desk.change(redone);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // While capturing: the wall's own undo has the same keys.
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, []);
}
