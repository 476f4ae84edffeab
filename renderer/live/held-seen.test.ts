import { expect, test } from "vitest";
import { AreaId, DatastreamId, ObservedPropertyId, SensorId, ThingId } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import { alarmOf } from "../../test/kit/alarms.ts";
import { createHandRoom } from "../../test/kit/twin-page/hand-room.ts";
import { holdable } from "./held-seen.ts";

const thing = (id: string): Thing => ({ id: ThingId.parse(id), name: id, description: "", position: [107.5, 16.4], area: AreaId.parse("a"), kind: "river-gauge" });
const stream = (series: number): Datastream => ({ id: DatastreamId.parse(`d${series}`), series, thingId: ThingId.parse("a"), observedPropertyId: ObservedPropertyId.parse("p"), sensorId: SensorId.parse("s"), name: "n", unit: "m", decimals: 2, period: 10, staleAfter: 60, levels: [] });

function held() {
  const room = createHandRoom(1000);
  const seen = holdable(room);
  const told: string[] = [];
  for (const what of ["records", "alarms", "time"] as const) seen.subscribe(what, () => void told.push(what));
  seen.subscribeValues((series) => void told.push(`values ${series?.join() ?? "all"}`));
  const fill = (): void => {
    room.set([thing("a")], [stream(0)]);
    room.tell(undefined, () => 1, 900);
    room.raise([alarmOf({ thing: "a" })]);
  };
  const sight = () => [seen.at(), seen.value(0)?.v, seen.values().v[0], seen.alarms().size, seen.book().size, seen.records().things.size];
  return { room, seen, told, fill, sight };
}

test("held, a room stays at its moment, clock, values, alarms and records, and nobody is told of what comes", () => {
  const { room, seen, told, fill, sight } = held();
  fill();
  seen.hold(true);
  told.length = 0;
  room.now = 5000;
  room.tell([0], () => 9, 4900);
  room.raise([]);
  room.set([thing("a"), thing("b")], [stream(0)]);
  expect(sight()).toEqual([1000, 1, 1, 1, 1, 1]);
  expect(told).toEqual([]);
  seen.hold(false);
  expect(told).toEqual(["values all", "records", "alarms", "time"]);
  expect(sight()).toEqual([5000, undefined, 0, 0, 0, 2]); // `set` began the values anew
});

test("columns written into go on being other columns than those kept", () => {
  const { room, seen, fill } = held();
  fill();
  seen.hold(true);
  room.values().v[0] = 7;
  expect(seen.values().v[0]).toBe(1);
  seen.hold(false);
  expect(seen.values().v[0]).toBe(7);
});

test("held before anything came, it keeps the first that comes", () => {
  const { room, seen, told, fill, sight } = held();
  seen.hold(true);
  fill();
  expect(told).toContain("values all");
  room.tell([0], () => 9, 950);
  expect(sight().slice(0, 3)).toEqual([1000, 1, 1]);
});

test("not held, it is the room itself", () => {
  const { room, told, fill, sight } = held();
  fill();
  told.length = 0;
  room.tell([0], () => 2, 950);
  expect([...sight(), told]).toEqual([1000, 2, 2, 1, 1, 1, ["values 0"]]);
});
