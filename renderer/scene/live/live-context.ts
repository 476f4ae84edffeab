import type { Layer } from "@deck.gl/core";
import type { Alarm } from "#contract/alarm";
import type { Instant, ObservedPropertyId } from "#contract/ids";
import type { MapCase } from "../../live/cases-on-map.ts";
import type { Seen } from "../../live/seen.ts";
import type { Field } from "./data/field.ts";
import type { Readings } from "./data/readings.ts";
import type { Screen } from "./data/screen.ts";
import type { Stations } from "./data/stations.ts";
import type { Label, Labels } from "./sprites/labels.ts";
import type { LiveHost, LiveLayerId, LiveProblem, Picked } from "./live-host.ts";

/** What a layer draws from: the room in columns, as of now or of the past instant that the window looks at. */
export interface LiveContext {
  host: LiveHost;
  room: Seen;
  now(): Instant;
  stations(): Stations;
  readings(): Readings;
  /** As of now, a look at one station: index into STATES. */
  states(): (station: number) => number;
  /** The station has a place and passes the filter. */
  isKept(station: number): boolean;
  /** By thing id: its most urgent annunciated alarm. */
  worst(): ReadonlyMap<string, Alarm>;
  /** Open cases that pass the filter, the gravest last. */
  cases(): readonly MapCase[];
  /** Things with alarms that were all set aside: shelved, suppressed, out of service. */
  aside(): ReadonlySet<string>;
  /** Part of the ground on screen and some around it: [west, south, east, north]. */
  view(): readonly [number, number, number, number];
  zoom(): number;
  /** The property of which a field is drawn. */
  field(): ObservedPropertyId | undefined;
  /** That field, once it was worked out and while heat or contours are shown. */
  fieldNow(): Field | undefined;
  /** Texels a px. */
  ratio: number;
  /** Layers of the map's style under which signs and areas are drawn (deck's `beforeId`); undefined: on top. */
  before: { signs: string | undefined; areas: string | undefined };
  /** Deck layers of this layer were made anew. */
  relay(): void;
  /** Things drove to other places: what stands at them follows. */
  moved(): void;
  /** Texts of a layer from now on, the most telling first: they get their room with the next picture, or none. */
  label(labels: Labels, texts: readonly Label[]): void;
  /** Something written into buffers is to be seen. */
  repaint(): void;
}

/** One kind of thing on the map. What it does not implement does not concern it. */
export interface LiveLayer {
  /** Its deck layers, bottom to top. */
  layers(isShown: boolean): Layer[];
  /** Stations, filter, or everything is another; readings and alarms are up to date. */
  reset(): void;
  /** Values of these stations came; undefined: of any. */
  values?(stations: readonly number[] | undefined): void;
  alarms?(): void;
  cases?(): void;
  /** Somebody went to another time: what would follow a little later follows now. */
  turned?(): void;
  /** The room is held: no picture by itself until it is released. */
  hold?(on: boolean): void;
  /** The camera rests, or moved on noticeably. */
  camera?(): void;
  /** The field is another. */
  fieldChanged?(): void;
  /** What stands within `reach` px of a point on screen, and how far; `rank`: among what is near, the highest is meant. */
  hit?(screen: Screen, x: number, y: number, reach: number): { picked: Picked; distance: number; rank: number } | undefined;
  problems?(): readonly LiveProblem[];
  /** Signs that no shy text may cover: their places and sizes, px. */
  signs?(): readonly { lon: number; lat: number; width: number; height: number; dx?: number; dy?: number }[];
  /** It is drawn, or no longer. */
  shown?(isShown: boolean): void;
  dispose?(): void;
}

/** An entry of the registry. */
export interface LayerMaker {
  id: LiveLayerId;
  nameKey: LiveLayerId;
  /** On without anybody switching it on. */
  first: boolean;
  make(context: LiveContext): LiveLayer;
}
