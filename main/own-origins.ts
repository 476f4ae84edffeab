import { readFileSync } from "node:fs";
import { join } from "node:path";
import { placeOf } from "#contract/place";

/** This machine itself: secure without being told. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;
/** A host alone: what else stood in it would name other origins. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])$/;

/**
 * Origins of the backend that this PC starts or finds, where it is bound to an address of the network: exactly these are treated as
 * secure.
 *
 * @param there port that a backend of the data folder noted; undefined: none runs
 */
export function ownOrigins({ host, port }: { host: string; port: number | undefined }, there: number | undefined): string[] {
  if (LOOPBACK.test(host) || !HOST.test(host)) return [];
  try {
    return [...new Set([port, there].filter((one) => one !== undefined).map((one) => new URL(`http://${host}:${one}`).origin))];
  } catch {
    // No address after all; the backend says so by itself.
    return [];
  }
}

/** @returns undefined where no backend of the data folder noted one */
export function portThere(data: string): number | undefined {
  try {
    return placeOf(JSON.parse(readFileSync(join(data, "backend.json"), "utf8")))?.port;
  } catch {
    return undefined;
  }
}
