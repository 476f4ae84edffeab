import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const windows = process.platform === "win32";

/** @returns the absolute path of a program on the PATH (and where Debian hides daemons), or undefined */
export function program(...names: readonly string[]): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...(windows ? [] : ["/usr/sbin", "/usr/local/sbin"])];
  for (const name of names)
    for (const folder of folders)
      for (const ending of windows ? [".exe", ".cmd"] : [""]) {
        const file = join(folder, name + ending);
        if (folder !== "" && existsSync(file)) return file;
      }
  return undefined;
}

/** The system's Chromium or Chrome; `CHROMIUM` overrides. */
export function chromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome") ?? (existsSync(onMac) ? onMac : undefined);
}

/** The folder of a monitor-less X server's starter (`../shared/tools/virtual-wall`), for tests of several displays. */
export function virtualWall(): string | undefined {
  const tool = process.env["KYDAI_VIRTUAL_WALL"] ?? join(import.meta.dirname, "../../shared/tools/virtual-wall");
  return process.platform === "linux" && existsSync(tool) ? tool : undefined;
}

/** Somebody sits before this machine: a screen to put windows on. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (windows || process.platform === "darwin") return true;
  return (env["DISPLAY"] ?? "") !== "" || (env["WAYLAND_DISPLAY"] ?? "") !== "";
}

/**
 * Electron's executable, when it is already here: `ELECTRON_OVERRIDE_DIST_PATH` first, then what the npm package has
 * fetched. Never downloads.
 */
export function electronHere(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = electronPackage();
  const inside = windows ? "electron.exe" : process.platform === "darwin" ? "Electron.app/Contents/MacOS/Electron" : "electron";
  const override = env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override !== undefined && override !== "") return present(join(override, inside));
  if (folder === undefined) return undefined;
  const note = join(folder, "path.txt");
  return present(join(folder, "dist", existsSync(note) ? readFileSync(note, "utf8").trim() : inside));
}

/** @returns the folder of the npm package `electron`, which can fetch the runtime */
export function electronPackage(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  } catch {
    return undefined;
  }
}

const present = (file: string) => (existsSync(file) ? file : undefined);
