import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { z } from "zod";

const GOLDEN = new URL("../golden/stores/", import.meta.url).pathname;

/** What the program that made a golden folder said of it while it ran. */
const Expected = z.object({
  accounts: z.array(z.string()), things: z.int(), datastreams: z.int(), rules: z.int(), cells: z.int(),
  alarms: z.array(z.object({ id: z.string(), state: z.string(), priority: z.string() })),
  cases: z.array(z.object({ id: z.string(), version: z.int(), step: z.string() })),
  rows: z.record(z.string(), z.record(z.string(), z.int())),
});

/** Names of the golden data folders, oldest schema first. */
export const GOLDEN_STORES: readonly string[] = readdirSync(GOLDEN).filter((name) => /^ops-\d+$/.test(name)).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));

/** Lays a golden data folder out, as that program left it. @returns what it said of it */
export function layGolden(name: string, folder: string): z.infer<typeof Expected> {
  for (const file of readdirSync(join(GOLDEN, name))) {
    if (file.endsWith(".zst")) writeFileSync(join(folder, file.slice(0, -".zst".length)), zstdDecompressSync(readFileSync(join(GOLDEN, name, file))));
    else if (file === "ops.head") copyFileSync(join(GOLDEN, name, file), join(folder, file));
  }
  return Expected.parse(JSON.parse(readFileSync(join(GOLDEN, name, "expected.json"), "utf8")));
}
