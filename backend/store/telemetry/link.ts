import { Worker } from "node:worker_threads";
import { StoreDamaged, type Clock, type Log } from "../../ports.ts";
import { fromTrouble, type CallName, type Calls, type Output, type Start, type Told } from "./protocol.ts";
import { telemetryWorkerUrl } from "./worker-url.ts";

/** A call without an answer for so long is given up; whether it was done is then unknown. ms */
const PATIENCE = 60_000;
/** Closing waits this long for what is under way, then ends the thread: SQLite's WAL survives that. ms */
const CLOSE_PATIENCE = 10_000;
/** Calls without an answer at a time; beyond it they reject. */
const CALLS = 1024;
/** A second crash within this time is not answered with a restart. ms */
const CALM = 60_000;

/** The line to the worker thread. */
export interface Link {
  /** Rejects with DiskFull, StoreDamaged, or Error when the worker stopped or did not answer. */
  ask<K extends CallName>(kind: K, input: Calls[K]["input"], transfer?: ArrayBuffer[]): Promise<Calls[K]["output"]>;
  tick(wall: number): void;
  close(): Promise<void>;
}

interface Options {
  start: Start;
  clock: Clock;
  log: Log;
  onDamage: (damage: StoreDamaged) => void;
  /** How the thread is made; for tests that end it. */
  spawn?: (start: Start) => Worker;
}
interface Waiting {
  settle(answer: { value: Output } | { error: Error }): void;
}

/** Resolves when the store is open. Rejects with what opening it failed for. */
export async function openLink({ start, clock, log, onDamage, spawn = spawnWorker }: Options): Promise<Link> {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let crashes = 0;
  let crashedAt = -Infinity;
  let state: "open" | "restarting" | "closing" | "down" = "open";
  let restarted: Promise<void> = Promise.resolve();
  let worker: Worker | undefined;
  worker = await startWorker();

  function startWorker(): Promise<Worker> {
    const started = spawn(start);
    return new Promise((resolve, reject) => {
      let failure: Error | undefined;
      started.on("message", (told: Told) => {
        if (told.kind === "ready") resolve(started);
        else if (told.kind === "failed") failure = fromTrouble(told.trouble);
        else hear(told);
      });
      started.on("error", (error: unknown) => {
        failure = error instanceof Error ? error : new Error(String(error));
      });
      started.on("exit", (code) => {
        const why = failure ?? new Error(`the telemetry worker stopped with code ${code}`);
        reject(why);
        if (worker === started) stopped(why);
      });
    });
  }
  function hear(told: Told): void {
    if (told.kind === "log") log[told.level](told.event, told.fields);
    else if (told.kind === "damage") onDamage(new StoreDamaged(told.file, told.detail));
    else if (told.kind === "answer") waiting.get(told.id)?.settle({ value: told.value });
    else if (told.kind === "refusal") waiting.get(told.id)?.settle({ error: fromTrouble(told.trouble) });
  }
  function stopped(why: Error): void {
    for (const call of [...waiting.values()]) call.settle({ error: why });
    if (state !== "open") return;
    crashes++;
    const again = clock.steady() - crashedAt >= CALM;
    crashedAt = clock.steady();
    log.error("telemetry-worker-crashed", { error: why.message, crashes, restarting: again });
    state = again ? "restarting" : "down";
    if (again) restarted = restart();
  }
  async function restart(): Promise<void> {
    try {
      const next = await startWorker();
      if (state !== "restarting") return void next.terminate();
      worker = next;
      state = "open";
      log.warn("telemetry-worker-restarted", { crashes });
    } catch (error) {
      if (state === "restarting") state = "down";
      log.error("telemetry-worker-not-restarted", { error: String(error) });
      if (error instanceof StoreDamaged) onDamage(error);
    }
  }
  async function ask<K extends CallName>(
    kind: K,
    input: Calls[K]["input"],
    { transfer = [], patience = PATIENCE }: { transfer?: ArrayBuffer[]; patience?: number } = {},
  ): Promise<Calls[K]["output"]> {
    if (state === "restarting") await restarted;
    if (state === "down") throw new Error("the telemetry worker is down");
    if (waiting.size >= CALLS) throw new Error(`telemetry: ${CALLS} calls without an answer`);
    const id = nextId++;
    return await new Promise((resolve, reject) => {
      const settle: Waiting["settle"] = (answer) => {
        cancel();
        waiting.delete(id);
        if ("error" in answer) reject(answer.error);
        else resolve(answer.value as Calls[K]["output"]);
      };
      const cancel = clock.after(patience, () => settle({ error: new Error(`telemetry ${kind}: no answer in ${patience} ms`) }));
      waiting.set(id, { settle });
      worker?.postMessage({ id, kind, input }, transfer);
    });
  }
  return {
    ask: (kind, input, transfer) =>
      state === "closing" ? Promise.reject(new Error("the telemetry store is closed")) : ask(kind, input, { transfer }),
    tick(wall) {
      if (state === "open") worker?.postMessage({ kind: "tick", wall });
    },
    async close() {
      if (state === "closing") return;
      await restarted;
      const closed = state === "down" ? Promise.resolve() : ask("close", undefined, { patience: CLOSE_PATIENCE });
      state = "closing";
      await closed.catch((error: unknown) => log.error("telemetry-close", { error: String(error) }));
      await worker?.terminate();
    },
  };
}

function spawnWorker(start: Start): Worker {
  return new Worker(telemetryWorkerUrl(), { workerData: start, name: "telemetry" });
}
