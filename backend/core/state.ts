import type { Account, Display, Session } from "#contract/account";
import type { DrillRun, Exercise } from "#contract/drill";
import type { DrillReport } from "#contract/drill-report";
import type { Agency } from "#contract/agency";
import type { AlertId, AlertRecord } from "#contract/alert";
import type { Calendar } from "#contract/calendar";
import type { Camera, CameraId } from "#contract/camera";
import type { Alarm, Flood } from "#contract/alarm";
import type { Roster, Staffing } from "#contract/duty";
import type { AccountId, AlarmId, DisplayId, SessionId } from "#contract/ids";
import type { Incident, IncidentId } from "#contract/incident";
import type { InvitationRecord } from "#contract/invitation";
import type { Issued, IssuedPlace, IssuedRefusal } from "#contract/issued";
import type { Message } from "#contract/message";
import type { PublishedFigures, ServiceDecision } from "#contract/publication";
import type { Template } from "#contract/process";
import type { Rule } from "#contract/rule";
import type { Scenario } from "#contract/scenario";
import type { Sharing } from "#contract/sharing";
import type { Handover, Shift } from "#contract/shift";
import type { Source } from "#contract/source";
import type { Explanation } from "#contract/violation";
import type { Transfer, TransferSync } from "#contract/transfer";
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
  /** Open ones, and the newest that are over. */
  invitations: Map<string, InvitationRecord>;
  sessions: Map<SessionId, Session>;
  displays: Map<DisplayId, Display>;
  /** Processes in every version there ever was, by `templateKey`. */
  templates: Map<string, Template>;
  /** Working time, each calendar in its newest version. */
  calendars: Map<string, Calendar>;
  agencies: Map<string, Agency>;
  /** When which officers of an agency are on duty, by its id. */
  rosters: Map<string, Roster>;
  /** Open tasks about agencies' persons, and the newest that are over. */
  staffings: Map<string, Staffing>;
  /** Officers who let the centre see where they are. */
  sharings: Map<AccountId, Sharing>;
  scenarios: Map<string, Scenario>;
  /** Live cases alone (contract/incident-fold `isLive`): those that are over lie in the store. */
  incidents: Map<IncidentId, Incident>;
  /** Who is on duty. */
  shifts: Map<string, Shift>;
  /** Unsigned ones, and the newest signed. */
  handovers: Map<string, Handover>;
  explanations: Map<string, Explanation>;
  exercises: Map<string, Exercise>;
  /** The exercise under way: one at most. */
  drills: Map<string, DrillRun>;
  /** Results, the newest REPORTS_KEPT. */
  drillReports: Map<string, DrillReport>;
  /** Those under way, and the newest that are over. */
  messages: Map<string, Message>;
  /** Warnings to the public: all that hold, and the newest ALERTS_KEPT that no longer do. */
  alerts: Map<AlertId, AlertRecord>;
  /** The newest decision on each service of early warning. */
  services: Map<string, ServiceDecision>;
  /** Months whose figures are public, by month. */
  figures: Map<string, PublishedFigures>;
  cameras: Map<CameraId, Camera>;
  /** What the centre of the city issued, by kind and id. */
  issued: Map<string, Issued>;
  /** How far it was read, by scope. */
  issuedPlaces: Map<string, IssuedPlace>;
  /** What of it could not be taken, the newest REFUSALS_KEPT. */
  issuedRefusals: Map<string, IssuedRefusal>;
  /** Cases that go from room to room: those under way, and the newest TRANSFERS_KEPT that are over. */
  transfers: Map<string, Transfer>;
  /** How far this room knows the centre. */
  transferSync: Map<string, TransferSync>;
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
    sources: new Map(), rules: new Map(), alarms: new Map(), accounts: new Map(), invitations: new Map(), sessions: new Map(), displays: new Map(),
    templates: new Map(), calendars: new Map(), agencies: new Map(), rosters: new Map(), staffings: new Map(), sharings: new Map(), scenarios: new Map(), incidents: new Map(), shifts: new Map(), handovers: new Map(), explanations: new Map(),
    exercises: new Map(), drills: new Map(), drillReports: new Map(), messages: new Map(), alerts: new Map(), services: new Map(), figures: new Map(), cameras: new Map(),
    issued: new Map(), issuedPlaces: new Map(), issuedRefusals: new Map(), transfers: new Map(), transferSync: new Map(),
    ...emptyWall(),
    flood: { active: false, count: 0, peak: 0 },
  };
}
