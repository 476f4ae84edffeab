import { useEffect, useRef } from "react";
import { isField } from "./is-field.ts";

/** While mounted: Escape ends the tool, wherever the focus is; Backspace takes its last step back. Neither while a question is asked or a list stands open. */
export function useToolKeys({ end, back }: { end: () => void; back?: () => void }): void {
  const newest = useRef({ end, back });
  useEffect(() => {
    newest.current = { end, back };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector("[role=dialog], [data-trigger]") !== null) return;
      const deed = event.key === "Escape" ? newest.current.end : event.key === "Backspace" && !isField(event.target) ? newest.current.back : undefined;
      if (deed === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      deed();
    };
    // While capturing: the queue and the time bar know Escape too.
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, []);
}
