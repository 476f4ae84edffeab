import type { Session } from "electron";

const COOKIE = "kydai_display";
/** Browsers keep no cookie for longer than 400 days; a display's token is good until it is revoked. */
const LONGEST = 400 * 86_400;

/** The wall's token, as a Cookie header for a backend at this address; undefined when there is none. */
export async function displayCookie(own: Session, address: string): Promise<string | undefined> {
  const [found] = await own.cookies.get({ url: address, name: COOKIE });
  return found === undefined ? undefined : `${COOKIE}=${encodeURIComponent(found.value)}`;
}

/**
 * Lays the token of a Set-Cookie header into the wall's session: HttpOnly, so that no page ever sees it, and on disk, so that
 * it survives Chromium's network process and a loss of power.
 *
 * @returns false where the header holds none
 */
export async function keepDisplayCookie(own: Session, address: string, header: string): Promise<boolean> {
  const value = cookieValue(header, COOKIE);
  if (value === undefined) return false;
  const expirationDate = Math.round(Date.now() / 1000) + LONGEST;
  await own.cookies.set({ url: address, name: COOKIE, value, httpOnly: true, secure: address.startsWith("https:"), sameSite: "strict", path: "/", expirationDate });
  await own.cookies.flushStore();
  return true;
}

/** @returns a cookie's value out of a Set-Cookie header */
function cookieValue(header: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[,;]\\s*)${name}=([^;,]*)`).exec(header)?.[1];
  return found === undefined || found === "" ? undefined : decodeURIComponent(found);
}
