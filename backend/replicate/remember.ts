import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Instant } from "#contract/ids";

const Place = z.object({ seq: z.int().min(0), hash: z.string() });
const Remembered = z.object({ first: Place, rest: Place, askedAt: Instant.optional(), /** Evidence of the facts up to here is whole there. */ filesTo: z.int().min(0).optional() });
/** The centre's cursors, when it was last asked for what it issues, and how far it has the evidence. */
export type Remembered = z.infer<typeof Remembered>;
const FILE = "centre.json";

/** The centre's cursors as they were last heard: for what is shown while there is no link, and for nothing else. */
export function readPlaces(folder: string): Remembered | undefined {
  try {
    return Remembered.safeParse(JSON.parse(readFileSync(join(folder, FILE), "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Renamed into place. A disk without room forgets, and nothing else happens. */
export function keepPlaces(folder: string, places: Remembered): void {
  try {
    writeFileSync(join(folder, `${FILE}.new`), JSON.stringify(places));
    renameSync(join(folder, `${FILE}.new`), join(folder, FILE));
  } catch {
    // The centre knows.
  }
}
