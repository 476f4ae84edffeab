import type { Priority } from "#contract/alarm";
import { useText, type Say } from "./i18n.ts";
import { inStep } from "./in-step.ts";
import css from "./shown.module.css";

/** Shape and letter double the colour: the scale reads in monochrome too (ISA-101). Letters are the initials of the Vietnamese words. */
export const PRIORITY_SHAPE: Record<Priority, { letter: string; path: string; textY: number }> = {
  emergency: { letter: "K", path: "M12 1 23 12 12 23 1 12Z", textY: 16.4 }, // diamond
  high: { letter: "C", path: "M12 1.5 23.2 22H.8Z", textY: 19 }, // triangle
  medium: { letter: "T", path: "M2.5 2.5h19v19h-19Z", textY: 16.6 }, // square
  routine: { letter: "X", path: "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21Z", textY: 16.5 }, // disc
};

/** The priority's word in the present language. */
export function priorityText(priority: Priority, say: Say): string {
  return say(`alarms.${priority}`);
}

/**
 * Shape + letter + colour of a priority. `flash` only for unacknowledged emergencies: a ring around the shape flashes, the
 * shape itself never dims. @param size px, or "1em"-like length
 */
export function PriorityMark({ priority, size = 20, flash = false }: { priority: Priority; size?: number | string; flash?: boolean }) {
  const t = useText();
  const shape = PRIORITY_SHAPE[priority];
  return (
    <svg className={css.mark} data-priority={priority} data-flash={flash || undefined} width={size} height={size} viewBox="0 0 24 24" role="img" aria-label={priorityText(priority, t)}>
      {flash && <path ref={inStep} className={css.ring} d={shape.path} />}
      <path d={shape.path} fill="currentColor" />
      <text x="12" y={shape.textY} textAnchor="middle" fontSize="12.5" fontWeight="600" fill="var(--on-mark)" aria-hidden="true">{shape.letter}</text>
    </svg>
  );
}

/** Mark and word. */
export function PriorityLabel({ priority, flash = false }: { priority: Priority; flash?: boolean }) {
  const t = useText();
  return (
    <span className={css.priority}>
      <PriorityMark priority={priority} flash={flash} size="1.35em" />
      <span>{priorityText(priority, t)}</span>
    </span>
  );
}
