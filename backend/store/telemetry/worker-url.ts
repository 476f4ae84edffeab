/**
 * Where the worker's entry is: beside the sources when they run as they are, in `workers/` beside the bundle otherwise.
 *
 * @param here the module that asks; for tests
 */
export function telemetryWorkerUrl(here: string = import.meta.url): URL {
  return here.endsWith(".ts") ? new URL("../../workers/telemetry.ts", here) : new URL("./workers/telemetry.js", here);
}
