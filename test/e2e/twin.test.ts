import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { addSource, administrator, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";
import { serveCity, TINY, tinyCity } from "../kit/tiny-city.ts";
import { probeOf } from "../kit/twin-probe.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: the twin in the browser (no Chromium on this machine)");

/** Says of this machine that it has a graphics card, so that the full profile is drawn. */
const PRETEND_CARD = () => {
  const ask = WebGL2RenderingContext.prototype.getParameter;
  WebGL2RenderingContext.prototype.getParameter = function (this: WebGL2RenderingContext, name: number): unknown {
    return name === 0x9246 ? "A graphics card" : ask.call(this, name);
  };
};
/** In the river, beside the station's sign and its name. */
const RIVER = [107.556, 16.4575] as const;
/** Every way to WebGL is closed. */
const NO_WEBGL = () => {
  const ask = HTMLCanvasElement.prototype.getContext;
  Reflect.set(HTMLCanvasElement.prototype, "getContext", function (this: HTMLCanvasElement, kind: string, ...more: unknown[]): unknown {
    return kind.startsWith("webgl") ? null : Reflect.apply(ask, this, [kind, ...more]);
  });
};

describe.skipIf(CHROMIUM === undefined)("the twin on a console", () => {
  let backend: TestBackend;
  let browser: Browser;
  let cookie: string;
  let secret: string;
  let complaints: Complaints = [];
  let strangers: string[] = [];
  let page: Page;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    cookie = await administrator(backend);
    secret = await addSource(backend, cookie, "tram-do");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });
  afterEach(async () => {
    await page?.context().close();
    if (strangers.length > 0) throw new Error(`asked of other origins: ${strangers.join(" ")}`);
  });

  async function open(options: { files?: ReadonlyMap<string, Buffer>; before?: () => void; ratio?: number } = {}): Promise<ReturnType<typeof probeOf>> {
    complaints = [];
    strangers = [];
    const context = await browser.newContext({ viewport: { width: 1024, height: 576 }, locale: "vi-VN", deviceScaleFactor: options.ratio ?? 1 });
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: backend.address, httpOnly: true, sameSite: "Strict" }]);
    context.setDefaultTimeout(30_000);
    if (options.before !== undefined) await context.addInitScript(options.before);
    page = listen(await context.newPage(), complaints);
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(backend.address) && !/^(blob|data):/.test(url)) strangers.push(url);
    });
    await serveCity(page, options.files ?? tinyCity());
    await page.goto(`${backend.address}/?probe`);
    return probeOf(page);
  }
  const level = (metres: number) => mosquittoPub({ port: backend.mqttPort, user: "tram-do", secret, topic: "v1.1/Datastreams(kim-long.water-level)/Observations", message: JSON.stringify({ result: metres }) });
  const bluer = ([red, , blue]: readonly [number, number, number]) => blue - red;
  /** From so near that no neighbour shares its sign; then from further off, for the pixels. */
  async function findKimLong(probe: ReturnType<typeof probeOf>): Promise<void> {
    await probe.jump(TINY.kimLong, 17);
    await until(async () => (await probe.pick(TINY.kimLong))?.thingId === "kim-long", 30_000);
    await probe.jump(TINY.kimLong, 13);
    await probe.idle();
  }
  /** Beside the station's own sign. */
  const near = ([lon, lat]: readonly [number, number]) => [lon - 0.004, lat] as const;

  test("the map paints, Kim Long is found where it stands, and sources and synthetic data are named", async () => {
    const probe = await open();
    await probe.idle();
    await findKimLong(probe);
    expect(bluer(await probe.pixel(RIVER))).toBeGreaterThan(25);
    expect(Math.abs(bluer(await probe.pixel(near(TINY.hill))))).toBeLessThan(12); // ground: blue is for water only
    const sources = page.getByLabel("Nguồn bản đồ");
    expect(await sources.innerText()).toContain("Bản đồ thử");
    expect(await sources.innerText()).toContain("dữ liệu tổng hợp");
    expect(complaints).toEqual([]);
    await shoot(page, "twin-console");
  });

  test("no letter of the map's typeface reaches the height that the library takes for none", async () => {
    await (await open()).idle();
    const tops = await page.evaluate(() => {
      const pen = document.createElement("canvas").getContext("2d");
      if (pen === null) throw new Error("no canvas");
      pen.font = "48px 'Ky Dai Map'";
      const letters = Array.from("ẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỶỸỴĐÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝaạẫựỗh0(|");
      const size = (letter: string) => pen.measureText(letter).width;
      return { highest: Math.max(...letters.map((letter) => Math.ceil(pen.measureText(letter).actualBoundingBoxAscent))), share: size("Huế") / ((pen.font = "48px 'Be Vietnam Pro'"), size("Huế")) };
    });
    expect(tops.highest).toBeLessThan(55);
    expect(tops.share).toBeCloseTo(0.92, 2);
  });

  test("water stands where the level is above the spill, and nowhere else; a rise floods behind the dyke", async () => {
    await level(2.5);
    const probe = await open();
    await probe.idle();
    await probe.jump([(TINY.low[0] + TINY.behind[0]) / 2, (TINY.low[1] + TINY.behind[1]) / 2], 13);
    await until(async () => (await probe.depth(TINY.low)) !== undefined, 20_000);
    expect(await probe.depth(TINY.low)).toBeCloseTo(1.5, 4);
    expect(await probe.depth(TINY.behind)).toBeUndefined();
    await until(async () => bluer(await probe.pixel(near(TINY.low))) > 40, 20_000);
    expect(bluer(await probe.pixel(near(TINY.behind)))).toBeLessThan(12);
    await level(3.2);
    await until(async () => bluer(await probe.pixel(near(TINY.behind))) > 40, 20_000);
    expect(await probe.depth(TINY.behind)).toBeCloseTo(2.2, 4);
    expect(await probe.depth(TINY.hill)).toBeUndefined();
    expect(bluer(await probe.pixel(near(TINY.hill)))).toBeLessThan(12);
    expect(await page.locator("[data-water]").getAttribute("data-water")).toBe("1");
    expect(complaints).toEqual([]);
    await shoot(page, "twin-water");
  });

  test("a window hidden for long does no work, and is right at once when shown", async () => {
    await level(2.5);
    const probe = await open();
    await probe.idle();
    await until(async () => (await probe.depth(TINY.low)) !== undefined, 20_000);
    const hide = (hidden: boolean) => page.evaluate((is) => {
      Object.defineProperty(document, "hidden", { configurable: true, value: is });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
    await hide(true);
    await level(3.6);
    await page.locator("[role=row][data-alarm*='river-bd3']").first().waitFor();
    expect(await probe.depth(TINY.low)).toBeCloseTo(1.5, 4);
    await hide(false);
    expect(await probe.depth(TINY.low)).toBeCloseTo(2.6, 4);
  });

  test("at 150 % scale a station is found and a pixel read where they are drawn", async () => {
    await level(2.5);
    const probe = await open({ ratio: 1.5, before: PRETEND_CARD });
    await probe.idle();
    await findKimLong(probe);
    await until(async () => bluer(await probe.pixel(near(TINY.low))) > 40, 20_000);
    expect(await page.evaluate(() => [...document.querySelectorAll("canvas")].some((canvas) => canvas.clientWidth > 0 && Math.abs(canvas.width / canvas.clientWidth - 1.5) < 0.01))).toBe(true);
    expect(complaints).toEqual([]);
  }, 240_000);

  test("a lost context: a new map, three times; then the cheap profile; then the flat map, which says so", async () => {
    const probe = await open({ before: PRETEND_CARD });
    for (let loss = 1; loss <= 6; loss++) {
      await probe.remade(loss);
      await probe.idle();
      await findKimLong(probe);
      expect(bluer(await probe.pixel(RIVER))).toBeGreaterThan(25);
      await probe.lose();
    }
    await page.getByText("chuyển sang bản đồ phẳng").waitFor();
    await page.locator("[data-thing=kim-long]").first().waitFor();
  }, 400_000);

  test("without WebGL the map is flat, with the river, the stations and its sources, and says so", async () => {
    await open({ before: NO_WEBGL });
    await page.getByText("Bản đồ phẳng").waitFor();
    await page.locator("[data-thing=kim-long]").first().waitFor();
    expect(await page.locator("svg path").count()).toBeGreaterThan(0);
    expect(await page.getByLabel("Nguồn bản đồ").innerText()).toContain("dữ liệu tổng hợp");
    expect(complaints).toEqual([]);
    await shoot(page, "twin-flat");
  });

  test("a pack whose files are missing, cut off or hostile leaves a map with its stations", async () => {
    const good = tinyCity();
    const files = new Map(good).set("base.pmtiles", good.get("base.pmtiles")!.subarray(0, 300));
    files.delete("water.bin.gz");
    const probe = await open({ files });
    await probe.idle();
    await findKimLong(probe);
    expect(await probe.depth(TINY.low)).toBeUndefined();
  });

  test("a model that names something outside the pack is refused, and nobody is asked", async () => {
    const model = (uri: string) => Buffer.from(JSON.stringify({ asset: { version: "2.0" }, buffers: [{ uri, byteLength: 36 }], bufferViews: [{ buffer: 0, byteLength: 36 }], accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: "VEC3", min: [0, 0, 0], max: [1, 1, 1] }], meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }], nodes: [{ mesh: 0 }], scenes: [{ nodes: [0] }], scene: 0 }));
    const layer = (id: string, file: string) => ({ kind: "gltf" as const, id, name: id, file, at: [107.58, 16.47, 0] as [number, number, number], heading: 0, scale: 1 });
    // The earth's centre to Huế, m.
    const root = (uri: string) => Buffer.from(JSON.stringify({ asset: { version: "1.1" }, geometricError: 100, root: { boundingVolume: { sphere: [-1_847_800, 5_832_700, 1_796_900, 3000] }, geometricError: 0, refine: "ADD", content: { uri } } }));
    const files = { "m/far.gltf": model("https://example.org/points.bin"), "m/up.gltf": model("../../api/session"), "m/near.gltf": model("near.bin"), "m/near.bin": Buffer.alloc(36), "t/tileset.json": root("https://example.org/tile.glb") };
    const probe = await open({ files: tinyCity({ files, layers: [layer("far", "m/far.gltf"), layer("up", "m/up.gltf"), layer("near", "m/near.gltf"), { kind: "3d-tiles", id: "tiles", name: "Khối", file: "t/tileset.json" }] }) });
    await probe.idle();
    await until(async () => (await probe.refused()).length >= 3, 20_000, () => complaints.join("\n"));
    expect((await probe.refused()).map((line) => line.split(":")[0])).toEqual(expect.arrayContaining(["far", "tiles", "up"]));
  });
});
