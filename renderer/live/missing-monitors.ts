import type { Instant } from "#contract/ids";
import type { Attendance, Monitor } from "#contract/wall";
import { isLost, type WallShown } from "#contract/wall-view";

/** Why nobody sees a monitor of the wall: its page was put aside, its screen is gone, its whole PC, its window alone, its screen shows another monitor, or it did not come back with the backend. */
export type MissingCause = "aside" | "unplugged" | "pc" | "window" | "moved" | "restarted";

/** Monitors of the wall that went for one reason at one time. */
export interface Missing {
  /** By number. */
  monitors: readonly Monitor[];
  cause: MissingCause;
  /** When the first of them went, ms UTC. */
  since: Instant;
}

/** Losses of one cause so close together are one, ms. */
const TOGETHER = 10_000;

/** What of the wall nobody sees now, oldest first: monitors that are part of it and were shown once. */
export function missingMonitors(wall: WallShown, now: Instant): Missing[] {
  const gone = [...wall.monitors.values()].flatMap((monitor) => {
    const last = wall.attendances.get(monitor.id);
    if (monitor.role !== "wall" || last?.leftAt === undefined) return [];
    const cause = missingCause(wall, last);
    return cause === "aside" || isLost(wall, monitor, now) ? [{ monitor, since: last.leftAt, cause }] : [];
  });
  const groups: { monitors: Monitor[]; cause: MissingCause; since: Instant }[] = [];
  for (const { monitor, cause, since } of gone.sort((a, b) => a.since - b.since)) {
    const same = groups.find((group) => group.cause === cause && since - group.since < TOGETHER);
    if (same === undefined) groups.push({ monitors: [monitor], cause, since });
    else same.monitors.push(monitor);
  }
  for (const { monitors } of groups) monitors.sort((a, b) => a.number - b.number);
  return groups;
}

/** @param last of a monitor that is seen by nobody */
export function missingCause(wall: WallShown, { displayId, leftCause }: Attendance): MissingCause {
  if (leftCause === "page-failed") return "aside";
  if (leftCause === "unplugged" || leftCause === "moved") return leftCause;
  if (leftCause === "backend-restarted") return "restarted";
  const ofPc = [...wall.attendances.values()].filter((one) => one.displayId === displayId && wall.monitors.has(one.monitorId));
  return ofPc.length > 1 && ofPc.every(({ leftAt }) => leftAt !== undefined) ? "pc" : "window";
}
