import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { FeedFault, MAX_FEED_FAULTS } from "#contract/feed";

const list = z.array(FeedFault).max(MAX_FEED_FAULTS);
const Kept = z.object({ configured: list, on: list });

/** Faults switched on by hand, over a restart: the room must not quietly begin to tell the truth where somebody made it lie. */
export interface KeptFaults {
  /** Those that were on last; the configured ones where nothing is known, or where the configuration names others than it did then. */
  first(): readonly FeedFault[];
  /** @throws what the file system says */
  keep(on: readonly FeedFault[]): void;
}

/** @param path of the note; one that cannot be read is none */
export function keptFaults(path: string, configured: readonly FeedFault[]): KeptFaults {
  return {
    first() {
      try {
        const kept = Kept.safeParse(JSON.parse(readFileSync(path, "utf8")));
        if (kept.success && JSON.stringify(kept.data.configured) === JSON.stringify(configured)) return kept.data.on;
      } catch {
        // Nobody switched anything on this folder yet.
      }
      return configured;
    },
    keep(on) {
      writeFileSync(`${path}.new`, JSON.stringify({ configured, on }));
      renameSync(`${path}.new`, path);
    },
  };
}
