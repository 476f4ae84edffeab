import type { AccountId } from "#contract/ids";
import type { Flood } from "#contract/alarm";
import type { FactBody, NewFact } from "#contract/fact";
import { openAlarmDeadlines } from "./alarm-deadlines.ts";
import { carryOut, type AlarmCommand, type CommandOutcome } from "./commands.ts";
import { openFloodWindow } from "./flood.ts";
import { countAnnunciations, endFlood, endOneShot, mirrorInAlarm, seedFlood } from "./follow.ts";
import { openJudge } from "./judge.ts";
import type { LiveForecast } from "./forecast/live.ts";
import { openLedger } from "./ledger.ts";
import type { Now } from "./now.ts";
import { openDocket } from "./process/docket.ts";
import { judgeAnew, revise } from "./revise.ts";
import { FUTURE } from "./observe.ts";
import { BAD, openMemory, widen } from "./rules/memory.ts";
import { push } from "./rules/ring.ts";
import { UNKNOWN } from "./rules/truth.ts";
import { openRulebook } from "./rulebook.ts";
import type { RoomState, Touch } from "./state.ts";
import { openSuppression } from "./suppress.ts";
import { openAutopilot, type AutopilotLinks } from "./wall/autopilot.ts";
import type { Past } from "./window-pool.ts";

/** A change of the wall clock against the steady one by this much is a step, not a slew, ms. */
const STEP = 500;

/** The first `n` observations of columns at least that long; `q` indexes QUALITIES. */
export interface ObservationBatch {
  series: Uint32Array;
  t: Float64Array;
  v: Float64Array;
  q: Uint8Array;
  n: number;
}

/** Latest observation of every series, indexed by series; `t` is 0 where there is none. Live: read at once, keep nothing. */
export interface LatestColumns {
  n: number;
  t: Float64Array;
  v: Float64Array;
  q: Uint8Array;
}

/** Everything true in the room, and the one place where it changes. Facts returned are already folded into the state. */
export interface World {
  /** Judges new observations. Those not newer than their series' newest count as signs of life only. */
  observe(batch: ObservationBatch, now: Now): NewFact[];
  /** Takes what a series is forecast to read (undefined: nothing any more), and judges who looks ahead on it. */
  forecast(series: number, live: LiveForecast | undefined, now: Now): NewFact[];
  /** Fills the rules' memory from stored observations, ascending in time; decides nothing. */
  warm(batch: ObservationBatch): void;
  /** Begins listening, once, after warming: raises or clears what differs from the alarms as stored. */
  settle(now: Now): NewFact[];
  /** Does all that is due by now: delays, silences, shelves, ladders, re-alarms, cases' limits, the end of a flood. In due order. */
  tick(now: Now): NewFact[];
  /** The earliest instants at which `tick` would do something; undefined: never, as things stand. */
  nextDue(): { steady?: number; wall?: number };
  command(command: AlarmCommand, by: AccountId, now: Now): CommandOutcome;
  /** Folds facts decided elsewhere, recompiles what they touch. @returns only what follows from them, to be appended after them */
  apply(facts: readonly NewFact[], now: Now): NewFact[];
  /** Records touched since the last call, each once as it stands now. */
  takeTouched(): Touch[];
  latest(): LatestColumns;
  /** The flood as it stands now, its count live. */
  flood(now: Now): Flood;
  /** By series: how far back `warm` should be fed for every window and delay to be whole, ms. Series that need nothing are left out. */
  needs(): Map<number, number>;
  /** By series: how far back the windows look that a saved rule opened on it and whose past is not in them yet, ms. They say nothing until `fill`. */
  gaps(): Map<number, number>;
  /** Gives the series' windows of at most `reach` ms their past, whole or as far as it could be read, and judges who waited for it. */
  fill(wish: { series: number; reach: number; past: Past }, now: Now): NewFact[];
  /** Alarm conditions compiled. */
  instances(): number;
}

/** What the world asks the shell for, beside its arguments. */
export interface WorldLinks {
  /** The seq of the next fact to be journalled: gives the wall's edits their rev. */
  nextSeq: () => number;
  /** The changes of the cut by an alarm whose way back has this seq. */
  cutOf: AutopilotLinks["cutOf"];
  steadiness?: AutopilotLinks["steadiness"];
  /** What has to be told outside because of a fact, decided with it. */
  tell?: (fact: NewFact) => FactBody[];
}
/** Without a journal: nothing was cut before, and the wall's edits count from one. */
const ALONE: WorldLinks = { nextSeq: () => 1, cutOf: () => undefined };

/** Opens the world over a state as loaded; from here on nobody else changes it. */
export function openWorld(state: RoomState, links: WorldLinks = ALONE): World {
  const memory = openMemory();
  for (const datastream of state.datastreams.values()) widen(memory, datastream.series + 1);
  const ledger = openLedger(state);
  const rulebook = openRulebook(state, memory);
  rulebook.rebuild(state.rules.keys(), new Set());
  const suppression = openSuppression(state, rulebook);
  const deadlines = openAlarmDeadlines(state);
  const docket = openDocket(state);
  const flood = openFloodWindow();
  const judge = openJudge({ state, memory, ledger, suppression });
  ledger.follow(mirrorInAlarm(rulebook));
  ledger.follow(deadlines.follow);
  ledger.follow(endOneShot);
  ledger.follow(countAnnunciations(state, flood));
  ledger.follow(suppression.follow);
  const autopilot = openAutopilot(state, { rev: () => links.nextSeq() + ledger.count(), cutOf: links.cutOf, steadiness: links.steadiness });
  ledger.follow(autopilot.follow);
  ledger.heed(autopilot.heed);
  ledger.heed(docket.heed);
  if (links.tell !== undefined) ledger.heed(links.tell);

  /** Wall clock less steady clock, ms. */
  let offset = Number.NaN;
  /** After a step back of the wall clock, what it had stamped ahead of now must not make the readings to come look late. */
  const hear = (now: Now): void => {
    memory.steady = now.steady;
    const before = offset;
    offset = now.wall - now.steady;
    if (!(before - offset >= STEP)) return;
    for (let series = 0; series < memory.size; series++) if (memory.t[series]! >= now.wall) memory.t[series] = now.wall - 1;
  };

  /** Takes the i-th observation into memory; one that is not its series' newest is left out. */
  const remember = (batch: ObservationBatch, i: number, horizon: number): boolean => {
    const series = batch.series[i]!;
    const newest = memory.t[series]!;
    // A newest beyond the horizon was stamped by a clock since set back: it must not silence the series until then.
    if (batch.t[i]! <= newest && newest <= horizon) return false;
    memory.t[series] = batch.t[i]!;
    memory.v[series] = batch.v[i]!;
    memory.q[series] = batch.q[i]!;
    if (batch.q[i] !== BAD) for (let ring = rulebook.windows.rings[series]; ring !== undefined; ring = ring.next) push(ring, memory.t, memory.v, series);
    return true;
  };

  return {
    observe(batch, now) {
      hear(now);
      const horizon = now.wall + FUTURE;
      for (let i = 0; i < batch.n; i++) {
        const series = batch.series[i]!;
        if (series >= memory.size) continue;
        memory.seen[series] = now.steady;
        remember(batch, i, horizon);
        for (let reader = rulebook.readers[series]; reader !== undefined; reader = reader.next) {
          const truth = reader.test();
          if (truth !== memory.truths[reader.slot]) judge.turn(reader.instance, truth, now);
        }
      }
      return ledger.facts();
    },
    forecast(series, live, now) {
      hear(now);
      if (live === undefined) memory.forecasts.delete(series);
      else memory.forecasts.set(series, live);
      for (let reader = rulebook.readers[series]; reader !== undefined; reader = reader.next) {
        const truth = reader.test();
        if (truth !== memory.truths[reader.slot]) judge.turn(reader.instance, truth, now);
      }
      return ledger.facts();
    },
    warm(batch) {
      for (let i = 0; i < batch.n; i++) {
        const series = batch.series[i]!;
        if (series >= memory.size || !remember(batch, i, Infinity)) continue;
        // While warming every value counts as fresh; `settle` gives it its true age.
        memory.seen[series] = memory.steady;
        for (let reader = rulebook.readers[series]; reader !== undefined; reader = reader.next) {
          const truth = reader.test();
          if (truth === memory.truths[reader.slot] || truth === UNKNOWN) continue;
          memory.truths[reader.slot] = truth;
          reader.instance.since = batch.t[i]!;
        }
      }
    },
    settle(now) {
      hear(now);
      memory.since = now.steady;
      for (let series = 0; series < memory.size; series++) {
        if (memory.t[series]! > 0) memory.seen[series] = now.steady - Math.max(0, now.wall - memory.t[series]!);
      }
      seedFlood(state, flood, now);
      for (const alarm of [...state.alarms.values()]) {
        if (alarm.inAlarm && !rulebook.instances.has(alarm.id)) {
          ledger.emit({ kind: "alarm:cleared", alarmId: alarm.id, cause: state.rules.has(alarm.ruleId) ? "rule-changed" : "rule-removed" }, now);
        }
      }
      for (const instance of rulebook.instances.values()) judge.settle(instance, now);
      for (const id of [...state.alarms.keys()]) for (const body of suppression.reconcile(id)) ledger.emit(body, now);
      return ledger.facts();
    },
    tick(now) {
      hear(now);
      while (judge.fire(now));
      for (let due = deadlines.fire(now); due !== undefined; due = deadlines.fire(now)) for (const body of due) ledger.emit(body, now);
      for (const body of docket.fire(now)) ledger.emit(body, now);
      endFlood(state, flood, ledger, now);
      for (let due = autopilot.fire(now); due !== undefined; due = autopilot.fire(now)) for (const body of due) ledger.emit(body, now);
      return ledger.facts();
    },
    nextDue() {
      const judged = judge.first();
      const flooded = state.flood.active ? flood.endsAt(memory.steady) : undefined;
      const wall = autopilot.nextDue();
      return { steady: earliest(judged, flooded, wall.steady), wall: earliest(deadlines.first(), docket.first(), wall.wall) };
    },
    command(command, by, now) {
      hear(now);
      return carryOut(command, by, now, { state, ledger });
    },
    apply(facts, now) {
      hear(now);
      revise(facts, now, { state, memory, rulebook, judge, ledger, suppression });
      return ledger.facts();
    },
    takeTouched: () => ledger.touched(),
    latest: () => ({ n: memory.size, t: memory.t, v: memory.v, q: memory.q }),
    flood: (now) => {
      const count = flood.count(now.steady);
      return { ...state.flood, count, peak: state.flood.active ? Math.max(state.flood.peak, flood.peak()) : state.flood.peak };
    },
    needs: () => rulebook.needs(),
    gaps: () => rulebook.gaps(),
    fill({ series, reach, past }, now) {
      hear(now);
      const filled = rulebook.windows.fill(series, reach, past);
      for (let reader = rulebook.readers[series]; reader !== undefined && filled.size > 0; reader = reader.next) {
        if (reader.instance.rings.some((key) => filled.has(key))) judgeAnew(reader.instance, now, { memory, rulebook, judge });
      }
      return ledger.facts();
    },
    instances: () => rulebook.instances.size,
  };
}

function earliest(...instants: (number | undefined)[]): number | undefined {
  const due = Math.min(...instants.map((instant) => instant ?? Infinity));
  return due < Infinity ? due : undefined;
}
