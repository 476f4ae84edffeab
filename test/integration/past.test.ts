import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { PastRoom, PastSpan } from "#contract/past";
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

const publish = (result: number) => mosquittoPub({ port: backend.mqttPort, user: "tram-do", secret, topic: "v1.1/Datastreams(kim-long.water-level)/Observations", message: JSON.stringify({ result }) });
const roomAt = async (at: number) => PastRoom.parse(valueOf(await request(backend, cookie, "past:at", { at })));

test("looking back to before and after a reading, its alarm and its acknowledgement shows each as it was, also after kill -9 (invariants 3 and 7)", async () => {
  const window = await openWindow(backend, cookie);
  const { datastreams } = valueOf(await window.ask("snapshot:get", {}));
  const level = datastreams.find((stream) => stream.id === "kim-long.water-level")!.series;
  const about = (kind: Fact["kind"]) => window.facts.find((fact) => fact.kind === kind && (fact.kind === "alarm:raised" ? fact.alarm.ruleId === "river-bd3" : "alarmId" in fact && String(fact.alarmId).includes("river-bd3")));
  await publish(2.1);
  await until(async () => valueOf(await request(backend, cookie, "past:at", { at: Date.now() })).series.includes(level));
  const calm = Date.now();
  await until(() => Date.now() > calm + 5);
  await publish(3.7);
  await until(() => about("alarm:raised") !== undefined);
  const raised = about("alarm:raised")!;
  if (raised.kind !== "alarm:raised") throw new Error("no alarm");
  await until(() => Date.now() > raised.at + 5);
  valueOf(await window.ask("alarm:acknowledge", { alarmIds: [raised.alarm.id] }));
  await until(() => about("alarm:acknowledged") !== undefined);
  const acknowledged = about("alarm:acknowledged")!;
  await until(() => Date.now() > acknowledged.at);
  window.close();

  for (const again of ["running", "after kill -9"]) {
    if (again !== "running") {
      await backend.kill();
      backend = await startBackend({ folder: backend.folder });
      cookie = await administrator(backend);
    }
    const before = await roomAt(calm);
    expect(before.alarms.filter((alarm) => alarm.ruleId === "river-bd3"), again).toEqual([]);
    expect(before.v[before.series.indexOf(level)]).toBe(2.1);
    expect(before.t[before.series.indexOf(level)]).toBeLessThanOrEqual(calm);
    const then = await roomAt(acknowledged.at - 1);
    expect(then.alarms.find((alarm) => alarm.id === raised.alarm.id), again).toEqual(raised.alarm);
    expect(then.v[then.series.indexOf(level)]).toBe(3.7);
    const after = await roomAt(acknowledged.at);
    expect(after.alarms.find((alarm) => alarm.id === raised.alarm.id), again).toMatchObject({ state: "ack", ackedBy: "quan-tri", ackedAt: acknowledged.at });
    expect([before.seq, then.seq, after.seq]).toEqual([before.seq, then.seq, after.seq].toSorted((a, b) => a - b));
  }
});

test("an instant to come and one before the first fact answer faults that say so; the span counts what was raised", async () => {
  expect(await request(backend, cookie, "past:at", { at: Date.now() + 3_600_000 })).toEqual({ ok: false, fault: { code: "malformed", path: "at", detail: "in the future" } });
  expect(await request(backend, cookie, "past:at", { at: 5 })).toEqual({ ok: false, fault: { code: "malformed", path: "at", detail: "before the first fact" } });
  const span = PastSpan.parse(valueOf(await request(backend, cookie, "past:span", { parts: 10 })));
  expect(span.first).toBeLessThanOrEqual(span.to);
  expect(span.raised.emergency.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(span.valuesFrom).toBeGreaterThanOrEqual(span.first);
  expect(await roomAt(span.first)).toMatchObject({ alarms: [] });
});

test("invariant 12: who has no right is refused, a malformed question is named", async () => {
  const response = await fetch(`${backend.address}/api/request/past:at`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ at: 5 }) });
  expect(response.status).toBe(401);
  const bad: unknown = await (await fetch(`${backend.address}/api/request/past:at`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address, cookie }, body: JSON.stringify({ at: "hôm qua" }) })).json();
  expect(bad).toMatchObject({ ok: false, fault: { code: "malformed", path: "at" } });
});
