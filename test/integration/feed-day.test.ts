import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CityManifest, type Network } from "#contract/city";
import { SourceId } from "#contract/ids";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend, type TestWindow } from "../kit/backend.ts";
import { until } from "../kit/until.ts";

const FAULTY = "kim-long.water-level";
const VEHICLES = 30;

/** The built-in city with a few streets of its own. */
function packWithStreets(): string {
  const folder = mkdtempSync(join(tmpdir(), "kydai-pack-"));
  for (const file of ["catalogue.json", "rules.json", "sources.json", "agencies.json"]) cpSync(new URL(`../../assets/city/hue/${file}`, import.meta.url).pathname, join(folder, file));
  const network: Network = { streets: [{ line: [[107.58, 16.46], [107.59, 16.46]], kmh: 40, one: false }, { line: [[107.59, 16.46], [107.59, 16.47]], kmh: 40, one: false }, { line: [[107.59, 16.47], [107.58, 16.46]], kmh: 40, one: false }] };
  const manifest = CityManifest.parse({
    format: 1, id: "hue", name: "Huế", bounds: [107, 16, 108, 17], centre: [107.58, 16.46], attribution: [{ text: "thử", licence: "Apache-2.0" }],
    layers: [{ kind: "network", file: "network.json" }], files: { "network.json": { bytes: 0, sha256: "0".repeat(64) } },
  });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "network.json"), JSON.stringify(network));
  return folder;
}

describe("a simulated day with a fleet", () => {
  const pack = packWithStreets();
  let backend: TestBackend;
  let window: TestWindow;
  let cookie: string;
  const counters = (source: string) => window.statuses.at(-1)?.sources.find(({ sourceId }) => sourceId === source);
  const feed = () => window.statuses.at(-1)?.feed;

  beforeAll(async () => {
    backend = await startBackend({ args: ["--feed", "built-in", "--day", "fire", "--speed", "600", "--vehicles", String(VEHICLES), "--pack", pack] });
    cookie = await administrator(backend);
    window = await openWindow(backend, cookie);
  });
  afterAll(async () => {
    window.close();
    await backend.stop();
    removeFolder(backend.folder);
    removeFolder(pack);
  });

  test("says which day it is, its hour and its speed", async () => {
    await until(() => (feed()?.at ?? 0) > 600, 30_000, backend.log);
    expect(feed()).toMatchObject({ day: "fire", speed: 600, vehicles: VEHICLES, faults: [] });
    expect(feed()?.at).toBeLessThan(86_400);
    const { site, sources } = valueOf(await request(backend, cookie, "snapshot:get", {}));
    expect(site.demo).toBe(true);
    for (const id of ["feed", "feed-fleet"]) expect(sources.find((source) => source.id === id)?.nature).toBe("demo");
  });

  test("each vehicle is a thing whose position comes once a second, and nothing of it is refused", async () => {
    await until(() => (counters("feed-fleet")?.stored ?? 0) >= VEHICLES * 4 * 3, 30_000, backend.log);
    const { things, datastreams } = valueOf(await request(backend, cookie, "snapshot:get", {}));
    const vehicles = things.filter(({ kind }) => kind === "vehicle");
    expect(vehicles).toHaveLength(VEHICLES);
    for (const { position } of vehicles) expect(position[0]).toBeCloseTo(107.585, 1);
    expect(datastreams.filter(({ thingId }) => thingId === vehicles[0]?.id).map(({ observedPropertyId }) => observedPropertyId).sort()).toEqual(["course", "latitude", "longitude", "speed"]);
    expect(new Set(datastreams.map(({ series }) => series)).size).toBe(datastreams.length);
    expect(counters("feed-fleet")?.rejected).toBe(0);
  });

  test("a gauge that sends NaN is refused and counted; switched off, it is stored again", async () => {
    const refused = () => counters("feed")?.byReason["malformed"] ?? 0;
    const before = refused();
    expect(valueOf(await window.ask("feed:fault", { fault: { kind: "not-a-number", target: FAULTY }, on: true })).faults).toHaveLength(1);
    await until(() => refused() > before, 30_000, backend.log);
    expect(feed()?.faults).toEqual([{ kind: "not-a-number", target: FAULTY }]);
    expect(valueOf(await window.ask("feed:fault", { fault: { kind: "not-a-number", target: FAULTY }, on: false })).faults).toEqual([]);
    const { rejections } = valueOf(await window.ask("source:rejections", { sourceId: SourceId.parse("feed") }));
    expect(rejections[0]).toMatchObject({ sourceId: "feed", reason: "malformed" });
  });

  test("a clock ten minutes ahead and a unit that cannot be are what the room's own checks find", async () => {
    const reasons = () => Object.keys(counters("feed")?.byReason ?? {});
    await window.ask("feed:fault", { fault: { kind: "wrong-unit", target: "phu-oc.water-level" }, on: true });
    await window.ask("feed:fault", { fault: { kind: "clock-ahead", target: FAULTY }, on: true });
    await until(() => reasons().length >= 3, 30_000, () => `${JSON.stringify(counters("feed"))}\n${backend.log()}`);
    expect(reasons()).toEqual(expect.arrayContaining(["malformed", "incompatible-unit", "future"]));
    for (const [kind, target] of [["wrong-unit", "phu-oc.water-level"], ["clock-ahead", FAULTY]] as const) valueOf(await window.ask("feed:fault", { fault: { kind, target }, on: false }));
  });

  test("the fleet falls silent alone", async () => {
    valueOf(await window.ask("feed:fault", { fault: { kind: "silent", target: "feed-fleet" }, on: true }));
    await until(() => window.facts.some((fact) => fact.kind === "source:silent" && fact.sourceId === "feed-fleet"), 60_000, backend.log);
    expect(window.facts.some((fact) => fact.kind === "source:silent" && fact.sourceId === "feed")).toBe(false);
  });
});

test("in a room without the feed nothing can be made to lie", async () => {
  const backend = await startBackend();
  const answer = await request(backend, await administrator(backend), "feed:fault", { fault: { kind: "stuck", target: FAULTY }, on: true });
  expect(answer).toMatchObject({ ok: false, fault: { code: "unavailable" } });
  expect(await backend.stop()).toBe(0);
  removeFolder(backend.folder);
});
