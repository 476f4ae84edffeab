import type { Priority } from "#contract/alarm";

/** The map's colours out of the tokens, read when a map is made: a canvas knows no custom properties. */
export interface Palette {
  ground: string;
  ward: string;
  road: string;
  river: string;
  sea: string;
  citadel: string;
  label: string;
  normal: string;
  ink: string;
  panel: string;
  onMark: string;
  priority: Record<Priority, string>;
}

export function readPalette(from: Element): Palette {
  const style = getComputedStyle(from);
  const token = (name: string): string => style.getPropertyValue(name).trim() || "#888888";
  return {
    ground: token("--map-ground"), ward: token("--map-ward"), road: token("--map-road"), river: token("--map-river"), sea: token("--map-sea"), citadel: token("--map-citadel"),
    label: token("--map-label"), normal: token("--map-normal"), ink: token("--ink"), panel: token("--panel"), onMark: token("--on-mark"),
    priority: { emergency: token("--emergency"), high: token("--high"), medium: token("--medium"), routine: token("--routine") },
  };
}
