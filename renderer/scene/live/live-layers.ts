import type { LiveHost, LiveLayerId, LiveLayers } from "./live-host.ts";

export type { LiveHost, LiveLayerId, LiveLayers, LiveProblem, LonLat, Picked, ProblemKind } from "./live-host.ts";

/** Every live layer, bottom to top. `nameKey`: its name among `liveTexts`; `first`: on without anybody switching it on. */
export const LIVE_LAYERS: readonly { id: LiveLayerId; nameKey: LiveLayerId; first: boolean }[] = [];

/** Live layers on a map whose style has loaded. After a loss of the graphics context: dispose, and make them anew on the new map. */
export function createLiveLayers(host: LiveHost): LiveLayers {
  void host;
  return {
    show: () => undefined,
    filter: () => undefined,
    select: () => undefined,
    field: () => undefined,
    pick: () => undefined,
    within: () => [],
    problems: () => [],
    dispose: () => undefined,
  };
}
