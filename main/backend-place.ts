import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isFrom, placeOf } from "#contract/place";
import { inTime } from "./in-time.ts";

/** Longest wait for /healthz, ms. */
const PATIENCE = 2_000;

/** A backend that answered. */
export interface Found {
  pid: number;
  /** Origin, e.g. `http://127.0.0.1:7373` */
  address: string;
}

/** @returns the backend of this data folder, if one lives and it is the one that answers; no proof yet: see shell-proof.ts */
export async function findBackend({ data, host }: { data: string; host: string }): Promise<Found | undefined> {
  try {
    const place = placeOf(JSON.parse(await readFile(join(data, "backend.json"), "utf8")));
    if (place === undefined) return undefined;
    const address = `http://${host}:${place.port}`;
    const isIt = await inTime(PATIENCE, async (signal) => {
      const answer = await fetch(`${address}/healthz`, { signal });
      return answer.ok && isFrom(place, await answer.json());
    });
    return isIt ? { pid: place.pid, address } : undefined;
  } catch {
    // No file, half a file, nobody at the port or somebody else: there is none.
    return undefined;
  }
}

const startFile = (data: string) => join(data, "shell", "backend.pid");

/** Notes which backend a shell of this folder has started, for the shell that may come after it. */
export function noteStart(data: string, pid: number): void {
  try {
    writeFileSync(startFile(data), String(pid), { mode: 0o600 });
  } catch {
    // A disk that takes nothing: the next shell then leaves the backend running.
  }
}

/** @returns process id of the backend that a shell of this folder started last; to be compared with the one that answers */
export function startedHere(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(startFile(data), "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A backend that a shell of this folder started and left behind, before anything has answered.
 *
 * @returns undefined also where the system does not tell (Linux does) that the process is still that backend, and no newer one of its number
 */
export function leftBehind(data: string): number | undefined {
  const pid = startedHere(data);
  try {
    return pid !== undefined && readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(data) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** How `/healthz` is asked for: fetch, of Node or of Chromium. */
export type HealthRequest = (url: string, init: { signal: AbortSignal; redirect: "error" }) => Promise<{ ok: boolean; json: () => Promise<unknown> }>;

/** @returns true when a backend, whichever, answers there */
export async function callHealth(address: string, request: HealthRequest): Promise<boolean> {
  try {
    const health: unknown = await inTime(PATIENCE, async (signal) => {
      const answer = await request(`${address}/healthz`, { signal, redirect: "error" });
      return answer.ok ? answer.json() : undefined;
    });
    return typeof health === "object" && health !== null && "room" in health;
  } catch {
    return false;
  }
}
