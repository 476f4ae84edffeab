import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit, journalIn, someFacts, tempFolder } from "../../test/kit/journal.ts";
import { emptyState } from "../core/state.ts";
import { DiskFull } from "../ports.ts";

/** A file system of 3 MB. @returns why there can be none */
function mountSmall(folder: string): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs Linux and root";
  const run = spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "ky-dai-test", folder], { encoding: "utf8" });
  return run.status === 0 ? undefined : `mount: ${run.stderr || String(run.error)}`;
}

test("a full disk: DiskFull, nothing written, reads go on; with room again the same facts go in", ({ skip }) => {
  const { folder, remove } = tempFolder();
  const why = mountSmall(folder);
  if (why !== undefined) {
    remove();
    skip(`no small file system: ${why}`);
  }
  try {
    const filler = join(folder, "filler");
    let journal = journalIn(folder);
    const state = journal.load();
    commit(journal, state, someFacts(200, 1));
    const room = (): number => Number(spawnSync("df", ["--output=avail", "-B1", folder], { encoding: "utf8" }).stdout.split("\n")[1]);
    writeFileSync(filler, Buffer.alloc(Math.max(0, room() - 200_000)));
    const batches = Array.from({ length: 60 }, (_, i) => someFacts(30, 100 + i));
    let refused = 0;
    let stored = 200;
    for (const facts of batches) {
      try {
        journal.append(facts, []);
        stored += facts.length;
      } catch (error) {
        expect(error).toBeInstanceOf(DiskFull);
        refused += 1;
        expect(journal.head()).toBe(stored);
        expect(journal.recent({ limit: 1 })[0]?.seq).toBe(stored);
      }
    }
    expect(refused).toBeGreaterThan(10);
    rmSync(filler);
    expect(journal.append(batches[0] ?? [], []).at(-1)?.seq).toBe(stored + 30);
    journal.close();
    journal = journalIn(folder);
    expect(journal.page(0, 10_000)).toHaveLength(stored + 30);
    commit(journal, emptyState(), someFacts(100, 9));
    journal.close();
  } finally {
    spawnSync("umount", [folder]);
    remove();
  }
}, 60_000);
