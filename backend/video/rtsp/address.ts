/** Addresses of a session: what DESCRIBE's answer says of its base, and each track of itself (RFC 2326 appendix C.1.1). */

/** Where each protocol is spoken unless the address says otherwise. */
const PORTS: Readonly<Record<string, number>> = { "rtsp:": 554, "rtsps:": 322, "http:": 80, "https:": 443 };

/** @returns the address as requests name it: without a fragment, and never with a user name */
export function plainUrl(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname}${search}`;
}

/** @returns host and port to connect to */
export function targetOf(url: string): { host: string; port: number; secure: boolean } {
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname.replaceAll(/^\[|\]$/g, ""), port: port === "" ? (PORTS[protocol] ?? 554) : Number(port), secure: protocol === "rtsps:" || protocol === "https:" };
}

/** @returns whether both name the same machine and port: whoever knows the login of one may be asked with it at the other */
export function isSameHost(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [x, y] = [targetOf(a), targetOf(b)];
  return x.host.toLowerCase() === y.host.toLowerCase() && x.port === y.port && x.secure === y.secure;
}

/**
 * The address of a track, or of the whole session for `*`. A base or control that names another machine is not followed: many
 * cameras behind a router tell an address of their own inside.
 *
 * @param base Content-Base, Content-Location or the requested address
 */
export function controlUrl(control: string | undefined, base: string, requested: string): string {
  const root = moved(base, requested);
  if (control === undefined || control === "*") return root;
  if (/^rtsps?:\/\//i.test(control)) return moved(control, requested);
  // Joined, not resolved: RTSP servers expect the track's name behind the whole base, query included.
  return root.endsWith("/") || control.startsWith("/") ? `${root.replace(/\/$/, "")}/${control.replace(/^\//, "")}` : `${root}/${control}`;
}

/** The same path on the machine that was asked. */
function moved(url: string, requested: string): string {
  if (!URL.canParse(url) || !/^rtsps?:/i.test(url)) return plainUrl(requested);
  const { pathname, search } = new URL(url);
  const { protocol, host } = new URL(requested);
  return `${protocol}//${host}${pathname}${search}`;
}
