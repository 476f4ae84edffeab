import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isFrom, placeOf } from "#contract/place";

/** Longest wait for one answer of /healthz, ms. */
const PATIENCE = 2_000;

/**
 * The backend that serves this data folder, if one lives: the file alone proves nothing, the very backend it
 * names must answer at its port.
 *
 * @param host where it is bound; any-address hosts are asked on the loopback
 * @returns its address, e.g. `http://127.0.0.1:7373`
 */
export async function backendAt(data: string, host = "127.0.0.1"): Promise<string | undefined> {
  try {
    const place = placeOf(JSON.parse(readFileSync(join(data, "backend.json"), "utf8")));
    if (place === undefined) return undefined;
    const address = `http://${reachable(host)}:${place.port}`;
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok && isFrom(place, await answer.json()) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** A host to connect to for a host to bind to. */
export function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
