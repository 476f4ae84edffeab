import type { Alarm } from "./alarm.ts";
import { permits, step, type AlarmEvent } from "./alarm-step.ts";
import type { FactBody, NewFact } from "./fact.ts";
import type { Rule } from "./rule.ts";

type AlarmFactKind = Extract<FactBody["kind"], `alarm:${string}`>;
/** A fact about one alarm. */
export type AlarmFact = Extract<NewFact, { kind: AlarmFactKind }>;

/** What a fold needs to know of the alarm's rule; undefined: the rule is gone. */
export type AlarmRule = Pick<Rule, "latched" | "reAlarm"> | undefined;

/**
 * The alarm after the fact: a new object, or the same one when the fact does not apply. Backend and windows both fold with this.
 * @returns undefined when there is no such alarm, or none any more
 */
export function foldAlarm(alarm: Alarm | undefined, fact: AlarmFact, rule: AlarmRule): Alarm | undefined {
  if (fact.kind === "alarm:raised") return arrange(fact.alarm);
  if (alarm === undefined) return undefined;
  switch (fact.kind) {
    case "alarm:acknowledged": {
      const reAlarmAt = alarm.inAlarm && rule?.reAlarm !== undefined ? fact.at + Math.round(rule.reAlarm * 1000) : undefined;
      return move(alarm, "acknowledge", fact.at, rule, { ackedAt: fact.at, ackedBy: fact.by, reAlarmAt });
    }
    case "alarm:cleared":
      if (fact.cause === "rule-removed") return undefined;
      return move(alarm, "clear", fact.at, rule, { inAlarm: false, clearedAt: fact.at, escalateAt: undefined, reAlarmAt: undefined, inputs: fact.inputs ?? alarm.inputs });
    case "alarm:escalated":
      return move(alarm, "escalate", fact.at, rule, { priority: fact.priority, escalateAt: fact.next, reAlarmAt: undefined });
    case "alarm:re-alarmed":
      return move(alarm, "re-alarm", fact.at, rule, { reAlarmAt: undefined });
    case "alarm:reset":
      return move(alarm, "reset", fact.at, rule, { latch: undefined });
    case "alarm:shelved":
      return move(alarm, "shelve", fact.at, rule, {
        shelved: { by: fact.by, at: fact.at, until: fact.until, reason: fact.reason, oneShot: fact.oneShot },
        reAlarmAt: undefined,
      });
    case "alarm:unshelved":
      return move(alarm, "unshelve", fact.at, rule, { shelved: undefined });
    case "alarm:suppressed":
      return move(alarm, "suppress", fact.at, rule, { suppressedBy: fact.byAlarm, reAlarmAt: undefined });
    case "alarm:unsuppressed":
      return move(alarm, "unsuppress", fact.at, rule, { suppressedBy: undefined });
    case "alarm:out-of-service":
      return move(alarm, "remove-from-service", fact.at, rule, { outOfService: { by: fact.by, at: fact.at, reason: fact.reason }, reAlarmAt: undefined });
    case "alarm:returned-to-service":
      return move(alarm, "return-to-service", fact.at, rule, { outOfService: undefined });
  }
}

function move(alarm: Alarm, event: AlarmEvent, at: number, rule: AlarmRule, change: Partial<Alarm>): Alarm {
  if (!permits(alarm.state, event)) return alarm;
  const after = { ...alarm, ...change, changedAt: at };
  after.state = step(alarm.state, event, {
    latched: rule?.latched === true,
    inAlarm: after.inAlarm,
    latch: after.latch === true,
    shelved: after.shelved !== undefined,
    suppressed: after.suppressedBy !== undefined,
    outOfService: after.outOfService !== undefined,
  });
  return arrange(after);
}

/** The same alarm with its keys in the schema's order and none undefined, so that equal alarms are equal bytes (invariant 3). */
export function arrange(a: Alarm): Alarm {
  return {
    id: a.id, ruleId: a.ruleId, ruleVersion: a.ruleVersion, thingId: a.thingId, area: a.area, position: a.position,
    priority: a.priority, state: a.state, inAlarm: a.inAlarm,
    ...(a.latch === undefined ? undefined : { latch: a.latch }),
    raisedAt: a.raisedAt,
    ...(a.clearedAt === undefined ? undefined : { clearedAt: a.clearedAt }),
    changedAt: a.changedAt,
    ...(a.ackedAt === undefined ? undefined : { ackedAt: a.ackedAt }),
    ...(a.ackedBy === undefined ? undefined : { ackedBy: a.ackedBy }),
    message: a.message, messageEn: a.messageEn, inputs: a.inputs, conditions: a.conditions, occurrences: a.occurrences,
    ...(a.shelved === undefined ? undefined : { shelved: a.shelved }),
    ...(a.suppressedBy === undefined ? undefined : { suppressedBy: a.suppressedBy }),
    ...(a.outOfService === undefined ? undefined : { outOfService: a.outOfService }),
    ...(a.escalateAt === undefined ? undefined : { escalateAt: a.escalateAt }),
    ...(a.reAlarmAt === undefined ? undefined : { reAlarmAt: a.reAlarmAt }),
    ...(a.forecast === undefined ? undefined : { forecast: a.forecast }),
    cause: a.cause,
  };
}
