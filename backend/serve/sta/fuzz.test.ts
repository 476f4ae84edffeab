import fastify from "fastify";
import { expect, test } from "vitest";
import { AreaId } from "#contract/ids";
import { Datastream, Thing } from "#contract/things";
import { systemClock } from "../../clock.ts";
import { emptyState } from "../../core/state.ts";
import { staReadPlugin } from "./plugin.ts";

/** mulberry32: the same addresses on every run. */
function chance(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PIECES = [
  "Things", "Datastreams", "Observations", "Locations", "FeaturesOfInterest", "Sensors", "ObservedProperties", "HistoricalLocations", "Thing", "Datastream", "FeatureOfInterest", "('a')", "(a.level)", "(a.level@5000)", "(", ")", "'", "''", "/", "//", "$value", "$ref", "name", "result", "properties", "unitOfMeasurement", "phenomenonTime", "id", "@iot.id",
  "?", "&", "=", ";", ",", " ", "+", "%20", "%27", "%", "%00", "%E0%A4", "é", "$filter=", "$select=", "$expand=", "$orderby=", "$top=", "$skip=", "$count=true", "$skiptoken=", " eq ", " gt ", " and ", " or ", " not ", " add ", " div ", " mod ", "-", "1", "0", "1e308", "99999999999999999999", "null", "true", "now()", "2026-01-01T00:00:00Z", "length(", "contains(", "round(", "substring(", "date(", "year(", "__proto__", "constructor", "toString", " desc", " asc",
];
const TEMPLATES = ["Things?$filter=", "Observations?$filter=", "Observations?$orderby=", "Datastreams?$expand=", "Things?$expand=Datastreams($filter=", "Datastreams(a.level)/", "Observations?$top=3&$skiptoken=", "Datastreams?$select=", ""];

test("invariant 11: 6,000 random addresses (seed 20261121) are answered, each by 2xx, 400, 404 or 413, never by 500", async () => {
  const state = emptyState();
  state.things.set("a", Thing.parse({ id: "a", name: "Trạm A", position: [107.5, 16.4], area: AreaId.parse("x"), kind: "pump" }));
  state.datastreams.set("a.level", Datastream.parse({ id: "a.level", series: 0, thingId: "a", observedPropertyId: "gone", sensorId: "gone", name: "Mực", unit: "m", period: 1, staleAfter: 9 }));
  const times = Array.from({ length: 50 }, (_, i) => i * 1000);
  const telemetry = {
    history: (_: number, from: number, to: number) => {
      const t = times.filter((at) => at >= from && at <= to);
      return Promise.resolve({ t, v: t.map((at) => at / 7), q: t.map((at) => (at / 1000) % 3), thinned: false });
    },
    latest: () => Promise.resolve({ series: Uint32Array.of(0), t: Float64Array.of(49_000), v: Float64Array.of(7000), q: Uint8Array.of(1) }),
  };
  const app = fastify();
  await app.register(staReadPlugin({ room: { state: () => state }, telemetry, clock: systemClock() }));
  const random = chance(20_261_121);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  const seen = new Map<number, number>();
  for (let i = 0; i < 6000; i++) {
    const url = `/sta/v1.1/${pick(TEMPLATES)}${Array.from({ length: Math.floor(random() * 12) }, () => pick(PIECES)).join("")}`;
    const { statusCode, body } = await app.inject({ method: "GET", url });
    expect([200, 204, 400, 404, 413], `${url} → ${body.slice(0, 200)}`).toContain(statusCode);
    seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1);
  }
  // A fuzz that is always refused at the door proves nothing.
  expect(Math.min(seen.get(200) ?? 0, seen.get(400) ?? 0, seen.get(404) ?? 0)).toBeGreaterThan(100);
  await app.close();
});
