import { PRIORITIES, type Alarm, type Priority } from "#contract/alarm";
import { byUrgency, isAnnunciated } from "../../../live/alarm-order.ts";

/** One kind of station within the lasso: how many, and how many of them have an alarm of which priority (its most urgent). */
export interface KindInside {
  kind: string;
  n: number;
  alarms: Readonly<Record<Priority, number>>;
}

/** What lies inside: by kind, most alarmed first, and the annunciated alarms in the queue's order. */
export function insideOf(ids: readonly string[], kindOf: (id: string) => string | undefined, alarms: Iterable<Alarm>): { kinds: KindInside[]; alarms: Alarm[] } {
  const inside = new Set(ids);
  const rung = [...alarms].filter(({ thingId, state }) => inside.has(thingId) && isAnnunciated(state)).sort(byUrgency);
  const worst = new Map<string, Priority>();
  for (const { thingId, priority } of rung) if (!worst.has(thingId)) worst.set(thingId, priority);
  const kinds = new Map<string, { kind: string; n: number; alarms: Record<Priority, number> }>();
  for (const id of inside) {
    const kind = kindOf(id);
    if (kind === undefined) continue;
    const group = kinds.get(kind) ?? { kind, n: 0, alarms: { emergency: 0, high: 0, medium: 0, routine: 0 } };
    kinds.set(kind, group);
    group.n += 1;
    const priority = worst.get(id);
    if (priority !== undefined) group.alarms[priority] += 1;
  }
  const order = (a: KindInside, b: KindInside): number => {
    for (const priority of PRIORITIES) if (a.alarms[priority] !== b.alarms[priority]) return b.alarms[priority] - a.alarms[priority];
    return b.n - a.n || (a.kind < b.kind ? -1 : 1);
  };
  return { kinds: [...kinds.values()].sort(order), alarms: rung };
}
