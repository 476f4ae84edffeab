import type { Rect } from "#contract/wall-view";
import type { Slot } from "./stage.ts";

/** A slot before it has its order of drawing. */
export type Unplaced = Omit<Slot, "front">;

/** Numbers beyond this are given anew from the bottom: z-index ends at 2^31. */
const TOP = 1_000_000;

export function overlap(a: Rect, b: Rect): boolean {
  const edge = 1e-6;
  return a.x < b.x + b.w - edge && b.x < a.x + a.w - edge && a.y < b.y + b.h - edge && b.y < a.y + a.h - edge;
}

/**
 * The slots with their order of drawing. A slot keeps the number it had, for a change of order is drawn anew: what is new stands
 * in front of all, unseen until its instant. Only where those seen would then cover each other wrongly are all numbered anew.
 *
 * @param order keys of what is to be seen, lowest first
 * @returns the former object where a slot is as it was
 */
export function withFronts(slots: readonly Unplaced[], before: readonly Slot[], order: readonly string[]): Slot[] {
  const was = new Map(before.map((slot) => [slot.key, slot]));
  const rank = new Map(order.map((key, i) => [key, i]));
  const rankOf = (slot: Unplaced): number => rank.get(slot.key) ?? (slot.phase === "coming" ? order.length : -1);
  const lowestFirst = slots.toSorted((a, b) => rankOf(a) - rankOf(b));
  let top = Math.max(0, ...before.map((slot) => slot.front));
  const kept = new Map<string, number>();
  for (const slot of lowestFirst) {
    const former = was.get(slot.key);
    // One that nobody sees may come to the front without a change of the picture.
    const keeps = former !== undefined && (former.phase === "on" || former.phase === "going" || former.phase === "coming" || slot.phase === "left" || slot.phase === "resting");
    kept.set(slot.key, keeps ? former.front : ++top);
  }
  const ranked = lowestFirst.filter((slot) => rank.has(slot.key));
  const wrong = top > TOP || ranked.some((upper, i) => ranked.slice(0, i).some((lower) => overlap(lower.tile.rect, upper.tile.rect) && (kept.get(lower.key) ?? 0) > (kept.get(upper.key) ?? 0)));
  if (wrong) for (const [i, slot] of lowestFirst.entries()) kept.set(slot.key, i + 1);
  return slots.map((slot) => same({ ...slot, front: kept.get(slot.key) ?? 0 }, was.get(slot.key)));
}

/** The former object where both say the same as JSON. */
function same(slot: Slot, former: Slot | undefined): Slot {
  return former !== undefined && JSON.stringify(former) === JSON.stringify(slot) ? former : slot;
}
