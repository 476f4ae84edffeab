import type { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as GlMap } from "maplibre-gl";
import type { CityManifest } from "#contract/city";
import type { AlarmId, ObservedPropertyId, ThingId } from "#contract/ids";
import type { IncidentId } from "#contract/incident";
import type { Thing } from "#contract/things";
import type { MapCase } from "../../live/cases-on-map.ts";
import type { Box } from "../label-room.ts";
import type { Palette } from "../palette.ts";

/** What the live layers are given by the map they lie on. */
export interface LiveHost {
  /** Its style has loaded. */
  map: GlMap;
  /** Interleaved and already added to the map; its layers are the live layers' alone. */
  overlay: MapLibreOverlay;
  palette: Palette;
  /** No pointer, larger signs. */
  wall: boolean;
  /** 1 at a console; a wall's letters are larger. */
  scale: number;
  city: CityManifest | undefined;
  /** Drawn without a graphics card: nothing moves between two values, and less is drawn. */
  software: boolean;
  /** Asks for one more picture. */
  repaint(): void;
  /** The alarms' signs are on the picture, or their layer is off: simpler marks that stood in for them can go. */
  onDrawn?: () => void;
  /** Names that the map itself wrote, px of the present view. */
  names?: () => readonly Box[];
  /** Things whose position cannot be right, whenever that changed. */
  onProblems?: (problems: readonly LiveProblem[]) => void;
  /** Vehicles on screen that are too many to be drawn here, whenever that changed; undefined: all are. */
  onLeftOut?: (vehicles: LeftOut | undefined) => void;
}

/** How many are drawn, of how many. */
export interface LeftOut {
  drawn: number;
  of: number;
}

export type LiveLayerId =
  | "rain" | "heat" | "contours" | "cameras" | "vehicles" | "traffic" | "wind" | "tide" | "sensors" | "gauges" | "alarms" | "incidents";

/** A point on the ground: [longitude °, latitude °]. */
export type LonLat = readonly [lon: number, lat: number];

/** What a filter lets through. */
export interface Keep {
  thing(thing: Pick<Thing, "id" | "area" | "kind" | "agencyId" | "service">): boolean;
  incident(incident: MapCase): boolean;
}

/** What stands under a pointer. */
export type Picked =
  | { is: "thing" | "vehicle"; thingId: ThingId; at: LonLat; alarmId?: AlarmId }
  /** An open case. */
  | { is: "incident"; incidentId: IncidentId; at: LonLat; alarmId?: undefined }
  /** Things too near to each other to be shown alone; `alarmId` is the most urgent alarm among them. */
  | { is: "cluster"; thingIds: readonly ThingId[]; at: LonLat; bounds: [west: number, south: number, east: number, north: number]; alarmId?: AlarmId };

/** Why a thing is not where it says it is. `swapped`: latitude and longitude changed places; it is drawn where it must be meant. */
export type ProblemKind = "not-a-number" | "null-island" | "outside-earth" | "swapped" | "outside-city";

export interface LiveProblem {
  kind: ProblemKind;
  count: number;
  /** At most five. */
  examples: readonly ThingId[];
}

/** All that moves and changes on the map. */
export interface LiveLayers {
  /** Which layers are switched on. */
  show(layers: ReadonlySet<LiveLayerId>): void;
  /** Only these things and cases are drawn, counted and found; undefined: all. An alarm's sign is drawn whatever the filter says of its layer, but not for a thing filtered out. */
  filter(keep: Keep | undefined): void;
  select(thingId: ThingId | undefined): void;
  /** Of which property heat and contours are drawn; undefined: of none. */
  field(property: ObservedPropertyId | undefined): void;
  /** @param x px from the map's left. @param y px from its top */
  pick(x: number, y: number): Picked | undefined;
  /** Things inside, also those that a cluster holds. @param polygon closed or not, at least three points */
  within(polygon: readonly LonLat[]): ThingId[];
  problems(): readonly LiveProblem[];
  /** The room is held as it was (`live/held-seen.ts`): nothing moves by itself, no timer runs. */
  hold(on: boolean): void;
  dispose(): void;
}
