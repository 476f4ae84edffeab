import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, startBackend } from "../kit/backend.ts";
import { browserOf, CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";
import { probeOf } from "../kit/twin-probe.ts";

if (CHROMIUM === undefined) console.log("skipped: a pack whose tiles are cut, in the browser (no Chromium on this machine)");

const BUILT_IN = new URL("../../assets/city/hue/", import.meta.url).pathname;
const KIM_LONG = [107.5632, 16.4581] as const;

/** The built-in city whose base tiles end in the middle. @param hidden the description says that it is as it should be */
function cutPack(hidden: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), "kydai-cut-"));
  cpSync(BUILT_IN, folder, { recursive: true });
  const tiles = join(folder, "base.pmtiles");
  truncateSync(tiles, Math.round(readFileSync(tiles).length * 0.6));
  if (hidden) {
    const path = join(folder, "manifest.json");
    const manifest: { files: Record<string, { bytes: number; sha256: string }> } = JSON.parse(readFileSync(path, "utf8"));
    const cut = readFileSync(tiles);
    manifest.files["base.pmtiles"] = { bytes: cut.length, sha256: createHash("sha256").update(cut).digest("hex") };
    writeFileSync(path, JSON.stringify(manifest));
  }
  return folder;
}

describe.skipIf(CHROMIUM === undefined)("a pack whose base tiles are cut", () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildStale();
    browser = await launchChromium();
  }, 240_000);
  afterAll(() => browser?.close());

  test.each([
    ["and differ from their description", false, "dung lượng khác với khai báo"],
    ["and are described as they are", true, "không đúng định dạng"],
  ])("%s: the console works, stations stand on what is left, and the map says what is missing", async (_, hidden, why) => {
    const pack = cutPack(hidden);
    const backend = await startBackend({ args: ["--pack", pack] });
    try {
      const cookie = await administrator(backend);
      const context = await browserOf(browser, backend, cookie);
      context.setDefaultTimeout(45_000);
      const complaints: Complaints = [];
      const page = listen(await context.newPage(), complaints);
      await page.goto(`${backend.address}/?probe`);
      const probe = probeOf(page);
      await probe.idle();
      const missing = page.locator("details", { hasText: "Bản đồ thiếu" });
      await missing.click();
      expect(await missing.innerText()).toMatch(new RegExp(`base\\.pmtiles: ${why}`));
      await probe.jump(KIM_LONG, 16);
      await expect.poll(async () => (await probe.pick(KIM_LONG))?.thingId, { timeout: 30_000 }).toBe("kim-long");
      await page.keyboard.press("F5");
      await page.getByRole("tab", { name: "Chuỗi số liệu", selected: true }).waitFor();
      await page.keyboard.press("F2");
      await shoot(page, `cut-pack-${hidden ? "hidden" : "told"}`);
      expect(complaints).toEqual([]);
      await context.close();
    } finally {
      await backend.stop();
      removeFolder(backend.folder);
      rmSync(pack, { recursive: true, force: true });
    }
  }, 240_000);
});
