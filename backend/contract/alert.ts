import { z } from "zod";
import { AlertServiceId } from "./alert-service.ts";
import { AccountId, AlarmId, Instant } from "./ids.ts";
import { IncidentId } from "./incident.ts";

/** CAP's identifier: no space, comma, "<" or "&" in it. */
export const AlertId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/).brand<"AlertId">();
export type AlertId = z.infer<typeof AlertId>;

/** CAP's sender: as the identifier, and globally one's own (an address or a domain name). */
export const AlertSender = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.@_-]{2,99}$/, "A-Z a-z 0-9 . @ _ -");
export type AlertSender = z.infer<typeof AlertSender>;

/** Text an XML 1.0 document can hold: whole characters, no control characters but tab and line ends. */
function isPrintable(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) return false;
  }
  return true;
}
const words = (most: number) => z.string().trim().min(1).max(most).refine(isPrintable, "it holds characters that cannot be printed");

/** What one language says. */
export const AlertText = z.object({ headline: words(160), description: words(2000), instruction: words(1000) });
export type AlertText = z.infer<typeof AlertText>;

const Point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** Where it holds: a name, and a circle (radius in m) or a polygon, [lon °, lat °], its last point not repeated. */
export const AlertArea = z.object({
  name: words(200), nameEn: words(200).optional(),
  shape: z.discriminatedUnion("is", [
    z.object({ is: z.literal("circle"), centre: Point, radius: z.number().min(50).max(100_000).describe("m") }),
    z.object({ is: z.literal("polygon"), points: z.array(Point).min(3).max(500) }),
  ]),
});
export type AlertArea = z.infer<typeof AlertArea>;

/** CAP 1.2 §3.2.2, its words. */
export const AlertUrgency = z.enum(["Immediate", "Expected", "Future", "Past", "Unknown"]);
export const AlertSeverity = z.enum(["Extreme", "Severe", "Moderate", "Minor", "Unknown"]);
export type AlertSeverity = z.infer<typeof AlertSeverity>;
export const AlertCertainty = z.enum(["Observed", "Likely", "Possible", "Unlikely", "Unknown"]);
export const AlertResponse = z.enum(["Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"]);

/** The longest an alert holds before somebody must look at it again, ms. */
export const LONGEST_ALERT = 7 * 86_400_000;

/** An alert as a shift leader writes it: both languages, where, until when. */
export const AlertDraft = z.object({
  service: AlertServiceId,
  urgency: AlertUrgency, severity: AlertSeverity, certainty: AlertCertainty,
  response: AlertResponse,
  texts: z.object({ vi: AlertText, en: AlertText }),
  areas: z.array(AlertArea).min(1).max(20),
  expiresAt: Instant,
});
export type AlertDraft = z.infer<typeof AlertDraft>;

/** A message it replaces or takes back, as CAP names one. */
export const AlertReference = z.object({ sender: AlertSender, id: AlertId, sentAt: Instant });
export type AlertReference = z.infer<typeof AlertReference>;
/** Messages of one thread that a later one names; the newest stay. */
export const MOST_REFERENCES = 20;

/** One published message (CAP 1.2). Never changed: a later one replaces it or takes it back. */
export const Alert = AlertDraft.extend({
  id: AlertId,
  msgType: z.enum(["Alert", "Update", "Cancel"]),
  sender: AlertSender, senderName: z.string().min(1).max(120),
  sentAt: Instant,
  references: z.array(AlertReference).max(MOST_REFERENCES),
  /** What it was published from; told to nobody outside. */
  incidentId: IncidentId.optional(), alarmId: AlarmId.optional(),
  by: AccountId,
});
export type Alert = z.infer<typeof Alert>;

/** "in-force" alone warns now. "withdrawal": the Cancel itself. */
export const AlertState = z.enum(["in-force", "superseded", "cancelled", "expired", "withdrawal"]);
/** A message with what became of it. */
export const AlertRecord = Alert.extend({ state: AlertState, endedAt: Instant.optional() });
export type AlertRecord = z.infer<typeof AlertRecord>;

/** Messages that no longer hold and are still at hand for readers; older ones are in the journal alone. */
export const ALERTS_KEPT = 500;
/** Alerts that hold at one time: above it one ends before another begins. */
export const MOST_IN_FORCE = 200;

/** What happens to alerts. `of`: the message that ends by it. */
export const ALERT_FACTS = [
  z.object({ kind: z.literal("alert:published"), alert: Alert }),
  z.object({ kind: z.literal("alert:updated"), alert: Alert, of: AlertId }),
  z.object({ kind: z.literal("alert:cancelled"), alert: Alert, of: AlertId }),
  /** Its own last instant came. */
  z.object({ kind: z.literal("alert:expired"), alertId: AlertId, due: Instant, lateBy: z.int().min(0) }),
] as const;

/** What an alert is about: a case, or an alarm nobody made a case of. */
export const AlertSource = z.union([z.object({ incidentId: IncidentId }), z.object({ alarmId: AlarmId })]);
export type AlertSource = z.infer<typeof AlertSource>;

const reason = words(400);

/** Requests of warnings to the public. */
export const ALERT_REQUESTS = {
  /** Those in force first, then the newest that no longer hold. `subscribers`: who gets them by mail or push. */
  "alert:list": { input: z.object({}), output: z.object({ alerts: z.array(AlertRecord), subscribers: z.int() }) },
  /** What it would say, filled from the case or alarm: to be read and changed before it goes out. */
  "alert:draft": { input: z.object({ of: AlertSource }), output: AlertDraft },
  /** Told to everybody at once. A case of an exercise answers `conflict`: it warns nobody. So does one with an alert in force. */
  "alert:publish": { input: z.object({ of: AlertSource, draft: AlertDraft }), output: AlertRecord },
  /** Only of one in force; it is superseded by the new message, which names it. */
  "alert:update": { input: z.object({ alertId: AlertId, draft: AlertDraft }), output: AlertRecord },
  "alert:cancel": { input: z.object({ alertId: AlertId, reason: z.object({ vi: reason, en: reason }) }), output: AlertRecord },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
