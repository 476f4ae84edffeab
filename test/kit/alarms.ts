import { Alarm, type AlarmState, type Priority } from "#contract/alarm";

/** What a test wants to be special about an alarm; ids as plain strings. */
export interface AlarmWish {
  id?: string;
  rule?: string;
  thing?: string;
  area?: string;
  priority?: Priority;
  state?: AlarmState;
  inAlarm?: boolean;
  raisedAt?: number;
  message?: string;
  cause?: string;
}

/** A whole alarm through the contract's own parser, so that a test never shows a panel what the backend could not send. */
export function alarmOf(wish: AlarmWish = {}): Alarm {
  const raisedAt = wish.raisedAt ?? 1_800_000_000_000;
  const thing = wish.thing ?? "kim-long";
  const rule = wish.rule ?? "flood";
  return Alarm.parse({
    id: wish.id ?? `${rule}:${thing}`, ruleId: rule, ruleVersion: 1, thingId: thing, area: wish.area ?? "kim-long-ward", position: [107.56, 16.45],
    priority: wish.priority ?? "high", state: wish.state ?? "unack", inAlarm: wish.inAlarm ?? true, raisedAt, changedAt: raisedAt,
    message: wish.message ?? "Mực nước sông Hương vượt báo động II", messageEn: "Huong river above level II",
    inputs: [{ datastreamId: `${thing}.level`, value: 2.5, unit: "m", at: raisedAt, quality: "good" }],
    conditions: [{ text: "Mực nước > 2,0 m", textEn: "Level > 2.0 m", held: true }],
    occurrences: 1, cause: wish.cause ?? "threshold:water-level",
  });
}
