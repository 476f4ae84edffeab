import { z } from "zod";
import { Instant } from "./ids.ts";

/** A place that backups go to, as the configuration names it. */
export const BackupPlaceId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export type BackupPlaceId = z.infer<typeof BackupPlaceId>;

export const BackupKind = z.enum(["folder", "s3", "sftp"]);
export type BackupKind = z.infer<typeof BackupKind>;

/** Why a backup did not come about: the place's side, or ours (`key`, `room`, `store`). */
export const BackupWhy = z.enum(["unreachable", "login", "full", "key", "foreign", "damaged", "room", "store", "other"]);
export type BackupWhy = z.infer<typeof BackupWhy>;

/** What the weekly trial found: the newest copy, restored into a scratch folder and looked through. */
export const BackupCheck = z.object({
  at: Instant,
  /** Which copy. */
  copy: Instant,
  ok: z.boolean(),
  facts: z.int().min(0),
  files: z.int().min(0),
  bytes: z.int().min(0),
  /** What was wrong first. */
  detail: z.string().max(500).optional(),
});
export type BackupCheck = z.infer<typeof BackupCheck>;

/** How one place does. What is not known is absent. */
export const BackupPlaceState = z.object({
  id: BackupPlaceId,
  kind: BackupKind,
  is: z.enum(["waiting", "copying", "checking", "ok", "failing"]),
  why: BackupWhy.optional(),
  /** Since when it is `failing`. */
  since: Instant.optional(),
  /** When the newest whole copy there was begun, and how many there are. */
  newest: Instant.optional(),
  copies: z.int().min(0).optional(),
  /** Bytes of ours there. */
  bytes: z.int().min(0).optional(),
  /** Newest fact that is there. */
  facts: z.int().min(0).optional(),
  /** When the facts were last brought up to date there. */
  factsAt: Instant.optional(),
  /** When a whole copy is due. */
  next: Instant.optional(),
  checked: BackupCheck.optional(),
  /** No whole copy for longer than two intervals: somebody has to look. */
  late: z.boolean(),
});
export type BackupPlaceState = z.infer<typeof BackupPlaceState>;

/** What is journalled about backups (K-5.1e). */
export const BACKUP_FACTS = [
  z.object({ kind: z.literal("backup:checked"), place: BackupPlaceId, check: BackupCheck }),
  /** Two intervals without a whole copy there; told once, until one is there again. */
  z.object({ kind: z.literal("backup:late"), place: BackupPlaceId, why: BackupWhy.optional(), newest: Instant.optional() }),
  z.object({ kind: z.literal("backup:resumed"), place: BackupPlaceId, copy: Instant }),
  /** This data folder was put back from a backup; `head`: the last fact of it (a fact's `seq` is its own). */
  z.object({ kind: z.literal("backup:restored"), from: z.string().max(500), copy: Instant, until: Instant.optional(), head: z.int().min(0).optional() }),
] as const;
