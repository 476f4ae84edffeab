import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { Mark } from "../../design/chart/trend-model.ts";

const MARKS: Partial<Record<Fact["kind"], Mark["kind"]>> = {
  "alarm:raised": "raised", "alarm:cleared": "cleared", "alarm:acknowledged": "acknowledged", "alarm:escalated": "raised", "alarm:re-alarmed": "raised",
};

/** When it was raised, cleared and acknowledged, oldest first. The alarm's own instants stand in until its history is there. */
export function marksOf(alarm: Alarm, facts: readonly Fact[]): Mark[] {
  const marks = facts.flatMap((fact): Mark[] => {
    const kind = MARKS[fact.kind];
    return kind === undefined ? [] : [{ at: fact.at, kind, label: fact.kind }];
  });
  if (marks.length > 0) return marks.sort((a, b) => a.at - b.at);
  const own: Mark[] = [{ at: alarm.raisedAt, kind: "raised", label: "alarm:raised" }];
  if (alarm.ackedAt !== undefined) own.push({ at: alarm.ackedAt, kind: "acknowledged", label: "alarm:acknowledged" });
  if (alarm.clearedAt !== undefined) own.push({ at: alarm.clearedAt, kind: "cleared", label: "alarm:cleared" });
  return own.sort((a, b) => a.at - b.at);
}
