import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const PATH = "/plain-map/";

/** A page with nothing but the map library and the twin's base style, built as the product is. */
export interface PlainMap {
  /** Lets a page of a backend's origin open it, with the pack that the backend serves. @returns its path */
  offer(page: Page): Promise<string>;
  remove(): void;
}

export async function buildPlainMap(): Promise<PlainMap> {
  const outDir = mkdtempSync(join(tmpdir(), "kydai-plain-map-"));
  await build({ root: new URL("plain-map/", import.meta.url).pathname, base: PATH, logLevel: "error", configFile: false, build: { target: "chrome114", outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 5000 }, worker: { format: "es" } });
  return {
    async offer(page) {
      await page.route(`**${PATH}**`, async (route) => {
        const path = new URL(route.request().url()).pathname.slice(PATH.length) || "index.html";
        try {
          await route.fulfill({ status: 200, body: readFileSync(join(outDir, path)), contentType: TYPES[extname(path)] ?? "application/octet-stream" });
        } catch {
          await route.fulfill({ status: 404 });
        }
      });
      return PATH;
    },
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
