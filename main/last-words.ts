import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Name of the file in the shell's own folder. */
const FILE = "last-words.txt";
/** So much of an error is kept, characters: its name, its message, where it was thrown. */
const MOST = 2_000;

/** How a shell that died of an error of its own tells the one after it. */
export interface LastWords {
  /** What the former shell died of, in a line; told once. */
  former(): string | undefined;
  /** @param error of this shell, which ends */
  say(error: unknown): void;
}

/** @param folder the shell's own */
export function openLastWords(folder: string): LastWords {
  const file = join(folder, FILE);
  return {
    former() {
      try {
        const [line] = readFileSync(file, "utf8").slice(0, MOST).split("\n");
        rmSync(file, { force: true });
        return line === "" ? undefined : line;
      } catch {
        return undefined;
      }
    },
    say(error) {
      const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
      try {
        writeFileSync(file, text.slice(0, MOST), { mode: 0o600 });
      } catch {
        // A disk that takes nothing: the next shell says that this one ended without a word.
      }
    },
  };
}
