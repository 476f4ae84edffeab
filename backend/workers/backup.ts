/** Entry of the thread that copies the room to its places. Does nothing when loaded by any other thread. */
import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../clock.ts";
import { BackupStart, type BackupTold } from "../store/backup/protocol.ts";
import { runBackups } from "../store/backup/run.ts";

/** Less than those that judge and journal. */
const NICE = 10;

const port = parentPort;
const start = BackupStart.safeParse(workerData);
if (port !== null && start.success) {
  try {
    setPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)), NICE);
  } catch {
    // Other systems have no such place; what is done is the same.
  }
  const tell = (told: BackupTold): void => port.postMessage(told);
  const level = (of: Extract<BackupTold, { kind: "log" }>["level"]) => (event: string, fields: Record<string, unknown> = {}) => {
    const { error, ...rest } = fields;
    tell({ kind: "log", level: of, event, fields: { ...rest, ...(error instanceof Error && { detail: error.message.slice(0, 300) }) } });
  };
  const stop = new AbortController();
  port.once("message", () => stop.abort());
  await runBackups({
    ...start.data, clock: systemClock(), chance: Math.random,
    log: { error: level("error"), warn: level("warn"), info: level("info"), debug: level("debug") },
    pause: (ms) => pause(ms, undefined, { signal: stop.signal }).catch(() => undefined),
    stopped: () => stop.signal.aborted,
    report: (places) => tell({ kind: "state", places }),
    tell: (fact) => tell({ kind: "fact", fact }),
  });
  port.close();
}
