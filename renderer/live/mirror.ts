import type { DrillSign } from "#contract/drill";
import type { Alarm, Flood } from "#contract/alarm";
import type { AlarmFact } from "#contract/alarm-fold";
import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { Snapshot, Status } from "#contract/request";
import { emptyWall, mapsOf, type WallMaps } from "#contract/wall-fold";
import type { WireFact } from "#contract/withheld";
import { createAlarmBook, type AlarmBook } from "./alarm-book.ts";
import type { Ask } from "./ask.ts";
import { createBacklog } from "./backlog.ts";
import type { Later } from "./frame.ts";
import { applyToDrill } from "./drill-book.ts";
import { applyToRecords, noRecords, recordsOf, type Records } from "./records.ts";
import { createSignal, type Signal } from "./signal.ts";
import { fetchRoom, type FetchedRoom } from "./sync.ts";
import { applyToWall } from "./wall-book.ts";

/** "loading": nothing to show yet. "failed": the snapshot was refused; says why. */
export type MirrorPhase = { is: "loading" } | { is: "ready" } | { is: "failed"; fault: Fault };

/** One window's copy of the room: facts applied in order, nothing skipped. Knows neither socket nor React. */
export interface Mirror {
  phase: Signal<MirrorPhase>;
  site: Signal<Snapshot["site"] | undefined>;
  records: Signal<Records>;
  flood: Signal<Flood>;
  /** The wall's document; another object whenever anything of it changed. Never alter it. */
  wall: Signal<WallMaps>;
  /** The exercise under way; undefined: none. */
  drill: Signal<DrillSign | undefined>;
  /** Grows when alarms changed; read them from `alarms` then. */
  alarmVersion: Signal<number>;
  alarms: AlarmBook;
  /** Grows with every snapshot taken: facts may have been skipped before it. */
  syncs: Signal<number>;
  /** Seq of the newest fact applied. */
  seq(): number;
  /** Fetches the whole room again, keeping the old picture until the new one is there. @returns false when that failed: try again later */
  sync(): Promise<boolean>;
  facts(batch: readonly WireFact[]): void;
  status(status: Status): void;
  /** Every fact once, in order, after it was applied; not those withheld from this window's party. */
  onFact(listener: (facts: readonly Fact[]) => void): () => void;
}

/** So many facts behind, a fresh snapshot is cheaper than catching up. */
const CATCH_UP_LIMIT = 20_000;

export function createMirror(ask: Ask, later: Later): Mirror {
  const phase = createSignal<MirrorPhase>({ is: "loading" }, later);
  const site = createSignal<Snapshot["site"] | undefined>(undefined, later);
  const records = createSignal<Records>(noRecords(), later);
  const flood = createSignal<Flood>({ active: false, count: 0, peak: 0 }, later);
  const wall = createSignal<WallMaps>(emptyWall(), later);
  const drill = createSignal<DrillSign | undefined>(undefined, later);
  const alarmVersion = createSignal(0, later);
  const syncs = createSignal(0, later);
  const alarms = createAlarmBook();
  const waiting = createBacklog();
  const listeners = new Set<(facts: readonly Fact[]) => void>();
  let seq = 0;
  let busy = false;
  /** Raised by every sync: what an older one still awaits is dropped. */
  let round = 0;
  /** Status seq that we had not reached when we heard of it. */
  let behind: number | undefined;
  /** Per alarm read from a page: it already holds the facts up to this seq. Empty once we are past all pages. */
  let readAt: FetchedRoom["readAt"] = new Map();
  let readTo = 0;
  /** Facts alone do not tell how the alarms are: only a snapshot does. */
  let unsure = false;

  function apply(batch: readonly WireFact[]): void {
    if (batch.length === 0) return;
    const facts = batch.filter(isTold);
    /** So many facts are in the records; an alarm is folded with the rules as they stood at its fact. */
    let recorded = 0;
    let rulesMoved = false;
    const record = (upTo: number): void => {
      records.set(applyToRecords(records.get(), facts.slice(recorded, upTo)));
      recorded = upTo;
      rulesMoved = false;
    };
    let touched = false;
    for (const [i, fact] of facts.entries()) {
      const isRead = (id: string): boolean => fact.seq <= (readAt.get(id) ?? 0);
      // While nothing could be journalled, pages and `heldAlarms` ran ahead of the facts that follow now.
      unsure ||= fact.kind === "disk:recovered";
      // An alarm gone between two pages takes the pages' place mark with it; back again, it stands last: others may have been skipped.
      unsure ||= fact.seq <= readTo && isRemoval(fact);
      rulesMoved ||= fact.kind === "rule:saved" || fact.kind === "rule:removed";
      if (fact.kind === "rule:removed") alarms.dropRule(fact.ruleId, isRead);
      else if (fact.kind === "flood:began") flood.set({ active: true, since: fact.at, count: fact.count, peak: fact.count });
      else if (fact.kind === "flood:ended") flood.set({ active: false, count: fact.count, peak: fact.peak });
      else if (isAlarmFact(fact)) {
        const id = fact.kind === "alarm:raised" ? fact.alarm.id : fact.alarmId;
        if (isRead(id)) continue;
        if (rulesMoved) record(i);
        const alarm = fact.kind === "alarm:raised" ? fact.alarm : alarms.get(id);
        unsure ||= alarm === undefined && isStray(fact);
        alarms.apply(fact, records.get().rules.get(alarm?.ruleId ?? ""));
      } else continue;
      touched = true;
    }
    record(facts.length);
    wall.set(applyToWall(wall.get(), facts));
    drill.set(applyToDrill(drill.get(), facts));
    seq = batch.at(-1)!.seq;
    if (seq >= readTo) readAt = new Map();
    if (touched) alarmVersion.set(alarmVersion.get() + 1);
    if (facts.length > 0) for (const listener of [...listeners]) listener(facts);
  }

  /** Alarms the backend could not journal yet (disk full) are shown all the same; their facts follow once there is room. */
  function hold(held: readonly Alarm[]): void {
    if (held.length === 0) return;
    for (const alarm of held) alarms.put(alarm);
    alarmVersion.set(alarmVersion.get() + 1);
  }

  /** Applies what waits and follows on; where a fact is missing, asks for it. */
  function drain(): void {
    if (busy) return;
    const next = waiting.take(seq);
    apply(next);
    if (waiting.overflowed() || unsure) void sync();
    else if (waiting.size() > 0) void catchUp(waiting.newest());
  }

  async function catchUp(target: number): Promise<void> {
    if (busy) return;
    if (target - seq > CATCH_UP_LIMIT || target < seq) return void (await sync());
    busy = true;
    const mine = round;
    while (seq < target) {
      const page = await ask("fact:page", { after: seq, limit: 5000 });
      if (mine !== round) return;
      const facts = page.ok ? page.value.facts.filter(isFact).filter((fact) => fact.seq > seq) : [];
      if (facts.length === 0 || facts[0]!.seq !== seq + 1) {
        // Refused, or the journal is another one than we followed: only a snapshot helps.
        busy = false;
        await sync();
        return;
      }
      apply(facts);
    }
    busy = false;
    drain();
  }

  async function sync(): Promise<boolean> {
    round += 1;
    const mine = round;
    busy = true;
    waiting.clear();
    const room = await fetchRoom(ask, () => mine === round);
    if (mine !== round) return true; // a newer sync took over
    busy = false;
    if (!room.ok) {
      if (phase.get().is !== "ready") phase.set({ is: "failed", fault: room.fault });
      return false;
    }
    const { snapshot } = room.value;
    site.set(snapshot.site);
    records.set(recordsOf(snapshot));
    flood.set(snapshot.flood);
    wall.set(mapsOf(snapshot.wall));
    drill.set(snapshot.drill);
    alarms.reset(room.value.alarms);
    alarmVersion.set(alarmVersion.get() + 1);
    seq = snapshot.seq;
    behind = undefined;
    ({ readAt, readTo } = room.value);
    unsure = false;
    syncs.set(syncs.get() + 1);
    apply(waiting.take(seq));
    phase.set({ is: "ready" });
    drain();
    return true;
  }

  return {
    phase, site, records, flood, wall, drill, alarmVersion, alarms, syncs, sync,
    seq: () => seq,
    facts(batch) {
      waiting.add(batch);
      if (phase.get().is === "ready") drain();
    },
    status(status) {
      if (busy || phase.get().is !== "ready") return;
      hold(status.heldAlarms);
      if (status.seq < seq) void sync(); // the backend's journal is behind us: another journal
      else if (behind !== undefined && seq < behind) void catchUp(status.seq);
      behind = status.seq > seq ? status.seq : undefined;
    },
    onFact(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A fact as `fact:page` carries it: JSON whose shape the backend's own journal vouches for. */
function isFact(json: unknown): json is WireFact {
  return typeof json === "object" && json !== null && "seq" in json && "kind" in json && typeof json.seq === "number";
}

function isTold(fact: WireFact): fact is Fact {
  return fact.kind !== "withheld";
}

/** Whether the fact brings a normal alarm, which no window holds, out of its rest without telling it whole as a raise does. */
function isStray(fact: AlarmFact): boolean {
  return fact.kind === "alarm:shelved" || fact.kind === "alarm:suppressed" || fact.kind === "alarm:out-of-service";
}

/** Whether alarms are deleted, not just normal. */
function isRemoval(fact: Fact): boolean {
  return fact.kind === "rule:removed" || (fact.kind === "alarm:cleared" && fact.cause === "rule-removed");
}

function isAlarmFact(fact: Fact): fact is Fact & AlarmFact {
  return fact.kind.startsWith("alarm:");
}
