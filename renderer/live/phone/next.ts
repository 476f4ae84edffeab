import type { Waiting } from "./waiting.ts";

/** Things that are words alone go beside those whose files are still on their way: no film holds up the receipt of another order. */
export type Lane = "words" | "files";
export const LANES: readonly Lane[] = ["words", "files"];

const laneOf = ({ files }: Waiting): Lane => (files.some(({ evidenceId }) => evidenceId === undefined) ? "files" : "words");

/**
 * What a lane sends next. Of each case its oldest alone: what was done in a case arrives in the order it was done.
 *
 * @param waiting oldest first
 * @param passed cases that are left out
 */
export function nextOf(waiting: readonly Waiting[], lane: Lane, passed: ReadonlySet<string>): Waiting | undefined {
  const seen = new Set<string>();
  return waiting.find((item) => {
    if (item.refused !== undefined || seen.has(item.incidentId)) return false;
    seen.add(item.incidentId);
    return !passed.has(item.incidentId) && laneOf(item) === lane;
  });
}
