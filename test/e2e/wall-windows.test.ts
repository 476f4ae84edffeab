import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell, Monitor, Wall } from "#contract/wall";
import { buildStale } from "../../scripts/build.ts";
import { administrator, addSource, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";
import { watchCut } from "../kit/watch-cut.ts";

if (CHROMIUM === undefined) console.log("skipped: the wall's windows in the browser (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("two windows of one wall", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  /** The PC's browser as the first window left it: joined by its ticket, with a mark of its own. */
  let joined: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;
  let cookie: string;
  let secret: string;
  let left: Page;
  let right: Page;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    cookie = await administrator(backend);
    secret = await addSource(backend, cookie, "tram-do");
    left = await openWindow(1);
    await left.locator("input[name=ticket]").fill(valueOf(await request(backend, cookie, "display:ticket", { name: "Tường video" })).ticket);
    await left.keyboard.press("Enter");
    await left.locator("[data-cell][data-phase=on]").first().waitFor();
    joined = await left.context().storageState();
    right = await open(2);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  /** A window of its own, not a tab behind another: that is not painted. */
  const openWindow = async (display: number): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "vi-VN", ...(joined === undefined ? {} : { storageState: joined }) });
    context.setDefaultTimeout(40_000);
    const page = listen(await context.newPage(), complaints);
    await page.goto(`${backend.address}/wall?display=${display}`);
    return page;
  };
  const open = async (display: number): Promise<Page> => {
    const page = await openWindow(display);
    await page.locator("[data-cell][data-phase=on]").first().waitFor();
    return page;
  };
  const wall = async (): Promise<Wall> => valueOf(await request(backend, cookie, "snapshot:get", {})).wall;
  const monitors = async (): Promise<Monitor[]> => (await wall()).monitors.toSorted((a, b) => a.number - b.number);
  const cellsOf = async (number: number): Promise<Cell[]> => {
    const { monitors: all, cells } = await wall();
    const id = all.find((one) => one.number === number)?.id;
    return cells.filter((cell) => cell.monitorId === id);
  };
  const operate = async (...operations: Parameters<typeof request<"wall:operate">>[3]["operations"]): Promise<void> => void valueOf(await request(backend, cookie, "wall:operate", { operations }));
  const shown = (page: Page): Promise<string[]> => page.locator("[data-cell][data-phase=on]").evaluateAll((all) => all.map((each) => each.getAttribute("data-kind") ?? "empty").toSorted((a, b) => (a < b ? -1 : 1)));
  const publish = (datastream: string, result: number): Promise<void> => mosquittoPub({ port: backend.mqttPort, user: "tram-do", secret, topic: `v1.1/Datastreams(${datastream})/Observations`, message: JSON.stringify({ result }) });
  const on = (page: Page, id: string) => page.locator(`[data-cell="${id}"][data-phase=on]`);

  test("each takes a monitor of its own, and shows that monitor's cells", async () => {
    expect((await monitors()).map((one) => [one.number, one.role])).toEqual([[1, "wall"], [2, "wall"]]);
    for (const [page, number] of [[left, 1], [right, 2]] as const) {
      const wanted = (await cellsOf(number)).map((cell) => cell.panels[0]?.kind ?? "empty").toSorted((a, b) => (a < b ? -1 : 1));
      expect(wanted.length).toBeGreaterThan(0);
      await until(async () => JSON.stringify(await shown(page)) === JSON.stringify(wanted));
    }
  });

  test("what an operator puts into a cell is there, and the other window's cells are left alone", async () => {
    const [cell] = await cellsOf(2);
    const before = await shown(left);
    await operate({ do: "put", cellId: cell!.id, rev: cell!.rev, panels: [{ kind: "alarm-board", title: "Trực ban", settings: {}, sensitive: true }] });
    await on(right, cell!.id).getByRole("heading", { name: "Trực ban" }).waitFor();
    await publish("kim-long.water-level", 3.7);
    await Promise.all([left, right].map((page) => page.locator("li[data-priority=emergency]", { hasText: "Kim Long" }).first().waitFor()));
    for (const page of [left, right]) expect(await page.locator("header").first().innerText()).toContain("Kim Long");
    expect(await shown(left)).toEqual(before);
  });

  test("a scene cut changes both windows together, and no point of either is without a picture", async () => {
    const all = (await monitors()).map((one) => one.id);
    const scene = valueOf(await request(backend, cookie, "wall:scene-save", { name: "Thường trực", monitors: all, version: 0 }));
    const wanted = await Promise.all([left, right].map(shown));
    for (const number of [1, 2]) for (const cell of await cellsOf(number)) await operate({ do: "put", cellId: cell.id, rev: cell.rev, panels: [{ kind: "clock", settings: {}, sensitive: false }] });
    for (const [i, page] of [left, right].entries()) await until(async () => (await shown(page)).filter((kind) => kind === "clock").length === wanted[i]!.length);
    const watching = await Promise.all([left, right].map((page) => watchCut(page)));
    valueOf(await request(backend, cookie, "wall:cut", { sceneId: scene.id }));
    for (const [i, page] of [left, right].entries()) await until(async () => JSON.stringify(await shown(page)) === JSON.stringify(wanted[i]), 5000, () => `window ${i} did not cut`);
    const seen = await Promise.all(watching.map((each) => each.stop()));
    console.log(`cut: skew ${Math.abs(seen[0]!.switchedAt - seen[1]!.switchedAt).toFixed(1)} ms, looked at ${seen.map((each) => each.looks).join(" and ")} times`);
    expect(seen.map((each) => each.bare)).toEqual([0, 0]);
    expect(seen.every((each) => each.switchedAt > 0 && each.looks > 0)).toBe(true);
  });

  test("the privacy key covers what is sensitive, and only that", async () => {
    const [cell] = await cellsOf(2);
    await operate({ do: "privacy", on: true });
    await on(right, cell!.id).getByText("Đã che nội dung riêng tư").waitFor();
    expect(await on(right, cell!.id).getByText("Kim Long").first().isVisible()).toBe(false);
    expect(await left.locator("[data-covered]").count()).toBe(0);
    await shoot(right, "wall-privacy");
    await operate({ do: "privacy", on: false });
    await on(right, cell!.id).getByText("Kim Long").first().waitFor();
  });

  test("a frozen cell keeps what it showed while its neighbour moves on; loaded again it says that the picture is lost", async () => {
    const frozen = (await cellsOf(1)).find((cell) => cell.panels[0]?.kind === "alarm-board")!;
    await operate({ do: "freeze", cellId: frozen.id, on: true });
    await on(left, frozen.id).locator("[data-mark=frozen]").waitFor();
    await publish("phu-oc.water-level", 4.6);
    await right.locator("li[data-priority]", { hasText: "Phú Ốc" }).first().waitFor();
    expect(await on(left, frozen.id).innerText()).not.toContain("Phú Ốc");
    await shoot(left, "wall-frozen");
    await left.reload();
    await on(left, frozen.id).getByText("hình đã giữ không còn").waitFor();
    expect(await on(left, frozen.id).innerText()).not.toContain("Kim Long");
    await operate({ do: "freeze", cellId: frozen.id, on: false });
    await on(left, frozen.id).getByText("Phú Ốc").first().waitFor();
  });

  test("identify names every window", async () => {
    await operate({ do: "identify", seconds: 120 });
    for (const [page, number] of [[left, 1], [right, 2]] as const) await page.locator("[data-identify] b", { hasText: String(number) }).waitFor();
    await shoot(left, "wall-identify");
    await operate({ do: "identify", seconds: 1 });
    for (const page of [left, right]) await page.locator("[data-identify]").waitFor({ state: "detached" });
    expect(await left.locator("[data-cell][data-phase=on]").count()).toBeGreaterThan(0);
  });

  test("no key acts on a wall's window", async () => {
    const before = JSON.stringify(await wall());
    for (const key of ["Tab", "Enter", "a", "Space", "F3", "Alt+1", "Escape"]) await left.keyboard.press(key);
    expect(await left.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
    expect(JSON.stringify(await wall())).toBe(before);
  });

  test("the same screen in a newer window: the older one says so and shows nothing", async () => {
    const newer = await open(1);
    await left.getByText("đang hiển thị ở một cửa sổ khác").waitFor();
    // What was on the screen is swept a moment after.
    await expect.poll(() => left.locator("[data-cell]").count(), { timeout: 10_000 }).toBe(0);
    await left.context().close();
    left = newer;
  });

  test("a window that is gone is missed: its cells come to the other, marked as whose they are, and go back with it", async () => {
    const own = (await cellsOf(2))[0]!;
    const [first, second] = await monitors();
    valueOf(await request(backend, cookie, "wall:design", { designs: [{ do: "arrange", monitor: { ...second!, whenLost: { to: first!.id, how: "share" } } }] }));
    await right.context().close();
    await on(left, own.id).locator("[data-mark=lost]", { hasText: "của màn hình 2" }).waitFor({ timeout: 40_000 });
    await shoot(left, "wall-lost");
    right = await open(2);
    await on(left, own.id).waitFor({ state: "detached" });
    await on(right, own.id).waitFor();
    expect(await right.locator("[data-mark=lost]").count()).toBe(0);
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));

  test("the backend's death is marked on every cell of both windows, within two seconds of each other, with the age of what is shown (invariant 7)", async () => {
    const marked = [left, right].map((page) => page.evaluate(() => new Promise<number>((settle) => {
      const watch = new MutationObserver(() => {
        const heads = [...document.querySelectorAll("[data-cell][data-phase=on] header")];
        if (heads.length === 0 || !heads.every((head) => /Số liệu cũ .+mất kết nối/.test(head.querySelector("[data-mark=stale]")?.textContent ?? ""))) return;
        watch.disconnect();
        settle(performance.timeOrigin + performance.now());
      });
      watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    })));
    await backend.kill();
    const [one = 0, other = 0] = await Promise.all(marked);
    expect(Math.abs(one - other)).toBeLessThan(2000);
  });
});
