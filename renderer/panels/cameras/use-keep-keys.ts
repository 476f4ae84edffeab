import { useEffect } from "react";

const KEYS: Readonly<Record<string, string>> = { k: "clip", h: "still" };

/** K keeps a clip, H the picture, of the tile under the pointer, else of the one in hand, else of the one that fills the window, else of the only one. */
export function useKeepKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const what = KEYS[event.key.toLowerCase()];
      if (what === undefined || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || document.querySelector("[role=dialog]") !== null) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null) return;
      const tile = document.querySelector("figure[data-camera]:hover") ?? document.activeElement?.closest("figure[data-camera]") ?? document.querySelector("[data-large] figure[data-camera]") ?? onlyOne();
      const button = tile?.querySelector<HTMLElement>(`[data-keep=${what}]`);
      if (button === null || button === undefined) return;
      event.preventDefault();
      button.click();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function onlyOne(): Element | undefined {
  const all = document.querySelectorAll("figure[data-camera]");
  return all.length === 1 ? all[0] : undefined;
}
