import { z } from "zod";
import { CameraId } from "./camera.ts";
import { AlarmId, CellId, Instant, MonitorId, SiteId } from "./ids.ts";
import { IncidentId } from "./incident.ts";
import { CellPlace, Monitor, WallPanel, WallSettings, type Scene } from "./wall.ts";

const rev = z.int().min(0).describe("the record's `rev` as the editor saw it; another one in force answers `conflict`");

/** Cameras that one key puts beside an alarm, at most. */
export const MOST_BESIDE = 4;

/** What an operator does with what is on the wall. */
export const WallOperation = z.discriminatedUnion("do", [
  z.object({ do: z.literal("put"), cellId: CellId, rev, panels: z.array(WallPanel).max(12), dwell: z.number().min(3).max(3600).optional() }),
  z.object({ do: z.literal("swap"), a: CellId, revA: rev, b: CellId, revB: rev }),
  /** Absent cell: back to the monitor's own cells. */
  z.object({ do: z.literal("maximise"), monitorId: MonitorId, cellId: CellId.optional() }),
  z.object({ do: z.literal("freeze"), cellId: CellId, on: z.boolean() }),
  z.object({ do: z.literal("blank"), cellId: CellId, on: z.boolean() }),
  /** The best cameras of an alarm or a case beside it, at once; none: they are taken away, and the cell shows again what it did. */
  z.object({ do: z.literal("cameras"), alarmId: AlarmId.optional(), incidentId: IncidentId.optional(), cameraIds: z.array(CameraId).max(MOST_BESIDE) }),
  z.object({ do: z.literal("privacy"), on: z.boolean() }),
  z.object({ do: z.literal("follow"), on: z.boolean() }),
  z.object({ do: z.literal("identify"), seconds: z.int().min(1).max(120) }),
]);
export type WallOperation = z.infer<typeof WallOperation>;

/** What changes the wall's own division and arrangement. */
export const WallDesign = z.discriminatedUnion("do", [
  z.object({ do: z.literal("add"), place: CellPlace, panels: z.array(WallPanel).max(12), dwell: z.number().min(3).max(3600).optional() }),
  z.object({ do: z.literal("remove"), cellId: CellId, rev }),
  z.object({ do: z.literal("place"), cellId: CellId, rev, place: CellPlace }),
  /** Divides a monitor into a grid; contents stay in order, those without a cell any more become carousels of the last one. */
  z.object({ do: z.literal("divide"), monitorId: MonitorId, columns: z.int().min(1).max(12), rows: z.int().min(1).max(12) }),
  /** A monitor's number, name, role, place, screen or rule, as a whole record. */
  z.object({ do: z.literal("arrange"), monitor: Monitor }),
  /** Takes a monitor that no screen shows off the wall, with its cells. */
  z.object({ do: z.literal("forget"), monitorId: MonitorId }),
  z.object({ do: z.literal("settings"), dim: WallSettings.shape.dim }),
]);
export type WallDesign = z.infer<typeof WallDesign>;

/** A wall as a file: arrangement, cells and scenes, to be carried to another room or kept. */
export const WallFile = z.object({
  format: z.literal("kydai-wall-1"),
  savedAt: Instant,
  /** Whose ids the records have; another room's file is matched by numbers and names. */
  site: SiteId.optional(),
  monitors: z.array(Monitor).max(64),
  cells: z.array(z.json()).max(1024),
  scenes: z.array(z.json()).max(500),
});
export type WallFile = z.infer<typeof WallFile>;
export type SceneDraft = Pick<Scene, "name" | "monitors" | "key">;
