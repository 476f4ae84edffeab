import { useEffect, useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import { byUrgency, isAnnunciated } from "../../live/alarm-order.ts";
import type { ViewSpec } from "../../live/alarm-view.ts";
import { usePhase } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { AlarmBoard } from "./alarm-board.tsx";

/** The alarm board in a cell of the wall, of all priorities and areas or of those its settings name. */
export function AlarmBoardCell({ settings, onFresh }: WallPanelProps<"alarm-board">) {
  const { priorities, areas } = settings;
  const spec = useMemo<ViewSpec>(() => {
    const wanted = ({ state, priority, area }: Alarm): boolean => isAnnunciated(state) && (priorities.length === 0 || priorities.includes(priority)) && (areas.length === 0 || areas.includes(area));
    return { accept: wanted, compare: byUrgency };
  }, [priorities, areas]);
  const loaded = usePhase().is !== "loading";
  useEffect(() => {
    // The board is as old as the link, which the window's frame tells.
    if (loaded) onFresh({ asOf: undefined, stale: false });
  }, [loaded, onFresh]);
  return <AlarmBoard spec={spec} />;
}
