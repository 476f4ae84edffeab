import type { NewFact } from "#contract/fact";
import type { DisplayId, Instant, MonitorId } from "#contract/ids";
import type { Attendance, LeftCause, Screen } from "#contract/wall";
import { tellsMore } from "#contract/wall-fold";
import { sameBody } from "./same-body.ts";

/** A window that shows a monitor from now on. */
export interface Arrival {
  monitorId: MonitorId;
  displayId: DisplayId;
  screen: Screen;
}

/** What is to be written when a window shows a monitor; none when it is known so. Whoever showed it before on another screen is moved away. */
export function arrivalFacts(last: Attendance | undefined, arrival: Arrival, now: Instant): NewFact[] {
  const facts: NewFact[] = [];
  const there = last !== undefined && last.leftAt === undefined;
  if (there && last.displayId === arrival.displayId && sameBody(last.screen, arrival.screen)) return facts;
  const same = there && last.displayId === arrival.displayId && last.screen.key === arrival.screen.key;
  if (there && !same) facts.push({ kind: "wall:left", at: now, monitorId: last.monitorId, displayId: last.displayId, cause: "moved" });
  // A window that only says its size anew has been there all along.
  facts.push({ kind: "wall:attended", at: now, attendance: { ...arrival, since: same ? last.since : now } });
  return facts;
}

/** What is to be written when a monitor is shown no more; none when that is known. Why it went is said also of one whose window went before. */
export function departureFacts(last: Attendance | undefined, cause: LeftCause, now: Instant): NewFact[] {
  if (last === undefined) return [];
  return !tellsMore(last, cause) ? [] : [{ kind: "wall:left", at: now, monitorId: last.monitorId, displayId: last.displayId, cause }];
}
