import { session, type Session } from "electron";
import { hostname } from "node:os";
import { callBackend } from "./backend-call.ts";
import { WALL } from "./guard.ts";
import { askAsShell } from "./shell-proof.ts";

const COOKIE = "kydai_display";
/** How long this machine's token is kept, s. On disk, so that it survives Chromium's network process; a start gets it anew. */
const KEPT = 7 * 86_400;

/**
 * Gets this machine's wall its display token, by the key that only this user can read in the data folder, and lays it as an
 * HttpOnly cookie into the wall's session: no page ever sees it.
 *
 * @returns false when the backend refused, did not answer or did not prove itself; try again later
 */
export async function passWall(data: string, address: string): Promise<boolean> {
  const own = session.fromPartition(WALL);
  if (await isKnown(own, address)) return true;
  const answer = await askAsShell(data, address, "/api/display/shell", { name: `Tường ${hostname()}`.slice(0, 80) });
  const token = answer.ok ? cookieValue(answer.setCookie, COOKIE) : undefined;
  if (token === undefined) {
    console.error(`wall: no display token, ${answer.ok ? "no cookie" : answer.why}`);
    return false;
  }
  try {
    const expirationDate = Math.round(Date.now() / 1000) + KEPT;
    await own.cookies.set({ url: address, name: COOKIE, value: token, httpOnly: true, sameSite: "strict", path: "/", expirationDate });
    await own.cookies.flushStore();
    return true;
  } catch (error) {
    console.error(`wall: no display token, ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/**
 * Whether a backend on another PC knows this wall: by the token kept in the wall's session, or else by a ticket, which is
 * spent with that. Written to disk before anything else, so that a PC that loses its power is known again.
 *
 * @returns false: the door is shown, and a person types a ticket
 */
export async function joinWall(address: string, ticket: string | undefined): Promise<boolean> {
  const own = session.fromPartition(WALL);
  if (await isKnown(own, address)) return true;
  if (ticket === undefined) return false;
  const redeemed = await callBackend(own, address, { path: "/api/display", method: "POST", type: "application/json", body: JSON.stringify({ ticket }) });
  if (!redeemed.ok) {
    console.error(`wall: the ticket was not taken, ${redeemed.fault.code}`);
    return false;
  }
  await own.cookies.flushStore();
  return isKnown(own, address);
}

async function isKnown(own: Session, address: string): Promise<boolean> {
  const self = await callBackend(own, address, { path: "/api/session?as=display", method: "GET" });
  if (self.ok) await own.cookies.flushStore();
  return self.ok;
}

/** @returns a cookie's value out of a Set-Cookie header */
export function cookieValue(header: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[,;]\\s*)${name}=([^;,]*)`).exec(header)?.[1];
  return found === undefined || found === "" ? undefined : decodeURIComponent(found);
}
