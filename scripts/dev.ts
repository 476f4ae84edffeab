import { createReadStream, mkdirSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { createServer, type Plugin } from "vite";
import { foreground } from "./child.ts";
import { ROOT } from "./fingerprint.ts";
import { startOptions } from "./start-options.ts";

// npm run dev [-- --feed FILE --speed N …]: the backend from its sources, restarted on change, and vite's server before it.
const { backend } = startOptions(process.argv.slice(2), process.env);
const flag = (name: string, otherwise: string) => {
  const at = backend.indexOf(`--${name}`);
  return (at >= 0 ? backend[at + 1] : undefined) ?? process.env[`KYDAI_${name.toUpperCase()}`] ?? otherwise;
};
const data = flag("data", join(ROOT, ".cache/dev"));
const port = flag("port", "7373");
mkdirSync(data, { recursive: true });

/** /assets/… from the repository's assets/, as the built room has it. */
const assets: Plugin = {
  name: "assets",
  configureServer(server) {
    server.middlewares.use("/assets", (request, response, next) => {
      const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
      const file = join(ROOT, "assets", path);
      if (!file.startsWith(join(ROOT, "assets")) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return next();
      if (file.endsWith(".json") || file.endsWith(".geojson")) response.setHeader("content-type", "application/json");
      createReadStream(file).pipe(response);
    });
  },
};

const target = `http://127.0.0.1:${port}`;
const server = await createServer({
  configFile: join(ROOT, "renderer/vite.config.ts"),
  root: join(ROOT, "renderer"),
  plugins: [assets],
  server: {
    host: "127.0.0.1",
    proxy: {
      "/socket.io": { target, ws: true, changeOrigin: true },
      ...Object.fromEntries(["/api", "/sta", "/healthz", "/readyz", "/metrics"].map((path) => [path, { target, changeOrigin: true }])),
    },
  },
});
await server.listen();
server.printUrls();

const named = (name: string, value: string) => (backend.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)) ? [] : [`--${name}`, value]);
const { exit } = foreground(process.execPath, ["--watch", "--watch-preserve-output", join(ROOT, "backend/main.ts"), ...backend, ...named("data", data), ...named("port", port)], process.env);
const code = await exit;
await server.close();
process.exit(code);
