import { useEffect, useState } from "react";
import type { LiveLayerId } from "../../../scene/live/live-host.ts";

/** A live layer's name, and whether it is on by itself. */
export interface LiveSwitch {
  id: LiveLayerId;
  first: boolean;
}

/** The live layers there are; none until their code is there, which the map fetches anyhow after its first picture. */
export function useLiveLayers(): readonly LiveSwitch[] {
  const [layers, setLayers] = useState<readonly LiveSwitch[]>([]);
  useEffect(() => {
    let gone = false;
    void import("../../../scene/live/live-layers.ts").then(
      ({ LIVE_LAYERS }) => gone || setLayers(LIVE_LAYERS.map(({ id, first }) => ({ id, first }))),
      () => undefined, // the map could not fetch it either: it draws its simple signs, and there is nothing to switch
    );
    return () => {
      gone = true;
    };
  }, []);
  return layers;
}
