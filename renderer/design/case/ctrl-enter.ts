import type { KeyboardEvent } from "react";

/** Ctrl+Enter sends a form from wherever the focus is in it: spread over the form. */
export function ctrlEnter(send: () => void): { onKeyDown: (event: KeyboardEvent) => void } {
  return {
    onKeyDown(event) {
      if (event.key !== "Enter" || (!event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      send();
    },
  };
}
