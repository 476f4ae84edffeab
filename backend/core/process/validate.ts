import { ALWAYS } from "#contract/calendar";
import type { EventKind, Template } from "#contract/process";

/** Events an agency makes; all others are the centre's or the leadership's. */
const AGENCYS: ReadonlySet<EventKind> = new Set(["received", "accepted", "refused", "deployed", "progress", "beyond-scenario", "extension-asked", "answered"]);

/** A case has no order yet. */
const BEFORE_ORDER: ReadonlySet<EventKind> = new Set(["appeared", "verified", "dismissed", "proposed"]);

/**
 * What a template's schema cannot say: every step is reachable, every step that is not final has a way out and leads to a
 * final one, every name used is defined, every limit begins and ends by something that can happen.
 *
 * @returns what is wrong, in words; empty: nothing
 */
export function faultsOf(template: Template, calendars: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const steps = new Set(template.steps.map(({ id }) => id));
  const final = new Set(template.steps.filter((step) => step.final).map(({ id }) => id));
  const happens = new Set<EventKind>(["appeared", ...template.moves.map(({ on }) => on), "received", "accepted", "deployed", "progress", "beyond-scenario", "forwarded", "extension-asked", "extension-granted", "extension-denied", "flash-reported"]);
  const twice = (kind: string, ids: string[]): void => {
    for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) faults.push(`${kind} ${id} is there twice`);
  };
  twice("step", template.steps.map(({ id }) => id));
  twice("limit", template.limits.map(({ id }) => id));
  twice("reminder", template.reminders.map(({ id }) => id));
  twice("flash report", template.flashes.map(({ id }) => id));
  const ways = new Map<string, Set<string>>();
  for (const move of template.moves) {
    for (const id of [...move.from, move.to]) if (!steps.has(id)) faults.push(`${move.on}: there is no step ${id}`);
    for (const from of move.from) {
      const outOf = ways.get(from) ?? new Set<string>();
      ways.set(from, outOf.add(move.to));
    }
    const others = template.moves.filter((one) => one !== move && one.on === move.on && one.from.some((from) => move.from.includes(from)));
    if (others.length > 0) faults.push(`${move.on} leads from one step to two`);
    if (move.on === "appeared") faults.push("appeared opens a case and moves none");
    if (move.by.some((party) => party === "lead" || party === "agency") !== AGENCYS.has(move.on)) faults.push(`${move.on} is not for ${move.by.join(", ")} to make`);
  }
  const start = template.steps[0]!.id;
  const reached = closure(start, ways);
  for (const { id } of template.steps) {
    if (!reached.has(id)) faults.push(`step ${id} cannot be reached`);
    if (!final.has(id) && (ways.get(id)?.size ?? 0) === 0) faults.push(`step ${id} has no way out`);
    if (![...closure(id, ways)].some((one) => final.has(one))) faults.push(`from step ${id} nothing ends`);
  }
  if (final.size === 0) faults.push("no step is final");
  const clocks = [...template.limits, ...template.reminders.filter((one) => "every" in one)];
  for (const clock of clocks) {
    for (const event of [clock.from, ...clock.until]) if (!happens.has(event)) faults.push(`${clock.id}: ${event} never happens`);
    if (clock.of !== "case" && clock.from !== "ordered" && !AGENCYS.has(clock.from) && clock.from !== "returned") faults.push(`${clock.id}: ${clock.from} names no agency`);
  }
  for (const limit of template.limits) {
    if (limit.calendar !== ALWAYS && !calendars.has(limit.calendar)) faults.push(`${limit.id}: there is no calendar ${limit.calendar}`);
    if (limit.span === "order" && BEFORE_ORDER.has(limit.from)) faults.push(`${limit.id}: no order has named an instant at ${limit.from}`);
  }
  for (const reminder of template.reminders) {
    if ("limit" in reminder && !template.limits.some(({ id }) => id === reminder.limit)) faults.push(`${reminder.id}: there is no limit ${reminder.limit}`);
  }
  for (const flash of template.flashes) if (!happens.has(flash.on)) faults.push(`${flash.id}: ${flash.on} never happens`);
  return faults;
}

function closure(from: string, ways: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const to of ways.get(id) ?? []) reached.add(to);
  return reached;
}
