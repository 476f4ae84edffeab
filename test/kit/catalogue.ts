import type { TestBackend } from "./backend.ts";
import { request, valueOf } from "./backend.ts";
import { AreaId, DatastreamId, ObservedPropertyId, RuleId, SensorId, ThingId } from "#contract/ids";

/** Fills a room that began without a city with gauges `g0 … g(n-1)`, one datastream `g0.level` each, and a threshold rule at 2 m. */
export async function addGauges(backend: TestBackend, cookie: string, n: number, options: { onDelay?: number; latched?: boolean } = {}): Promise<void> {
  const property = ObservedPropertyId.parse("water-level");
  const sensor = SensorId.parse("radar");
  valueOf(await request(backend, cookie, "observed-property:save", { observedProperty: { id: property, name: "Mực nước", nameEn: "Water level" } }));
  valueOf(await request(backend, cookie, "sensor:save", { sensor: { id: sensor, name: "Radar" } }));
  for (let i = 0; i < n; i++) {
    const thingId = ThingId.parse(`g${i}`);
    valueOf(await request(backend, cookie, "thing:save", { thing: { id: thingId, name: `Trạm ${i}`, kind: "river-gauge", position: [107.5 + i / 1000, 16.4], area: AreaId.parse("phu-xuan") } }));
    valueOf(
      await request(backend, cookie, "datastream:save", {
        datastream: { id: DatastreamId.parse(`g${i}.level`), thingId, observedPropertyId: property, sensorId: sensor, name: `Mực nước ${i}`, unit: "m", period: 60, staleAfter: 600, min: -5, max: 50, levels: [{ name: "BĐ I", value: 1 }] },
      }),
    );
  }
  valueOf(
    await request(backend, cookie, "rule:save", {
      version: 0,
      rule: {
        id: RuleId.parse("high"), name: "Mực nước cao", kind: "threshold", priority: "emergency", onDelay: options.onDelay ?? 0, latched: options.latched ?? false,
        params: { on: { observedPropertyId: property }, side: "above", setpoint: 2, deadband: 0.1 }, message: "{thing}: {value} {unit} vượt {setpoint}", messageEn: "{thing}: {value} {unit} above {setpoint}",
      },
    }),
  );
}
