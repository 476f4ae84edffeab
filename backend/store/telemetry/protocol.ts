import type { SourceCounters } from "#contract/source";
import type { SourceId } from "#contract/ids";
import type { Rejection } from "#contract/observation";
import { DiskFull, StoreDamaged, type TelemetryBatch, type TelemetryStore } from "../../ports.ts";
import type { AtQuery } from "./at.ts";
import type { Points } from "./codec.ts";
import type { HistoryQuery } from "./history.ts";
import type { Slice } from "./since.ts";

/** What the main thread asks of the telemetry worker, and what it gets. */
export interface Calls {
  append: { input: { batch: TelemetryBatch; wall: number }; output: Uint32Array };
  history: { input: HistoryQuery; output: Points & { thinned: boolean } };
  at: { input: AtQuery; output: Slice };
  latest: { input: undefined; output: Slice };
  /** Starts a run through all points from an instant on and gives its first slice; a later start ends an earlier run. */
  since: { input: { from: number }; output: Slice | undefined };
  /** The next slice of the run. */
  more: { input: undefined; output: Slice | undefined };
  counters: { input: undefined; output: SourceCounters[] };
  rejections: { input: { sourceId: SourceId | undefined; limit: number }; output: Rejection[] };
  stats: { input: undefined; output: Awaited<ReturnType<TelemetryStore["stats"]>> };
  close: { input: undefined; output: undefined };
}
export type CallName = keyof Calls;
export type Output = Calls[CallName]["output"];

/** One call as posted to the worker. */
export type Call = { [K in CallName]: { id: number; kind: K; input: Calls[K]["input"] } }[CallName];
/** The time, told now and then: sealing and retention follow it. */
export type Tick = { kind: "tick"; wall: number };

/** An error as it crosses threads. */
export interface Trouble {
  kind: "disk-full" | "damaged" | "error";
  message: string;
  file: string;
  detail: string;
}

/** What the worker posts. */
export type Told =
  | { kind: "ready" }
  | { kind: "failed"; trouble: Trouble }
  | { kind: "answer"; id: number; value: Output }
  | { kind: "refusal"; id: number; trouble: Trouble }
  | { kind: "damage"; file: string; detail: string }
  | { kind: "log"; level: "error" | "warn" | "info" | "debug"; event: string; fields: Record<string, unknown> };

/** Handed to the worker at its start. */
export interface Start {
  role: "telemetry";
  file: string;
  sealAfterMs: number;
  retentionDays: number;
  maxBytes: number | undefined;
}

export function toTrouble(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DiskFull) return { kind: "disk-full", message, file: "", detail: "" };
  if (error instanceof StoreDamaged) return { kind: "damaged", message, file: error.file, detail: error.detail };
  return { kind: "error", message, file: "", detail: "" };
}

export function fromTrouble(trouble: Trouble): Error {
  if (trouble.kind === "disk-full") return new DiskFull(trouble.message);
  if (trouble.kind === "damaged") return new StoreDamaged(trouble.file, trouble.detail);
  return new Error(trouble.message);
}
