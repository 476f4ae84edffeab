import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isEntry } from "./entry.ts";
import { fingerprint, ROOT } from "./fingerprint.ts";

interface Part {
  name: string;
  /** Files and folders it is made from, relative to the repository. */
  inputs: readonly string[];
  /** A file that is there when it has been built. */
  output: string;
  make: () => Promise<void>;
}

const COMMON = ["package.json", "package-lock.json", "scripts/bundle.ts", "scripts/build.ts", "backend/contract"];

const PARTS: readonly Part[] = [
  {
    name: "backend",
    inputs: [...COMMON, "backend"],
    output: "dist/backend/main.js",
    make: async () => (await import("./bundle.ts")).bundleBackend(),
  },
  {
    name: "shell",
    inputs: [...COMMON, "main", "preload"],
    output: "dist/main/index.cjs",
    make: async () => (await import("./bundle.ts")).bundleShell(),
  },
  {
    name: "renderer",
    inputs: [...COMMON, "renderer", "assets"],
    output: "dist/renderer/index.html",
    make: bundleRenderer,
  },
];

/**
 * renderer/ → dist/renderer/, with assets/ beside vite's own files under /assets, so that one static root serves all. In a
 * process of its own: what vite builds depends on NODE_ENV, which a test run has set to its own word.
 */
async function bundleRenderer(): Promise<void> {
  const outDir = join(ROOT, "dist/renderer");
  const args = [join(ROOT, "node_modules/vite/bin/vite.js"), "build", join(ROOT, "renderer"), "--config", join(ROOT, "renderer/vite.config.ts"), "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "production" } });
  const code: unknown = (await once(child, "exit"))[0];
  if (code !== 0) throw new Error("vite build failed");
}

const stampFile = (part: Part) => join(ROOT, "dist", `.${part.name}.stamp`);

function isStale(part: Part, print: string): boolean {
  if (!existsSync(join(ROOT, part.output)) || !existsSync(stampFile(part))) return true;
  return readFileSync(stampFile(part), "utf8") !== print;
}

/**
 * Builds what is stale: a part whose sources are not those of its last build.
 *
 * @param force builds everything
 * @returns names of the parts that were built
 */
export async function buildStale({ force = false } = {}): Promise<string[]> {
  const built: string[] = [];
  // `npm test` has built everything before its stages begin; two of their files side by side must not build into one folder.
  if (!force && process.env["KYDAI_TEST_BACKEND"] !== undefined) return built;
  for (const part of PARTS) {
    const print = fingerprint(part.inputs);
    if (!force && !isStale(part, print)) continue;
    const start = performance.now();
    await part.make();
    mkdirSync(join(ROOT, "dist"), { recursive: true });
    writeFileSync(stampFile(part), print);
    console.log(`build: ${part.name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
    built.push(part.name);
  }
  return built;
}

if (isEntry(import.meta.url)) {
  const built = await buildStale({ force: process.argv.includes("--force") });
  if (built.length === 0) console.log("build: nothing is stale");
}
