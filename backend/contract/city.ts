import { z } from "zod";
import { SiteId } from "./ids.ts";

/** Raised when a pack changes in a way an older room cannot read. */
export const CITY_FORMAT = 1;

/** Bytes of a pack and of its parts, and how many files it may have; what is larger is refused. */
export const CITY_LIMITS = { total: 4_000_000_000, manifest: 16_777_216, json: 67_108_864, model: 104_857_600, files: 20_000 } as const;

/** West, south, east, north in degrees, WGS 84. */
export const Bounds = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90), z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .refine(([west, south, east, north]) => west < east && south < north, "west before east, south before north");
export type Bounds = z.infer<typeof Bounds>;

/** A file of the pack, below its folder: no dot at the start of a part, no step up, no absolute place. */
export const PackPath = z.string().max(200).regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,5}$/, "a file below the pack's folder");
export type PackPath = z.infer<typeof PackPath>;

const words = { id: z.string().regex(/^[a-z0-9-]{1,40}$/), name: z.string().min(1).max(120), nameEn: z.string().max(120).optional() };
const zooms = { minZoom: z.int().min(0).max(16), maxZoom: z.int().min(0).max(16) };
/** A grid over bounds: row 0 in the north, column 0 in the west, equal steps of longitude and latitude, cell middles. */
const grid = { width: z.int().min(2).max(4096), height: z.int().min(2).max(4096), bounds: Bounds };

/** A river as its axis from the upper end to the mouth. Gauges near it set the water's level along it. */
export const River = z.object({
  name: z.string().min(1).max(120),
  /** Degrees; point i has the chain index `from + i` in the water grid. */
  axis: z.array(z.tuple([z.number(), z.number()])).min(2).max(5000),
  from: z.int().min(0).max(65_534),
});
export type River = z.infer<typeof River>;

/** What a pack may hold beside its manifest; at most one of each of the first eight kinds. */
export const CityLayer = z.discriminatedUnion("kind", [
  /** PMTiles of vector tiles in the layers of TILE_LAYERS. */
  z.object({ kind: z.literal("base"), file: PackPath, ...zooms }),
  /** PMTiles of PNG: hillshade baked over the dark ground, transparent where flat. */
  z.object({ kind: z.literal("hillshade"), file: PackPath, ...zooms }),
  /** PMTiles of PNG in terrarium encoding: metres = red · 256 + green + blue / 256 − 32768. */
  z.object({ kind: z.literal("terrain"), file: PackPath, ...zooms }),
  /** Ground above the national datum as gzipped little-endian i16, decimetres; -32768: unknown. For lines of sight and profiles. */
  z.object({ kind: z.literal("heights"), file: PackPath, ...grid }),
  /**
   * Where rising water goes, gzipped, three columns one after another, each width × height: ground i16 dm; spill i16 dm, the
   * level of the river at which water first reaches the cell (32767: never); chain u16, index of the nearest axis point
   * (65535: none). A cell is wet when the level at its chain index is at or above its spill; depth = level − ground.
   */
  z.object({ kind: z.literal("water"), file: PackPath, ...grid, rivers: z.array(River).min(1).max(100) }),
  /** JSON of `Places`: what the place search finds. */
  z.object({ kind: z.literal("places"), file: PackPath }),
  /** JSON of `Network`: streets that vehicles of the demonstration drive on. */
  z.object({ kind: z.literal("network"), file: PackPath }),
  /** GeoJSON of the map without WebGL: features with `layer` (sea, lagoon, ward, river, road, citadel, label) and `name`. */
  z.object({ kind: z.literal("flat"), file: PackPath }),
  z.object({ kind: z.literal("geojson"), file: PackPath, ...words }),
  z.object({ kind: z.literal("gltf"), file: PackPath, ...words, at: z.tuple([z.number(), z.number(), z.number()]), heading: z.number().default(0).describe("degrees clockwise from north"), scale: z.number().positive().default(1) }),
  /** `file` is the root tileset.json; what it names lies in the same folder or below. */
  z.object({ kind: z.literal("3d-tiles"), file: PackPath, ...words }),
]);
export type CityLayer = z.infer<typeof CityLayer>;

/** `manifest.json` of a city pack. */
export const CityManifest = z.object({
  format: z.literal(CITY_FORMAT),
  id: SiteId,
  name: z.string().min(1).max(120),
  nameEn: z.string().max(120).optional(),
  bounds: Bounds,
  centre: z.tuple([z.number(), z.number()]),
  /** Always shown beside the map. */
  attribution: z.array(z.object({ text: z.string().min(1).max(200), textEn: z.string().min(1).max(200).optional(), licence: z.string().max(80), href: z.string().max(300).optional() })).min(1).max(20),
  /** What is invented and not surveyed, in words for people; empty: nothing. */
  synthetic: z.string().max(500).default(""),
  syntheticEn: z.string().max(500).default(""),
  layers: z.array(CityLayer).max(60),
  /** Every file but the manifest. */
  files: z.record(PackPath, z.object({ bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).refine((files) => Object.keys(files).length <= CITY_LIMITS.files, "too many files"),
});
export type CityManifest = z.infer<typeof CityManifest>;

/**
 * Source layers of a base tile and the `kind`s in each. All features may have `name`; lines and areas of `building` have
 * `height` and `base`, metres above ground; `bridge: true` marks a road on a bridge; `place` has `rank` 1 (always shown) to 9.
 */
export const TILE_LAYERS = {
  water: ["sea", "lagoon", "river", "lake", "moat"],
  waterway: ["river", "canal"],
  land: ["wood", "grass", "field", "sand", "heritage", "industry", "military"],
  ward: ["ward"],
  road: ["motorway", "trunk", "primary", "secondary", "street", "path", "rail"],
  building: ["house", "public", "hotel", "industry", "heritage", "wall"],
  place: ["city", "ward", "quarter", "river", "lagoon", "sea", "bridge", "hill", "heritage", "hospital", "school", "market", "station"],
} as const;
export type TileLayer = keyof typeof TILE_LAYERS;

/** A name somebody may look for; `kind` of TILE_LAYERS.place, or "street". */
export const Places = z.array(z.object({ name: z.string().min(1).max(120), also: z.array(z.string().min(1).max(120)).max(8).optional().describe("other names people look for"), kind: z.string().max(20), at: z.tuple([z.number(), z.number()]), ward: z.string().max(120).optional() })).max(100_000);
export type Places = z.infer<typeof Places>;

/** Streets as polylines with a speed; `one` true: only from the first point to the last. Ends that meet have equal coordinates. */
export const Network = z.object({ streets: z.array(z.object({ line: z.array(z.tuple([z.number(), z.number()])).min(2).max(2000), kmh: z.number().positive(), one: z.boolean().default(false) })).max(50_000) });
export type Network = z.infer<typeof Network>;

/** Why a file or a layer of the pack in use is left out; `file` "manifest.json": the whole map part. */
export const CityFault = z.object({
  file: z.string().max(200),
  code: z.enum(["manifest", "missing", "size", "outside", "limit", "format", "remote", "hash"]),
  detail: z.string().max(300),
});
export type CityFault = z.infer<typeof CityFault>;
