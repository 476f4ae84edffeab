import { PRIORITIES, type Alarm } from "./alarm.ts";
import type { AreaId } from "./ids.ts";

/** Alarms of one cause, in one area or across areas, shown as one line that opens. */
export interface QueueGroup {
  cause: string;
  /** undefined: members from several areas, none of which has enough for a group of its own. */
  area?: AreaId;
  /** Every one of them, in the queue's order: folded is never lost. */
  members: Alarm[];
}

/** Fewer alarms than this are shown singly. */
export const FOLD_AT_LEAST = 3;

/**
 * Folds a flooded queue by cause and area; what is left of a cause is folded across areas, for a storm raises one alarm in
 * every ward. The highest priority is never folded; every other alarm is either a line of its own or a member of exactly
 * one group. A group stands where its first alarm stood.
 *
 * @param alarms in the queue's order
 * @param least members that make a group
 */
export function foldQueue(alarms: readonly Alarm[], least = FOLD_AT_LEAST): (Alarm | QueueGroup)[] {
  const folding = alarms.filter((alarm) => alarm.priority !== PRIORITIES[0]);
  const here = sizesOf(folding, placeOf);
  const local = (alarm: Alarm): boolean => (here.get(placeOf(alarm)) ?? 0) >= least;
  const anywhere = sizesOf(folding.filter((alarm) => !local(alarm)), (alarm) => alarm.cause);

  const groups = new Map<string, QueueGroup>();
  const lines: (Alarm | QueueGroup)[] = [];
  for (const alarm of alarms) {
    const [singly, inArea] = [alarm.priority === PRIORITIES[0], local(alarm)];
    if (singly || (!inArea && (anywhere.get(alarm.cause) ?? 0) < least)) {
      lines.push(alarm);
      continue;
    }
    // A space first: no area is called "".
    const key = inArea ? placeOf(alarm) : ` ${alarm.cause}`;
    const group = groups.get(key);
    if (group !== undefined) {
      group.members.push(alarm);
      continue;
    }
    const begun: QueueGroup = inArea ? { cause: alarm.cause, area: alarm.area, members: [alarm] } : { cause: alarm.cause, members: [alarm] };
    groups.set(key, begun);
    lines.push(begun);
  }
  return lines;
}

function sizesOf(alarms: readonly Alarm[], keyOf: (alarm: Alarm) => string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const alarm of alarms) sizes.set(keyOf(alarm), (sizes.get(keyOf(alarm)) ?? 0) + 1);
  return sizes;
}

/** Area first: an area's id holds no space, so the seam is in one place only. */
function placeOf(alarm: Alarm): string {
  return `${alarm.area} ${alarm.cause}`;
}
