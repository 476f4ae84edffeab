import type { NewFact } from "#contract/fact";
import { RuleDraft, type Rule } from "#contract/rule";
import { AccountId, AlarmId } from "#contract/ids";
import { Area, Datastream, ObservedProperty, Thing } from "#contract/things";
import type { WallChange } from "#contract/wall";
import { fold } from "../../backend/core/fold.ts";
import type { Now } from "../../backend/core/now.ts";
import { emptyState, type RoomState } from "../../backend/core/state.ts";
import { openWorld, type World } from "../../backend/core/world.ts";

export const START = 1_700_000_000_000;
export const OPERATOR = AccountId.parse("op");

/** A rule from what a test cares about; the rest is a threshold at 3.5 on "level-0" in trial dress. */
export function rule(fields: Record<string, unknown> = {}): Rule {
  const draft = RuleDraft.parse({
    id: "high", name: "Mực nước cao", kind: "threshold", priority: "high",
    params: { on: { datastreamId: "level-0" }, side: "above", setpoint: 3.5 },
    message: "{thing}: {property} {value} {unit} vượt {setpoint}", messageEn: "{thing}: {property} {value} {unit} above {setpoint}",
    ...fields,
  });
  return { ...draft, version: typeof fields["version"] === "number" ? fields["version"] : 1 };
}

/** The catalogue of the hand-made city: stations 0…n-1, each with a water level "level-i" (series i) and rain "rain-i" (series n+i). */
export function catalogue(stations: number, period = 60): NewFact[] {
  const at = START;
  const facts: NewFact[] = [
    { kind: "area:saved", at, area: Area.parse({ id: "a1", name: "Phường Một", position: [107.6, 16.46] }) },
    { kind: "observed-property:saved", at, observedProperty: ObservedProperty.parse({ id: "level", name: "Mực nước", nameEn: "Water level" }) },
    { kind: "observed-property:saved", at, observedProperty: ObservedProperty.parse({ id: "rain", name: "Lượng mưa", nameEn: "Rain" }) },
  ];
  for (let i = 0; i < stations; i++) {
    facts.push({ kind: "thing:saved", at, thing: Thing.parse({ id: `t${i}`, name: `Trạm ${i}`, nameEn: `Station ${i}`, position: [107.6, 16.46], area: "a1", kind: "river-gauge" }) });
    const stream = { thingId: `t${i}`, sensorId: "s", period, staleAfter: period * 15 };
    facts.push({ kind: "datastream:saved", at, datastream: Datastream.parse({ ...stream, id: `level-${i}`, series: i, observedPropertyId: "level", name: "Mực nước", unit: "m", levels: [{ name: "BĐ I", value: 1 }, { name: "BĐ II", value: 2 }, { name: "BĐ III", value: 3.5 }] }) });
    facts.push({ kind: "datastream:saved", at, datastream: Datastream.parse({ ...stream, id: `rain-${i}`, series: stations + i, observedPropertyId: "rain", name: "Lượng mưa", unit: "mm", decimals: 1 }) });
  }
  return facts;
}

/** A world in a test's hand: its clock moves when told, its readings are named. */
export interface HandWorld {
  world: World;
  state: RoomState;
  now: Now;
  /** All facts so far, those put in and those that followed, in the order folded. */
  facts: NewFact[];
  /** One reading, 1 ms after whatever came before; or measured at `t`. Does not tick. */
  observe(datastreamId: string, v: number, more?: { t?: number; q?: number }): NewFact[];
  /** Both clocks go on by ms, and the world ticks. */
  pass(ms: number): NewFact[];
  /** The wall clock alone is set forward or back, and the world ticks. */
  jump(ms: number): NewFact[];
  apply(...facts: NewFact[]): NewFact[];
  alarm(id: string): ReturnType<RoomState["alarms"]["get"]>;
  /** A new world over what the facts so far add up to, as after a kill: rules' memory gone. */
  restart(): HandWorld;
}

/** @param past facts already journalled */
export function handWorld(past: readonly NewFact[], now: Now = { wall: START, steady: 1_000_000 }): HandWorld {
  const state = emptyState();
  for (const fact of past) fold(state, fact);
  const facts = [...past];
  // The facts so far are the journal: a fact's seq is its place in them.
  const world = openWorld(state, { nextSeq: () => facts.length + 1, cutOf: (seq) => cutIn(facts, seq) });
  const kept = (more: NewFact[]): NewFact[] => {
    facts.push(...more);
    return more;
  };
  const room: HandWorld = {
    world,
    state,
    now: { ...now },
    facts,
    observe(datastreamId, v, more = {}) {
      room.now = { wall: room.now.wall + 1, steady: room.now.steady + 1 };
      const { series } = state.datastreams.get(datastreamId)!;
      const batch = { series: Uint32Array.of(series), t: Float64Array.of(more.t ?? room.now.wall), v: Float64Array.of(v), q: Uint8Array.of(more.q ?? 0), n: 1 };
      return kept(world.observe(batch, room.now));
    },
    pass(ms) {
      room.now = { wall: room.now.wall + ms, steady: room.now.steady + ms };
      return kept(world.tick(room.now));
    },
    jump(ms) {
      room.now = { wall: room.now.wall + ms, steady: room.now.steady };
      return kept(world.tick(room.now));
    },
    apply(...news) {
      facts.push(...news);
      return kept(world.apply(news, room.now));
    },
    alarm: (id) => state.alarms.get(AlarmId.parse(id)),
    restart: () => handWorld(facts, room.now),
  };
  return room;
}

function cutIn(facts: readonly NewFact[], seq: number): readonly WallChange[] | undefined {
  for (const fact of facts) if (fact.kind === "wall:edited" && fact.deed === "cut" && fact.changes.some((change) => change.part === "settings" && change.after.back?.seq === seq)) return fact.changes;
  return undefined;
}

/** A settled world of `stations` with these rules. */
export function openHandWorld(options: { rules?: Rule[]; stations?: number; period?: number } = {}): HandWorld {
  const rules = (options.rules ?? []).map((saved): NewFact => ({ kind: "rule:saved", at: START, rule: saved }));
  const room = handWorld([...catalogue(options.stations ?? 3, options.period), ...rules]);
  room.facts.push(...room.world.settle(room.now));
  return room;
}
