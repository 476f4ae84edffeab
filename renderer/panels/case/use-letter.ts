import { useEffect, useRef } from "react";

/** A letter without any other key does it, wherever nobody types and no dialog is open. @param act undefined: not now */
export function useLetter(letter: string, act: (() => void) | undefined): void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat || event.defaultPrevented || event.isComposing) return;
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
      if (event.key.toLowerCase() !== letter || newest.current === undefined || typing || document.querySelector("[role=dialog]") !== null) return;
      event.preventDefault();
      newest.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [letter]);
}
