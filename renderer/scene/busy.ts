/** How long the window could not answer because it was drawing or computing. */
export interface Busy {
  /** ms of tasks above 50 ms each since the last call; 0 where the browser does not tell. */
  take(): number;
  stop(): void;
}

export function watchBusy(): Busy {
  let total = 0;
  const kinds = typeof PerformanceObserver === "undefined" ? [] : (PerformanceObserver.supportedEntryTypes ?? []);
  const observer = kinds.includes("longtask") ? new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) total += duration;
  }) : undefined;
  observer?.observe({ entryTypes: ["longtask"] });
  return {
    take() {
      const taken = total;
      total = 0;
      return taken;
    },
    stop: () => observer?.disconnect(),
  };
}
