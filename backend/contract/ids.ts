import { z } from "zod";

/** What every id looks like: 1–64 characters, safe in a topic, a URL path and a file name. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const id = z.string().regex(ID, "an id is 1-64 characters of A-Z a-z 0-9 . _ : -");

export const AlarmId = id.brand<"AlarmId">();
export type AlarmId = z.infer<typeof AlarmId>;
export const RuleId = id.brand<"RuleId">();
export type RuleId = z.infer<typeof RuleId>;
export const ThingId = id.brand<"ThingId">();
export type ThingId = z.infer<typeof ThingId>;
export const DatastreamId = id.brand<"DatastreamId">();
export type DatastreamId = z.infer<typeof DatastreamId>;
export const ObservedPropertyId = id.brand<"ObservedPropertyId">();
export type ObservedPropertyId = z.infer<typeof ObservedPropertyId>;
export const SensorId = id.brand<"SensorId">();
export type SensorId = z.infer<typeof SensorId>;
export const SourceId = id.brand<"SourceId">();
export type SourceId = z.infer<typeof SourceId>;
export const AccountId = id.brand<"AccountId">();
export type AccountId = z.infer<typeof AccountId>;
export const SessionId = id.brand<"SessionId">();
export type SessionId = z.infer<typeof SessionId>;
export const DisplayId = id.brand<"DisplayId">();
export type DisplayId = z.infer<typeof DisplayId>;
export const SiteId = id.brand<"SiteId">();
export type SiteId = z.infer<typeof SiteId>;
export const MonitorId = id.brand<"MonitorId">();
export type MonitorId = z.infer<typeof MonitorId>;
export const CellId = id.brand<"CellId">();
export type CellId = z.infer<typeof CellId>;
export const SceneId = id.brand<"SceneId">();
export type SceneId = z.infer<typeof SceneId>;
export const BindingId = id.brand<"BindingId">();
export type BindingId = z.infer<typeof BindingId>;
export const ScheduleId = id.brand<"ScheduleId">();
export type ScheduleId = z.infer<typeof ScheduleId>;
export const ProposalId = id.brand<"ProposalId">();
export type ProposalId = z.infer<typeof ProposalId>;
/** A ward or other administrative area of the city pack. */
export const AreaId = id.brand<"AreaId">();
export type AreaId = z.infer<typeof AreaId>;

/** UTC, whole milliseconds since 1970. Local time exists only on screens. */
export const Instant = z.int().min(0).max(8_640_000_000_000_000);
export type Instant = z.infer<typeof Instant>;

/** WGS 84: [longitude °, latitude °] or [longitude °, latitude °, height m]. */
export const Position = z.union([
  z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
  z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90), z.number()]),
]);
export type Position = z.infer<typeof Position>;
