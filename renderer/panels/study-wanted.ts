import type { PlanRef } from "#contract/plan-ref";

let wanted: PlanRef | undefined;
const listeners = new Set<() => void>();

/** The study that somebody asks for elsewhere in this window: an order, or a case, names it and leads back to it. */
export const studyWanted = {
  ask(plan: PlanRef): void {
    wanted = plan;
    for (const listener of listeners) listener();
  },
  now: (): PlanRef | undefined => wanted,
  /** It was seen to. */
  done(plan: PlanRef): void {
    if (wanted !== plan) return;
    wanted = undefined;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
