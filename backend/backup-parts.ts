import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BACKUP_FACTS } from "#contract/backup";
import type { NewFact } from "#contract/fact";
import type { Config } from "./config.ts";
import type { Clock, Log } from "./ports.ts";
import { openBackups, type Backups } from "./store/backup/open-backup.ts";
import { RESTORED } from "./store/backup/take-over.ts";

const Restored = BACKUP_FACTS[3];

/** Backups, where they are configured. @param hold journals what somebody has to know of them */
export function backupsOf(config: Config, parts: { program: string; offset: number; clock: Clock; log: Log; hold: (facts: NewFact[]) => void }): Backups | undefined {
  if (config.backup === undefined) return undefined;
  const { clock, log, program, offset } = parts;
  return openBackups({ folder: config.data, site: config.site.id, settings: config.backup, program, offset, clock, log, tell: (fact) => parts.hold([{ ...fact, at: clock.wall() }]) });
}

/** That this folder was put back from a backup, once: at the first start after it. */
export function restoredFacts(folder: string, at: number): NewFact[] {
  try {
    const file = join(folder, RESTORED);
    const fact = Restored.parse(JSON.parse(readFileSync(file, "utf8")));
    rmSync(file);
    return [{ ...fact, at }];
  } catch {
    return [];
  }
}
