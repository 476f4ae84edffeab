import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Longest wait for /healthz, ms. */
const PATIENCE = 2_000;

/** A backend that answered. */
export interface Found {
  pid: number;
  /** Origin, e.g. `http://127.0.0.1:7373` */
  address: string;
}

/** @returns the backend of this data folder, if one lives and answers */
export async function findBackend({ data, host }: { data: string; host: string }): Promise<Found | undefined> {
  try {
    const place: unknown = JSON.parse(await readFile(join(data, "backend.json"), "utf8"));
    if (!isPlace(place)) return undefined;
    const address = `http://${host}:${place.port}`;
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return answer.ok ? { pid: place.pid, address } : undefined;
  } catch {
    // No file, half a file, or nobody at the port: there is none.
    return undefined;
  }
}

function isPlace(value: unknown): value is { pid: number; port: number } {
  if (typeof value !== "object" || value === null || !("pid" in value) || !("port" in value)) return false;
  return Number.isInteger(value.pid) && Number.isInteger(value.port);
}
