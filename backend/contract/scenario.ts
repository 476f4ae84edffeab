import { z } from "zod";
import { Priority } from "./alarm.ts";
import { Span } from "./calendar.ts";
import { Field } from "./field.ts";
import { ScenarioId, Urgency } from "./incident.ts";
import { ObservedPropertyId, RuleId } from "./ids.ts";

const text = z.string().trim().min(1).max(4000);
const ItemId = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** One thing to look after. `when`: it is asked only once that other item was answered so. */
export const ChecklistItem = z.object({ id: ItemId, text: z.string().trim().min(1).max(400), textEn: z.string().max(400).optional(), when: z.object({ id: ItemId, answer: z.boolean() }).optional() });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/**
 * A plan made beforehand (H-5.2, H-11.3): which alarms it is for, what the order will say, who is needed, what to check. In
 * texts {thing}, {place} (where the thing measures), {area}, {value} and {message} stand for what the alarm says.
 */
export const Scenario = z.object({
  id: ScenarioId,
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().max(120).optional(),
  templateId: z.string().max(60),
  urgency: Urgency,
  /** All that are given must fit; none given: it is chosen by hand only. */
  match: z.object({
    observedPropertyIds: z.array(ObservedPropertyId).max(50).optional(),
    thingKinds: z.array(z.string().max(40)).max(50).optional(),
    ruleIds: z.array(RuleId).max(200).optional(),
    priorities: z.array(Priority).max(4).optional(),
  }).default({}),
  title: z.string().trim().min(1).max(400),
  happened: text, where: text, required: text,
  /** The order's deadline from when it is issued. */
  dueAfter: Span.optional(),
  leadFields: z.array(Field).max(10).default([]),
  supportFields: z.array(Field).max(20).default([]),
  checklist: z.array(ChecklistItem).max(60).default([]),
  version: z.int().min(1),
});
export type Scenario = z.infer<typeof Scenario>;
/** A scenario as people define it: the backend counts its version. */
export const ScenarioDraft = Scenario.omit({ version: true });
export type ScenarioDraft = z.infer<typeof ScenarioDraft>;
