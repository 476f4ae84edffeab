import { hash } from "node:crypto";
import type { ZodType } from "zod";
import { Account, Display, Session } from "#contract/account";
import { Agency } from "#contract/agency";
import { Alarm, Flood } from "#contract/alarm";
import { AlertRecord } from "#contract/alert";
import { Calendar } from "#contract/calendar";
import { Camera } from "#contract/camera";
import { DrillRun, Exercise } from "#contract/drill";
import { DrillReport } from "#contract/drill-report";
import { Roster, Staffing } from "#contract/duty";
import type { Incident } from "#contract/incident";
import { InvitationRecord } from "#contract/invitation";
import { Issued, IssuedPlace, IssuedRefusal } from "#contract/issued";
import { Message } from "#contract/message";
import { PublishedFigures, ServiceDecision } from "#contract/publication";
import { Transfer, TransferSync } from "#contract/transfer";
import { Template, templateKey } from "#contract/process";
import { Rule } from "#contract/rule";
import { Scenario } from "#contract/scenario";
import { Sharing } from "#contract/sharing";
import { Handover, Shift } from "#contract/shift";
import { Source } from "#contract/source";
import { Area, Datastream, ObservedProperty, Sensor, Thing } from "#contract/things";
import { Explanation } from "#contract/violation";
import { Attendance, Binding, Cell, Monitor, Proposal, Scene, Schedule, WallSettings } from "#contract/wall";
import type { RoomState, Touch } from "../core/state.ts";

/** One record of the state as stored. */
export interface StateRow {
  collection: string;
  id: string;
  body: string;
  sum: Buffer;
}

/** SHA-256 that a row must carry: a damaged record is found at start and never shown. */
export function rowSum(collection: string, id: string, body: string): Buffer {
  return hash("sha256", `${collection}\u0000${id}\u0000${body}`, "buffer");
}

type Put = (state: RoomState, id: string, body: unknown) => string | undefined;

/** Parses a record and puts it into its map; answers why it could not. */
function into<V extends { id: string }>(schema: ZodType<V>, put: (state: RoomState, value: V) => void): Put {
  return (state, id, body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return parsed.error.issues[0]?.message ?? "does not parse";
    if (parsed.data.id !== id) return `is of ${parsed.data.id}`;
    put(state, parsed.data);
    return undefined;
  };
}

/**
 * A record whose schema gives no defaults: its sum says that the bytes are those this program once wrote from a typed value, so
 * a second parse would change nothing and cost more than all the rest of a start with thousands of cases.
 */
function trusted<V extends { id: string }>(put: (state: RoomState, value: V) => void): Put {
  return (state, id, body) => {
    const value = body as V;
    if (value.id !== id) return `is of ${value.id}`;
    put(state, value);
    return undefined;
  };
}

/** One line a collection; the compiler asks for a new one. */
const PUT: Record<Exclude<Touch["collection"], "closedIncidents">, Put> = {
  areas: into(Area, (state, value) => state.areas.set(value.id, value)),
  things: into(Thing, (state, value) => state.things.set(value.id, value)),
  observedProperties: into(ObservedProperty, (state, value) => state.observedProperties.set(value.id, value)),
  sensors: into(Sensor, (state, value) => state.sensors.set(value.id, value)),
  datastreams: into(Datastream, (state, value) => state.datastreams.set(value.id, value)),
  sources: into(Source, (state, value) => state.sources.set(value.id, value)),
  rules: into(Rule, (state, value) => state.rules.set(value.id, value)),
  alarms: into(Alarm, (state, value) => state.alarms.set(value.id, value)),
  accounts: into(Account, (state, value) => state.accounts.set(value.id, value)),
  invitations: into(InvitationRecord, (state, value) => state.invitations.set(value.id, value)),
  sessions: into(Session, (state, value) => state.sessions.set(value.id, value)),
  displays: into(Display, (state, value) => state.displays.set(value.id, value)),
  calendars: into(Calendar, (state, value) => state.calendars.set(value.id, value)),
  agencies: into(Agency, (state, value) => state.agencies.set(value.id, value)),
  rosters: into(Roster, (state, value) => state.rosters.set(value.id, value)),
  sharings: into(Sharing, (state, value) => state.sharings.set(value.id, value)),
  staffings: into(Staffing, (state, value) => state.staffings.set(value.id, value)),
  scenarios: into(Scenario, (state, value) => state.scenarios.set(value.id, value)),
  exercises: into(Exercise, (state, value) => state.exercises.set(value.id, value)),
  drills: into(DrillRun, (state, value) => state.drills.set(value.id, value)),
  drillReports: into(DrillReport, (state, value) => state.drillReports.set(value.id, value)),
  messages: into(Message, (state, value) => state.messages.set(value.id, value)),
  services: into(ServiceDecision, (state, value) => state.services.set(value.id, value)),
  figures: into(PublishedFigures, (state, value) => state.figures.set(value.id, value)),
  alerts: into(AlertRecord, (state, value) => state.alerts.set(value.id, value)),
  cameras: into(Camera, (state, value) => state.cameras.set(value.id, value)),
  issued: into(Issued, (state, value) => state.issued.set(value.id, value)),
  issuedPlaces: into(IssuedPlace, (state, value) => state.issuedPlaces.set(value.id, value)),
  issuedRefusals: into(IssuedRefusal, (state, value) => state.issuedRefusals.set(value.id, value)),
  transfers: into(Transfer, (state, value) => state.transfers.set(value.id, value)),
  transferSync: into(TransferSync, (state, value) => state.transferSync.set(value.id, value)),
  incidents: trusted<Incident>((state, value) => state.incidents.set(value.id, value)),
  shifts: into(Shift, (state, value) => state.shifts.set(value.id, value)),
  handovers: into(Handover, (state, value) => state.handovers.set(value.id, value)),
  explanations: into(Explanation, (state, value) => state.explanations.set(value.id, value)),
  templates: (state, id, body) => {
    const parsed = Template.safeParse(body);
    if (!parsed.success) return "does not parse";
    if (templateKey(parsed.data.id, parsed.data.version) !== id) return `is of ${parsed.data.id}`;
    state.templates.set(id, parsed.data);
    return undefined;
  },
  monitors: into(Monitor, (state, value) => state.monitors.set(value.id, value)),
  cells: into(Cell, (state, value) => state.cells.set(value.id, value)),
  scenes: into(Scene, (state, value) => state.scenes.set(value.id, value)),
  bindings: into(Binding, (state, value) => state.bindings.set(value.id, value)),
  schedules: into(Schedule, (state, value) => state.schedules.set(value.id, value)),
  proposals: into(Proposal, (state, value) => state.proposals.set(value.id, value)),
  attendances: (state, id, body) => {
    const parsed = Attendance.safeParse(body);
    if (!parsed.success) return "does not parse";
    if (parsed.data.monitorId !== id) return `is of ${parsed.data.monitorId}`;
    state.attendances.set(id, parsed.data);
    return undefined;
  },
  wall: (state, _id, body) => {
    const parsed = WallSettings.safeParse(body);
    if (!parsed.success) return "does not parse";
    state.wall = parsed.data;
    return undefined;
  },
  flood: (state, _id, body) => {
    const parsed = Flood.safeParse(body);
    if (!parsed.success) return "does not parse";
    state.flood = parsed.data;
    return undefined;
  },
};

/** Puts a stored record into the state. @returns why it cannot be trusted, undefined when it can */
export function putRow(state: RoomState, row: StateRow): string | undefined {
  if (!rowSum(row.collection, row.id, row.body).equals(row.sum)) return "is not what was written (its sum does not fit)";
  if (!isCollection(row.collection)) return "belongs to no collection";
  return PUT[row.collection](state, row.id, JSON.parse(row.body));
}

function isCollection(name: string): name is keyof typeof PUT {
  return Object.hasOwn(PUT, name);
}
