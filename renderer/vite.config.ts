import { cpSync, readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

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

/** The windows, for Electron 25's Chromium and for browsers. Scripts, styles and fonts are files of their own: the backend's CSP allows nothing inline. */
export default defineConfig({
  root,
  base: "/",
  plugins: [layers, react(), assets],
  build: {
    target: "chrome114",
    outDir: "../dist/renderer",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: "es" },
  server: {
    proxy: { "/api": backend, "/assets/city": backend, "/city": backend, "/socket.io": { target: backend, ws: true } },
  },
});
