import { z } from "zod";
import { CameraId } from "./camera.ts";
import { AlarmId, AreaId, DatastreamId, ThingId } from "./ids.ts";
import { Priority } from "./alarm.ts";
import { OptionId, StudyId } from "./study.ts";
import type { WallPanel } from "./wall.ts";

/** SHA-256 of a picture or document kept by the backend, hex: its name at `/api/wall/file/{id}`. */
export const WallFileId = z.string().regex(/^[0-9a-f]{64}$/);

/** Settings of each panel that a wall's cell can show, by kind; the form is drawn from them. Everything has a default but what only a person can name. */
export const PANEL_SETTINGS = {
  map: z.object({
    centre: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(),
    zoom: z.number().min(3).max(19).optional(),
    thingId: ThingId.optional(),
    follow: z.boolean().default(true).describe("goes to the gravest alarm while the wall follows alarms"),
  }),
  "alarm-board": z.object({ priorities: z.array(Priority).max(4).default([]), areas: z.array(AreaId).max(200).default([]) }),
  "alarm-card": z.object({ alarmId: AlarmId.optional().describe("none: the gravest") }),
  "key-figures": z.object({ thingIds: z.array(ThingId).max(24).default([]) }),
  chart: z.object({ datastreamIds: z.array(DatastreamId).min(1).max(6), hours: z.number().min(0.25).max(168).default(6) }),
  clock: z.object({ deadlines: z.boolean().default(true) }),
  text: z.object({ text: z.string().min(1).max(2000), tone: z.enum(["plain", "notice", "urgent"]).default("plain") }),
  picture: z.object({ fileId: WallFileId, fit: z.enum(["contain", "cover"]).default("contain") }),
  pdf: z.object({ fileId: WallFileId, page: z.int().min(1).max(5000).default(1), turnEvery: z.int().min(0).max(3600).default(0).describe("seconds; 0: stays") }),
  web: z.object({ url: z.url({ protocol: /^https?$/ }).max(1000), reloadEvery: z.int().min(0).max(86_400).default(0).describe("seconds; 0: never") }),
  camera: z.object({ cameraIds: z.array(CameraId).min(1).max(12), dwell: z.number().min(3).max(3600).default(15).describe("seconds, of more than one"), fit: z.enum(["contain", "cover"]).default("contain"), together: z.boolean().default(false).describe("all side by side, not in turn") }),
  "grave-cases": z.object({ areas: z.array(AreaId).max(200).default([]) }),
  study: z.object({ studyId: StudyId, optionId: OptionId.optional().describe("none: all compared"), telling: z.enum(["peak", "depth", "arrival"]).default("peak") }),
  "event-log": z.object({ wallOnly: z.boolean().default(false) }),
} as const satisfies Record<string, z.ZodType>;

export type PanelKind = keyof typeof PANEL_SETTINGS;
export type SettingsOf<K extends PanelKind> = z.infer<(typeof PANEL_SETTINGS)[K]>;
export const PANEL_KINDS = Object.keys(PANEL_SETTINGS).filter((kind): kind is PanelKind => kind in PANEL_SETTINGS);

export function isPanelKind(kind: string): kind is PanelKind {
  return Object.hasOwn(PANEL_SETTINGS, kind);
}

/** @returns why the panel cannot be shown, by the panel's own schema; undefined: it can. A kind of another version counts as unknown. */
export function panelProblem(panel: WallPanel): { why: "unknown-kind" | "bad-settings"; detail: string } | undefined {
  if (!isPanelKind(panel.kind)) return { why: "unknown-kind", detail: panel.kind };
  const parsed = PANEL_SETTINGS[panel.kind].safeParse(panel.settings);
  if (parsed.success) return undefined;
  const issue = parsed.error.issues[0];
  return { why: "bad-settings", detail: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
}
