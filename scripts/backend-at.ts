import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What the backend writes into its data folder (`backend.json`) once it listens. */
const Place = z.object({ pid: z.int().positive(), port: z.int().min(1).max(65_535) });

/** Longest wait for one answer of /healthz, ms. */
const PATIENCE = 2_000;

/**
 * The backend that serves this data folder, if one lives: the file alone proves nothing, its port must answer.
 *
 * @param host where it is bound; any-address hosts are asked on the loopback
 * @returns its address, e.g. `http://127.0.0.1:7373`
 */
export async function backendAt(data: string, host = "127.0.0.1"): Promise<string | undefined> {
  try {
    const { port } = Place.parse(JSON.parse(readFileSync(join(data, "backend.json"), "utf8")));
    const address = `http://${reachable(host)}:${port}`;
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return answer.ok ? address : undefined;
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
