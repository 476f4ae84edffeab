import { byNow } from "../../live/alarm-order.ts";
import { seen } from "../../live/seen.ts";

/** The most urgent open alarm of a station, one that happens before one that is over, at the moment it is clicked. */
export function worstAlarmOf(thingId: string): string | undefined {
  let worst;
  for (const alarm of seen.alarms().values()) {
    if (alarm.thingId === thingId && (worst === undefined || byNow(alarm, worst) < 0)) worst = alarm;
  }
  return worst?.id;
}
