import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSource, administrator, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";

let backend: TestBackend;
let cookie: string;
let basic: string;
const SECOND = 1000;
/** Whole seconds, two days back: what is posted now stays behind it. */
const START = Math.floor(Date.now() / SECOND) * SECOND - 2 * 86_400_000;
/** More than the store gives unthinned, in posts of 10,000: one a second. */
const MANY = 45_000;
const time = (i: number): string => new Date(START + i * SECOND).toISOString();
const result = (i: number): number => (i % 300) / 100;

interface Answered {
  value: Record<string, unknown>[];
  "@iot.count"?: number;
  "@iot.nextLink"?: string;
  [name: string]: unknown;
}

async function post(path: string, body: unknown): Promise<{ status: number; location: string | null; body: unknown }> {
  const response = await fetch(`${backend.address}/sta/v1.1/${path}`, { method: "POST", headers: { authorization: basic, "content-type": "application/json" }, body: JSON.stringify(body) });
  return { status: response.status, location: response.headers.get("location"), body: await response.json() };
}
async function get(path: string): Promise<{ status: number; body: Answered }> {
  const response = await fetch(path.startsWith("http") ? path : `${backend.address}/sta/v1.1/${path}`, { headers: { authorization: basic } });
  return { status: response.status, body: await response.json() };
}
async function good(path: string): Promise<Answered> {
  const { status, body } = await get(path);
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
  return body;
}
async function everything(path: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const body = await good(next);
    all.push(...body.value);
    next = body["@iot.nextLink"];
  }
  return all;
}

beforeAll(async () => {
  backend = await startBackend();
  cookie = await administrator(backend);
  basic = `Basic ${Buffer.from(`tram-do:${await addSource(backend, cookie, "tram-do")}`).toString("base64")}`;
  for (let from = 0; from < MANY; from += 9000) {
    const dataArray = Array.from({ length: 9000 }, (_, i) => [time(from + i), result(from + i)]);
    const { status } = await post("CreateObservations", [{ Datastream: { "@iot.id": "kim-long.water-level" }, components: ["phenomenonTime", "result"], dataArray }]);
    if (status !== 201) throw new Error(`the store was not filled: ${status}`);
  }
});
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

test("the address that creating answers with leads to the observation", async () => {
  const made = await post("Datastreams('phu-oc.water-level')/Observations", { result: 1.25, phenomenonTime: time(0) });
  expect(made).toMatchObject({ status: 201, body: { "@iot.id": expect.any(String) } });
  const { body } = await get(`${backend.address}${made.location}`);
  expect(body).toMatchObject({ "@iot.id": `phu-oc.water-level@${START}`, phenomenonTime: time(0), resultTime: null, result: 1.25, resultQuality: "good" });
  expect(await get(String(body["@iot.selfLink"]))).toMatchObject({ status: 200, body });
});

test("K-6.5 a person's session reads too; nobody reads without a right", async () => {
  const read = (headers: Record<string, string>) => fetch(`${backend.address}/sta/v1.1/Things`, { headers }).then(({ status }) => status);
  expect([await read({ cookie }), await read({ authorization: basic }), await read({})]).toEqual([200, 200, 401]);
});

describe("observations", () => {
  const of = "Datastreams('kim-long.water-level')/Observations";
  test("following nextLink gives each of 45,000 exactly once, in order, while more are stored", async () => {
    const first = await good(`${of}?$top=10000&$select=phenomenonTime,result`);
    await post("Datastreams('kim-long.water-level')/Observations", { result: 2, phenomenonTime: time(-5) });
    const rest = await everything(String(first["@iot.nextLink"]));
    expect([...first.value, ...rest]).toEqual(Array.from({ length: MANY }, (_, i) => ({ phenomenonTime: time(i), result: result(i) })));
  });
  test("backwards as well, and counted", async () => {
    const filter = `$filter=phenomenonTime ge ${time(0)} and phenomenonTime lt ${time(25_000)}`;
    const all = await everything(`${of}?${filter}&$top=10000&$orderby=phenomenonTime desc&$select=phenomenonTime`);
    expect(all).toEqual(Array.from({ length: 25_000 }, (_, i) => ({ phenomenonTime: time(24_999 - i) })));
    expect(await good(`${of}?${filter}&$count=true&$top=0`)).toEqual({ "@iot.count": 25_000, value: [] });
  });
  test.each<[string, unknown]>([
    [`$filter=phenomenonTime ge ${time(100)} and phenomenonTime le ${time(102)}&$select=result`, { value: [{ result: 1 }, { result: 1.01 }, { result: 1.02 }] }],
    [`$filter=phenomenonTime lt ${time(900)} and result ge 2.98&$select=result&$count=true&$top=1&$skip=1`, { "@iot.count": 6, value: [{ result: 2.99 }] }],
    [`$filter=phenomenonTime lt ${time(300)} and phenomenonTime ge ${time(0)}&$orderby=result desc,phenomenonTime&$top=2&$select=result`, { value: [{ result: 2.99 }, { result: 2.98 }] }],
    [`$filter=phenomenonTime eq ${time(7)} and Datastream/Thing/id eq 'kim-long' and resultQuality eq 'good'&$expand=Datastream($select=name;$expand=Thing($select=id),ObservedProperty($select=id))&$select=id`, { value: [{ "@iot.id": `kim-long.water-level@${START + 7 * SECOND}`, Datastream: { Thing: { "@iot.id": "kim-long" }, ObservedProperty: { "@iot.id": "water-level" } } }] }],
    [`$filter=phenomenonTime gt now()`, { value: [] }],
  ])("%s", async (query, expected) => expect(await good(`${of}?${query}`)).toMatchObject(expected as object));
});

test("the catalogue: root, filters, orders, expansion with the newest observation, bare values", async () => {
  const root = await good("");
  expect(root.value.map((one) => one["name"])).toEqual(["Things", "Locations", "HistoricalLocations", "Datastreams", "Sensors", "ObservedProperties", "FeaturesOfInterest", "Observations"]);
  for (const { url } of root.value) await good(`${String(url)}?$top=1`);
  const { value } = await good("Things?$filter=id eq 'kim-long'&$expand=Locations($select=location),Datastreams($filter=ObservedProperty/id eq 'water-level';$expand=Observations($top=1;$orderby=phenomenonTime desc;$select=result))");
  expect(value).toMatchObject([{ "@iot.id": "kim-long", Locations: [{ location: { type: "Point" } }], Datastreams: [{ "@iot.id": "kim-long.water-level", unitOfMeasurement: { name: "metre", symbol: "m", definition: "http://unitsofmeasure.org#m" }, Observations: [{ result: result(MANY - 1) }] }] }]);
  const names = (await everything("Datastreams?$orderby=Thing/name desc,id&$top=7&$expand=Thing($select=name)")).map((one) => String(Object(one["Thing"]).name));
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
  expect(names.length).toBe((await good("Datastreams?$count=true&$top=0"))["@iot.count"]);
  const text = await fetch(`${backend.address}/sta/v1.1/Datastreams(kim-long.water-level)/Thing/id/$value`, { headers: { authorization: basic } });
  expect([await text.text(), text.headers.get("content-type")]).toEqual(["kim-long", "text/plain; charset=utf-8"]);
});

test.each<[string, number]>([
  ["Things?$filter=nothing eq 1", 400], ["Things?$filter=", 400], [`Things?$filter=${"(".repeat(2000)}`, 400], ["Things?$expand=Datastreams/Thing/Datastreams/Thing/Datastreams/Thing", 400], ["Things('no')", 404], ["Nothing", 404], ["Things?$top=x", 400],
])("invariant 11: case %# is refused with its reason", async (path, status) => {
  expect(await get(path)).toMatchObject({ status, body: { code: status, type: "error", message: expect.stringMatching(/./) } });
});
