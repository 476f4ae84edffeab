import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { journalIn, seeded, stateText, tempFolder } from "../../test/kit/journal.ts";
import { emptyState } from "../core/state.ts";
import { fold } from "../core/fold.ts";
import { exportJournal } from "./export-journal.ts";
import { verifyJournal } from "../../test/kit/verify-journal.ts";

const WRITER = new URL("../../test/kit/journal-writer.ts", import.meta.url).pathname;

test("kill -9 at 12 random moments: nothing acknowledged is lost, no gap, the chain holds, state = fold(facts) (invariants 1, 2, 3)", async () => {
  const { folder, remove } = tempFolder();
  const random = seeded(20261121);
  let acknowledged = 0;
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, [WRITER, folder, String(round)], { stdio: ["ignore", "pipe", "inherit"] });
    // Killed after so many acknowledgements, plus a random moment inside the next appends.
    const after = 1 + Math.floor(random() * 120);
    const moment = random() * 4;
    let seen = 0;
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const started = /^start (\d+)$/.exec(line);
        if (started) expect(Number(started[1])).toBeGreaterThanOrEqual(acknowledged);
        else acknowledged = Number(line);
      }
      const before = seen;
      seen += lines.length;
      if (before <= after && seen > after) setTimeout(() => child.kill("SIGKILL"), moment);
    });
    const [, signal] = await once(child, "close");
    expect(signal).toBe("SIGKILL");
    const journal = journalIn(folder);
    expect(journal.head()).toBeGreaterThanOrEqual(acknowledged);
    const stored = journal.load();
    const folded = emptyState();
    for (let from = 0; from < journal.head(); from += 5000) {
      journal.page(from, 5000).forEach((fact, i) => {
        expect(fact.seq).toBe(from + i + 1);
        fold(folded, fact);
      });
    }
    expect(stateText(stored)).toBe(stateText(folded));
    journal.close();
  }
  expect(acknowledged).toBeGreaterThan(500);
  const out = createWriteStream(join(folder, "export.ndjson"));
  await exportJournal(join(folder, "ops.db"), out);
  await new Promise((done) => out.end(done));
  expect(verifyJournal(join(folder, "export.ndjson"))).toMatchObject({ code: 0 });
  expect(verifyJournal(join(folder, "ops.db"))).toMatchObject({ code: 0 });
  remove();
}, 120_000);
