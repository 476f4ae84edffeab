import { z } from "zod";
import { AlertServiceId } from "./alert-service.ts";
import { Priority } from "./alarm.ts";
import { CameraFigures } from "./camera-service.ts";
import { Day } from "./calendar.ts";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId } from "./incident.ts";

const reason = z.string().trim().min(3).max(500);

/** The city's word on a service of early warning (H-10.4): approved, its warnings may be published; withdrawn, no new one may. `day`: of the decision on paper. */
export const ServiceDecision = z.object({ id: AlertServiceId, approved: z.boolean(), reason, day: Day, at: Instant, by: AccountId.optional() });
export type ServiceDecision = z.infer<typeof ServiceDecision>;

/** How one agency kept the limits that were its own in a period (H-VI.3, H-VI.4). Real cases alone. */
export const AgencyFigures = z.object({
  agencyId: AgencyId,
  /** Parts in cases it was ordered to. */
  orders: z.int().min(0),
  /** Its limits that ended in time, and those that did not; `excused`: missed by force majeure, and counted as neither. */
  met: z.int().min(0), missed: z.int().min(0), excused: z.int().min(0),
  /** Orders it confirmed, and ms from order to receipt, of all of them together. */
  received: z.int().min(0), receiptTime: z.number().min(0),
  /** Place by the share of limits kept; alike shares have one place. Absent: too few limits to say. */
  rank: z.int().min(1).optional(),
});
export type AgencyFigures = z.infer<typeof AgencyFigures>;
/** Limits that ended below which an agency has no place. */
export const LEAST_RANKED = 5;

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "YYYY-MM");
export type Month = z.infer<typeof Month>;
/** A month's figures as citizens read them (H-13.4): what was counted, when, and by whose word it is public. Agencies by the name they had then. */
export const PublishedFigures = z.object({
  id: Month, countedAt: Instant, by: AccountId,
  rows: z.array(AgencyFigures.extend({ name: z.string().max(120), nameEn: z.string().max(160).optional() })).max(1000),
});
export type PublishedFigures = z.infer<typeof PublishedFigures>;
/** Months that stay published; an older one goes with the next. */
export const MONTHS_PUBLISHED = 24;

/** A period's report (K-7.1): cases that appeared in it, alarms raised, warnings published. */
export const Report = z.object({
  from: Instant, to: Instant, countedAt: Instant,
  cases: z.object({ all: z.int(), emergency: z.int(), closed: z.int(), dismissed: z.int(), met: z.int(), missed: z.int() }),
  services: z.array(z.object({ service: AlertServiceId, cases: z.int(), over: z.int(), met: z.int(), missed: z.int() })),
  agencies: z.array(AgencyFigures),
  alarms: z.record(Priority, z.int()),
  alerts: z.object({ published: z.int(), updated: z.int(), cancelled: z.int() }),
  /** How the room's cameras did; absent: there was none. */
  cameras: CameraFigures.optional(),
  /** More happened to cameras than is read: they are counted from then on. */
  camerasFrom: Instant.optional(),
  /** Hue's extra KPI of analysis and planning (H-VI, pass: ACCURACY_PASSES): forecasts of floods for instants of the period, held against what was measured. Absent: nothing is forecast. `from`: those of before are no longer kept, or there were none. */
  forecasts: z.object({ right: z.int().min(0), judged: z.int().min(0), gauges: z.int().min(0), from: Instant.optional() }).optional(),
  /** More cases than are read: the oldest are not in it. */
  cut: z.boolean(),
});
export type Report = z.infer<typeof Report>;
/** The longest period, ms. */
export const LONGEST_REPORT = 366 * 86_400_000;

export const PUBLICATION_FACTS = [
  z.object({ kind: z.literal("service:decided"), decision: ServiceDecision }),
  z.object({ kind: z.literal("figures:published"), figures: PublishedFigures }),
  z.object({ kind: z.literal("figures:withdrawn"), month: Month, reason, by: AccountId }),
] as const;

export const PUBLICATION_REQUESTS = {
  /** Of each service the newest decision; one without was never approved. */
  "service:list": { input: z.object({}), output: z.object({ decisions: z.array(ServiceDecision) }) },
  "service:decide": { input: z.object({ service: AlertServiceId, approved: z.boolean(), reason, day: Day }), output: ServiceDecision },
  /** Counted when asked, in slices. `from` inclusive, `to` exclusive. */
  "report:count": { input: z.object({ from: Instant, to: Instant }), output: Report },
  /** Newest month first. */
  "figures:list": { input: z.object({}), output: z.object({ published: z.array(PublishedFigures) }) },
  /** Counts a month that began, by the city's time, and publishes its places; one that is public is replaced. */
  "figures:publish": { input: z.object({ month: Month }), output: PublishedFigures },
  "figures:withdraw": { input: z.object({ month: Month, reason }), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
