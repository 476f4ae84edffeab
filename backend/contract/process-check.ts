import { ALWAYS } from "./calendar.ts";
import type { EventKind, Template } from "./process.ts";

/** Events an agency makes; all others are the centre's or the leadership's. */
const AGENCYS: ReadonlySet<EventKind> = new Set(["received", "accepted", "refused", "deployed", "progress", "beyond-scenario", "extension-asked", "answered"]);

/** A case has no order yet. */
const BEFORE_ORDER: ReadonlySet<EventKind> = new Set(["appeared", "verified", "dismissed", "proposed", "decided"]);

/** Opens a case, or moves a clock alone. */
const NO_MOVES: ReadonlySet<EventKind> = new Set(["appeared", "paused", "resumed"]);

/** What can be wrong with a process. `what`: the name, step, event or calendar it is about. */
export const PROCESS_FAULTS = [
  "twice", "no-step", "two-ways", "no-move", "not-theirs", "unreached", "no-way-out", "never-ends", "no-final",
  "never-happens", "no-agency", "no-calendar", "no-order-yet", "no-limit", "no-owner", "borrowed-clause",
] as const;
export type ProcessFaultCode = (typeof PROCESS_FAULTS)[number];

/** One fault at its place: `at` is a path into the template, "limits.2.from". */
export interface ProcessFault {
  at: string;
  code: ProcessFaultCode;
  what: string;
}

/**
 * What a template's schema cannot say: every step is reachable, every step that is not final has a way out and leads to a
 * final one, every name used is defined, every limit begins and ends by something that can happen. Windows ask the same while
 * a process is written (K-9.7).
 *
 * @param calendars ids that limits may run on beside 24x7
 * @param laws the law's own processes, where a sector's is checked: another figure than theirs must not go by their clause
 * @returns in the template's own order; empty: it is sound
 */
export function faultsOf(template: Omit<Template, "version">, calendars: ReadonlySet<string>, laws: readonly Pick<Template, "limits">[] = []): ProcessFault[] {
  const happens = new Set<EventKind>(["appeared", ...template.moves.map(({ on }) => on), "received", "accepted", "deployed", "progress", "beyond-scenario", "forwarded", "extension-asked", "extension-granted", "extension-denied", "flash-reported", "decided"]);
  const never = (at: string, events: readonly EventKind[]): ProcessFault[] => events.filter((event) => !happens.has(event)).map((what) => ({ at, code: "never-happens", what }));
  return [...twice(template), ...moveFaults(template), ...stepFaults(template), ...clockFaults(template, calendars, never), ...template.flashes.flatMap(({ on }, i) => never(`flashes.${i}.on`, [on])), ...borrowed(template, laws)];
}

/** A violation names the clause that set the limit: the law's stands for the law's figure alone. */
function borrowed({ limits }: Pick<Template, "limits">, laws: readonly Pick<Template, "limits">[]): ProcessFault[] {
  const figure = ({ span, calendar }: Template["limits"][number]): string => JSON.stringify([span, calendar]);
  return limits.flatMap((limit, i): ProcessFault[] => {
    const theirs = laws.flatMap((law) => law.limits.filter(({ clause }) => clause === limit.clause));
    return theirs.length === 0 || theirs.some((one) => figure(one) === figure(limit)) ? [] : [{ at: `limits.${i}.clause`, code: "borrowed-clause", what: limit.clause }];
  });
}

function twice(template: Omit<Template, "version">): ProcessFault[] {
  return (["steps", "limits", "reminders", "flashes"] as const).flatMap((list) => {
    const ids: string[] = template[list].map(({ id }) => id);
    return ids.flatMap((what, i): ProcessFault[] => (ids.indexOf(what) < i ? [{ at: `${list}.${i}.id`, code: "twice", what }] : []));
  });
}

function moveFaults({ steps, moves }: Omit<Template, "version">): ProcessFault[] {
  const known = new Set(steps.map(({ id }) => id));
  return moves.flatMap((move, i): ProcessFault[] => {
    const at = `moves.${i}`;
    const faults: ProcessFault[] = move.from.filter((id) => !known.has(id)).map((what) => ({ at: `${at}.from`, code: "no-step", what }));
    if (!known.has(move.to)) faults.push({ at: `${at}.to`, code: "no-step", what: move.to });
    if (moves.some((one, j) => j < i && one.on === move.on && one.from.some((from) => move.from.includes(from)))) faults.push({ at: `${at}.on`, code: "two-ways", what: move.on });
    if (NO_MOVES.has(move.on)) faults.push({ at: `${at}.on`, code: "no-move", what: move.on });
    if (move.by.some((party) => party === "lead" || party === "agency") !== AGENCYS.has(move.on)) faults.push({ at: `${at}.by`, code: "not-theirs", what: move.on });
    return faults;
  });
}

function stepFaults({ steps, moves }: Omit<Template, "version">): ProcessFault[] {
  const ways = new Map<string, Set<string>>();
  for (const { from, to } of moves) for (const id of from) ways.set(id, (ways.get(id) ?? new Set<string>()).add(to));
  const final = new Set(steps.filter((step) => step.final).map(({ id }) => id));
  const reached = closure(steps[0]?.id ?? "", ways);
  const faults = steps.flatMap(({ id }, i): ProcessFault[] => {
    const at = `steps.${i}`;
    const ends = [...closure(id, ways)].some((one) => final.has(one));
    const out = (ways.get(id)?.size ?? 0) > 0;
    const codes: ProcessFaultCode[] = [];
    if (!reached.has(id)) codes.push("unreached");
    if (!final.has(id) && !out) codes.push("no-way-out");
    else if (!ends) codes.push("never-ends");
    return codes.map((code) => ({ at, code, what: id }));
  });
  return final.size === 0 ? [...faults, { at: "steps", code: "no-final", what: "" }] : faults;
}

function clockFaults({ limits, reminders }: Omit<Template, "version">, calendars: ReadonlySet<string>, never: (at: string, events: readonly EventKind[]) => ProcessFault[]): ProcessFault[] {
  const counted = (at: string, clock: { from: EventKind; until: readonly EventKind[]; of: string }): ProcessFault[] => {
    const faults = [...never(`${at}.from`, [clock.from]), ...never(`${at}.until`, clock.until)];
    if (clock.of !== "case" && clock.from !== "ordered" && !AGENCYS.has(clock.from) && clock.from !== "returned") faults.push({ at: `${at}.of`, code: "no-agency", what: clock.from });
    return faults;
  };
  return [
    ...limits.flatMap((limit, i) => {
      const faults = counted(`limits.${i}`, limit);
      if (limit.calendar !== ALWAYS && !calendars.has(limit.calendar)) faults.push({ at: `limits.${i}.calendar`, code: "no-calendar", what: limit.calendar });
      if (limit.span === "order" && BEFORE_ORDER.has(limit.from)) faults.push({ at: `limits.${i}.span`, code: "no-order-yet", what: limit.from });
      // A clock of the case names no agency whose lateness it could be.
      if (limit.of === "case" && limit.owner === "agency") faults.push({ at: `limits.${i}.owner`, code: "no-owner", what: limit.owner });
      return faults;
    }),
    ...reminders.flatMap((one, i): ProcessFault[] => {
      if ("every" in one) return counted(`reminders.${i}`, one);
      return limits.some(({ id }) => id === one.limit) ? [] : [{ at: `reminders.${i}.limit`, code: "no-limit", what: one.limit }];
    }),
  ];
}

function closure(from: string, ways: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const to of ways.get(id) ?? []) reached.add(to);
  return reached;
}
