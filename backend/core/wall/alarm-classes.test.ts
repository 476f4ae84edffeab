import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alarm } from "#contract/alarm";
import { AreaId, RuleId } from "#contract/ids";
import type { Binding } from "#contract/wall";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { bindingOf, GRADES } from "../../../test/kit/wall-world.ts";
import { openAlarmClasses } from "./alarm-classes.ts";

const RULES = ["r0", "r1", "r2"];
const AREAS = ["a0", "a1"];
const conditions = fc.record({ enabled: fc.boolean(), priorities: fc.subarray([...GRADES]), ruleIds: fc.subarray(RULES), areas: fc.subarray(AREAS) });
const some = <T>(all: readonly T[]) => fc.constantFrom(...all);
const step = fc.oneof(
  fc.record({ alarm: fc.integer({ min: 0, max: 5 }), state: some(["unack", "ack", "rtn-unack", "shelved", "gone"] as const), priority: some(GRADES), area: some(AREAS) }),
  fc.record({ binding: fc.integer({ min: 0, max: 3 }), conditions: fc.option(conditions, { nil: undefined }) }),
);

test("whatever alarms and bindings do: who rings, began and is quiet is what a search through all of them says", () => {
  fc.assert(fc.property(fc.array(conditions, { minLength: 4, maxLength: 4 }), fc.array(step, { maxLength: 60 }), (first, steps) => {
    const bindings = new Map<string, Binding>(first.map((fields, i) => [`b${i}`, bindingOf({ id: `b${i}`, ...fields })]));
    const alarms = new Map<Alarm["id"], Alarm>();
    const classes = openAlarmClasses({ bindings, alarms });
    const isIn = (binding: Binding, alarm: Alarm | undefined): boolean => alarm !== undefined && binding.enabled && ["unack", "ack"].includes(alarm.state)
      && (binding.priorities.length === 0 || binding.priorities.includes(alarm.priority)) && (binding.ruleIds.length === 0 || binding.ruleIds.includes(alarm.ruleId)) && (binding.areas.length === 0 || binding.areas.includes(alarm.area));
    const rings = (binding: Binding): boolean => [...alarms.values()].some((alarm) => isIn(binding, alarm));
    for (const one of steps) {
      if ("binding" in one) {
        const id = `b${one.binding}`;
        if (one.conditions === undefined) bindings.delete(id);
        else bindings.set(id, bindingOf({ id, ...one.conditions }));
        classes.recount(id);
      } else {
        const { id } = alarmOf({ id: `${RULES[one.alarm % 3]}::${one.alarm}` });
        const before = alarms.get(id);
        const rang = new Set([...bindings.values()].filter(rings).map(({ id: name }) => name));
        const after: Alarm | undefined = one.state === "gone" ? undefined : { ...alarmOf({ id }), ruleId: RuleId.parse(RULES[one.alarm % 3]), state: one.state, priority: one.priority, area: AreaId.parse(one.area) };
        if (after === undefined) alarms.delete(id);
        else alarms.set(id, after);
        const change = classes.follow(before, after);
        expect(change.began.map((binding) => binding.id)).toEqual([...bindings.values()].filter((binding) => after?.state === "unack" && isIn(binding, after) && !isIn(binding, before)).map((binding) => binding.id).sort());
        expect(change.quiet.map((binding) => binding.id)).toEqual([...bindings.values()].filter((binding) => rang.has(binding.id) && !rings(binding)).map((binding) => binding.id).sort());
      }
      for (const binding of bindings.values()) expect([binding.id, classes.rings(binding.id)]).toEqual([binding.id, rings(binding)]);
    }
  }));
});
