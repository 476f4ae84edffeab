import { session } from "electron";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** Longest wait for the backend's answer, ms. */
const PATIENCE = 5_000;
const COOKIE = "kydai_display";

/**
 * Gets this machine's wall its display token, by the key that only this user can read in the data folder, and lays it as an
 * HttpOnly cookie into the wall's session: no page ever sees it.
 *
 * @returns false when the backend refused or did not answer; try again later
 */
export async function passWall(data: string, address: string): Promise<boolean> {
  try {
    const key = (await readFile(join(data, "shell.key"), "utf8")).trim();
    const answer = await fetch(`${address}/api/display/shell`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ name: `Tường ${hostname()}`.slice(0, 80) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const token = cookieValue(answer.headers.get("set-cookie") ?? "", COOKIE);
    await answer.body?.cancel();
    if (!answer.ok || token === undefined) {
      console.error(`wall: no display token, status ${answer.status}`);
      return false;
    }
    await session.fromPartition("persist:wall").cookies.set({ url: address, name: COOKIE, value: token, httpOnly: true, sameSite: "strict", path: "/" });
    return true;
  } catch (error) {
    console.error(`wall: no display token, ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** @returns a cookie's value out of a Set-Cookie header */
export function cookieValue(header: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[,;]\\s*)${name}=([^;,]*)`).exec(header)?.[1];
  return found === undefined || found === "" ? undefined : decodeURIComponent(found);
}
