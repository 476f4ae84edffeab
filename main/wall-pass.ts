import { session } from "electron";
import { hostname } from "node:os";
import { askAsShell } from "./shell-proof.ts";

const COOKIE = "kydai_display";

/**
 * Gets this machine's wall its display token, by the key that only this user can read in the data folder, and lays it as an
 * HttpOnly cookie into the wall's session: no page ever sees it.
 *
 * @returns false when the backend refused, did not answer or did not prove itself; try again later
 */
export async function passWall(data: string, address: string): Promise<boolean> {
  const answer = await askAsShell(data, address, "/api/display/shell", { name: `Tường ${hostname()}`.slice(0, 80) });
  const token = answer.ok ? cookieValue(answer.setCookie, COOKIE) : undefined;
  if (token === undefined) {
    console.error(`wall: no display token, ${answer.ok ? "no cookie" : answer.why}`);
    return false;
  }
  try {
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
