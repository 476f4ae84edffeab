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
  /** Names of water. */
  water: string;
  wood: string;
  sand: string;
  built: string;
  old: string;
  street: string;
  mainRoad: string;
  building: string;
  tall: string;
  heritage: string;
  /** Shallow, knee-deep and more, over a person's head. */
  flood: readonly [string, string, string];
  priority: Record<Priority, string>;
}

export function readPalette(from: Element): Palette {
  const style = getComputedStyle(from);
  const token = (name: string): string => style.getPropertyValue(name).trim() || "#888888";
  return {
    ground: token("--map-ground"), ward: token("--map-ward"), road: token("--map-road"), river: token("--map-river"), sea: token("--map-sea"), citadel: token("--map-citadel"),
    label: token("--map-label"), normal: token("--map-normal"), ink: token("--ink"), panel: token("--panel"), onMark: token("--on-mark"),
    water: token("--map-water-name"), wood: token("--map-wood"), sand: token("--map-sand"), built: token("--map-built"), old: token("--map-old"), street: token("--map-street"), mainRoad: token("--map-main-road"),
    building: token("--map-building"), tall: token("--map-building-tall"), heritage: token("--map-heritage"), flood: [token("--map-flood-1"), token("--map-flood-2"), token("--map-flood-3")],
    priority: { emergency: token("--emergency"), high: token("--high"), medium: token("--medium"), routine: token("--routine") },
  };
}
