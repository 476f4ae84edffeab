import { useEffect } from "react";
import { usePhase } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { KeyFigures } from "./key-figures.tsx";

/** The room's few numbers in a cell of the wall. Each level tells its own age; the cell's frame has nothing to add. */
export function KeyFiguresCell({ settings, onFresh }: WallPanelProps<"key-figures">) {
  const loaded = usePhase().is !== "loading";
  useEffect(() => {
    if (loaded) onFresh({ asOf: undefined, stale: false });
  }, [loaded, onFresh]);
  return <KeyFigures thingIds={settings.thingIds} />;
}
