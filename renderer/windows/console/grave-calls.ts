import type { RealIncident } from "#contract/incident";
import type { GraveCase } from "../../design/case/grave.ts";
import { byGravity } from "../../design/case/grave.ts";

/** What a leader was called for, and what is still to be looked at. */
export interface Calls {
  /** Everything that was there when the window first knew the cases, or was called since. */
  known: ReadonlySet<string>;
  /** Not looked at yet, by call. */
  open: ReadonlyMap<string, GraveCase<RealIncident>>;
}

/**
 * Calls as the cases stand now. What is there when the window opens is on its list already and calls nobody; what has passed calls
 * nobody any more, and calls again when it comes again.
 *
 * @param now see `callsOf`; undefined: cases are not known yet
 */
export function callsAfter(before: Calls | undefined, now: ReadonlyMap<string, GraveCase<RealIncident>> | undefined): Calls | undefined {
  if (now === undefined) return before;
  if (before === undefined) return { known: new Set(now.keys()), open: new Map() };
  const open = [...now].filter(([key]) => before.open.has(key) || !before.known.has(key));
  const same = open.length === before.open.size && now.size === before.known.size && [...now.keys()].every((key) => before.known.has(key)) && open.every(([key, grave]) => before.open.get(key)?.incident === grave.incident);
  return same ? before : { known: new Set(now.keys()), open: new Map(open) };
}

/** What was looked at calls no more. @param of the case on show, undefined: none; "all": everything that is called for */
export function seenAfter(calls: Calls | undefined, of: { caseId: string | undefined } | "all"): Calls | undefined {
  if (calls === undefined || calls.open.size === 0) return calls;
  const open = new Map([...calls.open].filter(([, { incident }]) => of !== "all" && incident.id !== of.caseId));
  return open.size === calls.open.size ? calls : { ...calls, open };
}

/** The cases called for, the gravest first, each once. */
export function called({ open }: Calls): GraveCase<RealIncident>[] {
  return [...new Map([...open.values()].map((grave) => [grave.incident.id, grave])).values()].toSorted(byGravity);
}
