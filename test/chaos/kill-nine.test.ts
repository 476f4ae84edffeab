import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { DatastreamId } from "#contract/ids";
import { addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { addGauges } from "../kit/catalogue.ts";
import { startGateway } from "../kit/publisher.ts";

const GAUGES = 8;
const KILLS = 30;
/** Fixed, so that a failure can be seen again. */
let seed = 20261121;
const chance = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 4294967296;
};

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

async function allFacts(backend: TestBackend, cookie: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (;;) {
    const page: { facts: unknown[]; head: number } = valueOf(await request(backend, cookie, "fact:page", { after: facts.at(-1)?.seq ?? 0, limit: 5000 }));
    // The journal's own rows, as the backend wrote them.
    facts.push(...(page.facts as Fact[]));
    if (page.facts.length === 0 || facts.at(-1)?.seq === page.head) return facts;
  }
}

test(`invariant 1 kill -9 of the backend ${KILLS} times under load loses no acknowledged reading or alarm and doubles none`, async () => {
  let backend = await startBackend({ args: [] });
  folders.push(backend.folder);
  let cookie = await administrator(backend);
  const secret = await addSource(backend, cookie, "gateway");
  await addGauges(backend, cookie, GAUGES);

  // Each gauge goes up and down over the limit all the time: each crossing is an alarm or its end.
  const start = Date.now() - 3_600_000;
  let n = 0;
  const gateway = startGateway(() => ({ port: backend.mqttPort }), { user: "gateway", secret }, () => {
    const i = n++;
    const round = Math.floor(i / GAUGES);
    return { ds: `g${i % GAUGES}.level`, t: start + round, v: round % 4 < 2 ? 1 : 3 };
  });
  for (let kill = 0; kill < KILLS; kill++) {
    const before = gateway.acked.length;
    const wait = 30 + chance() * 250;
    const began = performance.now();
    while (performance.now() - began < wait || gateway.acked.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    await backend.kill();
    backend = await startBackend({ folder: backend.folder });
  }
  await gateway.stop();
  cookie = await administrator(backend);

  const facts = await allFacts(backend, cookie);
  expect(facts.map((fact) => fact.seq)).toEqual(facts.map((_fact, index) => index + 1));
  for (let g = 0; g < GAUGES; g++) {
    const ds = `g${g}.level`;
    const acked = gateway.acked.filter((sent) => sent.ds === ds).sort((a, b) => a.t - b.t);
    const stored: number[] = [];
    const values: number[] = [];
    // 15,000 ms of phenomenon time a page: fewer points than would be thinned.
    for (let from = start; from <= acked.at(-1)!.t; from += 15_000) {
      const history = valueOf(await request(backend, cookie, "history:get", { datastreamId: DatastreamId.parse(ds), from, to: from + 14_999, maxPoints: 20_000 }));
      expect(history.thinned).toBe(false);
      stored.push(...history.t);
      values.push(...history.v);
    }
    expect(new Set(stored).size, "no reading twice").toBe(stored.length);
    expect(stored).toEqual(acked.map((sent) => sent.t));
    const crossings = values.filter((value, index) => value === 3 && values[index - 1] !== 3).length;
    const raises = facts.filter((fact) => fact.kind === "alarm:raised" && fact.alarm.ruleId === "high" && fact.alarm.thingId === `g${g}`).length;
    expect(raises, `alarms of ${ds}`).toBe(crossings);
    expect(crossings).toBeGreaterThan(5);
  }
  expect(await backend.stop()).toBe(0);
  const verified = execFileSync(process.execPath, ["scripts/verify-journal.mjs", join(backend.folder, "ops.db")], { encoding: "utf8" });
  expect(verified).toMatch(/\b(ok|intact|nguyên vẹn)\b/i);
});
