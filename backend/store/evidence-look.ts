import { Worker } from "node:worker_threads";
import { z } from "zod";
import { Taken, type Evidence } from "#contract/incident";
import type { Log } from "../ports.ts";

/** What waits for the one thread; more is answered without a look. */
const MOST = 64;
/** A file that takes longer is not worth a room's time: the thread is ended, and begun anew with the next one, ms. */
const PATIENCE = { taken: 5000, thumb: 20_000 };

const Told = z.object({ id: z.int(), taken: Taken.optional(), jpeg: z.instanceof(Uint8Array).optional() });
type Told = z.infer<typeof Told>;
type What = keyof typeof PATIENCE;
interface Job {
  id: number;
  what: What;
  file: string;
  done: (told: Omit<Told, "id">) => void;
}

/** Reads what pictures say of themselves and makes them small, in a thread of its own: whatever is in a file holds nobody up but the next file. */
export interface EvidenceLook {
  taken(file: string, type: Evidence["type"]): Promise<Taken | undefined>;
  /** @returns a JPEG of at most 320 × 320 pixels */
  thumb(file: string, type: Evidence["type"]): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

export function openEvidenceLook(log: Log): EvidenceLook {
  const queue: Job[] = [];
  let worker: Worker | undefined;
  let busy: Job | undefined;
  let count = 0;
  let closed = false;

  function end(job: Job, told: Omit<Told, "id">): void {
    if (busy !== job) return;
    busy = undefined;
    job.done(told);
    next();
  }
  function drop(why: string): void {
    log.warn("evidence-look-ended", { why, what: busy?.what });
    void worker?.terminate();
    worker = undefined;
    if (busy !== undefined) end(busy, {});
  }
  function start(): Worker {
    const made = new Worker(new URL("../workers/evidence.ts", import.meta.url), { workerData: { role: "evidence" }, resourceLimits: { maxOldGenerationSizeMb: 256 } });
    made.unref();
    made.on("message", (message: unknown) => {
      const told = Told.safeParse(message);
      if (busy !== undefined && told.success && told.data.id === busy.id) end(busy, told.data);
    });
    made.on("error", (error: unknown) => made === worker && drop(error instanceof Error ? error.message : String(error)));
    return made;
  }
  function next(): void {
    const job = busy === undefined ? queue.shift() : undefined;
    if (job === undefined) return;
    busy = job;
    worker ??= start();
    worker.postMessage({ id: job.id, what: job.what, file: job.file });
    const timer = setTimeout(() => busy === job && drop("timeout"), PATIENCE[job.what]);
    timer.unref();
    const { done } = job;
    job.done = (told) => {
      clearTimeout(timer);
      done(told);
    };
  }
  const ask = (what: What, file: string): Promise<Omit<Told, "id">> => new Promise((done) => {
    if (closed || queue.length >= MOST) return done({});
    queue.push({ id: ++count, what, file, done });
    next();
  });

  return {
    taken: async (file, type) => (type === "image/jpeg" || type === "image/png" ? (await ask("taken", file)).taken : undefined),
    thumb: async (file, type) => (type.startsWith("image/") ? (await ask("thumb", file)).jpeg : undefined),
    async close() {
      closed = true;
      for (const job of queue.splice(0)) job.done({});
      await worker?.terminate();
    },
  };
}
