import { Alarm } from "#contract/alarm";
import { AreaId, DatastreamId, ObservedPropertyId, SensorId, ThingId } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import type { HandRoom } from "./hand-room.ts";
import type { AlarmSpec, Spec } from "./page.ts";

/** Things and datastreams, series numbered from 0. Not parsed: bad positions are what tests are after. */
export function roomOf(specs: readonly Spec[]): { things: Thing[]; datastreams: Datastream[]; values: number[] } {
  const things: Thing[] = [];
  const datastreams: Datastream[] = [];
  const values: number[] = [];
  for (const { id, kind, at, streams } of specs) {
    const thingId = ThingId.parse(id);
    things.push({ id: thingId, name: id, description: "", position: at, area: AreaId.parse("a"), kind });
    for (const { property, v, levels = [] } of streams) {
      const series = values.push(v) - 1;
      datastreams.push({
        id: DatastreamId.parse(`d${series}`), series, thingId, observedPropertyId: ObservedPropertyId.parse(property), sensorId: SensorId.parse("s"), name: property,
        unit: "1", decimals: 1, period: 10, staleAfter: 600, levels: levels.map(([name, value]) => ({ name, value, authority: "" })),
      });
    }
  }
  return { things, datastreams, values };
}

export function alarmOf({ thing, priority, state, at }: AlarmSpec, room: HandRoom): Alarm {
  const now = room.at();
  return Alarm.parse({
    id: `${thing}-${priority}`, ruleId: "r", ruleVersion: 1, thingId: thing, area: "a", position: at ?? room.records().things.get(thing)?.position, priority, state,
    inAlarm: state === "unack" || state === "ack", raisedAt: now, changedAt: now, message: "", messageEn: "", inputs: [], conditions: [], occurrences: 1, cause: "",
  });
}
