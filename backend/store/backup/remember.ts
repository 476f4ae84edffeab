import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BackupCheck, BackupPlaceId } from "#contract/backup";

const Remembered = z.record(BackupPlaceId, z.object({ checked: BackupCheck.optional(), late: z.boolean(), since: z.number() }));
/** Of each place: what the last trial found, whether it was told as late, since when it is configured. */
export type Remembered = z.infer<typeof Remembered>;
const FILE = "backups.json";

export function readRemembered(folder: string): Remembered {
  try {
    return Remembered.parse(JSON.parse(readFileSync(join(folder, FILE), "utf8")));
  } catch {
    return {};
  }
}

/** Renamed into place. A disk without room forgets: a trial is made once more, and nothing else happens. */
export function keepRemembered(folder: string, remembered: Remembered): void {
  try {
    writeFileSync(join(folder, `${FILE}.new`), JSON.stringify(remembered), { mode: 0o600 });
    renameSync(join(folder, `${FILE}.new`), join(folder, FILE));
  } catch {
    // See above.
  }
}
