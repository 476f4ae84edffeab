import { useEffect } from "react";
import type { PanelEntry } from "../../panels/panel.ts";

/** Focuses the list inside, else the first control, else the place itself. */
export function enter(id: string): void {
  const place = document.getElementById(id);
  const inside = place?.querySelector<HTMLElement>("[data-first-focus]") ?? place?.querySelector<HTMLElement>('[role="grid"], [role="listbox"], canvas[tabindex]') ?? place?.querySelector<HTMLElement>('[tabindex="0"], input, button, select');
  (inside ?? place)?.focus();
}

/** F1 the queue, F2 the map, F3 to F9, and Shift with them, F1, and F10 to F12, the panels; Ctrl+R still reloads where F5 does not. */
export function useFunctionKeys(entries: readonly PanelEntry[], show: (id: string) => void, toMap: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const key = event.shiftKey ? `Shift+${event.key}` : event.key;
      const entry = entries.find((each) => each.key === key);
      if (key !== "F1" && key !== "F2" && entry === undefined) return;
      event.preventDefault();
      if (document.querySelector("[role=dialog]") !== null) return; // a question is asked: nothing changes behind it
      if (entry === undefined) return event.key === "F1" ? enter("queue") : toMap();
      show(entry.id);
      requestAnimationFrame(() => enter("panel"));
    };
    // While capturing: a field keeps keys to itself on their way up, and F5 would reload the window.
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, [entries, show, toMap]);
}
