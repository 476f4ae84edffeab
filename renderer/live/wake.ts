/** A page that comes back to a screen, out of a browser's freezing (Page Lifecycle), out of a suspended machine, or to a network. @returns stops listening */
export function onWake(woken: () => void): () => void {
  const shown = (): void => void (document.visibilityState === "visible" && woken());
  document.addEventListener("visibilitychange", shown);
  document.addEventListener("resume", woken);
  addEventListener("pageshow", woken);
  addEventListener("online", woken);
  return () => {
    document.removeEventListener("visibilitychange", shown);
    document.removeEventListener("resume", woken);
    removeEventListener("pageshow", woken);
    removeEventListener("online", woken);
  };
}
