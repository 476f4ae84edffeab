import { z } from "zod";
import { Bounds } from "./city.ts";
import { seriesOf } from "./flood-structures.ts";
import { AccountId, Instant } from "./ids.ts";

/** Titles in both languages and the unit (UCUM), from which a form is drawn. */
const say = (title: string, titleEn: string, unit?: string): { title: string; titleEn: string; unit?: string } => ({ title, titleEn, ...(unit !== undefined && { unit }) });
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, "an id is 1-64 characters of A-Z a-z 0-9 . _ : -");

/** A what-if: one start, one area, up to eight options. Nothing in it is a fact about the city (invariant 6). */
export const StudyId = id.brand<"StudyId">();
export type StudyId = z.infer<typeof StudyId>;
/** One course of action within a study. */
export const OptionId = z.string().regex(/^[a-z0-9-]{1,40}$/).brand<"OptionId">();
export type OptionId = z.infer<typeof OptionId>;

/** What a study may have at most. */
export const STUDY_LIMITS = { options: 8, measures: 60, hours: 72, frames: 288 } as const;

/** Degrees, WGS 84: [longitude, latitude]. */
export const StudyPlace = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type StudyPlace = z.infer<typeof StudyPlace>;
const Line = z.array(StudyPlace).min(2).max(500);
const Polygon = z.array(StudyPlace).min(3).max(500);
/** s from the study's start. */
const time = z.number().min(0).max(STUDY_LIMITS.hours * 3600);
const name = z.string().trim().min(1).max(80).meta(say("Tên", "Name"));

const discharge = seriesOf(z.number().min(-5000).max(30_000), say("Lưu lượng thêm", "Added discharge", "m3/s"));
const intensity = seriesOf(z.number().min(0).max(500), say("Cường độ mưa", "Rain", "mm/h"));
const level = seriesOf(z.number().min(-5).max(100), say("Mực nước", "Level", "m"));
const readyAt = time.default(0).meta(say("Xong lúc", "Ready at", "s"));

/** What an option does, or supposes. Series are [s from the study's start, value], straight between points, held beyond them. */
export const Measure = z.discriminatedUnion("is", [
  /** Water on top of what flows by itself; negative holds back. At a river: where it enters the area. */
  z.object({ is: z.literal("release"), name, at: z.union([z.object({ river: z.string().min(1).max(120) }), z.object({ place: StudyPlace })]), discharge }),
  /** Rain on top of what falls by itself; without a polygon everywhere. */
  z.object({ is: z.literal("rain"), name, within: Polygon.optional(), intensity }),
  /** A gate in a wall drawn across a channel: what flows passes under it. Width of all its bays; the sill is the channel's bed where none is given. */
  z.object({ is: z.literal("gate"), name, across: Line, width: z.number().min(0.1).max(1000).meta(say("Bề rộng", "Width", "m")), sill: z.number().min(-50).max(100).optional().meta(say("Cao trình ngưỡng", "Sill", "m")), opening: seriesOf(z.number().min(0).max(20), say("Độ mở", "Opening", "m")) }),
  /** `to` absent: out of the area. One named as a pump that runs at the start is that pump, moved. */
  z.object({ is: z.literal("pump"), name, from: StudyPlace, to: StudyPlace.optional(), capacity: z.number().min(0.001).max(200).meta(say("Công suất", "Capacity", "m3/s")), start: readyAt, stop: time.optional().meta(say("Dừng lúc", "Stops at", "s")) }),
  /** `crest`: level in the national datum. */
  z.object({ is: z.literal("dyke"), name, line: Line, crest: z.number().min(-5).max(100).meta(say("Cao trình đỉnh", "Crest", "m")), readyAt }),
  z.object({ is: z.literal("sandbags"), name, line: Line, height: z.number().min(0.1).max(3).meta(say("Chiều cao trên mặt đất", "Height above ground", "m")), readyAt }),
  /** A dyke that stands so high above the ground along the line, and gives way: so deep from its crest, from `at`, within `over`. */
  z.object({ is: z.literal("breach"), name, line: Line, height: z.number().min(0.1).max(15).meta(say("Chiều cao đê", "Height of the dyke", "m")), depth: z.number().min(0.1).max(15).meta(say("Sâu", "Depth", "m")), at: time.meta(say("Vỡ lúc", "Breaks at", "s")), over: z.number().min(60).max(86_400).default(900).meta(say("Trong", "Within", "s")) }),
  /** A street closed to traffic: no water is held, but nobody drives into it. */
  z.object({ is: z.literal("closure"), name, line: Line, from: readyAt, until: time.optional().meta(say("Mở lại lúc", "Opens again at", "s")) }),
  /** A fire, supposed to burn as far as it is drawn, all the run: whoever lives there has to leave. How it spreads, and when it is out, is not computed. */
  z.object({ is: z.literal("fire"), name, at: StudyPlace, radius: z.number().min(20).max(2000).meta(say("Bán kính", "Radius", "m")) }),
]);
export type Measure = z.infer<typeof Measure>;

/** What a run starts from. `design`: a river at rest at one level, and a storm. */
export const StudyStartFrom = z.discriminatedUnion("from", [
  z.object({ from: z.literal("now") }),
  z.object({ from: z.literal("past"), at: Instant }),
  z.object({ from: z.literal("design"), level: z.number().min(-5).max(20).meta(say("Mực nước sông ban đầu", "River's level at the start", "m")), inflow: z.number().min(0).max(30_000).meta(say("Lưu lượng sông ban đầu", "River's discharge at the start", "m3/s")) }),
]);
export type StudyStartFrom = z.infer<typeof StudyStartFrom>;

/**
 * How what drives the water goes on after the start. `held`: as it was then. `recorded`: as it was measured afterwards (of a past
 * start; as long as there is a record, then held). `series`: as a table says.
 */
const goesOn = <S extends z.ZodType>(series: S) => z.discriminatedUnion("by", [z.object({ by: z.literal("held") }), z.object({ by: z.literal("recorded") }), z.object({ by: z.literal("series"), series })]);
export const Forcing = z.object({
  rain: goesOn(intensity).default({ by: "held" }),
  /** Discharge of the rivers where they enter the area: of each by its name, or shared by what each carries at the start. */
  inflow: goesOn(seriesOf(z.number().min(0).max(30_000), say("Lưu lượng đến", "Inflow", "m3/s"))).default({ by: "held" }),
  /** Level where the rivers leave the area: sea, tide, lagoon, the next gauge. */
  outlet: goesOn(level).default({ by: "held" }),
});
export type Forcing = z.infer<typeof Forcing>;

const dong = z.int().min(0).max(1e12);
/** What measures cost, Vietnamese đồng. The standing values are assumptions of this program, not a price list: a planner sets the city's own. */
export const StudyCosts = z.object({
  currency: z.literal("VND").default("VND"),
  pumpMove: dong.default(15_000_000).meta(say("Điều một máy bơm", "Moving a pump")),
  pumpHour: dong.default(600_000).meta(say("Bơm 1 m³/s trong một giờ", "Pumping 1 m³/s for an hour")),
  sandbagsMetre: dong.default(450_000).meta(say("Bao cát cao 1 m, mỗi mét", "Sandbags 1 m high, a metre")),
  dykeMetre: dong.default(8_000_000).meta(say("Đắp đê, mỗi mét", "Dyke, a metre")),
  gateMove: dong.default(2_000_000).meta(say("Đóng mở một cống", "Moving a gate")),
  closureHour: dong.default(1_500_000).meta(say("Chốt một tuyến đường trong một giờ", "Holding a street closed for an hour")),
});
export type StudyCosts = z.infer<typeof StudyCosts>;

/** Hands that a simulated course of cases reckons with: how many cases the centre works on at once, what a step takes it, and when agencies acknowledge and have forces there. */
export const StudyStaff = z.object({
  desks: z.int().min(1).max(50).default(4).meta(say("Số bàn trực", "Desks")),
  stepMinutes: z.number().min(0.1).max(240).default(0.8).meta(say("Một bước của trung tâm mất", "A step takes the centre", "min")),
  receiveMinutes: z.number().min(0.1).max(240).default(5).meta(say("Cơ quan xác nhận lệnh sau", "Agencies acknowledge after", "min")),
  deployMinutes: z.number().min(0.1).max(1440).default(20).meta(say("Lực lượng đến sau", "Forces deployed after", "min")),
});
export type StudyStaff = z.infer<typeof StudyStaff>;

/** What may be taken out of a study; each file says that it is simulated. */
export const StudyExportKind = z.enum(["csv", "outline", "tif", "pdf", "mp4"]);
export type StudyExportKind = z.infer<typeof StudyExportKind>;

export const StudyOption = z.object({ id: OptionId, name, measures: z.array(Measure).max(STUDY_LIMITS.measures).default([]) });
export type StudyOption = z.infer<typeof StudyOption>;

/** A study as a planner edits it. Without an id: a new one. */
export const StudyDraft = z.object({
  id: StudyId.optional(),
  name: z.string().trim().min(1).max(120),
  /** Whoever may read studies sees it; else its maker and the shift leaders. */
  shared: z.boolean().default(false),
  area: Bounds,
  /** Side of a cell, m. */
  cell: z.number().min(2).max(200).default(20).meta(say("Cạnh ô lưới", "Cell", "m")),
  start: StudyStartFrom,
  duration: z.number().min(600).max(STUDY_LIMITS.hours * 3600).default(12 * 3600).meta(say("Thời gian mô phỏng", "Duration", "s")),
  every: z.number().min(60).max(6 * 3600).default(600).meta(say("Ghi kết quả mỗi", "Result every", "s")),
  /** Manning's n of land; river beds have their own. */
  roughness: z.number().min(0.01).max(0.3).default(0.06).meta(say("Độ nhám Manning", "Manning's n", "s/m^(1/3)")),
  /** What the ground takes and drains carry off, mm/h. */
  losses: z.number().min(0).max(200).default(5).meta(say("Thấm và thoát", "Losses", "mm/h")),
  forcing: Forcing.default({ rain: { by: "held" }, inflow: { by: "held" }, outlet: { by: "held" } }),
  costs: StudyCosts.default(StudyCosts.parse({})),
  staff: StudyStaff.default(StudyStaff.parse({})),
  /** The first is what the others are compared with. */
  options: z.array(StudyOption).min(1).max(STUDY_LIMITS.options).refine((options) => new Set(options.map((option) => option.id)).size === options.length, "an option's id is its own"),
}).refine(({ duration, every }) => duration / every <= STUDY_LIMITS.frames, { path: ["every"], message: `more than ${STUDY_LIMITS.frames} results` });
export type StudyDraft = z.infer<typeof StudyDraft>;

/** A study as it is kept. `revision` counts its changes. */
export const Study = z.object({ ...StudyDraft.shape, id: StudyId, revision: z.int().min(1), by: AccountId, at: Instant });
export type Study = z.infer<typeof Study>;
