import type { NewFact } from "#contract/fact";
import type { Source } from "#contract/source";
import type { World } from "../core/world.ts";
import type { Clock, Log, Now } from "../ports.ts";
import { watchClock } from "./clock-watch.ts";
import type { Columns } from "./columns.ts";
import type { Ledger } from "./ledger.ts";
import type { SilenceWatch } from "./silence.ts";

/** The heartbeat: no deadline is noticed later than this after a jump of the clock, ms. */
const BEAT_MS = 1000;

interface Options {
  world: Pick<World, "observe" | "tick" | "nextDue">;
  judge: Columns;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  now: () => Now;
  silence: SilenceWatch;
  sources: () => Iterable<Source>;
  /** Told which series have a new latest value, after each turn. */
  onObservations: (changed: Uint32Array) => void;
  onClockBack: (now: Now) => void;
  /** Told at the end of each turn, so that the telemetry writer goes on. */
  afterTurn: () => void;
}

export interface Engine {
  /** Starts the heartbeat, once all parts are there. */
  begin(): void;
  /** Asks for a turn at the end of this turn of the event loop. */
  wake(): void;
  heard(source: Source, now: Now): void;
  stop(): void;
}

/** The turning middle: what arrived is judged, what was decided is journalled, then people are told; one timer for all deadlines. */
export function openEngine({ world, judge, ledger, clock, log, now, silence, sources, onObservations, onClockBack, afterTurn }: Options): Engine {
  const clockJump = watchClock(now());
  let asked = false;
  let stopped = false;
  let timer: (() => void) | undefined;
  let beatAt = 0;

  function turn(): void {
    asked = false;
    if (stopped) return;
    const at = now();
    if (judge.n > 0) {
      ledger.take(world.observe(judge, at));
      const changed = judge.series.slice(0, judge.n);
      judge.clear();
      ledger.flush();
      onObservations(changed);
    } else ledger.flush();
    afterTurn();
    arm(at);
  }

  function beat(): void {
    const at = now();
    const facts: NewFact[] = [];
    // Looked at on every beat, so that the journal names the jump before the deadlines it made due.
    const jump = clockJump(at);
    if (jump !== 0) {
      log.warn("clock-jumped", { by: jump });
      facts.push({ kind: "clock:jumped", by: jump, at: at.wall });
      if (jump < 0) onClockBack(at);
    }
    if (at.steady >= beatAt) {
      beatAt = at.steady + BEAT_MS;
      facts.push(...silence.tick(sources(), at));
    }
    ledger.take(facts);
    ledger.take(world.tick(at));
    ledger.flush();
    // What was held back by a full disk goes on from here.
    afterTurn();
    arm(at);
  }

  /** One timer for whatever is next: a delay, a deadline or the heartbeat. */
  function arm(at: Now): void {
    const due = world.nextDue();
    const inMs = Math.min(beatAt - at.steady, (due.steady ?? Infinity) - at.steady, (due.wall ?? Infinity) - at.wall);
    timer?.();
    timer = stopped ? undefined : clock.after(Math.max(0, Math.ceil(inMs)), beat);
  }

  return {
    begin: beat,
    wake() {
      if (asked) return;
      asked = true;
      setImmediate(turn);
    },
    heard(source, at) {
      ledger.take(silence.heard(source, at));
    },
    stop() {
      turn();
      stopped = true;
      timer?.();
    },
  };
}
