import { useEffect, useState } from "react";
import { useAlarm } from "../../live/hooks.ts";
import type { SceneMode } from "../../scene/scene.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { MapPanel } from "./map.tsx";

/** The city's map in a cell of the wall; marks the followed alarm's station, or the one its settings name. */
export function MapCell({ settings, followed, onFresh }: WallPanelProps<"map">) {
  const [mode, setMode] = useState<SceneMode["is"]>("starting");
  const alarm = useAlarm(settings.follow ? followed : undefined);
  useEffect(() => {
    if (mode !== "starting") onFresh({ asOf: undefined, stale: false });
  }, [mode, onFresh]);
  return <MapPanel quiet selected={alarm?.thingId ?? settings.thingId} onMode={setMode} />;
}
