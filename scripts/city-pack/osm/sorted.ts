import type { Bounds } from "#contract/city";
import type { TileFeature } from "../../tiles/vector-tiler.ts";
import type { Point } from "../shape.ts";
import type { PlaceKind } from "../tags/places.ts";
import type { Road } from "../tags/roads.ts";

/** Something with a name, for the search and for the map's labels. */
export interface NamedPlace {
  name: string;
  kind: PlaceKind | "street";
  rank: number;
  at: Point;
}

/** A street as the network and the search need it: indices of nodes, 4 bytes a point. */
export interface RoadLine extends Road {
  name: string;
  nodes: Uint32Array;
}

/** A piece of a named river's course, in the direction it is drawn: downstream by OpenStreetMap's custom. */
export interface RiverLine {
  name: string;
  nodes: Uint32Array;
}

export interface Area {
  name: string;
  polygons: Point[][][];
}

/** What the second pass gives, while it reads: tile features at once, and what later steps need in memory. */
export interface Sorted {
  roads: RoadLine[];
  rivers: RiverLine[];
  places: NamedPlace[];
  wards: Area[];
  /** Water large enough for the flat map. */
  waters: (Area & { kind: string })[];
  sea: Area | undefined;
  counts: { roads: number; buildings: number; guessedHeights: number; waters: number; lands: number; openRings: number; brokenCoasts: number; droppedPlaces: number; droppedRoads: number; seaCut: boolean };
}

/** Where the second pass puts things. */
export interface Sink {
  area: Bounds;
  /** Smaller boxes in which the coast may be whole where it is not in the area, the largest first. */
  coast: readonly Bounds[];
  /** Buildings come from another file. */
  buildings: boolean;
  /** Wards come from another file. */
  wards: boolean;
  add(feature: TileFeature): void;
}
