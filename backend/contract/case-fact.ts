import { z } from "zod";
import { Agency } from "./agency.ts";
import { Calendar, Day } from "./calendar.ts";
import { DUTY_FACTS } from "./duty.ts";
import { AccountId, Instant } from "./ids.ts";
import { Due, Evidence, EvidenceId, Incident, IncidentChange, IncidentDeed, IncidentId, IncidentNote } from "./incident.ts";
import { Party, Template } from "./process.ts";
import { Scenario } from "./scenario.ts";
import { Sent } from "./sending.ts";
import { SHARING_FACTS } from "./sharing.ts";
import { HandoverId } from "./shift.ts";
import { Excuse, Explanation, ExplanationId, ViolationKey } from "./violation.ts";

const ofCase = { incidentId: IncidentId };
const late = { lateBy: z.int().min(0) };

/** What can happen to cases, those who handle them and those on duty. */
export const CASE_FACTS = [
  /** A process in this version: cases that begin from now on run on it, others keep theirs. */
  z.object({ kind: z.literal("process:saved"), template: Template, by: AccountId.optional() }),
  /** Working time as it holds from now on; clocks that run keep their instants (invariant 4). */
  z.object({ kind: z.literal("calendar:saved"), calendar: Calendar, by: AccountId.optional() }),
  /** Its last day is near, or past: from then on limits are provisional. Once for each `to`. */
  z.object({ kind: z.literal("calendar:ending"), calendarId: Calendar.shape.id, to: Day }),
  z.object({ kind: z.literal("agency:saved"), agency: Agency, by: AccountId.optional() }),
  ...DUTY_FACTS,
  ...SHARING_FACTS,
  z.object({ kind: z.literal("scenario:saved"), scenario: Scenario, by: AccountId.optional() }),
  // cases: see contract/incident.ts
  z.object({ kind: z.literal("incident:opened"), incident: Incident, by: AccountId.optional() }),
  z.object({ kind: z.literal("incident:moved"), ...ofCase, event: IncidentDeed, by: AccountId, as: Party, second: AccountId.optional(), change: IncidentChange, whole: Incident.optional(), /** From a device that keeps what cannot be sent. */ sent: Sent.optional() }),
  z.object({ kind: z.literal("incident:fired"), ...ofCase, due: Due, ...late, passed: z.array(Due).max(500), change: IncidentChange }),
  z.object({ kind: z.literal("incident:stood-down"), ...ofCase, runId: z.string().max(64), change: IncidentChange }),
  z.object({ kind: z.literal("incident:noted"), ...ofCase, note: IncidentNote }),
  z.object({ kind: z.literal("incident:ticked"), ...ofCase, itemId: z.string().max(40), answer: z.boolean(), by: AccountId }),
  /** The auditor, who does not trust the engine: what should have fired and did not, or did otherwise. An alarm of the room's own. */
  z.object({ kind: z.literal("incident:audit"), ...ofCase, expected: Due, why: z.enum(["not-fired", "fired-twice", "fired-early"]) }),
  z.object({ kind: z.literal("evidence:added"), evidence: Evidence }),
  /** Somebody took a piece out of the room: as an archive with its manifest, or the file alone. Told before the first byte goes. */
  z.object({ kind: z.literal("evidence:exported"), incidentId: IncidentId, evidenceId: EvidenceId, name: z.string().max(200), sha256: Evidence.shape.sha256, as: z.enum(["archive", "file"]), by: AccountId }),
  // shifts
  z.object({ kind: z.literal("shift:began"), accountId: AccountId }),
  z.object({ kind: z.literal("shift:handed-over"), handoverId: HandoverId, from: AccountId, to: AccountId, openIncidents: z.array(IncidentId).max(5000), notes: z.string().max(4000), due: Instant }),
  z.object({ kind: z.literal("shift:signed"), handoverId: HandoverId, by: AccountId }),
  /** Nobody signed in time: an alarm of the room's own. */
  z.object({ kind: z.literal("shift:unsigned"), handoverId: HandoverId, due: Instant, ...late }),
  z.object({ kind: z.literal("shift:ended"), accountId: AccountId }),
  // violations
  z.object({ kind: z.literal("violation:excused"), key: ViolationKey, ...ofCase, reason: Excuse.shape.reason, approver: AccountId, by: AccountId }),
  z.object({ kind: z.literal("explanation:opened"), explanation: Explanation }),
  z.object({ kind: z.literal("explanation:given"), explanationId: ExplanationId, text: z.string().max(4000), by: AccountId }),
  z.object({ kind: z.literal("explanation:missed"), explanationId: ExplanationId, due: Instant, ...late }),
  z.object({ kind: z.literal("explanation:withdrawn"), explanationId: ExplanationId }),
] as const;
