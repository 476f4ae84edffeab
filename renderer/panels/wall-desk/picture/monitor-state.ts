import type { Instant } from "#contract/ids";
import type { Monitor } from "#contract/wall";
import { isLost, refuge, type WallShown } from "#contract/wall-view";
import { missingCause, type MissingCause } from "../../../live/missing-monitors.ts";

/** How a monitor stands: shown by its screen, gone a moment ago, lost (and where its cells are), on the safe page, or never shown. */
export type MonitorState = { is: "online" } | { is: "waiting" } | { is: "never" } | { is: "lost"; to: number | undefined; since: Instant; cause: MissingCause } | { is: "aside"; since: Instant };

export function monitorState(wall: WallShown, monitor: Monitor, now: Instant): MonitorState {
  const last = wall.attendances.get(monitor.id);
  if (last === undefined) return { is: "never" };
  if (last.leftAt === undefined) return { is: "online" };
  if (last.leftCause === "page-failed") return { is: "aside", since: last.leftAt };
  return isLost(wall, monitor, now) ? { is: "lost", to: refuge(wall, monitor, now)?.number, since: last.leftAt, cause: missingCause(wall, last) } : { is: "waiting" };
}

/** Browser windows of the wall cannot be photographed: only shells send small pictures. */
export function sendsPictures(wall: WallShown, monitor: Monitor): boolean {
  const last = wall.attendances.get(monitor.id);
  return last !== undefined && last.leftAt === undefined && !last.screen.key.startsWith("web:");
}
