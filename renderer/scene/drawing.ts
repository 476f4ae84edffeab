import type { CityManifest } from "#contract/city";
import type { Instant, ObservedPropertyId, ThingId } from "#contract/ids";
import type { Seen } from "../live/seen.ts";
import type { BaseMap } from "./base-map.ts";
import type { Bounds } from "./bounds.ts";
import type { Building } from "./gl-buildings.ts";
import type { Keep, LeftOut, LiveProblem, LonLat, Picked } from "./live/live-host.ts";
import type { Mark } from "./marks.ts";
import type { Palette } from "./palette.ts";
import type { Depth } from "./water/depth.ts";
import type { WaterState } from "./water/water-surface.ts";

/** How much a machine can draw. `cheap`: without a graphics card, or one that failed again and again. */
export type Profile = "full" | "cheap";

/** What a way of drawing needs. */
export interface DrawingOptions {
  container: HTMLElement;
  /** What is drawn: the room as this window sees it, or a moment of it that is held. */
  room: Seen;
  centre: readonly [number, number];
  /** No pointer, larger signs. */
  wall: boolean;
  /** The city's pack; absent: it has none. */
  city: CityManifest | undefined;
  /** The map of a city without tiles. */
  base: BaseMap | undefined;
  palette: Palette;
  /** 1 at a console; a wall's letters are larger. */
  scale: number;
  profile: Profile;
  onSelect: (thingId: string) => void;
  /** An open case was pressed. */
  onCase: ((incidentId: string) => void) | undefined;
  onWater: (state: WaterState) => void;
  onPainted: ((at: Instant) => void) | undefined;
  onProblems: ((problems: readonly LiveProblem[]) => void) | undefined;
  onLeftOut: ((vehicles: LeftOut | undefined) => void) | undefined;
}

/** A part of the map: its middle ([lon, lat], degrees) and a zoom as web maps count it (512 px a tile). */
export interface View {
  centre: readonly [number, number];
  zoom: number;
  /** Degrees clockwise from north that are up; absent: north. */
  bearing?: number;
  /** Degrees from straight down; absent: 0. */
  pitch?: number;
}

/** What a layer of the scene is called; live layers have their own names (live/live-host.ts). */
export const SCENE_LAYERS = ["buildings", "water-surface", "wards", "names", "shade", "terrain", "models"] as const;
export type SceneLayerId = (typeof SCENE_LAYERS)[number];

/** A picture of something simulated and where it lies: its corners north-west, north-east, south-east, south-west, [lon, lat] in degrees. */
export interface SimulatedPicture {
  canvas: HTMLCanvasElement;
  corners: readonly [LonLat, LonLat, LonLat, LonLat];
}

/** A map drawn one way or the other. What a way cannot do, it leaves: `undefined`, empty, or nothing happens. */
export interface Drawing {
  marks(marks: readonly Mark[], at: Instant): void;
  select(thingId: string | undefined): void;
  /** Goes there, and stays; undefined: all stations. */
  look(view: View | undefined): void;
  /** What the drawing is called to those who cannot see it. */
  name(text: string): void;
  tilt(on: boolean): void;
  /** Which of all layers, the scene's and the live ones, are switched on; undefined: those that are on by themselves. */
  layers(on: ReadonlySet<string> | undefined): void;
  filter(keep: Keep | undefined): void;
  /** Of which property heat and contours are drawn; undefined: of none. */
  field(property: ObservedPropertyId | undefined): void;
  /** Laid over the ground, under signs and names; the same canvas again: it was drawn anew. undefined: none. */
  simulated(picture: SimulatedPicture | undefined): void;
  /** Houses that are loaded within bounds. */
  buildings(bounds: Bounds): Building[];
  /** Things inside. @param polygon [lon, lat] in degrees, closed or not */
  within(polygon: readonly LonLat[]): ThingId[];
  pick(x: number, y: number): Picked | undefined;
  stopFlight(): void;
  /** The room is held as it was: nothing moves by itself until it is released. */
  hold(on: boolean): void;
  /** The map as it is drawn, without what is written around it; undefined: not now. */
  canvas(): Promise<CanvasImageSource | undefined>;
  /** Ground under a point of the drawing, px from its upper left; undefined: sky. */
  pointAt(x: number, y: number): LonLat | undefined;
  project(lon: number, lat: number): readonly [x: number, y: number] | undefined;
  view(): View;
  depth(lon: number, lat: number): Depth | undefined;
  remove(): void;
}
