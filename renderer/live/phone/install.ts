/** Lets the page open without a link. Browsers do this over https and on this very machine alone; elsewhere the page needs a link to open, and nothing else changes. */
export function keepOffline(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker.register("/agency-worker.js", { scope: "/agency" }).catch(() => undefined);
  // Without it a browser short of room may drop what waits to be sent.
  void navigator.storage?.persist?.().catch(() => undefined);
}
