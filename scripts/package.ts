import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { buildStale } from "./build.ts";
import { isEntry } from "./entry.ts";
import { ROOT } from "./fingerprint.ts";
import { electronHere } from "./machine.ts";

// npm run package [-- --dir] [--out FOLDER]: the desktop application, by electron-builder.yml, from the Electron that is here; one that
// is not is fetched by electron-builder, and so are the tools that make an AppImage, deb or installer of the folder that --dir leaves.

const Settings = z.looseObject({ electronFuses: z.record(z.string(), z.boolean()), directories: z.object({ output: z.string() }) });
/** Fuses that younger Electrons have, by the first that has them. */
const SINCE: Record<string, number> = { grantFileProtocolExtraPrivileges: 29 };

/**
 * electron-builder's settings for an Electron that is here already. A fuse that it does not have cannot be set: what the fuse would
 * take away, its pages never ask for (main/security.test.ts).
 *
 * @param version of Electron, such as 25.1.1
 */
export function settingsFor(version: string, text: string): z.infer<typeof Settings> {
  const settings = Settings.parse(parse(text));
  const major = Number.parseInt(version, 10);
  return { ...settings, electronFuses: Object.fromEntries(Object.entries(settings.electronFuses).filter(([fuse]) => (SINCE[fuse] ?? 0) <= major)) };
}

/** Packages as a folder, quietly. @param out where to. @returns the folder that holds the application. @throws with what electron-builder printed last */
export async function packageFolder(out: string): Promise<string> {
  await buildStale();
  run(["--linux", "dir"], out, "pipe");
  return join(out, "linux-unpacked");
}

function run(args: readonly string[], out: string, shown: "inherit" | "pipe" = "inherit"): void {
  const text = readFileSync(join(ROOT, "electron-builder.yml"), "utf8");
  const here = electronHere();
  const version = here === undefined ? undefined : versionOf(here);
  const settings = { ...(version === undefined ? Settings.parse(parse(text)) : settingsFor(version, text)), directories: { output: out }, ...(here === undefined ? {} : { electronDist: dirname(here), electronVersion: version }) };
  mkdirSync(out, { recursive: true });
  const file = join(out, "settings.json");
  writeFileSync(file, JSON.stringify(settings));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "node_modules/electron-builder/cli.js"), ...args, "--config", file, "--publish", "never"], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", shown, shown] });
  if (status !== 0) throw new Error(`electron-builder ended with ${status}\n${`${stdout ?? ""}${stderr ?? ""}`.slice(-4000)}`);
}

function versionOf(electron: string): string {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // Chromium refuses to run for root with one
  const printed = execFileSync(electron, [...root, "--version"], { encoding: "utf8", timeout: 20_000, env: { ...process.env, ELECTRON_RUN_AS_NODE: "" } });
  return /v?(\d+\.\d+\.\d+)/.exec(printed)?.[1] ?? "0.0.0";
}

if (isEntry(import.meta.url)) {
  const args = process.argv.slice(2);
  const at = args.indexOf("--out");
  const out = at < 0 ? join(ROOT, "dist/package") : (args[at + 1] ?? "");
  await buildStale();
  run(args.includes("--dir") ? ["--dir"] : [], out);
}
