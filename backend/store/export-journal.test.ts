import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commit, journalIn, someFacts, tempFolder } from "../../test/kit/journal.ts";
import { exportJournal } from "./export-journal.ts";

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = tempFolder()));
afterEach(() => remove());

test("a slow reader holds little in memory and gets every fact up to the head at the start, while the journal goes on", async () => {
  const journal = journalIn(folder);
  const facts = commit(journal, journal.load(), someFacts(3000, 1));
  const chunks: Buffer[] = [];
  let most = 0;
  const sink = new Writable({
    highWaterMark: 1024,
    write(chunk: Buffer, _encoding, done) {
      most = Math.max(most, sink.writableLength);
      chunks.push(chunk);
      // The journal goes on between two chunks.
      journal.append(someFacts(1, chunks.length), []);
      void setImmediate().then(() => done());
    },
  });
  const header = await exportJournal(join(folder, "ops.db"), sink);
  const lines = Buffer.concat(chunks).toString().trimEnd().split("\n");
  expect(JSON.parse(lines[0] ?? "")).toEqual(header);
  expect(header).toMatchObject({ site: "hue", epoch: journal.epoch, head: { seq: 3000 } });
  expect(lines.slice(1).map((line) => JSON.parse(line).fact)).toEqual(JSON.parse(JSON.stringify(facts)));
  expect(most).toBeLessThan(Buffer.concat(chunks).length / 3);
  expect(journal.head()).toBeGreaterThan(3000);
  journal.close();
});

test("a sink that breaks ends the export with its error", async () => {
  const journal = journalIn(folder);
  commit(journal, journal.load(), someFacts(3000, 1));
  let left = 2;
  const sink = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void (left-- > 0 ? setImmediate().then(() => done()) : done(new Error("gone"))) });
  sink.on("error", () => undefined);
  await expect(exportJournal(join(folder, "ops.db"), sink)).rejects.toThrow("gone");
  journal.close();
});
