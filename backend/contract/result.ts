import type { Fault } from "./fault.ts";

/** The answer to everything that can fail for a reason that is not a bug. */
export type Result<T, F = Fault> = { ok: true; value: T } | { ok: false; fault: F };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<F>(fault: F): { ok: false; fault: F } {
  return { ok: false, fault };
}
