/** 100,000 pending deadlines: from a start to the first correct firing, durable; and a status change among 1,000 open cases and 100,000 closed. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fact, NewFact } from "#contract/fact";
import { IncidentId } from "#contract/incident";
import { fold } from "../../backend/core/fold.ts";
import { fireOverdue } from "../../backend/room/cases/fire-overdue.ts";
import { ENTRY, openWindow, administrator, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { journalIn } from "../kit/journal.ts";
import { DUES_EACH, manyCases, orderedAt } from "../kit/many-cases.ts";
import { quietLog } from "../kit/quiet-log.ts";
import { until } from "../kit/until.ts";
import { median, quantile, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const PENDING = 100_000;
const CASES = PENDING / DUES_EACH;
const OPEN = 1000;
const CLOSED = 100_000;
const CHANGES = 200;
const ROUNDS = 5;
const HOUR = 3_600_000;

/** Writes facts into a new folder in commits of 2,000. */
function fill(facts: Iterable<NewFact>): string {
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  const journal = journalIn(folder);
  const state = journal.load();
  let batch: NewFact[] = [];
  const write = (): void => {
    journal.append(batch, batch.flatMap((fact) => fold(state, fact)));
    batch = [];
  };
  for (const fact of facts) if (batch.push(fact) === 2000) write();
  write();
  journal.close();
  return folder;
}

/** All deadlines ahead but the first case's, which passed a second ago. */
function pendingFolder(now: number): string {
  const model = orderedAt("sv", now, 4 * HOUR);
  const first = Math.min(...model.dues.map(({ at }) => at));
  return fill(manyCases(model, CASES, (i) => (i === CASES >> 1 ? now - first - 1000 : i * 50)));
}

/** From opening the journal to the firing in it, as a start does it. @returns ms, and what fired */
function inProcess(folder: string, now: number): { ms: number; fired: Fact[] } {
  const began = performance.now();
  const journal = journalIn(folder);
  const n = fireOverdue(journal, { wall: () => now }, quietLog());
  const ms = performance.now() - began;
  const fired = journal.recent({ limit: n });
  journal.close();
  return { ms, fired };
}

/** The whole backend as a process: from the command to the instant in its first firing's fact, ms. */
async function wholeProcess(folder: string): Promise<number> {
  const began = Date.now();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ENTRY, "--data", folder, "--port", "0", "--mqtt-port", "0", "--feed", "none", "--pack", "none", "--log", "error"], { stdio: "ignore" });
  const gone = new Promise((done) => child.once("exit", done));
  await until(() => existsSync(join(folder, "backend.json")), 60_000);
  child.kill("SIGTERM");
  await gone;
  const journal = journalIn(folder);
  const fired = journal.recent({ kinds: ["incident:fired"], limit: 100 });
  journal.close();
  const first = fired.at(-1);
  if (first === undefined) throw new Error("nothing fired");
  return first.at - began;
}

async function changes(): Promise<{ times: number[]; memory: number }> {
  const now = Date.now();
  const model = orderedAt("sv", now, 4 * HOUR);
  const closed = { ...model, id: IncidentId.parse("sv-cu"), step: "closed", closedAt: now, clocks: model.clocks.map((clock) => ({ ...clock, outcome: "met" as const })), dues: [] };
  function* facts(): Generator<NewFact> {
    for (const fact of manyCases(closed, CLOSED, (i) => -i)) yield fact;
    for (const fact of manyCases(model, OPEN, () => 0)) if (fact.kind === "incident:opened") yield fact;
  }
  const folder = fill(facts());
  const backend: TestBackend = await startBackend({ folder, args: ["--pack", "none"] });
  try {
    const cookie = await administrator(backend);
    const windows = await Promise.all(Array.from({ length: 8 }, () => openWindow(backend, cookie)));
    const times: number[] = [];
    const ids = valueOf(await windows[0]!.ask("incident:page", { which: "open" })).incidents.map(({ id, version }) => ({ id, version }));
    for (let i = 0; i < CHANGES; i++) {
      const { id, version } = ids[i]!;
      const began = performance.now();
      const heard = windows.map((window) => until(() => window.facts.some((fact) => fact.kind === "incident:moved" && fact.incidentId === id), 5000));
      valueOf(await windows[0]!.ask("incident:act", { incidentId: id, version, event: { is: "progress", agencyId: model.parts[0]!.agencyId, note: "Đang bơm" } }));
      await Promise.all(heard);
      times.push(performance.now() - began);
    }
    const memory = residentOf(backend.child.pid ?? 0);
    for (const window of windows) window.close();
    return { times, memory };
  } finally {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function bench(): Promise<BenchRow[]> {
  const now = Date.now();
  const folder = pendingFolder(now);
  try {
    const whole = await wholeProcess(folder);
    const rounds: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      // The first limit is ten minutes, cases lie 50 ms apart: each round a few more have become due.
      const { ms, fired } = inProcess(folder, now + HOUR / 6 + round * 100);
      if (fired.some((fact) => fact.kind !== "incident:fired" || fact.due.at > fact.at) || fired.length === 0) throw new Error(`round ${round}: wrong firing`);
      rounds.push(ms);
    }
    const { times, memory } = await changes();
    const name = `${PENDING.toLocaleString("en-US")} pending deadlines`;
    return [
      { name: `${name}: journal opened → first firing durable`, value: median(rounds) / 1000, unit: "s", target: { op: "<=", value: 0.5 }, note: `${CASES.toLocaleString("en-US")} live cases; what is overdue is read and fired before the rest` },
      { name: `${name}: command → first firing`, value: whole / 1000, unit: "s", note: "the whole backend from its sources, Node's own start included" },
      { name: "status change → 8 windows, p95, 1,000 open and 100,000 closed cases", value: quantile(times, 0.95), unit: "ms", target: { op: "<=", value: 200 }, note: `p50 ${median(times).toFixed(1)} ms; the backend's memory ${memory.toFixed(0)} MB` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
