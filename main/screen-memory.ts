import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { MonitorRole } from "#contract/wall";
import type { Assigned } from "./places.ts";
import { MAX_KNOWN, type Known } from "./screens.ts";

/** Name of the file in the shell's own folder. */
const FILE = "screens.json";

const Rect = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
const ConsolePlace = z.object({ bounds: Rect, maximized: z.boolean() });
/** Where a person left a console's window, and whether it filled its screen. */
export type ConsolePlace = z.infer<typeof ConsolePlace>;

const Kept = z.object({
  known: z.array(z.object({ key: z.string().min(1).max(120), id: z.number(), label: z.string(), bounds: Rect })).max(2 * MAX_KNOWN),
  assigned: z.array(z.object({ key: z.string(), monitorId: z.string(), number: z.int(), name: z.string(), role: MonitorRole })).max(2 * MAX_KNOWN),
  consoles: z.record(z.string().max(120), ConsolePlace),
});

/** What the shell remembers of its screens, for a start without a backend and for monitors that come back. */
export interface ScreenMemory {
  known(): readonly Known[];
  assigned(): readonly Assigned[];
  console(key: string): ConsolePlace | undefined;
  keep(change: { known?: readonly Known[]; assigned?: readonly Assigned[]; console?: { key: string; place: ConsolePlace } }): void;
}

/**
 * Opens the memory; a file that is not there or not understood is an empty one. Written at each change, whole and in one
 * move. A disk that takes nothing is told once and does not matter otherwise: the backend knows the wall.
 *
 * @param folder the shell's own folder
 */
export function openScreenMemory(folder: string): ScreenMemory {
  const file = join(folder, FILE);
  let kept = read(file);
  let told = false;
  return {
    known: () => kept.known,
    assigned: () => kept.assigned,
    console: (key) => kept.consoles[key],
    keep({ known, assigned, console: moved }) {
      const next = {
        known: [...(known ?? kept.known)],
        // A screen that is absent now keeps what it was for; the backend names present ones only.
        assigned: assigned === undefined ? kept.assigned : [...assigned, ...kept.assigned.filter((was) => !assigned.some(({ key }) => key === was.key))].slice(0, MAX_KNOWN),
        consoles: moved === undefined ? kept.consoles : newestFirst(kept.consoles, moved),
      };
      if (JSON.stringify(next) === JSON.stringify(kept)) return;
      kept = next;
      try {
        writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (error) {
        if (!told) console.error(`screens: not remembered, ${error instanceof Error ? error.message : String(error)}`);
        told = true;
      }
    },
  };
}

function newestFirst(consoles: Record<string, ConsolePlace>, { key, place }: { key: string; place: ConsolePlace }): Record<string, ConsolePlace> {
  const others = Object.entries(consoles).filter(([other]) => other !== key);
  const all: [string, ConsolePlace][] = [[key, place], ...others];
  return Object.fromEntries(all.slice(0, MAX_KNOWN));
}

function read(file: string): z.infer<typeof Kept> {
  try {
    const parsed = Kept.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return parsed.data;
  } catch {
    // The first start, or a file cut short by a power loss.
  }
  return { known: [], assigned: [], consoles: {} };
}
