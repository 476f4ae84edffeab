import { useStatus, useWall } from "./hooks.ts";
import { useMay } from "./session.ts";
import { useUnheard } from "./use-unheard.ts";

/** Whether what is sensitive has to be covered: the privacy key is on, was pressed while nothing could be written, or may have been pressed unheard. */
export function usePrivacy(): boolean {
  const { privacy } = useWall().wall;
  const held = useStatus()?.heldPrivacy === true;
  const unheard = useUnheard();
  return privacy || held || unheard;
}

/** Whether a mark that hides something now stays: the privacy key is on, and the one who sits here may not lift it. */
export function useMarksStay(): boolean {
  const mayLift = useMay("wall:privacy-lift");
  return useWall().wall.privacy && !mayLift;
}
