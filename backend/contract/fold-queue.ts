import { PRIORITIES, type Alarm } from "./alarm.ts";
import type { AreaId } from "./ids.ts";

/** Alarms of one cause in one area, shown as one line that opens. */
export interface QueueGroup {
  cause: string;
  area: AreaId;
  /** Every one of them, in the queue's order: folded is never lost. */
  members: Alarm[];
}

/** Fewer alarms of one cause and area than this are shown singly. */
export const FOLD_AT_LEAST = 3;

/**
 * Folds a flooded queue by cause and area. The highest priority is never folded; every other alarm is either a line of its
 * own or a member of exactly one group. A group stands where its first alarm stood.
 *
 * @param alarms in the queue's order
 * @param least members that make a group
 */
export function foldQueue(alarms: readonly Alarm[], least = FOLD_AT_LEAST): (Alarm | QueueGroup)[] {
  const sizes = new Map<string, number>();
  for (const alarm of alarms) {
    if (folds(alarm)) sizes.set(keyOf(alarm), (sizes.get(keyOf(alarm)) ?? 0) + 1);
  }
  const groups = new Map<string, QueueGroup>();
  const lines: (Alarm | QueueGroup)[] = [];
  for (const alarm of alarms) {
    const key = keyOf(alarm);
    if (!folds(alarm) || (sizes.get(key) ?? 0) < least) {
      lines.push(alarm);
      continue;
    }
    const group = groups.get(key);
    if (group !== undefined) {
      group.members.push(alarm);
      continue;
    }
    const begun: QueueGroup = { cause: alarm.cause, area: alarm.area, members: [alarm] };
    groups.set(key, begun);
    lines.push(begun);
  }
  return lines;
}

function folds(alarm: Alarm): boolean {
  return alarm.priority !== PRIORITIES[0];
}

/** Area first: an area's id holds no space, so the seam is in one place only. */
function keyOf(alarm: Alarm): string {
  return `${alarm.area} ${alarm.cause}`;
}
