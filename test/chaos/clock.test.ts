import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Fact, FactKind } from "#contract/fact";
import { addSource, administrator, openWindow, removeFolder, startBackend, valueOf } from "../kit/backend.ts";
import { addGauges } from "../kit/catalogue.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { until } from "../kit/until.ts";

const LIBRARY = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map((folder) => `${folder}/faketime/libfaketimeMT.so.1`).find(existsSync);
if (LIBRARY === undefined) console.log("skipped: clock set forward and back (libfaketime is not installed)");

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

test.skipIf(LIBRARY === undefined)("invariant 4 the wall clock set forward and back two hours: a deadline fires once and at once, never again, delays do not notice, and the journal says what happened", async () => {
  const offset = join(mkdtempSync(join(tmpdir(), "kydai-clock-")), "offset");
  const setClock = (hours: number) => writeFileSync(offset, `${hours < 0 ? "-" : "+"}${Math.abs(hours) * 3600}`);
  setClock(0);
  const backend = await startBackend({ env: { LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: offset, FAKETIME_NO_CACHE: "1", DONT_FAKE_MONOTONIC: "1" } });
  folders.push(backend.folder);
  const cookie = await administrator(backend);
  const secret = await addSource(backend, cookie, "tram");
  await addGauges(backend, cookie, 2, { onDelay: 4 });
  const window = await openWindow(backend, cookie);
  const publish = (gauge: number, result: number) => mosquittoPub({ port: backend.mqttPort, user: "tram", secret, topic: `v1.1/Datastreams(g${gauge}.level)/Observations`, message: String(result) });
  const of = (kind: FactKind): Fact[] => window.facts.filter((fact) => fact.kind === kind);
  const about = (thing: string) => (fact: Fact) => fact.kind === "alarm:raised" && fact.alarm.thingId === thing && fact.alarm.ruleId === "high";

  await publish(0, 5);
  await until(() => window.facts.some(about("g0")), 20_000);
  const first = window.facts.find(about("g0"));
  if (first?.kind !== "alarm:raised") throw new Error("no alarm");
  expect(valueOf(await window.ask("alarm:shelve", { alarmIds: [first.alarm.id], seconds: 3600, reason: "Đang bảo trì trạm" })).done).toBe(1);

  // The on-delay of the second gauge is under way when the clock jumps: it still takes its 4 s by the clock that does not jump.
  const began = performance.now();
  await publish(1, 5);
  setClock(2);
  await until(() => of("alarm:unshelved").length === 1);
  expect(of("alarm:unshelved")[0]).toMatchObject({ cause: "expired", lateBy: expect.any(Number) });
  expect(of("clock:jumped")).toHaveLength(1);
  await until(() => window.facts.some(about("g1")), 20_000);
  expect(performance.now() - began).toBeGreaterThan(3900);

  setClock(0);
  await until(() => of("clock:jumped").length === 2);
  setClock(2);
  await until(() => of("clock:jumped").length === 3);
  expect(of("clock:jumped").map((fact) => fact.kind === "clock:jumped" && Math.round(fact.by / 3_600_000))).toEqual([2, -2, 2]);
  expect(of("alarm:unshelved")).toHaveLength(1);
  window.close();
  expect(await backend.stop()).toBe(0);
});
