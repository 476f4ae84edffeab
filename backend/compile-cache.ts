import { enableCompileCache, flushCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

/** ms after the start at which what was compiled is written down: windows are painted by then, and a kill loses nothing of it. */
const SETTLED = 30_000;

/**
 * Keeps compiled code between starts: a third of a start is spent compiling. One file per module and Node version, found by
 * its path and checked against its source by Node itself, so that a new build replaces what it outdates; 5 MB. A folder
 * that cannot be written, or damage in it, costs the gain alone: Node then compiles as ever.
 */
export function keepCompiled(env: NodeJS.ProcessEnv): void {
  const folder = cacheFolder(env, process.platform);
  if (folder === undefined) return;
  const { directory } = enableCompileCache(folder);
  if (directory === undefined) return;
  // Worker threads do as this variable says.
  env["NODE_COMPILE_CACHE"] ??= folder;
  setTimeout(flushCompileCache, SETTLED).unref();
}

/** Where this person's caches lie, by each system's custom (XDG Base Directory 0.8 on Linux). @returns undefined without a home */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const home = homeOf(env);
  const given = platform === "win32" ? env["LOCALAPPDATA"] : platform === "darwin" ? undefined : env["XDG_CACHE_HOME"];
  const base = given !== undefined && given !== "" ? given : home === undefined ? undefined : join(home, ...(platform === "win32" ? ["AppData", "Local"] : platform === "darwin" ? ["Library", "Caches"] : [".cache"]));
  return base === undefined ? undefined : join(base, "ky-dai", "compiled");
}

/** `homedir` throws for a user without an entry, as some containers have. */
function homeOf(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return (env["HOME"] ?? "") === "" ? homedir() : env["HOME"];
  } catch {
    return undefined;
  }
}
