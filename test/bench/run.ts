import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./row.ts";

/** Each measures in the same run what it compares. Named on the command line: only those. */
const BENCHES = ["alarm-latency", "full-ingest", "ingest", "rules", "telemetry", "journal", "past", "deadlines", "fan-out", "public-readers", "agency-orders", "outbox", "evidence-uploads", "queue", "queue-screen", "cold-start", "twin-update", "twin-paint", "twin-frames", "twin-heap", "memory", "flood", "studies", "studies-live", "wall-cut", "wall-switch", "wall-sensor", "wall-start", "wall-recovery", "wall-memory", "camera-delay", "camera-switch", "camera-soak"] as const;
const RESULTS = new URL("results/", import.meta.url).pathname;

function shown(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
}

function verdict({ value, target }: BenchRow): string {
  if (target === undefined) return "";
  if (!Number.isFinite(value)) return "not measured";
  return (target.op === "<=" ? value <= target.value : value >= target.value) ? "pass" : "FAIL";
}

const asked = process.argv.slice(2).filter((name) => !name.startsWith("--"));
const unknown = asked.filter((name) => !BENCHES.some((bench) => bench === name));
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(", ")}; there are ${BENCHES.join(", ")}`);
  process.exit(64);
}
/** Those that take from half an hour to an hour are only for those who ask for them. */
const LONG: readonly string[] = ["memory", "camera-delay", "camera-switch", "camera-soak", "wall-recovery", "wall-memory"];
const names = BENCHES.filter((name) => (asked.length > 0 ? asked.includes(name) : !LONG.includes(name)));

let failed = 0;
mkdirSync(RESULTS, { recursive: true });
for (const name of names) {
  const { bench }: { bench: () => Promise<BenchRow[]> } = await import(`./${name}.ts`);
  console.log(`\n${name}`);
  try {
    const rows = await bench();
    for (const row of rows) {
      const said = verdict(row);
      if (said === "FAIL") failed++;
      const target = row.target === undefined ? "" : `${row.target.op} ${row.target.value}`;
      console.log(`  ${row.name.padEnd(72)} ${shown(row.value).padStart(10)} ${row.unit.padEnd(12)} ${target.padEnd(10)} ${said.padEnd(6)} ${row.note ?? ""}`);
    }
    const version: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
    const machine = { cpus: cpus().length, model: cpus()[0]?.model, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };
    writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify({ name, at: new Date().toISOString(), version, machine, rows }, undefined, 2)}\n`);
  } catch (error) {
    failed++;
    console.log(`  could not be measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(failed === 0 ? "\nall targets met" : `\n${failed} target(s) missed`);
process.exitCode = failed === 0 ? 0 : 1;
