import type { Log } from "../../ports.ts";
import { appendGroup } from "./append.ts";
import { readAt } from "./at.ts";
import { readHistory } from "./history.ts";
import { latestOf } from "./latest.ts";
import { toTrouble, type Call, type Output, type Start, type Tick, type Told } from "./protocol.ts";
import { openVault } from "./open-vault.ts";
import { spread } from "./pending.ts";
import { readSince, type Slice } from "./since.ts";
import { readStats } from "./stats.ts";
import { createUpkeep } from "./upkeep.ts";

/** What is read in steps, between which appends go on. */
type Run = { id: number; run: Generator<undefined, Output> };
type Of<K extends Call["kind"]> = Extract<Call, { kind: K }>;
/** Damage is told once for each name; beyond so many names no more. */
const DAMAGES = 1000;
const DAY = 86_400_000;

/** What the worker's thread does: one writer, many questions, upkeep in between. */
export interface CallServer {
  /** Takes a message; what it asks is done in a later turn of the event loop. */
  take(message: Call | Tick): void;
}

/**
 * Opens the store and answers calls. All appends that wait when a turn begins go into one transaction (group commit);
 * long histories and upkeep proceed in slices between the turns, so that a waiting sender waits for one slice at most.
 *
 * @param tell posts to the main thread; the buffers listed are transferred
 * @param end called after the file was closed
 * @throws StoreDamaged or DiskFull when the file cannot be used
 */
export function serveCalls(start: Start, tell: (told: Told, transfer?: ArrayBuffer[]) => void, end: () => void): CallServer {
  const { file, sealAfterMs, retentionDays, maxBytes } = start;
  const said = new Set<string>();
  const damaged = (detail: string): void => {
    if (said.has(detail) || said.size >= DAMAGES) return;
    said.add(detail);
    tell({ kind: "damage", file, detail });
  };
  const log = logThrough(tell);
  const { vault, mark } = openVault(file, damaged);
  const limits = { age: retentionDays * DAY, bytes: maxBytes };
  const upkeep = createUpkeep({ vault, mark, sealAfterMs, limits, log, damaged });
  let appends: Of<"append">[] = [];
  let histories: Run[] = [];
  /** Questions about a past instant: points may be sealed between two of their steps. */
  let instants: Run[] = [];
  let since: Generator<Slice, undefined> | undefined;
  let closing: number | undefined;
  let scheduled = false;

  function commitWaiting(): void {
    const group = appends;
    appends = [];
    try {
      upkeep.assertRoom();
      const batches = group.map((call) => call.input.batch);
      const superseded = appendGroup(vault, batches, group.at(-1)!.input.wall, damaged);
      group.forEach((call, i) => answer(call.id, superseded[i]));
    } catch (error) {
      for (const call of group) refuse(call.id, error);
    }
    // Only now that the senders have their answer.
    spread(vault.hot);
  }
  /** @returns whether it is still being read */
  function step({ id, run }: Run): boolean {
    try {
      const next = run.next();
      if (next.done === true) answer(id, next.value);
      return next.done !== true;
    } catch (error) {
      refuse(id, error);
      return false;
    }
  }
  function turn(): void {
    scheduled = false;
    // No room left in the open hour: senders wait for sealing rather than memory running out.
    if (upkeep.pressing()) {
      while (histories.length > 0) histories = histories.filter(step);
      upkeep.step();
    }
    if (appends.length > 0) commitWaiting();
    histories = histories.filter(step);
    instants = instants.filter(step);
    if (closing !== undefined && histories.length + instants.length === 0) return close(closing);
    // Sealing moves points that a history under way may not have reached yet.
    if (histories.length === 0 && upkeep.due()) upkeep.step();
    if (histories.length + instants.length > 0 || upkeep.due()) schedule();
  }
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(turn);
  }
  function close(id: number): void {
    try {
      vault.db.pragma("wal_checkpoint(TRUNCATE)");
      vault.db.close();
      answer(id, undefined);
    } catch (error) {
      refuse(id, error);
    }
    end();
  }
  function answer(id: number, value: Output): void {
    tell({ kind: "answer", id, value }, buffersOf(value));
  }
  function refuse(id: number, error: unknown): void {
    tell({ kind: "refusal", id, trouble: toTrouble(error) });
  }
  function read(call: Exclude<Call, Of<"append"> | Of<"history"> | Of<"at"> | Of<"close">>): Output {
    switch (call.kind) {
      case "latest":
        return latestOf(vault.hot);
      case "since":
        since = readSince(vault, call.input.from);
        return since.next().value;
      case "more":
        return since?.next().value;
      case "counters":
        return vault.counters.all();
      case "rejections":
        return vault.rejections.newest(call.input.sourceId, call.input.limit);
      case "stats":
        return readStats(vault);
    }
  }
  return {
    take(message) {
      if (message.kind === "tick") upkeep.tick(message.wall);
      else if (message.kind === "append") appends.push(message);
      else if (message.kind === "history") histories.push({ id: message.id, run: readHistory(vault, message.input) });
      else if (message.kind === "at") {
        // It sees every append that was handed over before.
        if (appends.length > 0) commitWaiting();
        instants.push({ id: message.id, run: readAt(vault, message.input) });
      } else if (message.kind === "close") closing = message.id;
      else {
        // Answers see every append that was handed over before.
        if (appends.length > 0) commitWaiting();
        try {
          answer(message.id, read(message));
        } catch (error) {
          refuse(message.id, error);
        }
      }
      schedule();
    },
  };
}

function logThrough(tell: (told: Told) => void): Log {
  const at = (level: "error" | "warn" | "info" | "debug") => (event: string, fields: Record<string, unknown> = {}) =>
    tell({ kind: "log", level, event, fields });
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

function buffersOf(value: Output): ArrayBuffer[] {
  if (value === undefined || Array.isArray(value)) return [];
  const columns = value instanceof Uint32Array ? [value] : Object.values(value);
  const buffers = columns.map((column) => (ArrayBuffer.isView(column) ? column.buffer : undefined));
  return [...new Set(buffers.filter((buffer) => buffer instanceof ArrayBuffer))];
}
