import { z } from "zod";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, "an id is 1-64 characters of A-Z a-z 0-9 . _ : -");
/** One run of one engine with given inputs. Made from their hash, so the same inputs and code have the same id. */
export const SimulationRunId = id.brand<"SimulationRunId">();
export type SimulationRunId = z.infer<typeof SimulationRunId>;

/** Seconds since a run's start. Branded: no instant of the real world is one, nor the other way round (invariant 6). */
export const SimulatedSeconds = z.number().min(0).brand<"SimulatedSeconds">();
export type SimulatedSeconds = z.infer<typeof SimulatedSeconds>;

/** Shapes that results come in, whatever the engine: one way to draw each. */
export const VISUALS = ["grid", "points", "paths", "mesh"] as const;
export const Visual = z.enum(VISUALS);
export type Visual = z.infer<typeof Visual>;

const frame = { simulated: z.literal(true), runId: SimulationRunId, t: SimulatedSeconds, quantity: z.string().max(40), unit: z.string().max(20) };
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array, "an array of f32");
const counts = z.custom<Uint32Array>((value) => value instanceof Uint32Array, "an array of u32");
/** Rows are counted from the south, columns from the west; NaN: no value there. `of`: each value stands for a square of so many of the study's cells a side (absent: 1). */
export const GridFrame = z.object({ ...frame, visual: z.literal("grid"), nx: z.int().min(1), ny: z.int().min(1), of: z.int().min(2).optional(), values: floats });
/** n × [x m, y m] in the study's frame, and one value each. */
export const PointsFrame = z.object({ ...frame, visual: z.literal("points"), places: floats, values: floats });
/** `starts`: index into `places` (n × [x, y]) at which each path begins; one value a path. */
export const PathsFrame = z.object({ ...frame, visual: z.literal("paths"), starts: counts, places: floats, values: floats });
/** `triangles`: indices into `places` (n × [x, y, z]), three each; one value a place. */
export const MeshFrame = z.object({ ...frame, visual: z.literal("mesh"), triangles: counts, places: floats, values: floats });
/** What an engine shows at one moment. `simulated` stands in the type: no fact, alarm, order or observation has it, and none takes it (invariant 6). */
export const SimulatedFrame = z.discriminatedUnion("visual", [GridFrame, PointsFrame, PathsFrame, MeshFrame]);
export type SimulatedFrame = z.infer<typeof SimulatedFrame>;

/** Why a simulation did not come to its end. Codes are wire format: added, never renamed. */
export const SimulationFault = z.discriminatedUnion("code", [
  z.object({ code: z.literal("malformed"), path: z.string(), detail: z.string() }),
  /** Ground without a height inside the area: how many cells, and the first as [column, row]. */
  z.object({ code: z.literal("terrain-missing"), cells: z.int(), first: z.tuple([z.int(), z.int()]) }),
  /** A raster's values lie outside what can be: roughness, depth, intensity. */
  z.object({ code: z.literal("out-of-range"), raster: z.string(), cells: z.int(), first: z.tuple([z.int(), z.int()]), value: z.number() }),
  /** A raster is in another projection, datum or size than the study. */
  z.object({ code: z.literal("other-frame"), what: z.enum(["projection", "datum", "size"]), expected: z.string(), got: z.string() }),
  /** Refused before it starts: what it would take. */
  z.object({ code: z.literal("too-many-cells"), cells: z.int(), limit: z.int(), bytes: z.number(), seconds: z.number() }),
  z.object({ code: z.literal("cancelled"), t: z.number() }),
  z.object({ code: z.literal("diverged"), t: z.number() }),
  z.object({ code: z.literal("out-of-memory"), bytes: z.number() }),
  z.object({ code: z.literal("worker-died"), detail: z.string() }),
]);
export type SimulationFault = z.infer<typeof SimulationFault>;

/** An engine as windows see it: JSON Schema of its parameters, with titles in both languages and units. */
export const SimulationKindInfo = z.object({ kind: z.string(), title: z.object({ vi: z.string(), en: z.string() }), visuals: z.array(Visual), version: z.string(), schema: z.json() });
export type SimulationKindInfo = z.infer<typeof SimulationKindInfo>;
