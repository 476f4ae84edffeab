import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "../kit/chromium.ts";
import { serveTwinPage } from "../kit/twin-page.ts";
import type { Spec } from "../kit/twin-page/page.ts";

let browser: Browser;
let page: Page;
let served: Awaited<ReturnType<typeof serveTwinPage>>;
let errors: string[] = [];

beforeAll(async () => {
  served = await serveTwinPage();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});
beforeEach(async () => {
  errors = [];
  page = await browser.newPage({ viewport: { width: 960, height: 540 } });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && !message.location().url.endsWith("favicon.ico") && errors.push(message.text()));
});
afterEach(async () => {
  await page.close();
  if (errors.length > 0) throw new Error(errors.join("\n"));
});

async function open(query = ""): Promise<void> {
  await page.goto(`${served.address}/${query}`);
  await page.waitForFunction(() => window.twin !== undefined);
}
/** A machine without a graphics card rests after a dear picture. */
const expectSoon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000, interval: 200 });
/** Stations and their values, and waits until the layers have them. */
async function put(specs: readonly Spec[]): Promise<void> {
  await page.evaluate((given) => window.twin!.put(given), specs);
}
const LEVELS: [string, number][] = [["BĐ I", 1], ["BĐ II", 2], ["BĐ III", 3.5]];
const gauge = (id: string, at: [number, number], v: number): Spec => ({ id, kind: "air-station", at, streams: [{ property: "pm25", v, levels: LEVELS }] });
/** Colour of a station's sign above its letters. */
const colourAt = (at: [number, number]): Promise<number[]> => page.evaluate(async ([lon, lat]) => {
  const { x, y } = window.twin!.map.project([lon!, lat!]);
  return window.twin!.pixel(Math.round(x), Math.round(y) - 6);
}, at);
const near = (colour: readonly number[], wanted: readonly number[]): boolean => colour.every((part, i) => Math.abs(part - wanted[i]!) < 26);
const RED = [255, 90, 74];
const PANEL = [38, 41, 43];
const HUE: [number, number] = [107.58, 16.46];

describe("stations on the map (H-4)", () => {
  test("a value that passes a level changes the sign's colour, without another layer object", async () => {
    await open();
    await put([gauge("a", HUE, 0.5)]);
    await expectSoon(async () => near(await colourAt(HUE), PANEL)).toBe(true);
    const layersBefore = await page.evaluate(() => window.twin!.laid());
    await page.evaluate(() => window.twin!.room.tell([0], () => 9, window.twin!.room.at()));
    await expectSoon(async () => near(await colourAt(HUE), RED)).toBe(true);
    expect(await page.evaluate(() => window.twin!.laid())).toBe(layersBefore);
  });
  test("what stands under the pointer is found exactly, flat and tilted", async () => {
    await open();
    const places = Array.from({ length: 40 }, (_, i): [number, number] => [107.5 + (i % 8) * 0.02, 16.42 + Math.floor(i / 8) * 0.016]);
    await put(places.map((at, i) => gauge(`s${i}`, at, 0.5)));
    for (const camera of [{ pitch: 0, bearing: 0 }, { pitch: 55, bearing: 40 }]) {
      const wrong = await page.evaluate(async ([given, where]) => {
        const { map, live } = window.twin!;
        map.jumpTo(where);
        await window.twin!.drawn();
        return given.flatMap((at, i) => {
          const { x, y } = map.project(at);
          if (x < 0 || y < 0 || x > 960 || y > 540) return [];
          const found = live.pick(x, y);
          return found?.is === "thing" && found.thingId === `s${i}` ? [] : [i];
        });
      }, [places, camera] as const);
      expect(wrong).toEqual([]);
    }
    expect(await page.evaluate(() => window.twin!.live.pick(2, 538))).toBeUndefined();
  });
  test("the lasso and the filter hold for drawing, finding and counting", async () => {
    await open();
    await put([gauge("in", HUE, 9), gauge("out", [107.62, 16.48], 9)]);
    const box = [[107.57, 16.45], [107.59, 16.45], [107.59, 16.47], [107.57, 16.47]] as const;
    expect(await page.evaluate((polygon) => window.twin!.live.within(polygon), box)).toEqual(["in"]);
    await page.evaluate(() => window.twin!.live.filter({ thing: ({ id }) => id !== "in", incident: () => true }));
    expect(await page.evaluate((polygon) => window.twin!.live.within(polygon), box)).toEqual([]);
    await expectSoon(async () => near(await colourAt(HUE), RED)).toBe(false);
    await page.evaluate(() => window.twin!.live.filter(undefined));
    await expectSoon(async () => near(await colourAt(HUE), RED)).toBe(true);
  });
});

describe("alarms on the map (ISA-18.2)", () => {
  test("a group never hides an alarm: it stands beside it, and a group of alarms is its most urgent one's", async () => {
    await open();
    const crowd = Array.from({ length: 50 }, (_, i) => gauge(`s${i}`, [HUE[0] + 0.0001 * (i % 7), HUE[1] + 0.0001 * Math.floor(i / 7)], 0.5));
    await put(crowd);
    await page.evaluate(() => window.twin!.raise([{ thing: "s3", priority: "routine", state: "unack" }, { thing: "s20", priority: "emergency", state: "ack" }, { thing: "s21", priority: "high", state: "unack" }]));
    const pick = (): Promise<unknown> => page.evaluate(([lon, lat]) => {
      const { x, y } = window.twin!.map.project([lon!, lat!]);
      const found = window.twin!.live.pick(x, y);
      return found?.is === "cluster" ? { n: found.thingIds.length, alarm: found.alarmId } : found?.is;
    }, HUE);
    await expectSoon(pick).toEqual({ n: 3, alarm: "s20-emergency" });
  });
  test("only an emergency that happens and nobody acknowledged flashes, in step with the page", async () => {
    await open();
    await put([gauge("a", HUE, 9), gauge("b", [107.6, 16.47], 9), gauge("c", [107.55, 16.47], 9), gauge("d", [107.52, 16.45], 9)]);
    await page.evaluate(() => window.twin!.raise([{ thing: "a", priority: "emergency", state: "unack" }, { thing: "b", priority: "emergency", state: "ack" }, { thing: "c", priority: "high", state: "unack" }, { thing: "d", priority: "emergency", state: "rtn-unack" }]));
    const flashing = (): Promise<unknown> => page.evaluate(() => document.getAnimations().map(({ startTime }) => startTime));
    await expectSoon(flashing).toEqual([0]);
    await page.evaluate(() => window.twin!.raise([{ thing: "a", priority: "emergency", state: "ack" }]));
    await expectSoon(flashing).toEqual([]);
  });
  test("an alarm whose thing has no place on earth stands where the alarm says", async () => {
    await open();
    await put([gauge("a", [0, 0], 9)]);
    await page.evaluate((at) => window.twin!.raise([{ thing: "a", priority: "high", state: "unack", at }]), HUE);
    await expectSoon(() => page.evaluate(([lon, lat]) => {
      const { x, y } = window.twin!.map.project([lon!, lat!]);
      return window.twin!.live.pick(x, y)?.is;
    }, HUE)).toBe("thing");
  });
});

describe("a frozen cell", () => {
  test("shows one still picture: no vehicle drives, no value and no alarm comes, no picture is drawn; released, it shows what is now", async () => {
    await open();
    const drive = (i: number): Spec => ({ id: `v${i}`, kind: "vehicle", at: HUE, streams: [{ property: "longitude", v: 107.5 + i / 100 }, { property: "latitude", v: 16.48 }, { property: "course", v: 90 }] });
    await put([gauge("a", HUE, 0.5), ...Array.from({ length: 10 }, (_, i) => drive(i))]);
    await expectSoon(async () => near(await colourAt(HUE), PANEL)).toBe(true);
    const pictures = (): Promise<number> => page.evaluate(async () => {
      let n = 0;
      const { map, room } = window.twin!;
      const count = (): void => void (n += 1);
      map.on("render", count);
      for (let i = 0; i < 10; i++) {
        room.now = room.at() + 1000;
        room.tell(undefined, (series) => (series === 0 ? 9 : series % 3 === 1 ? 107.5 + series / 300 + i / 1000 : series % 3 === 2 ? 16.48 : 90), room.at());
        for (let frame = 0; frame < 12; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      map.off("render", count);
      return n;
    });
    expect(await pictures()).toBeGreaterThan(3);
    await page.evaluate(() => window.twin!.room.tell([0], () => 0.5, window.twin!.room.at()));
    await expectSoon(async () => near(await colourAt(HUE), PANEL)).toBe(true);
    await page.evaluate(() => window.twin!.hold(true));
    await page.evaluate(() => window.twin!.rested());
    expect(await pictures()).toBe(0);
    await page.evaluate(() => window.twin!.raise([{ thing: "a", priority: "emergency", state: "unack" }]));
    // A map that stands still may draw one picture late; one that moved would draw ten.
    expect(await pictures()).toBeLessThan(2);
    expect(near(await colourAt(HUE), PANEL)).toBe(true);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    // Layers made anew, as after a loss of the graphics context, show the moment that is held.
    await page.evaluate(() => window.twin!.remount());
    await page.evaluate(() => window.twin!.rested());
    expect(near(await colourAt(HUE), PANEL)).toBe(true);
    await page.evaluate(() => window.twin!.hold(false));
    await expectSoon(() => page.evaluate(() => document.getAnimations().length)).toBe(1);
  });
});

describe("bad positions", () => {
  test("NaN, [0, 0], swapped and far away are counted and said; the swapped one is drawn where it must be meant", async () => {
    await open("?city");
    await put([gauge("good", [107.6, 16.47], 9), gauge("nan", [Number.NaN, 16.4], 9), gauge("zero", [0, 0], 9), gauge("swapped", [HUE[1], HUE[0]], 9), gauge("hanoi", [105.8, 21], 9)]);
    await expectSoon(() => page.evaluate(() => window.twin!.problems().map(({ kind, count, examples }) => `${kind} ${count} ${examples.join()}`).sort((a, b) => (a < b ? -1 : 1)))).toEqual(["not-a-number 1 nan", "null-island 1 zero", "outside-city 1 hanoi", "swapped 1 swapped"]);
    await expectSoon(async () => near(await colourAt(HUE), RED)).toBe(true);
  });
  test("a hundred thousand stations at once, all of them moving: drawn, grouped and found", async () => {
    await open("?software");
    await page.evaluate(() => window.twin!.flood(100_000));
    const counted = (): Promise<number> => page.evaluate(() => {
      const { live } = window.twin!;
      let n = 0;
      for (let x = 0; x < 960; x += 10) for (let y = 0; y < 540; y += 10) n = Math.max(n, ((found) => (found?.is === "cluster" ? found.thingIds.length : 0))(live.pick(x, y)));
      return n;
    });
    expect(await counted()).toBeGreaterThan(20);
    expect(await page.evaluate(() => window.twin!.live.within([[100, 10], [120, 10], [120, 20], [100, 20]]).length)).toBe(100_000);
  });
});

describe("without a graphics card", () => {
  test("vehicles beyond what software can draw are left out, and how many is told, while their layer is on", async () => {
    await open("?software");
    await put(Array.from({ length: 1600 }, (_, i): Spec => ({ id: `v${i}`, kind: "vehicle", at: HUE, streams: [{ property: "longitude", v: 107.56 + (i % 40) / 1000 }, { property: "latitude", v: 16.44 + Math.floor(i / 40) / 1000 }] })));
    const left = (): Promise<unknown> => page.evaluate(() => window.twin!.leftOut());
    await expectSoon(left).toEqual({ drawn: 1500, of: 1600 });
    await page.evaluate(() => window.twin!.live.filter({ thing: ({ id }) => id.endsWith("1"), incident: () => true }));
    await expectSoon(left).toBeUndefined();
    await page.evaluate(() => window.twin!.live.filter(undefined));
    await expectSoon(left).toEqual({ drawn: 1500, of: 1600 });
    await page.evaluate(() => window.twin!.live.show(new Set(["sensors"])));
    await expectSoon(left).toBeUndefined();
  });
  test("nothing moves between two values: vehicles that drive ask for no picture of their own", async () => {
    await open("?software");
    await put(Array.from({ length: 20 }, (_, i): Spec => ({ id: `v${i}`, kind: "vehicle", at: HUE, streams: [{ property: "longitude", v: 107.5 + i / 100 }, { property: "latitude", v: 16.46 }, { property: "course", v: 90 }] })));
    await page.evaluate(() => window.twin!.rested());
    const pictures = await page.evaluate(async () => {
      let n = 0;
      window.twin!.map.on("render", () => (n += 1));
      for (let frame = 0; frame < 120; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      return n;
    });
    // Moving would be ten pictures or more (5 a second at the least); a late one or two are of what was put.
    expect(pictures).toBeLessThan(5);
  });
});

test("layers that are taken away leave nothing behind, and others take their place", async () => {
  await open();
  await put([gauge("a", HUE, 9)]);
  await page.evaluate(() => window.twin!.remount());
  expect(await page.evaluate(() => document.querySelectorAll("#map > div[aria-hidden]").length)).toBe(1);
  await expectSoon(async () => near(await colourAt(HUE), RED)).toBe(true);
});

test("signs laid while the map still loads something go under the names of alarms once it has come", async () => {
  let release = (): void => undefined;
  const come = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/late.geojson", async (route) => {
    await come;
    await route.fulfill({ json: { type: "FeatureCollection", features: [] } });
  });
  await open();
  await put([gauge("a", HUE, 9)]);
  const order = (): Promise<string[]> => page.evaluate(() => window.twin!.map.getLayersOrder());
  await page.evaluate(() => window.twin!.remount(async () => {
    const { map } = window.twin!;
    map.addSource("late", { type: "geojson", data: new URL("late.geojson", location.href).href });
    map.addLayer({ id: "late", type: "circle", source: "late" }, "names");
    await window.twin!.drawn();
  }));
  expect((await order()).filter((id) => id.startsWith("deck-"))).toEqual([]);
  release();
  await expectSoon(order).toEqual(["ground", "deck-maplibre-layer-group-before:anchor-models", "anchor-models", "deck-maplibre-layer-group-before:anchor-live", "anchor-live", "late", "names"]);
});

test("that the alarms' signs are drawn is said when they are, not while their program is still being made", async () => {
  await open();
  await put([gauge("a", HUE, 9)]);
  await page.evaluate(() => window.twin!.raise([{ thing: "a", priority: "emergency", state: "unack" }]));
  const [before, after] = await page.evaluate(async () => {
    const twin = window.twin!;
    twin.unready(true);
    await twin.remount();
    const first = twin.told();
    for (let picture = 0; picture < 3; picture++) await twin.drawn();
    return [first, twin.told()];
  });
  expect(after).toBe(before);
  await page.evaluate(() => window.twin!.unready(false));
  await expectSoon(() => page.evaluate(() => window.twin!.told())).toBeGreaterThan(before);
});
