import type { DatastreamId } from "#contract/ids";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Log, Now, TelemetryStore } from "../../ports.ts";
import type { ApartTraining, ForecastParts } from "../../ports-forecast.ts";
import type { GaugeDesk } from "./gauge-desk.ts";
import { purposeOf, trainingOf } from "./training.ts";

/** Models are learnt anew once a day. */
const DAILY_MS = 86_400_000;
/** The first waits until the room has begun; then one after another, so that a thread is free for the rest. */
const FIRST_MS = 15_000;
const BETWEEN_MS = 500;
/** Steps with a value below which no model is tried: not even "stays as it is" could be judged. */
const LEAST_STEPS = 288;

interface Options {
  state: Pick<RoomState, "datastreams">;
  telemetry: Pick<TelemetryStore, "history">;
  parts: Pick<ForecastParts, "train" | "made" | "pace" | "book">;
  clock: Clock;
  now: () => Now;
  log: Log;
  desks: ReadonlyMap<DatastreamId, GaugeDesk>;
  onTrained: (desk: GaugeDesk) => void;
}

/** Has gauges learnt, one at a time; each waits at most once. */
export interface School {
  /** @param soon asked by a person: whatever there is already */
  ask(desk: GaugeDesk, soon: boolean): void;
  close(): void;
}

export function openSchool({ state, telemetry, parts, clock, now, log, desks, onTrained }: Options): School {
  const waiting = new Set<GaugeDesk>();
  let running: ApartTraining | undefined;
  let busy = false;
  let stopped = false;
  let cancel: (() => void) | undefined;

  function arm(ms: number): void {
    cancel?.();
    if (!stopped && !busy) cancel = clock.after(ms, () => void next());
  }

  async function next(): Promise<void> {
    const [desk] = waiting;
    if (stopped || busy) return;
    if (desk === undefined) return arm(untilDue());
    waiting.delete(desk);
    if (desks.get(desk.gauge.id) !== desk) return arm(0);
    busy = true;
    desk.training = true;
    try {
      await learn(desk);
    } catch (error) {
      log.warn("forecast-training-failed", { gauge: desk.gauge.id, error });
      desk.failed = { code: "training-failed", detail: error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300) };
    }
    [busy, desk.training, running] = [false, false, undefined];
    if (stopped) return;
    onTrained(desk);
    arm(BETWEEN_MS);
  }

  async function learn(desk: GaugeDesk): Promise<void> {
    const { gauge } = desk;
    const began = now();
    const found = await trainingOf(gauge, { telemetry, log, wall: began.wall, pace: parts.pace, made: parts.made, datastream: (id) => state.datastreams.get(id) });
    if (found === undefined || stopped) return;
    const steps = found.order.gauging.level.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
    if (steps < LEAST_STEPS) {
      desk.failed = { code: "too-little-history", steps, needed: LEAST_STEPS };
      return;
    }
    running = parts.train(found.order);
    const trained = await running.ended;
    if (stopped) return;
    if (!trained.ok) {
      const { fault } = trained;
      desk.failed = fault.code === "failed" ? { code: "training-failed", detail: fault.detail } : { code: "too-little-history", steps: fault.steps, needed: fault.needed };
      log.warn("forecast-not-trained", { gauge: gauge.id, fault });
      return;
    }
    const at = now();
    desk.failed = undefined;
    desk.trained = { at: at.wall, past: found.past, seconds: (at.steady - began.steady) / 1000, of: purposeOf(gauge), model: trained.value };
    desk.scored = undefined;
    parts.book?.keepTrained(gauge.id, desk.trained);
  }

  /** Ms until the first model is a day old, or a gauge without one may have history enough to be tried again. */
  function untilDue(): number {
    const { wall } = now();
    let due = DAILY_MS;
    for (const desk of desks.values()) {
      const left = desk.trained === undefined ? DAILY_MS / 24 : desk.trained.at + DAILY_MS - wall;
      if (left <= 0 || desk.trained === undefined) waiting.add(desk);
      due = Math.min(due, Math.max(left, BETWEEN_MS));
    }
    return Math.min(due, DAILY_MS);
  }

  return {
    ask(desk, soon) {
      const { wall } = now();
      if (!soon && desk.trained !== undefined && wall - desk.trained.at < DAILY_MS && desk.trained.at <= wall) return arm(FIRST_MS);
      waiting.add(desk);
      arm(soon ? 0 : FIRST_MS);
    },
    close() {
      stopped = true;
      cancel?.();
      running?.kill();
    },
  };
}
