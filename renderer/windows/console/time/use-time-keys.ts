import { useEffect } from "react";
import { roomTime } from "../../../live/room-time.ts";
import { isTyping } from "../../../panels/wall-desk/use-undo-keys.ts";

/** A field with a text in it keeps Escape to itself; that of the time bar does not. */
const keepsEscape = (target: EventTarget | null): boolean => isTyping(target) && target instanceof Element && target.closest("[data-time-bar]") === null && !(target instanceof HTMLInputElement && target.value === "");

/** F10 opens the time bar and closes it; Escape leads back to the present from everywhere, unless somebody types or a question is asked. */
export function useTimeKeys(turn: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
      if (event.key === "F10") {
        event.preventDefault();
        if (document.querySelector("[role=dialog]") === null) turn();
        return;
      }
      if (event.key !== "Escape" || roomTime.get().is === "now" || keepsEscape(event.target)) return;
      if (document.querySelector("[role=dialog], [role=listbox][data-trigger], [role=menu], [data-map-tool]") !== null) return;
      event.preventDefault();
      event.stopPropagation();
      roomTime.backToNow();
    };
    // While capturing: the queue takes Escape as well, for its own selection.
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, [turn]);
}
