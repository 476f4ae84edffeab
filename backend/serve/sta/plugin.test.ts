import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AreaId } from "#contract/ids";
import { Datastream, ObservedProperty, Sensor, Thing } from "#contract/things";
import { systemClock } from "../../clock.ts";
import { emptyState } from "../../core/state.ts";
import type { TelemetryStore } from "../../ports.ts";
import { staReadPlugin } from "./plugin.ts";
import { LIMITS, type Limits } from "./work.ts";

const START = Date.UTC(2026, 10, 1);
type Point = [t: number, v: number, q: number];

/** A store in memory that thins as the real one does: above `maxPoints` only some of the points come. */
function memoryStore(series: ReadonlyMap<number, readonly Point[]>): Pick<TelemetryStore, "history" | "latest"> & { calls: number; largest: number } {
  const store = {
    calls: 0, largest: 0,
    async history(id: number, from: number, to: number, maxPoints: number) {
      store.calls++;
      await Promise.resolve();
      const all = (series.get(id) ?? []).filter(([t]) => t >= from && t <= to);
      const thinned = all.length > maxPoints;
      const given = thinned ? all.filter((_, i) => i % Math.ceil(all.length / maxPoints) === 0) : all;
      store.largest = Math.max(store.largest, given.length);
      return { t: given.map(([t]) => t), v: given.map(([, v]) => v), q: given.map(([, , q]) => q), thinned };
    },
    async latest() {
      const newest = [...series].flatMap(([id, points]) => points.slice(-1).map((point) => ({ id, point })));
      await Promise.resolve();
      return { series: Uint32Array.from(newest, ({ id }) => id), t: Float64Array.from(newest, ({ point }) => point[0]), v: Float64Array.from(newest, ({ point }) => point[1]), q: Uint8Array.from(newest, ({ point }) => point[2]) };
    },
  };
  return store;
}

/** One point a second, then a burst of 22,000 in 22 s, then silence for a year and three points more. */
const uneven: Point[] = [
  ...Array.from({ length: 12_000 }, (_, i): Point => [START + i * 1000, i % 100, 0]),
  ...Array.from({ length: 22_000 }, (_, i): Point => [START + 30_000_000 + i, 500, 1]),
  ...Array.from({ length: 3 }, (_, i): Point => [START + 31_536_000_000 + i, 900 + i, 2]),
];
const few: Point[] = [[START + 500, -1, 0], [START + 1000, 0, 0], [START + 1500, 1, 0]];
const store = memoryStore(new Map([[0, uneven], [1, few]]));
const state = emptyState();
let app: FastifyInstance;

async function open(limits: Limits = LIMITS): Promise<FastifyInstance> {
  const instance = fastify({ exposeHeadRoutes: true });
  await instance.register(staReadPlugin({ room: { state: () => state }, telemetry: store, clock: systemClock(), limits }));
  return instance;
}
beforeAll(async () => {
  state.things.set("a", Thing.parse({ id: "a", name: "Trạm A", position: [107.5, 16.4], area: AreaId.parse("phu-xuan"), kind: "river-gauge" }));
  state.things.set("b", Thing.parse({ id: "b", name: "Trạm B", position: [107.6, 16.5, 3], area: AreaId.parse("phu-xuan"), kind: "pump" }));
  state.sensors.set("radar", Sensor.parse({ id: "radar", name: "Radar" }));
  state.observedProperties.set("level", ObservedProperty.parse({ id: "level", name: "Mực nước", nameEn: "Water level" }));
  for (const [series, id] of ["a.level", "b.level", "b.empty"].entries()) state.datastreams.set(id, Datastream.parse({ id, series, thingId: id.slice(0, 1), observedPropertyId: "level", sensorId: "radar", name: id, unit: "Cel", period: 1, staleAfter: 60 }));
  app = await open();
});
afterAll(() => app.close());

interface Answered {
  value: { "@iot.id": string; url: string }[];
  "@iot.nextLink"?: string;
  "@iot.count"?: number;
  reason?: string;
}
async function get(path: string, from = app): Promise<{ status: number; body: Answered; text: string }> {
  const response = await from.inject({ method: "GET", url: path.startsWith("http") ? path.replace(/^http:\/\/[^/]+/, "") : `/sta/v1.1/${path}` });
  return { status: response.statusCode, text: response.body, body: response.headers["content-type"]?.toString().startsWith("application/json") ? JSON.parse(response.body) : undefined };
}
const value = async (path: string) => {
  const { status, body } = await get(path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.value;
};
/** Follows nextLink to the end. */
async function everything(path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, body } = await get(next);
    expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
    for (const one of body.value) ids.push(one["@iot.id"]);
    next = body["@iot.nextLink"];
  }
  return ids;
}
const allIds = [...uneven.map(([t]) => `a.level@${t}`), ...few.map(([t]) => `b.level@${t}`)];

describe("observations are read by windows, never thinned", () => {
  test("following nextLink gives each exactly once, in order, over bursts and years of silence", async () => {
    expect(await everything("Datastreams(a.level)/Observations?$top=10000")).toEqual(allIds.slice(0, uneven.length));
    expect(await everything("Datastreams(a.level)/Observations?$top=9000&$orderby=phenomenonTime desc")).toEqual(allIds.slice(0, uneven.length).toReversed());
    expect(await everything("Observations?$top=9999&$select=id")).toEqual(allIds);
  });
  test("all datastreams in the order of time, either way, equal instants by series", async () => {
    const byTime = (sign: number) => allIds.map((id) => ({ id, t: Number(id.split("@")[1]) })).sort((x, y) => sign * (x.t - y.t)).map(({ id }) => id);
    expect(await everything("Observations?$top=10000&$orderby=phenomenonTime")).toEqual(byTime(1));
    expect(await everything("Observations?$top=10000&$orderby=phenomenonTime desc")).toEqual(byTime(-1));
    expect(await everything("FeaturesOfInterest(b)/Observations?$top=2&$orderby=phenomenonTime desc")).toEqual(few.map(([t]) => `b.level@${t}`).toReversed());
  });
  test("the same with a small page over the instants that two series share", async () => {
    const range = `$filter=phenomenonTime le ${new Date(START + 3000).toISOString()}`;
    const ids = await everything(`Observations?${range}&$top=1&$orderby=phenomenonTime&$count=true`);
    expect(ids).toEqual(["a.level@1793491200000", "b.level@1793491200500", "a.level@1793491201000", "b.level@1793491201000", "b.level@1793491201500", "a.level@1793491202000", "a.level@1793491203000"]);
  });
  test("the newest of each datastream costs no question to the store", async () => {
    const before = store.calls;
    const found = await value("Datastreams?$expand=Observations($top=1;$orderby=phenomenonTime desc;$select=result)&$select=id");
    expect(found).toEqual([
      { "@iot.id": "a.level", Observations: [{ result: 902 }], "Observations@iot.nextLink": expect.stringContaining("/sta/v1.1/Datastreams('a.level')/Observations?$top=1&$orderby=phenomenonTime%20desc&$select=result&$skiptoken=") },
      { "@iot.id": "b.level", Observations: [{ result: 1 }], "Observations@iot.nextLink": expect.any(String) }, { "@iot.id": "b.empty", Observations: [] },
    ]);
    expect(store.calls - before).toBeLessThanOrEqual(3);
  });
  test("a time in the filter bounds what is read", async () => {
    store.largest = 0;
    const { body } = await get(`Datastreams(a.level)/Observations?$count=true&$top=1&$filter=phenomenonTime ge ${new Date(START + 5000).toISOString()} and phenomenonTime lt ${new Date(START + 15_000).toISOString()} and result gt 5`);
    expect(body["@iot.count"]).toBe(9);
    expect(store.largest).toBeLessThanOrEqual(10);
  });
  test("count, skip, order by result, filters on result and quality", async () => {
    expect((await get("Datastreams(a.level)/Observations?$count=true&$top=0")).body).toEqual({ "@iot.count": uneven.length, value: [] });
    expect(await value("Datastreams(a.level)/Observations?$orderby=result desc&$top=2&$skip=1&$select=result")).toEqual([{ result: 901 }, { result: 900 }]);
    expect(await value("Observations?$filter=resultQuality eq 'bad'&$select=result,resultQuality&$top=1")).toEqual([{ result: 900, resultQuality: "bad" }]);
    expect(await value("Observations?$filter=Datastream/Thing/name eq 'Trạm B' and result lt 1&$select=result")).toEqual([{ result: -1 }, { result: 0 }]);
    expect(await value("Datastreams(b.level)/Observations?$filter=result mul 2 eq -2&$select=id,result")).toEqual([{ "@iot.id": "b.level@1793491200500", result: -1 }]);
  });
});

describe("entities", () => {
  test("an entity shows its control information, properties and links", async () => {
    expect((await get("Datastreams('a.level')")).body).toEqual({
      "@iot.id": "a.level", "@iot.selfLink": "http://localhost:80/sta/v1.1/Datastreams('a.level')", name: "a.level", description: "a.level, 1 s",
      observationType: "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement", unitOfMeasurement: { name: "degree Celsius", symbol: "°C", definition: "http://unitsofmeasure.org#Cel" },
      properties: { decimals: 2, period: 1, staleAfter: 60, levels: [] },
      ...Object.fromEntries(["Thing", "Sensor", "ObservedProperty", "Observations"].map((link) => [`${link}@iot.navigationLink`, `http://localhost:80/sta/v1.1/Datastreams('a.level')/${link}`])),
    });
    expect((await get("Observations('b.level@1793491201000')")).body).toMatchObject({ "@iot.id": "b.level@1793491201000", phenomenonTime: "2026-11-01T00:00:01.000Z", resultTime: null, result: 0, resultQuality: "good" });
    expect((await get("Things(b)/Locations(b)?$select=location")).body).toEqual({ location: { type: "Point", coordinates: [107.6, 16.5, 3] } });
  });
  test("each link answered can be followed, from the root on", async () => {
    const seen = new Set<string>();
    const todo = (await value("")).map((one) => `${one.url}?$top=2`);
    for (let next = todo.pop(); next !== undefined && seen.size < 150; next = todo.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const { status, text } = await get(next);
      expect([next, status]).toEqual([next, 200]);
      for (const [, link] of text.matchAll(/"[^"]*@iot\.(?:selfLink|navigationLink|nextLink)":"([^"]+)"/g)) if (link !== undefined) todo.push(link);
    }
    expect(seen.size).toBe(150);
  });
  test.each<[string, number, unknown]>([
    ["Datastreams(a.level)/name", 200, { name: "a.level" }], ["Datastreams(a.level)/unitOfMeasurement/symbol", 200, { symbol: "°C" }], ["Things(a)/properties/kind", 200, { kind: "river-gauge" }], ["Things(a)/id", 200, { id: "a" }],
    ["Observations(b.level@1793491201000)/resultTime", 204, undefined], ["Things(a)/properties/nothing", 404, expect.anything()], ["Things(a)/properties/__proto__", 404, expect.anything()], ["Things(a)/name?$top=1", 400, expect.anything()],
    ["Things(a)/Datastreams(b.level)", 404, expect.anything()], ["Things(b)/Datastreams(b.level)/Observations(a.level@1793491200000)", 404, expect.anything()], ["Observations(b.level@1)", 404, expect.anything()], ["Things(nothing)/Datastreams", 404, expect.anything()],
    ["HistoricalLocations", 200, { value: [] }], ["Things(a)/HistoricalLocations?$count=true", 200, { "@iot.count": 0, value: [] }], ["HistoricalLocations(a)", 404, expect.anything()],
    ["Things/$ref", 200, { value: [{ "@iot.selfLink": "http://localhost:80/sta/v1.1/Things('a')" }, { "@iot.selfLink": "http://localhost:80/sta/v1.1/Things('b')" }] }],
    ["Things?$orderby=properties/kind desc,name&$select=id&$top=1", 200, { "@iot.nextLink": "http://localhost:80/sta/v1.1/Things?$orderby=properties%2Fkind%20desc%2Cname&$select=id&$top=1&$skip=1", value: [{ "@iot.id": "a" }] }],
    ["Datastreams(b.level)/Thing?$expand=Datastreams($filter=endswith(id,'empty');$select=name;$count=true)&$select=name", 200, { name: "Trạm B", "Datastreams@iot.count": 1, Datastreams: [{ name: "b.empty" }] }],
  ])("%s answers %i", async (path, status, body) => expect(await get(path)).toMatchObject({ status, body }));
  test("a bare value is text", async () => {
    expect(await get("Things(a)/name/$value")).toMatchObject({ status: 200, text: "Trạm A" });
  });
});

describe("bounds", () => {
  test.each<[keyof Limits, number, string]>([
    ["points", 20_000, "Datastreams(a.level)/Observations?$count=true"], ["steps", 100, "Observations?$filter=result gt 5"], ["entities", 10, "Observations?$top=11"], ["reads", 5, "Datastreams(a.level)/Observations?$count=true"],
  ])("invariant 11: more than the bound on %s of %i is 413", async (bound, limit, path) => {
    const small = await open({ ...LIMITS, [bound]: limit });
    expect(await get(path, small)).toMatchObject({ status: 413, body: { code: 413, type: "error", reason: "too-much", message: expect.stringContaining(String(limit)) } });
    await small.close();
  });
  test("the ninth request at a time is asked to come again", async () => {
    const answers = await Promise.all(Array.from({ length: 9 }, () => get("Observations?$count=true&$top=1")));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 8 }, () => 200), 503]);
  });
  test("a store that fails is 503, and says no more than that", async () => {
    const broken = fastify();
    await broken.register(staReadPlugin({ room: { state: () => state }, telemetry: { ...store, history: () => Promise.reject(new Error("secret path")) }, clock: systemClock() }));
    const { status, body, text } = await get("Observations", broken);
    expect([status, body.reason, text.includes("secret")]).toEqual([503, "unavailable", false]);
    await broken.close();
  });
});
