// Both packages name their own files without endings, which Node's rules do not resolve: what is used of them, as it is.
declare module "@maplibre/geojson-vt" {
  import type { GeoJSON } from "geojson";
  export interface CutFeature {
    type: 1 | 2 | 3;
    geometry: unknown;
    tags: Record<string, unknown> | null;
  }
  export interface CutTile {
    features: CutFeature[];
  }
  export class GeoJSONVT {
    constructor(data: GeoJSON, options: { maxZoom: number; indexMaxZoom: number; extent: number; buffer: number; tolerance: number });
    getTile(z: number, x: number, y: number): CutTile | null;
  }
}
declare module "@maplibre/vt-pbf" {
  import type { CutTile } from "@maplibre/geojson-vt";
  export function fromGeojsonVt(layers: Record<string, CutTile>, options: { version: number; extent: number }): Uint8Array;
}
