import { useEffect, useRef } from "react";
import { isField } from "./is-field.ts";
import type { ToolButton } from "./toolbar.tsx";

/** A stroke as `hint` of a button writes it: "Ctrl+K", "Shift+F2", "D". */
export function strokeOf({ key, ctrlKey, metaKey, shiftKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">): string {
  return `${ctrlKey || metaKey ? "Ctrl+" : ""}${shiftKey ? "Shift+" : ""}${key.length === 1 ? key.toUpperCase() : key}`;
}

/** Chords do a button's deed everywhere in the window, single keys with the map in focus; neither while a question is asked. */
export function useMapKeys(place: HTMLElement, buttons: readonly ToolButton[]): void {
  const newest = useRef(buttons);
  useEffect(() => {
    newest.current = buttons;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.altKey || event.repeat || event.isComposing || document.querySelector("[role=dialog]") !== null) return;
      const stroke = strokeOf(event);
      const everywhere = stroke === "Ctrl+K" || stroke === "Shift+F2";
      const here = event.target instanceof Node && place.parentElement?.contains(event.target) === true;
      if (!everywhere && (!here || isField(event.target))) return;
      const button = newest.current.find(({ hint }) => hint === stroke);
      if (button === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      button.press();
    };
    // While capturing: letters mean other things to the queue and to the map itself.
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, [place]);
}
