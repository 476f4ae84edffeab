import { app } from "electron";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { homedir } from "node:os";
import { desktopEntry } from "./desktop-entry.ts";
import type { Command } from "./own-command.ts";

/**
 * Has the system start the shell when this user logs in, or no longer. On Linux by an autostart entry, as every desktop reads
 * it; elsewhere by Electron.
 *
 * @returns false when the system took nothing; said on the console
 */
export function startWithSystem(on: boolean, { program, args }: Command): boolean {
  try {
    if (process.platform !== "linux") {
      app.setLoginItemSettings({ openAtLogin: on, path: program, args: [...args] });
      return true;
    }
    const file = entryFile();
    if (!on) {
      rmSync(file, { force: true });
      return true;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, desktopEntry([program, ...args]), { mode: 0o600 });
    return true;
  } catch (error) {
    console.error(`start with the system: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function entryFile(env: NodeJS.ProcessEnv = process.env): string {
  const config = env["XDG_CONFIG_HOME"];
  return join(config !== undefined && config !== "" ? config : join(homedir(), ".config"), "autostart", "ky-dai.desktop");
}
