import { cpSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, relative } from "node:path";
import { rolldown, type Plugin, type RolldownBuild } from "rolldown";
import { filesUnder, isTest, ROOT } from "./fingerprint.ts";

/** npm's packages stay in node_modules (some are native); our own files are bundled, `#contract/…` among them. */
function fromNpm(id: string): boolean {
  return !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("#") && !id.startsWith("\0") && !/^[A-Z]:/.test(id);
}

/** A worker or any other file named by address keeps its place in the tree; only its ending changes. */
const addresses: Plugin = {
  name: "addresses",
  transform(code, id) {
    if (!id.endsWith(".ts")) return null;
    const next = code.replaceAll(/(new URL\(\s*["'`][^"'`]+)\.ts(["'`],\s*import\.meta\.url\s*\))/g, "$1.js$2");
    // As long as before: the source map holds.
    return next === code ? null : { code: next, map: null };
  },
};

async function write(build: RolldownBuild, options: Parameters<RolldownBuild["write"]>[0]): Promise<void> {
  try {
    await build.write(options);
  } finally {
    await build.close();
  }
}

/**
 * backend/ → dist/backend/: each source file becomes one .js beside the data files it reads (migrations, the law), in the
 * same tree, so that a path relative to a file holds before and after.
 */
export async function bundleBackend(): Promise<void> {
  const from = join(ROOT, "backend");
  const to = join(ROOT, "dist/backend");
  rmSync(to, { recursive: true, force: true });
  const files = filesUnder(from);
  const input = Object.fromEntries(
    files.filter((file) => file.endsWith(".ts") && !isTest(file)).map((file) => [relative(from, file).slice(0, -3).replaceAll("\\", "/"), file]),
  );
  const build = await rolldown({ input, cwd: ROOT, platform: "node", external: fromNpm, plugins: [addresses], treeshake: false });
  await write(build, { dir: to, format: "esm", preserveModules: true, preserveModulesRoot: from, entryFileNames: "[name].js", sourcemap: true });
  for (const file of files)
    if (/\.(sql|json|ya?ml|html|ndjson)$/.test(file) && !file.endsWith("tsconfig.json")) cpSync(file, join(to, relative(from, file)));
}

/** The shell's programs: its main process, what goes into its pages, and the minder, which plain Node runs. */
const SHELL = [["main", "main/index.ts"], ["preload", "preload/index.ts"], ["minder", "main/minder.ts"]] as const;

/** main/ and preload/ → one CommonJS file for each program, in the words of Node 18: Electron 25 still runs them. */
export async function bundleShell(): Promise<void> {
  for (const [part, entry] of SHELL) {
    const to = join(ROOT, "dist", part);
    rmSync(to, { recursive: true, force: true });
    const build = await rolldown({
      input: { [part === "minder" ? part : "index"]: join(ROOT, entry) },
      cwd: ROOT,
      platform: "node",
      external: (id) => id === "electron" || id.startsWith("node:") || builtinModules.includes(id),
      transform: { target: "node18" },
    });
    await write(build, { dir: to, format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs", sourcemap: true });
  }
  for (const file of filesUnder(join(ROOT, "main"))) if (/\.(html|css|svg|png|woff2)$/.test(file)) cpSync(file, join(ROOT, "dist/main", relative(join(ROOT, "main"), file)));
}
