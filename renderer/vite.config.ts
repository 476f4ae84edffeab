import { cpSync } from "node:fs";
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

/** The windows, for Electron 25's Chromium and for browsers. Scripts, styles and fonts are files of their own: the backend's CSP allows nothing inline. */
export default defineConfig({
  root,
  base: "/",
  plugins: [react(), assets],
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
