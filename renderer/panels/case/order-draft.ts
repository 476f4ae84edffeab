import { Order } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { readInstant, writeInstant } from "../../design/written-instant.ts";

/** An order while it is written: texts as typed, the deadline as its field holds it. */
export interface OrderDraft {
  happened: string;
  where: string;
  required: string;
  lead: string;
  support: readonly string[];
  due: string;
  /** The simulated plan that filled it; goes along as a reference. */
  plan?: Order["plan"];
}
export type OrderField = Exclude<keyof OrderDraft, "plan">;

/** @param known what a plan or the order before says */
export function draftOf(known: { happened: string; where: string; required: string; lead?: string | undefined; support: readonly string[]; due?: Instant | undefined; plan?: Order["plan"] }, now: Instant): OrderDraft {
  const due = known.due !== undefined && known.due > now ? writeInstant(known.due) : "";
  return { happened: known.happened, where: known.where, required: known.required, lead: known.lead ?? "", support: known.support.filter((id) => id !== known.lead), due, ...(known.plan !== undefined && { plan: known.plan }) };
}

/** @returns the order, or which of its contents is missing: an order without all of them is not sent (H-11.3) */
export function orderOf(draft: OrderDraft, { needsDue, now }: { needsDue: boolean; now: Instant }): { order: Order } | { wrong: OrderField[] } {
  const wrong: OrderField[] = (["happened", "where", "required", "lead"] as const).filter((field) => draft[field].trim() === "");
  const due = readInstant(draft.due, now, "next");
  if (due === undefined ? needsDue || draft.due !== "" : due <= now) wrong.push("due");
  const parsed = Order.safeParse({ happened: draft.happened, where: draft.where, required: draft.required, lead: draft.lead, support: [...draft.support], ...(due === undefined ? {} : { due }), ...(draft.plan !== undefined && { plan: draft.plan }) });
  if (wrong.length === 0 && parsed.success) return { order: parsed.data };
  const fields: readonly OrderField[] = ["happened", "where", "required", "lead", "support", "due"];
  const found = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0]);
  return { wrong: fields.filter((field) => wrong.includes(field) || found.includes(field)) };
}
