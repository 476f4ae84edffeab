import { z } from "zod";

/** Titles in both languages and the unit (UCUM), from which the form is drawn. */
const say = (title: string, titleEn: string, unit?: string): { title: string; titleEn: string; unit?: string } => ({ title, titleEn, ...(unit !== undefined && { unit }) });
const name = z.string().trim().min(1).max(80).meta(say("Tên", "Name"));

/** m east and north of the study's south-west corner. */
export const Place = z.tuple([z.number().min(-1e6).max(1e6), z.number().min(-1e6).max(1e6)]).meta(say("Vị trí", "Place", "m"));
export const Line = z.array(Place).min(2).max(1000);
/** Level in the study's vertical datum. */
export const Level = z.number().min(-500).max(9000).meta(say("Cao trình", "Level", "m"));

/** A quantity over time, [s from the start, value], ascending; straight between points, held before the first and after the last. */
export function seriesOf(value: z.ZodType<number>, words: { title: string; titleEn: string; unit?: string }): z.ZodType<[number, number][]> {
  const point = z.tuple([z.number().min(0).max(2_592_000), value]);
  return z.array(point).min(1).max(10_000).refine((points) => points.every(([t], i) => i === 0 || t > points[i - 1]![0]), "times must ascend").meta(words);
}
const discharge = z.number().min(-20_000).max(100_000);

/** Level of the water outside: a constant, a series, or a tide of partial tides. */
export const OutsideLevel = z.discriminatedUnion("by", [
  z.object({ by: z.literal("series"), level: seriesOf(Level, say("Mực nước", "Level", "m")) }),
  z.object({
    by: z.literal("tide"), mean: Level,
    constituents: z.array(z.object({ amplitude: z.number().min(0).max(20).meta(say("Biên độ", "Amplitude", "m")), period: z.number().min(600).max(2_592_000).meta(say("Chu kỳ", "Period", "s")), phase: z.number().min(-7).max(7).meta(say("Pha", "Phase", "rad")) })).min(1).max(40),
  }),
]);

const along = { name, side: z.enum(["west", "east", "south", "north"]).meta(say("Cạnh", "Side")), from: z.number().min(0).meta(say("Từ", "From", "m")), to: z.number().min(0).meta(say("Đến", "To", "m")) };
/** What happens at the edge; elsewhere it is a wall. */
export const Edge = z.discriminatedUnion("is", [
  z.object({ ...along, is: z.literal("inflow"), discharge: seriesOf(discharge, say("Lưu lượng", "Discharge", "m3/s")) }),
  z.object({ ...along, is: z.literal("stage"), outside: OutsideLevel }),
  z.object({ ...along, is: z.literal("free"), slope: z.number().min(1e-6).max(1).meta(say("Độ dốc", "Slope", "m/m")) }),
]);

export const Release = z.object({ name, at: z.array(Place).min(1).max(500), discharge: seriesOf(discharge, say("Lưu lượng xả", "Release", "m3/s")) });

const beyond = z.union([z.object({ place: Place }), z.object({ outside: OutsideLevel })]).meta(say("Đến", "To"));
export const Pump = z.object({
  name, from: Place, to: beyond,
  curve: z.array(z.tuple([z.number().min(-50).max(200), z.number().min(0).max(500)])).min(1).max(50).refine((points) => points.every(([head], i) => i === 0 || head > points[i - 1]![0]), "heads must ascend").meta(say("Đường đặc tính: cột nước m, lưu lượng m³/s", "Curve: head m, discharge m³/s")),
  start: Level.meta(say("Mực nước bật", "Start level", "m")), stop: Level.meta(say("Mực nước tắt", "Stop level", "m")),
  ramp: z.number().min(0).max(3600).default(0).meta(say("Thời gian tăng tải", "Ramp", "s")),
  /** Share of its discharge over time: 0 where it is not there yet. Absent: all of it, always. */
  share: seriesOf(z.number().min(0).max(1), say("Phần công suất", "Share of its discharge")).optional(),
}).refine(({ start, stop }) => start > stop, { path: ["start"], message: "the start level lies above the stop level" });

const opening = { name, from: Place, to: beyond, sill: Level.meta(say("Cao trình ngưỡng", "Sill", "m")), width: z.number().min(0.01).max(1000).meta(say("Bề rộng", "Width", "m")) };
export const Opening = z.discriminatedUnion("is", [
  z.object({ ...opening, is: z.enum(["gate", "culvert"]), opening: seriesOf(z.number().min(0).max(50), say("Độ mở", "Opening", "m")), coefficient: z.number().min(0.1).max(1).default(0.6).meta(say("Hệ số lưu lượng", "Discharge coefficient")), flap: z.boolean().default(false).meta(say("Van một chiều", "Flap gate")) }),
  z.object({ ...opening, is: z.literal("weir"), coefficient: z.number().min(0.5).max(2.5).default(1.7).meta(say("Hệ số tràn", "Weir coefficient", "m^0.5/s")) }),
]);

export const Outfall = z.object({
  name, capacity: z.number().min(0).max(1000).meta(say("Năng lực", "Capacity", "m3/s")), invert: Level.meta(say("Cao trình đáy", "Invert", "m")), diameter: z.number().min(0.05).max(20).meta(say("Đường kính", "Diameter", "m")),
  outside: OutsideLevel.optional(),
  grates: z.array(z.object({ at: Place, perimeter: z.number().min(0.1).max(100).meta(say("Chu vi", "Perimeter", "m")), area: z.number().min(0.01).max(100).meta(say("Diện tích", "Area", "m2")) })).max(20_000).default([]),
  zones: z.array(z.object({ within: z.array(Place).min(3).max(1000), rate: z.number().min(0).max(500).meta(say("Tốc độ thoát", "Drainage", "mm/h")) })).max(500).default([]),
});

/** A dyke, a wall or sandbags: a crest along a line; breached where a part of it goes down over time. */
export const Dyke = z.object({ name, line: Line, crest: Level.meta(say("Cao trình đỉnh", "Crest", "m")) });
export const Breach = z.object({ name, line: Line, crest: seriesOf(Level, say("Cao trình đỉnh", "Crest", "m")) });
