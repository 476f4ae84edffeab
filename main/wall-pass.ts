import { session, type Session } from "electron";
import { hostname } from "node:os";
import { callBackend } from "./backend-call.ts";
import { keepDisplayCookie } from "./display-cookie.ts";
import { WALL } from "./guard.ts";
import { inTime } from "./in-time.ts";
import { askAsShell } from "./shell-proof.ts";

/** Longest wait for Chromium to lay a cookie on disk, ms. */
const FLUSH = 5_000;

/**
 * Gets this machine's wall its display token, by the key that only this user can read in the data folder, unless the backend
 * knows the one kept.
 *
 * @returns false when the backend refused, did not answer or did not prove itself; try again later
 */
export async function passWall(data: string, address: string): Promise<boolean> {
  const own = session.fromPartition(WALL);
  if (await isKnown(own, address)) return true;
  const answer = await askAsShell(data, address, "/api/display/shell", { name: `Tường ${hostname()}`.slice(0, 80) });
  try {
    if (answer.ok && (await inTime(FLUSH, () => keepDisplayCookie(own, address, answer.setCookie)))) return true;
    console.error(`wall: no display token, ${answer.ok ? "no cookie" : answer.why}`);
  } catch (error) {
    console.error(`wall: no display token, ${error instanceof Error ? error.message : String(error)}`);
  }
  return false;
}

/**
 * Whether a backend on another PC knows this wall: by the token kept in the wall's session, or else by a ticket, which is
 * spent with that.
 *
 * @returns false: the door is shown, and a person types a ticket
 */
export async function joinWall(address: string, ticket: string | undefined): Promise<boolean> {
  const own = session.fromPartition(WALL);
  if (await isKnown(own, address)) return true;
  if (ticket === undefined) return false;
  const redeemed = await callBackend(own, address, { path: "/api/display", method: "POST", type: "application/json", body: JSON.stringify({ ticket }) });
  if (!redeemed.ok) console.error(`wall: the ticket was not taken, ${redeemed.fault.code}`);
  return redeemed.ok && isKnown(own, address);
}

async function isKnown(own: Session, address: string): Promise<boolean> {
  const self = await callBackend(own, address, { path: "/api/session?as=display", method: "GET" });
  // A token that came through the door is written to disk at once: the PC may lose its power.
  // It never settles where Chromium's network process dies meanwhile.
  if (self.ok) await inTime(FLUSH, () => own.cookies.flushStore()).catch(() => undefined);
  return self.ok;
}
