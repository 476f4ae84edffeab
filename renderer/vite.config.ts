import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";

const root = new URL(".", import.meta.url).pathname;
const backend = `http://127.0.0.1:${process.env["KYDAI_PORT"] ?? "7373"}`;

/** The repository's assets/ beside vite's own files under /assets, so that one static root serves all, whoever builds. */
const assets: Plugin = {
  name: "assets",
  apply: "build",
  closeBundle() {
    // City packs are for who may see the room: the backend gives them out itself.
    cpSync(`${root}../assets`, `${root}../dist/renderer/assets`, { recursive: true, filter: (from) => !/[\\/]assets[\\/]city([\\/]|$)/.test(from) });
  },
};

/** Every sheet names the order of the layers first: a chunk's sheet may come before the one that has `layers.css`, and the first to name a layer places it. */
const layers: Plugin = {
  name: "layers",
  enforce: "pre",
  transform: (code, id) => (id.endsWith(".css") && code.startsWith("@layer ") ? `${readFileSync(`${root}design/layers.css`, "utf8").replace(/\/\*[\s\S]*?\*\//, "").trim()}\n${code}` : undefined),
};

/** The chunk's file, those it cannot do without, and their sheets. */
function closure(bundle: Rolldown.OutputBundle, name: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[name];
  if (chunk?.type !== "chunk" || found.has(name)) return found;
  found.add(name);
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) found.add(sheet);
  for (const next of chunk.imports) closure(bundle, next, found);
  return found;
}

/** Files that phones on a bad link read: handed out packed (backend/serve/static-routes.ts). */
const packed: string[] = [];
const pack: Plugin = {
  name: "pack",
  apply: "build",
  closeBundle() {
    for (const name of packed.filter((file) => /\.(?:js|css|html)$/.test(file))) {
      const bytes = readFileSync(`${root}../dist/renderer/${name}`);
      writeFileSync(`${root}../dist/renderer/${name}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${root}../dist/renderer/${name}.br`, brotliCompressSync(bytes));
    }
  },
};

/** Tells the agency page's worker which files the page is made of: the entry, the window behind its door, the form of its deeds, a picture seen large, and the live link. */
const offline: Plugin = {
  name: "offline",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const worker = bundle["agency-worker.js"];
    if (worker?.type !== "chunk") throw new Error("no agency-worker.js");
    const wanted = /[/](?:agency\.html|windows\/agency\/(?:agency|deed)\.tsx|case\/thumb-large\.tsx)$/;
    const files = new Set<string>();
    for (const [name, chunk] of Object.entries(bundle)) {
      if (chunk.type !== "chunk") continue;
      if (wanted.test(chunk.facadeModuleId ?? "") || chunk.moduleIds.some((id) => id.includes("/node_modules/socket.io-client/"))) closure(bundle, name, files);
    }
    const paths = [...[...files].sort().map((file) => `/${file}`), "/assets/icons/agency.webmanifest", "/assets/icons/agency-192.png"];
    const version = createHash("sha256").update(paths.join("\n")).update(worker.code).digest("hex").slice(0, 16);
    packed.push("agency.html", "agency-worker.js", ...files);
    worker.code = `self.KEPT=${JSON.stringify({ version, files: paths })};${worker.code}`;
  },
};

/** The windows, for Electron 25's Chromium and for browsers. Scripts, styles and fonts are files of their own: the backend's CSP allows nothing inline. */
export default defineConfig({
  root,
  base: "/",
  plugins: [layers, react(), assets, offline, pack],
  build: {
    target: "chrome114",
    outDir: "../dist/renderer",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // The public page is made by the backend, which must know the names of its script and style beforehand.
      input: { index: `${root}index.html`, agency: `${root}agency.html`, "agency-worker": `${root}agency-worker.ts`, page: `${root}windows/public/page.ts`, "public-worker": `${root}windows/public/worker.ts` },
      output: {
        // A worker's scope begins where its file lies.
        entryFileNames: ({ name }) => (name === "agency-worker" ? "[name].js" : name === "page" ? "public/page.js" : name === "public-worker" ? "public/worker.js" : "assets/[name]-[hash].js"),
        assetFileNames: ({ names }) => (names.includes("page.css") ? "public/page.css" : "assets/[name]-[hash][extname]"),
      },
    },
  },
  worker: { format: "es" },
  server: {
    proxy: { "/api": backend, "/assets/city": backend, "/city": backend, "/socket.io": { target: backend, ws: true } },
  },
});
