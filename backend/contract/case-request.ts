import { z } from "zod";
import { Calendar, CalendarDraft } from "./calendar.ts";
import { Agency, AgencyCase, AgencyDraft, AgencyEvent } from "./agency.ts";
import { DrillSign } from "./drill.ts";
import { DUTY_REQUESTS, OnDuty, Staffing } from "./duty.ts";
import { AccountId, AlarmId, AreaId, Instant, Position, ThingId } from "./ids.ts";
import { AgencyId, Attached, Evidence, Incident, IncidentEvent, IncidentId, IncidentNote, Order, ScenarioId, Urgency } from "./incident.ts";
import { IncidentHead } from "./incident-head.ts";
import { Template, TemplateDraft } from "./process.ts";
import { Scenario, ScenarioDraft } from "./scenario.ts";
import { Sending } from "./sending.ts";
import { Sharing, SHARING_REQUESTS } from "./sharing.ts";
import { Handover, HandoverId } from "./shift.ts";
import { Explanation, ExplanationId, Violation, ViolationKey } from "./violation.ts";
import { WAY_REQUESTS } from "./way.ts";

const nothing = z.object({});
/** Another person who stands for a deed with name and password, at the same desk. */
const second = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) });

const because = z.string().trim().min(3).max(1000);

/** Facts of one case that its page shows. */
export const TIMELINE = 2000;
/** Notes and messages that one case can hold. */
export const MAX_NOTES = 1000;

/** Requests of the law's process. */
export const CASE_REQUESTS = {
  /** Processes in every version that a case runs on, newest of each last. */
  "process:list": { input: nothing, output: z.object({ templates: z.array(Template) }) },
  /** A sector's own process (K-9.7), in a new version; cases that run keep theirs. `version`: the one edited, 0 for a new one; another in force, or the law's own, answers `conflict`; a fault of it `malformed` with path and code (contract/process-check.ts). */
  "process:save": { input: z.object({ template: TemplateDraft, version: z.int().min(0) }), output: Template },
  "calendar:list": { input: nothing, output: z.object({ calendars: z.array(Calendar) }) },
  /** As `process:save`; codes are those of contract/calendar-check.ts. */
  "calendar:save": { input: z.object({ calendar: CalendarDraft, version: z.int().min(0) }), output: Calendar },
  /** Open: longest open first; closed and drills: newest first. `seq` is the fold they were read at. A drill is on no other list. */
  "incident:page": { input: z.object({ which: z.enum(["open", "closed", "drill"]), after: IncidentId.optional(), limit: z.int().min(1).max(1000).default(1000) }), output: z.object({ incidents: z.array(IncidentHead), next: IncidentId.optional(), seq: z.int() }) },
  /** All open cases whole, for a window that follows them by their facts; by id, pages of at most 500. */
  "incident:mirror": { input: z.object({ after: IncidentId.optional(), limit: z.int().min(1).max(500).default(500) }), output: z.object({ incidents: z.array(Incident), next: IncidentId.optional(), seq: z.int() }) },
  /** `facts`: the newest TIMELINE of it, oldest first. Facts, notes and evidence of cases that were merged into it are among them; `related` are all it is bound to. */
  "incident:get": {
    input: z.object({ incidentId: IncidentId }),
    output: z.object({
      incident: Incident, head: IncidentHead, template: Template, notes: z.array(IncidentNote),
      ticked: z.record(z.string(), z.object({ answer: z.boolean(), by: AccountId, at: Instant })),
      scenario: Scenario.optional(), facts: z.array(z.json()), evidence: z.array(Evidence), related: z.array(IncidentHead), version: z.int(),
    }),
  },
  /** What the best fitting scenario says for an alarm, or for a case by its first alarm; without one, an empty plan with all choices. */
  "incident:plan": {
    input: z.object({ alarmId: AlarmId.optional(), incidentId: IncidentId.optional() }),
    output: z.object({
      title: z.string(), templateId: z.string(), urgency: Urgency, scenarioId: ScenarioId.optional(),
      order: z.object({ happened: z.string(), where: z.string(), required: z.string(), lead: AgencyId.optional(), support: z.array(AgencyId), due: Order.shape.due, plan: Order.shape.plan }),
      /** The sector's process that stands in the place of the scenario's own, with the document that makes it so. */
      overrides: z.object({ templateId: z.string(), name: z.string(), nameEn: z.string(), document: z.string(), instead: z.string() }).optional(),
      choices: z.object({ templates: z.array(z.object({ id: z.string(), name: z.string(), nameEn: z.string(), regulation: z.string() })), agencies: z.array(Agency), scenarios: z.array(z.object({ id: ScenarioId, name: z.string() })) }),
      cameras: z.array(z.object({ thingId: ThingId, name: z.string(), metres: z.number() })).max(4),
    }),
  },
  /** An alarm that is in an open case already answers `conflict` and names the case. */
  "incident:open": { input: z.object({ alarmIds: z.array(AlarmId).max(200), title: z.string().trim().min(1).max(400), urgency: Urgency, templateId: z.string().max(60), areaId: AreaId.optional(), position: Position.optional(), scenarioId: ScenarioId.optional(), drill: z.boolean().default(false) }), output: Incident },
  /** `version`: what the caller saw; another one answers `conflict` and nothing changes. */
  "incident:act": { input: z.object({ incidentId: IncidentId, version: z.int().min(1), event: IncidentEvent, second: second.optional() }), output: Incident },
  /** It goes on in `into`, in one transaction for both; another version of either answers `conflict`. */
  "incident:merge": { input: z.object({ incidentId: IncidentId, version: z.int().min(1), into: IncidentId, intoVersion: z.int().min(1), reason: because }), output: z.object({ from: Incident, into: Incident }) },
  /** Some of its alarms, never all, become a case of the same process that appeared when they did. */
  "incident:split": { input: z.object({ incidentId: IncidentId, version: z.int().min(1), alarmIds: z.array(AlarmId).min(1).max(200), title: z.string().trim().min(1).max(400), reason: because }), output: Incident },
  /** Puts it under a parent, which cannot be closed while it is open; null: it stands alone again. One level. */
  "incident:link": { input: z.object({ incidentId: IncidentId, version: z.int().min(1), parentId: IncidentId.nullable(), reason: because }), output: Incident },
  /** Another person on duty handles these cases; all or none. */
  "incident:assign": { input: z.object({ incidents: z.array(z.object({ incidentId: IncidentId, version: z.int().min(1) })).min(1).max(100), to: AccountId, reason: because }), output: nothing },
  /** `sending`: as in `agency:act`. */
  "incident:note": { input: z.object({ incidentId: IncidentId, text: z.string().trim().min(1).max(4000), kind: z.enum(["note", "message"]), ...Attached.shape, sending: Sending.optional() }), output: IncidentNote },
  "incident:tick": { input: z.object({ incidentId: IncidentId, itemId: z.string().min(1).max(40), answer: z.boolean() }), output: nothing },
  /** Words in any order, marks do not matter; "in quotes" means exactly so. */
  "incident:search": { input: z.object({ text: z.string().trim().min(1).max(200), limit: z.int().min(1).max(200).default(50) }), output: z.object({ incidents: z.array(IncidentHead) }) },

  "agency:list": { input: nothing, output: z.object({ agencies: z.array(Agency) }) },
  /** `version`: the one edited, 0 for a new one; another one in force answers `conflict`. */
  "agency:save": { input: z.object({ agency: AgencyDraft, version: z.int().min(0) }), output: Agency },
  /** A scenario's texts filled from the newest alarm it is for; without one they stand as written. `overrides`: the sector's process its plan would take. */
  "scenario:preview": {
    input: z.object({ scenario: ScenarioDraft }),
    output: z.object({ alarm: z.object({ id: AlarmId, message: z.string(), raisedAt: Instant }).optional(), title: z.string(), happened: z.string(), where: z.string(), required: z.string(), lead: z.string().optional(), support: z.array(z.string()), overrides: z.string().optional() }),
  },
  "scenario:list": { input: nothing, output: z.object({ scenarios: z.array(Scenario) }) },
  "scenario:save": { input: z.object({ scenario: ScenarioDraft, version: z.int().min(0) }), output: Scenario },
  /** The cases the caller's agency has a part in: open ones, and those over for less than a day; its explanations owed. */
  "agency:cases": { input: nothing, output: z.object({
    agency: Agency, cases: z.array(AgencyCase), explanations: z.array(Explanation),
    /** The exercise under way. */
    drill: DrillSign.optional(),
    /** The agency's officers on duty now; absent: it keeps no roster. */
    duty: z.array(OnDuty).optional(),
    /** Changes of its persons that are due (K-16.2). */
    staffing: z.array(Staffing).optional(),
    /** The caller's own place is seen by the centre. */
    sharing: Sharing.optional(),
  }) },
  ...DUTY_REQUESTS,
  ...SHARING_REQUESTS,
  ...WAY_REQUESTS,
  /** The agency comes from the account; another agency's case answers `unknown-id`. `sending`: a key that was used in the case already answers as it stands and does nothing; with another deed it answers `conflict`. */
  "agency:act": { input: z.object({ incidentId: IncidentId, event: AgencyEvent, sending: Sending.optional() }), output: AgencyCase },

  "shift:state": { input: nothing, output: z.object({ on: z.array(z.object({ accountId: AccountId, name: z.string(), since: Instant, /** Open cases the person handles. */ open: z.int() })), handovers: z.array(Handover) }) },
  "shift:begin": { input: nothing, output: nothing },
  "shift:hand-over": { input: z.object({ to: AccountId, notes: z.string().trim().max(4000).default("") }), output: Handover },
  "shift:sign": { input: z.object({ handoverId: HandoverId }), output: nothing },
  /** The last person on duty does not leave open cases: `conflict` until somebody signed for them. */
  "shift:end": { input: nothing, output: nothing },

  /** Misses found from `from` to `to`, newest first, and the explanations of these months. */
  "violation:page": { input: z.object({ from: Instant, to: Instant, limit: z.int().min(1).max(1000).default(200) }), output: z.object({ violations: z.array(Violation), explanations: z.array(Explanation) }) },
  "violation:excuse": { input: z.object({ key: ViolationKey, reason: z.string().trim().min(3).max(1000), second }), output: nothing },
  "explanation:give": { input: z.object({ explanationId: ExplanationId, text: z.string().trim().min(10).max(4000) }), output: Explanation },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
