import { z } from "zod";
import { AreaId, DatastreamId, ObservedPropertyId, RuleId } from "./ids.ts";
import { Priority } from "./alarm.ts";

/** Which datastreams a condition reads: one, or every one of a property (and area); each match makes an alarm of its own. */
export const Selector = z.union([
  z.object({ datastreamId: DatastreamId }),
  z.object({ observedPropertyId: ObservedPropertyId, area: AreaId.optional() }),
]);
export type Selector = z.infer<typeof Selector>;

/** A rule as people define it. `params` belongs to the kind and is checked by the kind's own schema. */
export const RuleDraft = z.object({
  id: RuleId,
  name: z.string().min(1).max(160),
  nameEn: z.string().max(160).optional(),
  kind: z.string().min(1).max(40),
  params: z.json(),
  priority: Priority,
  enabled: z.boolean().default(true),
  /** Seconds the condition must hold before the alarm (ISA-18.2 on-delay). */
  onDelay: z.number().min(0).max(86_400).default(0),
  /** Seconds the condition must be gone before return to normal (ISA-18.2 off-delay). */
  offDelay: z.number().min(0).max(86_400).default(0),
  /** Stays in alarm after return to normal until an operator resets it (OPC UA Part 9 LatchedState). */
  latched: z.boolean().default(false),
  /** While in alarm: after so many seconds the priority becomes this. Ascending in `after`. */
  ladder: z.array(z.object({ after: z.number().min(1).max(604_800), priority: Priority })).max(4).default([]),
  /** Seconds after which an acknowledged alarm still in alarm asks again (OPC UA Part 9 ReAlarmTime). */
  reAlarm: z.number().min(10).max(604_800).optional(),
  /** Suppressed by design while any alarm of these rules, on the same thing, is in alarm. */
  suppressedBy: z.array(RuleId).max(10).default([]),
  /** Text for people; {thing} {property} {value} {unit} {setpoint} {area} are filled in. */
  message: z.string().min(1).max(300),
  messageEn: z.string().max(300).optional(),
  /** ISA-18.2 rationalisation: what the operator is to do, and what happens otherwise. */
  action: z.string().max(500).default(""),
  consequence: z.string().max(500).default(""),
  /** K-I service number. */
  service: z.int().min(1).max(16).optional(),
  /** The clause or decision the setpoint rests on. */
  authority: z.string().max(300).default(""),
});
export type RuleDraft = z.infer<typeof RuleDraft>;

export const Rule = RuleDraft.extend({ version: z.int().min(1) });
export type Rule = z.infer<typeof Rule>;

/** A rule kind as windows see it: enough to draw its form. */
export const RuleKindInfo = z.object({
  kind: z.string(),
  title: z.object({ vi: z.string(), en: z.string() }),
  /** JSON Schema 2020-12 of `params`. */
  schema: z.json(),
});
export type RuleKindInfo = z.infer<typeof RuleKindInfo>;
