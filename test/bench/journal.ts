import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { NewFact } from "#contract/fact";
import { emptyState } from "../../backend/core/state.ts";
import { fold } from "../../backend/core/fold.ts";
import { canonicalJson } from "../../backend/store/canonical-json.ts";
import { journalIn, someFacts, tempFolder } from "../kit/journal.ts";
import type { BenchRow } from "./row.ts";

/** Facts per append, and how many appends are timed. */
const CASES = [{ batch: 1, rounds: 1500 }, { batch: 100, rounds: 150 }, { batch: 10_000, rounds: 9 }];

/**
 * Journal appends (FULL, projections included) against appending the same bytes to a plain file with fdatasync per batch, in
 * the same run on the same disk. Ratios are what to read: the rate depends on the disk's sync.
 */
export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { batch, rounds } of CASES) {
    const own = tempFolder();
    // Folded beforehand: the price of deciding is not the journal's.
    const state = emptyState();
    const batches = Array.from({ length: rounds }, (_, i) => {
      const facts = someFacts(batch, i, 500);
      return { facts, touched: facts.flatMap((fact) => fold(state, fact)), bytes: bytesOf(facts) };
    });
    const fd = openSync(join(own.folder, "raw"), "a");
    const journal = journalIn(join(own.folder, "journal"));
    const raw: number[] = [];
    const ours: number[] = [];
    let cpu = 0;
    // Turn by turn, and medians: what else the machine does hits both alike.
    for (const { facts, touched, bytes } of batches) {
      raw.push(timed(() => {
        writeSync(fd, bytes);
        fdatasyncSync(fd);
      }));
      const before = process.cpuUsage();
      ours.push(timed(() => journal.append(facts, touched)));
      const used = process.cpuUsage(before);
      cpu += used.user + used.system;
    }
    if (journal.head() !== batch * rounds) throw new Error(`appended ${journal.head()} facts instead of ${batch * rounds}`);
    closeSync(fd);
    journal.close();
    own.remove();
    const rate = (batch / median(ours)) * 1000;
    rows.push(
      { name: `journal append, batch ${batch}`, value: Math.round(rate), unit: "facts/s" },
      { name: `journal append vs raw append + fdatasync, batch ${batch}`, value: Number((median(raw) / median(ours)).toFixed(3)), unit: "ratio", note: "JSON, hash chain, two indexes and projections included" },
      { name: `journal append, CPU per fact, batch ${batch}`, value: Number((cpu / (batch * rounds)).toFixed(1)), unit: "µs" },
    );
  }
  rows.push(await reading());
  return rows;
}

/** @returns ms */
function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function bytesOf(facts: readonly NewFact[]): Buffer {
  return Buffer.from(facts.map((fact, i) => canonicalJson({ ...fact, seq: i + 1 })).join("\n"));
}

/** Start-up: opening with its checks and loading the state. */
async function reading(): Promise<BenchRow> {
  const own = tempFolder();
  const journal = journalIn(own.folder);
  const state = journal.load();
  for (let i = 0; i < 10; i += 1) {
    const facts = someFacts(10_000, i, 10_000);
    journal.append(facts, facts.flatMap((fact) => fold(state, fact)));
  }
  journal.close();
  const start = performance.now();
  const again = journalIn(own.folder);
  again.load();
  const ms = performance.now() - start;
  again.close();
  own.remove();
  return { name: "journal open and load, 100,000 facts, 10,000 alarms", value: Math.round(ms), unit: "ms" };
}
