import { afterAll, beforeAll, expect, test } from "vitest";
import { AlarmId, DatastreamId } from "#contract/ids";
import { addSource, administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { until } from "../kit/until.ts";

let backend: TestBackend;
let cookie: string;
let secret: string;

beforeAll(async () => {
  backend = await startBackend({});
  cookie = await administrator(backend);
  secret = await addSource(backend, cookie, "tram-do");
});
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

const publish = (datastream: string, message: object) => mosquittoPub({ port: backend.mqttPort, user: "tram-do", secret, topic: `v1.1/Datastreams(${datastream})/Observations`, message: JSON.stringify(message) });

test("invariant 1 a sensor's message becomes an alarm on every window; an operator acknowledges it there, and every window and the journal know, also after kill -9", async () => {
  const first = await openWindow(backend, cookie);
  const second = await openWindow(backend, cookie);
  await publish("kim-long.water-level", { result: 3.7 });
  const raised = (window: typeof first) => window.facts.find((fact) => fact.kind === "alarm:raised" && fact.alarm.ruleId === "river-bd3" && fact.alarm.thingId === "kim-long");
  await until(() => raised(first) !== undefined && raised(second) !== undefined);
  const fact = raised(first);
  if (fact?.kind !== "alarm:raised") throw new Error("no alarm");
  expect(fact.alarm).toMatchObject({ state: "unack", priority: "emergency", ruleVersion: 1, message: "Sông Hương tại Kim Long: mực nước 3,70 m, vượt BĐ III (3,50 m)" });
  expect(fact.alarm.inputs).toMatchObject([{ datastreamId: "kim-long.water-level", value: 3.7, unit: "m", quality: "good" }]);
  expect(fact.alarm.conditions[0]?.held).toBe(true);

  expect(valueOf(await first.ask("alarm:acknowledge", { alarmIds: [fact.alarm.id] }))).toMatchObject({ done: 1 });
  await until(() => second.facts.some((other) => other.kind === "alarm:acknowledged" && other.alarmId === fact.alarm.id));
  expect(second.facts.map((other) => other.seq)).toEqual([...second.facts.keys()].map((index) => second.facts[0]!.seq + index));
  first.close();
  second.close();

  await backend.kill();
  backend = await startBackend({ folder: backend.folder });
  cookie = await administrator(backend);
  const { alarms } = valueOf(await request(backend, cookie, "alarm:page", {}));
  expect(alarms.find((alarm) => alarm.id === fact.alarm.id)).toMatchObject({ state: "ack", ackedBy: "quan-tri" });
  const { facts } = valueOf(await request(backend, cookie, "fact:recent", { alarmId: AlarmId.parse(fact.alarm.id) }));
  expect(facts.map((entry) => (typeof entry === "object" && entry !== null && "kind" in entry ? entry["kind"] : ""))).toEqual(["alarm:acknowledged", "alarm:raised"]);
});

test("invariant 9 two identical events 1 ms apart make one alarm", async () => {
  const now = Date.now();
  const at = (ms: number) => new Date(now + ms).toISOString();
  await Promise.all([0, 1].map((ms) => publish("street-dap-da.street-depth", { result: 44, phenomenonTime: at(ms) })));
  const rule = "street-deep";
  await until(async () => valueOf(await request(backend, cookie, "alarm:page", {})).alarms.some((alarm) => alarm.ruleId === rule), 8000);
  const { alarms } = valueOf(await request(backend, cookie, "alarm:page", {}));
  expect(alarms.filter((alarm) => alarm.ruleId === rule)).toMatchObject([{ occurrences: 1 }]);
});

test("invariants 8 and 11: what is refused is counted, kept and shown, with its reason; received = stored + rejected + superseded", async () => {
  await publish("nowhere.level", { result: 1 });
  await publish("kim-long.water-level", { result: 1, parameters: { unit: "Cel" } });
  await publish("kim-long.water-level", { result: 360, parameters: { unit: "cm" }, phenomenonTime: "2999-01-01T00:00:00Z" });
  const twice = { result: 3.6, phenomenonTime: new Date().toISOString() };
  await publish("kim-long.water-level", twice);
  await publish("kim-long.water-level", twice);
  const window = await openWindow(backend, cookie);
  const counters = () => window.statuses.at(-1)?.sources.find((source) => source.sourceId === "tram-do");
  await until(() => (counters()?.superseded ?? 0) >= 1);
  const counted = counters()!;
  expect(counted.byReason).toMatchObject({ "unknown-datastream": 1, "incompatible-unit": 1, future: 1 });
  expect(counted.received).toBe(counted.stored + counted.rejected + counted.superseded);
  const { rejections } = valueOf(await window.ask("source:rejections", {}));
  expect(rejections.map((rejection) => rejection.reason).sort()).toEqual(["future", "incompatible-unit", "unknown-datastream"]);
  window.close();
});

test("H-6.1 a reading over HTTP is stored before the answer, in the datastream's unit, and read back by an independent client", async () => {
  const post = await fetch(`${backend.address}/sta/v1.1/Datastreams(phu-oc.water-level)/Observations`, {
    method: "POST", body: JSON.stringify({ result: 123, parameters: { unit: "cm" } }),
    headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram-do:${secret}`).toString("base64")}` },
  });
  expect(post.status).toBe(201);
  const to = Date.now() + 1000;
  const history = valueOf(await request(backend, cookie, "history:get", { datastreamId: DatastreamId.parse("phu-oc.water-level"), from: to - 600_000, to }));
  expect(history.v).toEqual([1.23]);
});

test("H-12.3 every version of a rule is kept with who changed it and when; a stale edit is refused", async () => {
  const window = await openWindow(backend, cookie);
  const snapshot = valueOf(await window.ask("snapshot:get", {}));
  const { version, ...draft } = snapshot.rules.find((rule) => rule.id === "gust")!;
  const second = valueOf(await window.ask("rule:save", { rule: { ...draft, onDelay: 7 }, version }));
  expect(second.version).toBe(version + 1);
  expect(await window.ask("rule:save", { rule: { ...draft, onDelay: 9 }, version })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  await until(() => window.facts.some((fact) => fact.kind === "rule:saved"));
  const { facts } = valueOf(await window.ask("fact:recent", { kinds: ["rule:saved"], limit: 500 }));
  const versions = facts.filter((fact) => JSON.stringify(fact).includes('"id":"gust"'));
  expect(versions).toMatchObject([{ by: "quan-tri", rule: { version: version + 1, onDelay: 7 } }, { rule: { version } }]);
  window.close();
});
