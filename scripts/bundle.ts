import { cpSync, existsSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { rolldown, type Plugin, type RolldownBuild } from "rolldown";
import { filesUnder, isTest, ROOT } from "./fingerprint.ts";

/**
 * Packages that stay in node_modules: native code (found by paths from its own folder), and a package that starts a worker
 * thread of a file of its own. All else goes into the bundle: reading a thousand small files is most of a start.
 */
export const APART: readonly string[] = ["better-sqlite3", "@node-rs/argon2", "@napi-rs/image", "pino"];

/** A module of a package that stays in node_modules. */
function isApart(id: string): boolean {
  return APART.some((name) => id === name || id.startsWith(`${name}/`));
}

/**
 * The bundle is flat and the sources are a tree, so a file named by address (`new URL("…", import.meta.url)`) is named from
 * the bundle's folder: a worker by the name of its entry, data by its place in the tree.
 *
 * @param from the sources' folder
 * @param entries source file → name of its bundle
 */
function addresses(from: string, entries: ReadonlyMap<string, string>): Plugin {
  return {
    name: "addresses",
    transform(code, id) {
      if (!id.startsWith(from)) return null;
      const next = code.replaceAll(/(new URL\(\s*(["'`]))(\.[^"'`]*)(\2,\s*import\.meta\.url\s*\))/g, (_all, start: string, _quote: string, path: string, end: string) => {
        const file = join(dirname(id), path);
        const name = entries.get(file);
        if (name === undefined && path.endsWith(".ts")) throw new Error(`${id}: ${path} is named by address, but it is no entry: a worker's entry lies in workers/`);
        if (!existsSync(file)) throw new Error(`${id}: ${path} is named by address, but is not there`);
        return `${start}./${name === undefined ? relative(from, file).replaceAll("\\", "/") + (path.endsWith("/") ? "/" : "") : `${name}.js`}${end}`;
      });
      // In the uppermost folder an address is as far from everything as it is in the bundle.
      const rest = next.replaceAll(/new URL\(\s*(["'`])\.[^"'`]*\1,\s*import\.meta\.url\s*\)/g, "");
      if (dirname(id) !== from && rest.includes("import.meta.")) throw new Error(`${id}: import.meta means another folder once bundled; name files by new URL("…", import.meta.url)`);
      // Lines stay what they were, and so the source map holds.
      return next === code ? null : { code: next, map: null };
    },
  };
}

async function write(build: RolldownBuild, options: Parameters<RolldownBuild["write"]>[0]): Promise<void> {
  try {
    await build.write(options);
  } finally {
    await build.close();
  }
}

/**
 * backend/ → dist/backend/: main.js, one file for each worker thread, what they share, and in the same tree as before the
 * data files that they read (migrations, the law).
 *
 * @param to folder that takes the place of dist/backend: the packages that stay apart are looked for from there upwards
 */
export async function bundleBackend(to: string = join(ROOT, "dist/backend")): Promise<void> {
  const from = join(ROOT, "backend");
  rmSync(to, { recursive: true, force: true });
  const files = filesUnder(from);
  const sources = [join(from, "main.ts"), ...files.filter((file) => dirname(file) === join(from, "workers") && file.endsWith(".ts") && !isTest(file))];
  const entries = new Map(sources.map((file) => [file, relative(from, file).slice(0, -3).replaceAll(/[\\/]/g, "-")]));
  const build = await rolldown({
    input: Object.fromEntries([...entries].map(([file, name]) => [name, file])),
    cwd: ROOT,
    platform: "node",
    external: isApart,
    plugins: [addresses(from, entries)],
  });
  await write(build, { dir: to, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js", sourcemap: true });
  for (const file of files)
    if (/\.(sql|json|ya?ml|html|ndjson|wasm)$/.test(file) && !file.endsWith("tsconfig.json")) cpSync(file, join(to, relative(from, file)));
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
