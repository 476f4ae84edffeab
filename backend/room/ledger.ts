import { PRIORITIES, type Alarm } from "#contract/alarm";
import type { Fact, NewFact } from "#contract/fact";
import { fail, ok, type Result } from "#contract/result";
import { DiskFull, type Clock, type Journal, type Log, type Now, type SecretWrite } from "../ports.ts";
import type { Touch } from "../core/state.ts";

/** Facts that may wait in memory for room on the disk; above it sources are no longer read. */
export const HELD_LIMIT = 20_000;
/** Alarms among them that windows are shown. */
const SHOWN = 200;
const RETRY_MS = 1000;

export interface Ledger {
  /** Facts already folded, to be written by the next flush. */
  take(facts: readonly NewFact[]): void;
  /** Decides nothing: folds through `apply`, writes, and answers after the commit. */
  commit(facts: readonly NewFact[], secrets?: readonly SecretWrite[]): Promise<Result<Fact[]>>;
  /** As `commit`, but on a full disk it holds at once and is written when there is room; it answers no facts then. For what must not fail unsafe. */
  hold(facts: readonly NewFact[]): Promise<Result<Fact[]>>;
  /** Writes what waits in one transaction and tells the listeners; on a full disk keeps it and tries again each second. */
  flush(): void;
  /** Runs `act` when everything taken so far is durable. */
  whenDurable(act: () => void): void;
  onFacts(listener: (facts: Fact[]) => void): () => void;
  /** Why nothing can be written; undefined: it can. Cheap: asked per message. */
  full(): string | undefined;
  /** Facts decided and not durable. Cheap. */
  count(): number;
  /** The most urgent alarms among the held facts, at most 200. */
  heldAlarms(): Alarm[];
  /** Among them the privacy key going on. */
  heldPrivacy(): boolean;
  close(): void;
}

interface Options {
  journal: Pick<Journal, "append">;
  clock: Clock;
  log: Log;
  now: () => Now;
  /** Folds outside decisions and answers what follows from them, folded too. */
  apply: (facts: readonly NewFact[], now: Now) => NewFact[];
  takeTouched: () => Touch[];
}

/** The one door to the journal: facts go in folded, come out with a seq, and only then is anybody told. */
export function openLedger({ journal, clock, log, now, apply, takeTouched }: Options): Ledger {
  const listeners = new Set<(facts: Fact[]) => void>();
  let pending: NewFact[] = [];
  let touched: Touch[] = [];
  let secrets: SecretWrite[] = [];
  let waiting: ((facts: Fact[], before: number) => void)[] = [];
  let fullSince: { at: number; detail: string } | undefined;
  let retry: (() => void) | undefined;

  function attempt(): Fact[] | undefined {
    touched = latestOnly([...touched, ...takeTouched()]);
    const before: NewFact[] = fullSince === undefined ? [] : [
      { kind: "disk:full", detail: fullSince.detail, at: fullSince.at },
      { kind: "disk:recovered", held: pending.length, at: now().wall },
    ];
    try {
      return journal.append([...before, ...pending], touched, secrets);
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      if (fullSince === undefined) {
        fullSince = { at: now().wall, detail: error.message };
        log.error("disk-full", { held: pending.length, error });
      }
      return undefined;
    }
  }

  function flush(): void {
    if (pending.length === 0 && secrets.length === 0) return;
    retry?.();
    retry = undefined;
    const facts = attempt();
    if (facts === undefined) {
      retry = clock.after(RETRY_MS, flush);
      return;
    }
    if (fullSince !== undefined) log.info("disk-recovered", { held: pending.length });
    const before = facts.length - pending.length;
    fullSince = undefined;
    pending = [];
    touched = [];
    secrets = [];
    const ready = waiting;
    waiting = [];
    for (const listener of listeners) listener(facts);
    for (const act of ready) act(facts, before);
  }

  /** Folds, tries to write; `full` is the answer where there is no room. */
  function enter(facts: readonly NewFact[], full: Result<Fact[]>): Promise<Result<Fact[]>> {
    const first = pending.length;
    for (const fact of [...facts, ...apply(facts, now())]) pending.push(fact);
    const last = pending.length;
    return new Promise((resolve) => {
      waiting.push((written, before) => resolve(ok(written.slice(before + first, before + last))));
      flush();
      if (fullSince !== undefined) resolve(full);
    });
  }

  return {
    take(facts) {
      for (const fact of facts) pending.push(fact);
    },
    commit(facts, writes = []) {
      // An operator's or administrator's wish is refused, not queued, while nothing can be written: nobody may believe it done.
      if (fullSince !== undefined) return Promise.resolve(fail({ code: "disk-full" }));
      secrets.push(...writes);
      // Who finds the disk full is told so at once; what was folded already is written with the rest when there is room.
      return enter(facts, fail({ code: "disk-full" }));
    },
    hold: (facts) => (fullSince !== undefined && pending.length >= HELD_LIMIT ? Promise.resolve(fail({ code: "disk-full" })) : enter(facts, ok([]))),
    flush,
    whenDurable(act) {
      if (pending.length === 0) act();
      else waiting.push(act);
    },
    onFacts(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    full: () => fullSince?.detail,
    count: () => pending.length,
    heldAlarms() {
      if (fullSince === undefined) return [];
      const last = new Map<string, Alarm>();
      for (const fact of pending) if (fact.kind === "alarm:raised") last.set(fact.alarm.id, fact.alarm);
      return [...last.values()].sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) || b.raisedAt - a.raisedAt).slice(0, SHOWN);
    },
    heldPrivacy: () => fullSince !== undefined && pending.some((fact) => fact.kind === "wall:edited" && fact.changes.some((change) => change.part === "settings" && change.after.privacy && !change.before.privacy)),
    close() {
      retry?.();
    },
  };
}

/** Of several bodies of one record only the last is written. */
function latestOnly(touches: Touch[]): Touch[] {
  const last = new Map<string, Touch>();
  for (const touch of touches) last.set(`${touch.collection} ${touch.id}`, touch);
  return [...last.values()];
}
