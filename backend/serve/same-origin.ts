import { isIP } from "node:net";
import { hostname } from "node:os";

/** Why a browser's request is not to be trusted; undefined: nothing against it. */
export type OriginCheck = (headers: { host?: string | undefined; origin?: string | undefined; "sec-fetch-site"?: string | string[] | undefined }) => string | undefined;

/** @returns the name in a Host header without its port, in lower case; undefined when it is none */
function nameOf(host: string): string | undefined {
  const name = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]{1,253})(?::\d{1,5})?$/i.exec(host)?.[1];
  return name?.replace(/^\[|\]$/g, "").toLowerCase();
}

/**
 * Guards against DNS rebinding (a foreign name that resolves to this machine: only names known here are answered; an IP
 * address cannot be rebound) and against requests forged by another site (Origin must be this very host). Clients that are
 * no browsers send no Origin and are judged by their credentials alone.
 *
 * @param hosts names allowed besides IP addresses, localhost and this machine's own
 */
export function originCheck(hosts: readonly string[]): OriginCheck {
  const own = hostname().toLowerCase();
  const known = new Set(["localhost", own, `${own}.local`, ...hosts.map((host) => host.toLowerCase())]);
  return (headers) => {
    const host = headers.host;
    const name = host === undefined ? undefined : nameOf(host);
    if (name === undefined || (isIP(name) === 0 && !known.has(name))) return "host";
    if (headers.origin !== undefined) {
      const origin = /^https?:\/\/([^/]+)$/i.exec(headers.origin)?.[1];
      return origin?.toLowerCase() === host?.toLowerCase() ? undefined : "origin";
    }
    const site = headers["sec-fetch-site"];
    return site === undefined || site === "same-origin" || site === "none" ? undefined : "origin";
  };
}
