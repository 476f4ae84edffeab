import type { Instant } from "#contract/ids";
import type { Monitor } from "#contract/wall";
import { isLost, refuge, type WallShown } from "#contract/wall-view";

/** How a monitor stands: shown by its screen, gone a moment ago, lost (and where its cells are), or never shown. */
export type MonitorState = { is: "online" } | { is: "waiting" } | { is: "never" } | { is: "lost"; to: number | undefined };

export function monitorState(wall: WallShown, monitor: Monitor, now: Instant): MonitorState {
  const last = wall.attendances.get(monitor.id);
  if (last === undefined) return { is: "never" };
  if (last.leftAt === undefined) return { is: "online" };
  return isLost(wall, monitor, now) ? { is: "lost", to: refuge(wall, monitor, now)?.number } : { is: "waiting" };
}

/** Browser windows of the wall cannot be photographed: only shells send small pictures. */
export function sendsPictures(wall: WallShown, monitor: Monitor): boolean {
  const last = wall.attendances.get(monitor.id);
  return last !== undefined && last.leftAt === undefined && !last.screen.key.startsWith("web:");
}
