import type { Fact, NewFact } from "./fact.ts";
import type { Instant } from "./ids.ts";
import type { Attendance, Binding, Cell, LeftCause, Monitor, Proposal, ProposalOutcome, Scene, Schedule, Wall, WallSettings } from "./wall.ts";

/** The wall as maps by id. Attendances by monitor. Backend and windows both fold with `foldWall`. */
export interface WallMaps {
  monitors: Map<string, Monitor>;
  cells: Map<string, Cell>;
  scenes: Map<string, Scene>;
  bindings: Map<string, Binding>;
  schedules: Map<string, Schedule>;
  proposals: Map<string, Proposal>;
  attendances: Map<string, Attendance>;
  wall: WallSettings;
}
type WallKind = Extract<Fact["kind"], `wall:${string}` | "backend:started">;
/** Facts that change the wall; a start of the backend ends all attendances. */
export type WallFact = Extract<NewFact | Fact, { kind: WallKind }>;
/** One record changed: its body as it stands now, undefined when it is gone. */
export interface WallTouch {
  collection: keyof WallMaps;
  id: string;
  body: unknown;
}

/** A room's wall before anybody touched it. */
export const NO_SETTINGS: WallSettings = { privacy: false, follow: false, rev: 0 };

export function emptyWall(): WallMaps {
  return { monitors: new Map(), cells: new Map(), scenes: new Map(), bindings: new Map(), schedules: new Map(), proposals: new Map(), attendances: new Map(), wall: NO_SETTINGS };
}

export function isWallFact(fact: NewFact | Fact): fact is WallFact {
  return fact.kind === "backend:started" || fact.kind.startsWith("wall:");
}

/** Changes the maps by one fact. @returns what changed */
export function foldWall(wall: WallMaps, fact: WallFact): WallTouch[] {
  switch (fact.kind) {
    case "backend:started":
      return [...wall.attendances.values()].filter((one) => one.leftAt === undefined).map((one) => put(wall, "attendances", one.monitorId, { ...one, leftAt: fact.at, leftCause: "backend-restarted" }));
    case "wall:edited":
      return [...scheduleDone(wall, fact.scheduleId, fact.due), ...fact.changes.flatMap((change): WallTouch[] => {
        if (change.part === "settings") {
          wall.wall = change.after;
          return [{ collection: "wall", id: "wall", body: change.after }];
        }
        if (change.part === "cell") return [put(wall, "cells", change.id, change.after)];
        const touched = [put(wall, "monitors", change.id, change.after)];
        // With a monitor goes what is known of the screen that showed it last.
        if (change.after === undefined && wall.attendances.has(change.id)) touched.push(put(wall, "attendances", change.id, undefined));
        return touched;
      })];
    case "wall:schedule-passed":
      return scheduleDone(wall, fact.scheduleId, fact.due);
    case "wall:checkpoint":
      return [];
    case "wall:scene-saved":
      return [put(wall, "scenes", fact.scene.id, fact.scene)];
    case "wall:scene-removed":
      return [put(wall, "scenes", fact.sceneId, undefined)];
    case "wall:binding-saved":
      return [put(wall, "bindings", fact.binding.id, fact.binding)];
    case "wall:binding-removed":
      return [put(wall, "bindings", fact.bindingId, undefined)];
    case "wall:schedule-saved":
      return [put(wall, "schedules", fact.schedule.id, fact.schedule)];
    case "wall:schedule-removed":
      return [put(wall, "schedules", fact.scheduleId, undefined)];
    case "wall:proposed":
      return [put(wall, "proposals", fact.proposal.id, fact.proposal)];
    case "wall:answered": {
      const proposal = wall.proposals.get(fact.proposalId);
      const touched: WallTouch[] = [put(wall, "proposals", fact.proposalId, undefined)];
      const binding = proposal === undefined ? undefined : wall.bindings.get(proposal.bindingId);
      if (proposal === undefined || binding === undefined) return touched;
      return [...touched, put(wall, "bindings", binding.id, { ...binding, last: lastOf(binding.last, proposal, fact) })];
    }
    case "wall:calmed": {
      const binding = wall.bindings.get(fact.bindingId);
      return binding?.last === undefined ? [] : [put(wall, "bindings", binding.id, { ...binding, last: { ...binding.last, over: fact.at } })];
    }
    case "wall:attended":
      return [put(wall, "attendances", fact.attendance.monitorId, fact.attendance)];
    case "wall:left": {
      const there = wall.attendances.get(fact.monitorId);
      if (there === undefined || there.displayId !== fact.displayId) return [];
      if (!tellsMore(there, fact.cause)) return [];
      return [put(wall, "attendances", fact.monitorId, { ...there, leftAt: there.leftAt ?? fact.at, leftCause: fact.cause })];
    }
  }
}

/** What a binding remembers once its proposal is answered. */
function lastOf(former: Binding["last"], { alarmId, priority }: Proposal, { at, outcome }: { at: Instant; outcome: ProposalOutcome }): Binding["last"] {
  const grave = priority !== undefined && { priority };
  const refused = outcome === "refused" ? { at, ...grave } : former?.refused;
  const cuts = outcome === "told" ? [...(former?.cuts ?? []), at].slice(-3) : former?.cuts;
  return { at, alarmId, ...grave, outcome, ...(refused && { refused }), ...(cuts && { cuts }) };
}

/**
 * Whether this cause is news about who shows a monitor. A window that closes because its monitor was pulled, or because its page
 * dies again and again, says first that it goes, its shell a moment later why: the reason counts, and the pulling above all.
 */
export function tellsMore(there: Pick<Attendance, "leftAt" | "leftCause">, cause: LeftCause): boolean {
  return there.leftAt === undefined || weight(cause) > weight(there.leftCause);
}

function weight(cause: LeftCause | undefined): number {
  return cause === "unplugged" ? 2 : cause === "page-failed" ? 1 : 0;
}

/** The schedule's instants up to `due` are met. After a clock that was far ahead this goes back. */
function scheduleDone(wall: WallMaps, id: string | undefined, due: number | undefined): WallTouch[] {
  const schedule = id === undefined ? undefined : wall.schedules.get(id);
  return schedule === undefined || due === undefined ? [] : [put(wall, "schedules", schedule.id, { ...schedule, doneUntil: due })];
}

type MapName = Exclude<keyof WallMaps, "wall">;
type BodyOf<K extends MapName> = WallMaps[K] extends Map<string, infer V> ? V : never;

function put<K extends MapName>(wall: WallMaps, collection: K, id: string, body: BodyOf<K> | undefined): WallTouch {
  const map: Map<string, unknown> = wall[collection];
  if (body === undefined) map.delete(id);
  else map.set(id, body);
  return { collection, id, body };
}

export function wallOf(maps: WallMaps): Wall {
  return {
    monitors: [...maps.monitors.values()], cells: [...maps.cells.values()], settings: maps.wall, attendances: [...maps.attendances.values()],
    scenes: [...maps.scenes.values()], bindings: [...maps.bindings.values()], schedules: [...maps.schedules.values()], proposals: [...maps.proposals.values()],
  };
}

export function mapsOf(wall: Wall): WallMaps {
  const byId = <T extends { id: string }>(list: readonly T[]): Map<string, T> => new Map(list.map((one) => [one.id, one]));
  return {
    monitors: byId(wall.monitors), cells: byId(wall.cells), scenes: byId(wall.scenes), bindings: byId(wall.bindings), schedules: byId(wall.schedules), proposals: byId(wall.proposals),
    attendances: new Map(wall.attendances.map((one) => [one.monitorId, one])), wall: wall.settings,
  };
}
