import type { Datastream } from "#contract/things";
import type { Reading } from "#contract/observation";
import { QUALITIES } from "#contract/observation";
import type { Source } from "#contract/source";
import { observe, type UnitConversion } from "../core/observe.ts";
import type { Delivery, Intake, Log, Now } from "../ports.ts";
import { Batch, type Waiter } from "./batch.ts";
import type { Columns } from "./columns.ts";
import { rateGate } from "./rate-gate.ts";

/** Readings that may wait for a commit; above it sources are told to stop, and go on below half of it. */
export const WAITING_LIMIT = 200_000;

/** How far the times given to readings without one may run ahead of the clock. */
const AHEAD_MS = 1000;

interface Options {
  source: (id: string) => Source | undefined;
  datastream: (id: string) => Datastream | undefined;
  /** Newest phenomenonTime per series, ms; 0: none. Grown and written here. */
  newest: { get(series: number): number; set(series: number, t: number): void };
  convert: UnitConversion;
  now: () => Now;
  log: Log;
  /** Called once per event-loop turn in which something arrived. */
  onWork: () => void;
  /** The room cannot take more for another reason (facts held on a full disk). */
  blocked: () => boolean;
}

export interface RoomIntake extends Intake {
  /** What has arrived since the last call, and its newest observations to be judged, appended to `judged`. */
  takeBatch(): Batch;
  readonly open: Batch;
  readonly judge: Columns;
  /** Tells how many readings are handed to the store and not yet durable. */
  setWaiting(readings: number): void;
  /** Looks again whether there is room, and tells those who were stopped. */
  review(): void;
  onArrival(listener: (source: Source, now: Now) => void): void;
}

/** First stop after the adapters: each reading becomes an observation or a counted rejection. */
export function openIntake(options: Options & { judge: Columns }): RoomIntake {
  const { source: sourceOf, datastream: datastreamOf, newest, convert, now, judge } = options;
  const roomListeners: (() => void)[] = [];
  const arrivalListeners: ((source: Source, now: Now) => void)[] = [];
  const gate = rateGate();
  let batch = new Batch();
  let waiting = 0;
  let stopped = false;

  const crowded = () => waiting + batch.size >= WAITING_LIMIT || options.blocked();

  function accept(reading: Reading, source: Source, at: Now): { reason: Waiter["rejected"][number]["reason"]; detail: string } | undefined {
    const datastream = datastreamOf(reading.datastreamId);
    const former = datastream === undefined ? 0 : newest.get(datastream.series);
    if (reading.phenomenonTime === undefined) {
      // A reading without a time is newer than the one before it, also within the same millisecond: a backlog of plain values keeps its order.
      const ahead = former - at.wall;
      if (ahead >= AHEAD_MS && ahead < 2 * AHEAD_MS) return { reason: "rate-limited", detail: "more than 1,000 readings a second without a time of their own" };
      reading.phenomenonTime = ahead >= 0 && ahead < AHEAD_MS ? former + 1 : at.wall;
    }
    const seen = observe(reading, { datastream, source, now: at.wall, newest: former === 0 ? undefined : former, convert });
    if (!seen.ok) return seen.fault;
    const { series, phenomenonTime, result, quality, late } = seen.value;
    const q = QUALITIES.indexOf(quality);
    batch.push(source.id, series, phenomenonTime, result, q, late);
    if (late) return undefined;
    newest.set(series, phenomenonTime);
    judge.push(series, phenomenonTime, result, q);
    return undefined;
  }

  function deliver(delivery: Delivery): boolean {
    const at = now();
    const source = sourceOf(delivery.sourceId);
    if (source === undefined || !source.enabled) {
      delivery.settle?.({ ok: false, fault: { code: "unknown-id", kind: "source", id: delivery.sourceId } });
      return !crowded();
    }
    for (const listener of arrivalListeners) listener(source, at);
    const from = batch.n;
    const rejected: Waiter["rejected"] = [];
    const refuse = (index: number, reason: Waiter["rejected"][number]["reason"], detail: string, sample: string, datastreamId: string | undefined) => {
      batch.refuse({ sourceId: source.id, at: at.wall, reason, detail: detail.slice(0, 300), sample: sample.slice(0, 200), datastreamId: datastreamId?.slice(0, 200) });
      if (index >= 0) rejected.push({ index, reason, detail });
    };
    delivery.readings.forEach((reading, index) => {
      const why = gate(source, at.steady) ? accept(reading, source, at) : { reason: "rate-limited" as const, detail: `above ${source.limit} readings a second` };
      if (why !== undefined) refuse(index, why.reason, why.detail, `${reading.result} ${reading.unit ?? ""}`.trim(), reading.datastreamId);
    });
    for (const refused of delivery.refused) refuse(-1, refused.reason, refused.detail, refused.sample, refused.datastreamId);
    if (delivery.settle !== undefined) batch.waiters.push({ settle: delivery.settle, from, to: batch.n, rejected });
    options.onWork();
    // Once said, "stop" holds until `onRoom` has fired: whoever was told waits for just that.
    stopped ||= crowded();
    return !stopped;
  }

  function review(): void {
    if (!stopped || waiting + batch.size > WAITING_LIMIT / 2 || options.blocked()) return;
    stopped = false;
    for (const listener of roomListeners) listener();
  }

  return {
    deliver,
    judge,
    get open() {
      return batch;
    },
    takeBatch() {
      const full = batch;
      batch = new Batch();
      return full;
    },
    setWaiting(readings) {
      waiting = readings;
      review();
    },
    review,
    onRoom: (listener) => void roomListeners.push(listener),
    onArrival: (listener) => void arrivalListeners.push(listener),
  };
}
