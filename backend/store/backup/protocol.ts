import { z } from "zod";
import { BACKUP_FACTS, BackupPlaceState } from "#contract/backup";
import { SiteId } from "#contract/ids";
import { BackupSettings } from "./settings.ts";

/** What the thread of backups is started with; no secret is in it. `offset`: of local days, ms. */
export const BackupStart = z.object({ role: z.literal("backup"), folder: z.string(), site: SiteId, settings: BackupSettings, program: z.string(), offset: z.number() });
export type BackupStart = z.infer<typeof BackupStart>;

/** What it tells. */
export const BackupTold = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("state"), places: z.array(BackupPlaceState) }),
  z.object({ kind: z.literal("fact"), fact: z.discriminatedUnion("kind", BACKUP_FACTS) }),
  z.object({ kind: z.literal("log"), level: z.enum(["error", "warn", "info", "debug"]), event: z.string(), fields: z.record(z.string(), z.unknown()) }),
]);
export type BackupTold = z.infer<typeof BackupTold>;
export type BackupFactBody = Extract<BackupTold, { kind: "fact" }>["fact"];
