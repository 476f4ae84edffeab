import type { Network } from "#contract/city";
import type { NewFact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { ok, type Result } from "#contract/result";
import type { Thing } from "#contract/things";
import type { RoomState } from "../core/state.ts";
import { openFleet } from "./drive.ts";
import { fleetFacts } from "./fleet-facts.ts";
import { lanesOf, readNetwork } from "./network.ts";
import type { RoadStation } from "./roads.ts";

/** What the feed needs to drive a fleet, and the facts that make the room know it. */
export interface FleetPlan {
  vehicles: number;
  network: Network;
  stations: RoadStation[];
  facts: NewFact[];
}

interface Options {
  /** The city pack's. */
  folder: string;
  vehicles: number;
  /** The room as loaded, and what will be added to it before anything else. */
  state: Pick<RoomState, "areas" | "things" | "observedProperties" | "sensors" | "datastreams">;
  opening: readonly NewFact[];
  at: Instant;
}

/** Plans a fleet for a pack's streets. @returns undefined where the pack has no streets or no vehicle is wanted; in words why its network cannot be used */
export function planFleet({ folder, vehicles, state, opening, at }: Options): Result<FleetPlan | undefined, string> {
  if (vehicles === 0) return ok(undefined);
  const read = readNetwork(folder);
  if (!read.ok) return read;
  const network = read.value;
  const lanes = network === undefined ? [] : lanesOf(network);
  if (network === undefined || lanes.length === 0) return ok(undefined);
  const areas = new Map(state.areas);
  const things = new Map<string, Thing>(state.things);
  const known = { observedProperties: new Set<string>(state.observedProperties.keys()), sensors: new Set<string>(state.sensors.keys()), datastreams: new Set<string>(state.datastreams.keys()) };
  let series = 0;
  for (const datastream of state.datastreams.values()) series = Math.max(series, datastream.series + 1);
  for (const fact of opening) {
    if (fact.kind === "area:saved") areas.set(fact.area.id, fact.area);
    else if (fact.kind === "thing:saved") things.set(fact.thing.id, fact.thing);
    else if (fact.kind === "observed-property:saved") known.observedProperties.add(fact.observedProperty.id);
    else if (fact.kind === "sensor:saved") known.sensors.add(fact.sensor.id);
    else if (fact.kind === "datastream:saved") {
      known.datastreams.add(fact.datastream.id);
      series = Math.max(series, fact.datastream.series + 1);
    }
  }
  const fleet = openFleet(lanes, vehicles, { speed: (_lane, free) => free, closed: () => false });
  const facts = fleetFacts(fleet, { areas: areas.values(), things: new Set(things.keys()), ...known, series }, at);
  const stations: RoadStation[] = [];
  for (const { id, kind, position } of things.values()) {
    if (kind === "street-gauge") stations.push({ ds: `${id}.street-depth`, is: "depth", at: [position[0], position[1]] });
    else if (kind === "traffic-counter") stations.push({ ds: `${id}.traffic-speed`, is: "speed", at: [position[0], position[1]] });
  }
  return ok({ vehicles, network, stations, facts });
}
