import type { Alarm } from "#contract/alarm";
import type { Rule } from "#contract/rule";
import type { Datastream } from "#contract/things";

/** On whose authority it is an alarm: the level's own, where the rule takes a named level of each station, else the rule's. "": nobody's. */
export function authorityOf(alarm: Alarm, rule: Rule | undefined, datastreams: ReadonlyMap<string, Datastream>): string {
  const name = levelOf(rule?.params);
  const levels = name === undefined ? [] : alarm.inputs.flatMap(({ datastreamId }) => datastreams.get(datastreamId)?.levels ?? []);
  const level = levels.find((each) => each.name === name);
  return level === undefined || level.authority === "" ? (rule?.authority ?? "") : level.authority;
}

/** The named level that a rule's parameters set as their limit. */
function levelOf(params: unknown): string | undefined {
  if (typeof params !== "object" || params === null || !("setpoint" in params)) return undefined;
  const { setpoint } = params;
  return typeof setpoint === "object" && setpoint !== null && "level" in setpoint && typeof setpoint.level === "string" ? setpoint.level : undefined;
}
