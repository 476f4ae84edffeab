import { z } from "zod";
import { Breach, Dyke, Edge, Opening, Outfall, Place, Pump, Release, seriesOf } from "./flood-structures.ts";

const say = (title: string, titleEn: string, unit?: string): { title: string; titleEn: string; unit?: string } => ({ title, titleEn, ...(unit !== undefined && { unit }) });

/** Cells one run may have: at 4 million the reference holds about 400 MB. */
export const MOST_CELLS = 4_000_000;

/** mm/h. The most ever measured is 38 mm in a minute (Barot, Guadeloupe, 1970: 2280 mm/h). */
const intensity = z.number().min(0).max(3000);
const Rain = z.discriminatedUnion("by", [
  z.object({ by: z.literal("uniform"), intensity: seriesOf(intensity, say("Cường độ mưa", "Rain", "mm/h")) }),
  z.object({ by: z.literal("gauges"), gauges: z.array(z.object({ at: Place, intensity: seriesOf(intensity, say("Cường độ mưa", "Rain", "mm/h")) })).min(1).max(200) }),
  /** Rasters by their names, in mm/h; each holds until the next. */
  z.object({ by: z.literal("raster"), fields: z.array(z.object({ from: z.number().min(0).max(2_592_000), raster: z.string().max(80) })).min(1).max(1000) }),
]).meta(say("Mưa", "Rain"));

const rate = z.number().min(0).max(1000);
const Infiltration = z.discriminatedUnion("by", [
  z.object({ by: z.literal("constant"), rate: rate.meta(say("Tốc độ thấm", "Rate", "mm/h")) }),
  z.object({ by: z.literal("horton"), first: rate.meta(say("Tốc độ đầu", "First rate", "mm/h")), last: rate.meta(say("Tốc độ cuối", "Last rate", "mm/h")), decay: z.number().min(0).max(100).meta(say("Hệ số giảm", "Decay", "1/h")) }),
  z.object({ by: z.literal("green-ampt"), conductivity: rate.meta(say("Hệ số thấm bão hoà", "Saturated conductivity", "mm/h")), suction: z.number().min(0).max(2).meta(say("Lực hút mao dẫn", "Suction", "m")), deficit: z.number().min(0).max(0.6).meta(say("Thiếu hụt độ ẩm", "Moisture deficit")) }),
]).meta(say("Thấm", "Infiltration"));

/** What a flood run is asked. Rasters (ground, roughness, depth at the start, rain) come beside it as arrays. */
export const FloodStudy = z.object({
  /** Finite volumes for breaches and dams, where local inertial is too slow: always in f64, some ten times the time. */
  scheme: z.enum(["local-inertial", "finite-volume"]).default("local-inertial").meta(say("Sơ đồ tính", "Scheme")),
  precision: z.enum(["f32", "f64"]).default("f32").meta(say("Độ chính xác", "Precision")),
  duration: z.number().min(1).max(2_592_000).meta(say("Thời gian mô phỏng", "Duration", "s")),
  every: z.number().min(1).max(86_400).default(600).meta(say("Ghi kết quả mỗi", "Result every", "s")),
  /** EPSG code of the plane, and name of the heights' datum: those of the rasters must be the same. */
  projection: z.string().regex(/^EPSG:\d{4,6}$/).meta(say("Hệ toạ độ", "Projection")),
  datum: z.string().trim().min(1).max(40).meta(say("Hệ cao độ", "Vertical datum")),
  /** Stable in two dimensions for alpha ≤ 0.95 sqrt(theta / 2) (research 0). */
  theta: z.number().min(0.7).max(1).default(0.9).meta(say("Theta", "Theta")),
  alpha: z.number().min(0.05).max(0.67).default(0.6).meta(say("Alpha", "Alpha")),
  hMin: z.number().min(1e-5).max(0.01).default(1e-3).meta(say("Độ sâu nhỏ nhất", "Least depth", "m")),
  dtMax: z.number().min(0.01).max(60).default(10).meta(say("Bước tính dài nhất", "Longest step", "s")),
  /** Manning's n where no raster gives it. */
  roughness: z.number().min(0.005).max(1).default(0.05).meta(say("Độ nhám Manning", "Manning's n", "s/m^(1/3)")),
  rain: z.array(Rain).max(8).default([]),
  /** Rain is given every so often: over many cells it costs as much as the flow. Absent: as often as the precision allows. */
  rainEvery: z.number().min(0).max(60).optional().meta(say("Cấp mưa mỗi", "Rain given every", "s")),
  infiltration: Infiltration.optional(),
  edges: z.array(Edge).max(200).default([]).meta(say("Biên", "Boundaries")),
  releases: z.array(Release).max(200).default([]).meta(say("Xả nước", "Releases")),
  outfalls: z.array(Outfall).max(500).default([]).meta(say("Cửa xả", "Outfalls")),
  pumps: z.array(Pump).max(500).default([]).meta(say("Trạm bơm", "Pumps")),
  openings: z.array(Opening).max(2000).default([]).meta(say("Cống, cửa van, đập tràn", "Gates, culverts, weirs")),
  dykes: z.array(Dyke).max(2000).default([]).meta(say("Đê, tường, bao cát", "Dykes, walls, sandbags")),
  breaches: z.array(Breach).max(200).default([]).meta(say("Vỡ đê", "Breaches")),
})
  .refine(({ theta, alpha }) => alpha <= 0.95 * Math.sqrt(theta / 2), { path: ["alpha"], message: "alpha must be at most 0.95 sqrt(theta / 2)" })
  .refine(({ every, duration }) => duration / every <= 20_000, { path: ["every"], message: "more than 20,000 results" });
export type FloodStudy = z.infer<typeof FloodStudy>;
