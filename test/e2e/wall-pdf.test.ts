import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell } from "#contract/wall";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, type Complaints } from "../kit/person.ts";
import { smallPdf } from "../kit/small-pdf.ts";

if (CHROMIUM === undefined) console.log("skipped: a PDF on the wall (no Chromium on this machine)");

describe.skipIf(CHROMIUM === undefined)("a PDF in a wall's cell", () => {
  const complaints: Complaints = [];
  let backend: TestBackend;
  let browser: Browser;
  let cookie: string;
  let page: Page;

  beforeAll(async () => {
    await buildStale();
    [backend, browser] = await Promise.all([startBackend(), launchChromium()]);
    cookie = await administrator(backend);
    page = listen(await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "vi-VN" })).newPage(), complaints);
    page.setDefaultTimeout(40_000);
    await page.goto(`${backend.address}/wall`);
    await page.locator("input[name=ticket]").fill(valueOf(await request(backend, cookie, "display:ticket", { name: "Tường" })).ticket);
    await page.keyboard.press("Enter");
    await page.locator("[data-cell][data-phase=on]").first().waitFor();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await backend?.stop();
    removeFolder(backend.folder);
  });

  const send = async (bytes: Uint8Array): Promise<Response> => fetch(`${backend.address}/api/wall/file`, { method: "POST", headers: { cookie, "content-type": "application/octet-stream" }, body: Uint8Array.from(bytes).buffer });
  const show = async (settings: Cell["panels"][number]["settings"]): Promise<Cell> => {
    const [cell] = valueOf(await request(backend, cookie, "snapshot:get", {})).wall.cells;
    valueOf(await request(backend, cookie, "wall:operate", { operations: [{ do: "put", cellId: cell!.id, rev: cell!.rev, panels: [{ kind: "pdf", settings, sensitive: false }] }] }));
    return cell!;
  };
  const idOf = async (answer: Response): Promise<string> => {
    const body: unknown = await answer.json();
    return /"id":"([0-9a-f]{64})"/.exec(JSON.stringify(body))?.[1] ?? JSON.stringify(body);
  };
  /** Colour of the middle of the page as drawn. */
  const middle = (): Promise<number[]> => page.locator("[data-page] canvas").first().evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? [...(canvas.getContext("2d")?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [])] : []));

  test("the page asked for is drawn, without a complaint of the content security policy", async () => {
    const fileId = await idOf(await send(smallPdf([[1, 0, 0], [0, 0.5, 0]])));
    await show({ fileId, page: 2 });
    await page.locator("[data-page='2'] canvas").waitFor();
    expect(await middle()).toEqual([0, 128, 0, 255]);
    expect(complaints).toEqual([]);
  });

  test("what is not a readable PDF, or is gone, says so in its cell", async () => {
    await show({ fileId: "0".repeat(64) });
    await page.locator("[data-failed=missing]").waitFor();
    const fileId = await idOf(await send(new TextEncoder().encode("%PDF-1.7\nnot what it says")));
    await show({ fileId });
    // The cell before may still lie under this one.
    expect(await page.locator("[data-failed=no-pdf]").innerText()).toContain("không phải tài liệu PDF");
  });
});
