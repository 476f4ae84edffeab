import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CityManifest } from "#contract/city";
import { buildStale } from "../../scripts/build.ts";
import { ADMINISTRATOR, administrator, removeFolder } from "../kit/backend.ts";
import { freePort, startDesktop, type Desktop } from "../kit/desktop.ts";
import { logIn, shoot } from "../kit/person.ts";
import { TINY } from "../kit/tiny-city.ts";
import { probeOf } from "../kit/twin-probe.ts";
import { until } from "../kit/until.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

/** The middle of the Hương before Kim Long, as the built-in city has it. */
const { layers } = CityManifest.parse(JSON.parse(readFileSync(new URL("../../assets/city/hue/manifest.json", import.meta.url), "utf8")));
const axis = layers.flatMap((layer) => (layer.kind === "water" ? (layer.rivers[0]?.axis ?? []) : []));
const along = axis.filter(([lon, lat]) => Math.abs(lon - TINY.kimLong[0]) < 0.012 && Math.abs(lat - TINY.kimLong[1]) < 0.02);

describe("the twin in the desktop application", () => {
  const data = mkdtempSync(join(tmpdir(), "kydai-twin-"));
  let server: XServer;
  let desktop: Desktop;
  let room: Page;
  let probe: ReturnType<typeof probeOf>;

  beforeAll(async () => {
    await buildStale();
    server = await startXServer(1);
    const port = await freePort();
    desktop = await startDesktop({ display: server.display, data, port });
    [room] = (await desktop.pages("/", 1)) as [Page];
    const address = `http://127.0.0.1:${port}`;
    await administrator({ address, folder: data });
    await room.goto(`${address}/?probe`);
    await logIn(room, ADMINISTRATOR.id, ADMINISTRATOR.password);
    probe = probeOf(room);
    await probe.idle();
  }, 300_000);
  afterAll(async () => {
    await desktop?.close();
    server?.stop();
    removeFolder(data);
  });

  test("Electron's own Chromium draws the tiles, the names' typeface and the stations", async () => {
    await probe.jump(TINY.kimLong, 17);
    await until(async () => (await probe.pick(TINY.kimLong))?.thingId === "kim-long", 30_000);
    await probe.jump(TINY.kimLong, 13);
    await probe.idle();
    await shoot(room, "twin-desktop");
    // Signs and names stand here and there on the river.
    const pixels = await Promise.all(along.map((at) => probe.pixel(at)));
    expect(pixels.filter(([red, , blue]) => blue - red > 25).length).toBeGreaterThan(along.length / 2);
    expect(await room.evaluate(() => document.fonts.check("48px 'Ky Dai Map'", "Ố"))).toBe(true);
  });

  test("after a lost graphics context the map is there again", async () => {
    const before = await probe.maps();
    await probe.lose();
    await probe.remade(before + 1);
    await probe.idle();
    await probe.jump(TINY.kimLong, 17);
    await until(async () => (await probe.pick(TINY.kimLong))?.thingId === "kim-long", 30_000);
    expect(await probe.maps()).toBe(before + 1);
  });
});
