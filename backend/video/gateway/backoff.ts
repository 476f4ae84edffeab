import type { RtspFault } from "../rtsp/fault.ts";

/** What another try soon would not change: a person has to. ms. */
const HOPELESS_WAIT = 60_000;
const HOPELESS: ReadonlySet<RtspFault["reason"]> = new Set(["login-wanted", "unauthorized", "not-found", "unsupported", "redirected", "tls"]);
const [FIRST, MOST] = [500, 10_000];

/**
 * How long to wait before a camera is asked again, ms: 0.5 s, doubled up to 10 s, a minute where it is hopeless; ± 30 %, so that
 * cameras that were lost together are not asked together.
 *
 * @param failures in a row, this one included. @param chance from 0 to 1
 */
export function waitAfter(reason: RtspFault["reason"], failures: number, chance: number): number {
  const wait = HOPELESS.has(reason) ? HOPELESS_WAIT : Math.min(MOST, FIRST * 2 ** Math.min(20, failures - 1));
  return Math.round(wait * (0.7 + 0.6 * chance));
}
