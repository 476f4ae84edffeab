/** Where the worker's entry is. The build keeps the tree of the sources and turns `.ts` in such an address into `.js`. */
export function telemetryWorkerUrl(): URL {
  return new URL("../../workers/telemetry.ts", import.meta.url);
}
