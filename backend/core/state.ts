import type { Account, Display, Session } from "#contract/account";
import type { Agency } from "#contract/agency";
import type { Alarm, Flood } from "#contract/alarm";
import type { AlarmId, DisplayId, SessionId } from "#contract/ids";
import type { Incident, IncidentId } from "#contract/incident";
import type { Template } from "#contract/process";
import type { Rule } from "#contract/rule";
import type { Scenario } from "#contract/scenario";
import type { Handover, Shift } from "#contract/shift";
import type { Source } from "#contract/source";
import type { Explanation } from "#contract/violation";
import { emptyWall, type WallMaps } from "#contract/wall-fold";
import type { Area, Datastream, ObservedProperty, Sensor, Thing } from "#contract/things";

/** Everything the journal's facts add up to. Changed by `fold` alone (invariant 3). */
export interface RoomState extends WallMaps {
  areas: Map<string, Area>;
  things: Map<string, Thing>;
  observedProperties: Map<string, ObservedProperty>;
  sensors: Map<string, Sensor>;
  datastreams: Map<string, Datastream>;
  sources: Map<string, Source>;
  rules: Map<string, Rule>;
  /** Every alarm that ever was and whose rule still is, state "normal" included. */
  alarms: Map<AlarmId, Alarm>;
  accounts: Map<string, Account>;
  sessions: Map<SessionId, Session>;
  displays: Map<DisplayId, Display>;
  /** Processes in every version there ever was, by `templateKey`. */
  templates: Map<string, Template>;
  agencies: Map<string, Agency>;
  scenarios: Map<string, Scenario>;
  /** Live cases alone (contract/incident-fold `isLive`): those that are over lie in the store. */
  incidents: Map<IncidentId, Incident>;
  /** Who is on duty. */
  shifts: Map<string, Shift>;
  /** Unsigned ones, and the newest signed. */
  handovers: Map<string, Handover>;
  explanations: Map<string, Explanation>;
  flood: Flood;
}

export type Collection = Exclude<keyof RoomState, "flood" | "wall">;

/**
 * One record changed by a fold: its body as it stands now, undefined when it is gone. `flood` has the id "flood", the wall's
 * settings "wall". `closedIncidents` are no part of the state in memory: the store alone keeps them.
 */
export interface Touch {
  collection: Collection | "flood" | "wall" | "closedIncidents";
  id: string;
  body: unknown;
}

export function emptyState(): RoomState {
  return {
    areas: new Map(), things: new Map(), observedProperties: new Map(), sensors: new Map(), datastreams: new Map(),
    sources: new Map(), rules: new Map(), alarms: new Map(), accounts: new Map(), sessions: new Map(), displays: new Map(),
    templates: new Map(), agencies: new Map(), scenarios: new Map(), incidents: new Map(), shifts: new Map(), handovers: new Map(), explanations: new Map(),
    ...emptyWall(),
    flood: { active: false, count: 0, peak: 0 },
  };
}
