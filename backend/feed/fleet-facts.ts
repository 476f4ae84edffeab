import type { NewFact } from "#contract/fact";
import { DatastreamId, ObservedPropertyId, SensorId, SourceId, ThingId, type AreaId, type Instant } from "#contract/ids";
import { Datastream, ObservedProperty, Sensor, Thing, type Area } from "#contract/things";
import type { Fleet } from "./drive.ts";
import { metresBetween } from "./network.ts";

/** The source that drives the fleet: its own, so that it can fall silent while the gauges speak. */
export const FLEET = SourceId.parse("feed-fleet");

const SENSOR = SensorId.parse("sensor-vehicle");
const MEASURED = [
  { id: "longitude", name: "Kinh độ", nameEn: "Longitude", unit: "deg", decimals: 5, min: -180, max: 180 },
  { id: "latitude", name: "Vĩ độ", nameEn: "Latitude", unit: "deg", decimals: 5, min: -90, max: 90 },
  { id: "speed", name: "Tốc độ", nameEn: "Speed", unit: "km/h", decimals: 0, min: 0, max: 200 },
  { id: "course", name: "Hướng đi", nameEn: "Course", unit: "deg", decimals: 0, min: 0, max: 360 },
] as const;
/** What drives about, in turn. */
const MAKES = ["Xe buýt", "Xe thu gom rác", "Xe cứu thương", "Xe cảnh sát", "Xe chữa cháy", "Taxi", "Taxi", "Xe tải"] as const;

export const vehicleId = (i: number): ThingId => ThingId.parse(`vehicle-${String(i + 1).padStart(5, "0")}`);

/** What a room knows already, or will by the facts before these. */
export interface Known {
  areas: Iterable<Area>;
  things: ReadonlySet<string>;
  observedProperties: ReadonlySet<string>;
  sensors: ReadonlySet<string>;
  datastreams: ReadonlySet<string>;
  /** First series that is free. */
  series: number;
}

/** The facts that put a fleet into a room which does not know it yet; none for what it knows. A room without areas gets no fleet. */
export function fleetFacts(fleet: Pick<Fleet, "n" | "lon" | "lat">, known: Known, at: Instant): NewFact[] {
  const areas = [...known.areas];
  const facts: NewFact[] = [];
  let { series } = known;
  for (const { id, name, nameEn } of MEASURED) {
    if (!known.observedProperties.has(id)) facts.push({ kind: "observed-property:saved", observedProperty: ObservedProperty.parse({ id, name, nameEn }), at });
  }
  if (!known.sensors.has(SENSOR)) facts.push({ kind: "sensor:saved", sensor: Sensor.parse({ id: SENSOR, name: "Thiết bị giám sát hành trình", description: "Mô phỏng" }), at });
  for (let i = 0; i < fleet.n; i++) {
    const position: [number, number] = [round(fleet.lon[i] ?? 0), round(fleet.lat[i] ?? 0)];
    const area = nearest(areas, position);
    if (area === undefined) return [];
    const id = vehicleId(i);
    const name = `${MAKES[i % MAKES.length] ?? "Xe"} ${String(i + 1).padStart(3, "0")} (mô phỏng)`;
    if (!known.things.has(id)) facts.push({ kind: "thing:saved", thing: Thing.parse({ id, name, position, area, kind: "vehicle" }), at });
    for (const measured of MEASURED) {
      const datastreamId = DatastreamId.parse(`${id}.${measured.id}`);
      if (known.datastreams.has(datastreamId)) continue;
      const datastream = Datastream.parse({
        id: datastreamId, series: series++, thingId: id, observedPropertyId: ObservedPropertyId.parse(measured.id), sensorId: SENSOR, name: `${measured.name} – ${name}`, nameEn: `${measured.nameEn} – ${name}`,
        unit: measured.unit, decimals: measured.decimals, min: measured.min, max: measured.max, period: 1, staleAfter: 30, sourceId: FLEET,
      });
      facts.push({ kind: "datastream:saved", datastream, at });
    }
  }
  return facts;
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

function nearest(areas: readonly Area[], to: readonly [number, number]): AreaId | undefined {
  let best: AreaId | undefined;
  let least = Infinity;
  for (const area of areas) {
    const far = metresBetween([area.position[0], area.position[1]], to);
    if (far < least) [best, least] = [area.id, far];
  }
  return best;
}
