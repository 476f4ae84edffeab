import type { Alarm } from "#contract/alarm";
import type { AlarmId } from "#contract/ids";
import type { FactBody, NewFact } from "#contract/fact";
import { fold } from "./fold.ts";
import type { Now } from "./now.ts";
import type { RoomState, Touch } from "./state.ts";

/** Told of every alarm that changed, after the fold; answers what follows from it. */
export type Follower = (before: Alarm | undefined, after: Alarm | undefined, now: Now) => FactBody[];

/** Told of every fact once it is folded; answers what follows from it. */
export type Heeder = (fact: NewFact, now: Now) => FactBody[];

/** Where facts are decided: each is folded at once, so the next decision already knows it. */
export interface Ledger {
  /** Folds the fact and, depth first, whatever follows from it. */
  emit(body: FactBody, now: Now): void;
  /** Folds facts decided elsewhere; only their consequences are taken with `facts()`. */
  adopt(fact: NewFact, now: Now): void;
  follow(follower: Follower): void;
  heed(heeder: Heeder): void;
  /** Facts decided and not yet taken with `facts()`. */
  count(): number;
  /** What was emitted since the last call, in the order folded. */
  facts(): NewFact[];
  /** Records touched since the last call, each once with its last body. */
  touched(): Touch[];
}

/** Opens the one writer of this state. */
export function openLedger(state: RoomState): Ledger {
  const followers: Follower[] = [];
  const heeders: Heeder[] = [];
  let decided: NewFact[] = [];
  let touches = new Map<string, Touch>();

  const settle = (fact: NewFact, now: Now): void => {
    const former = alarmsOf(fact, state);
    for (const touch of fold(state, fact)) touches.set(`${touch.collection} ${touch.id}`, touch);
    for (const [id, before] of former) {
      const after = state.alarms.get(id);
      if (after === before) continue;
      for (const follower of followers) for (const body of follower(before, after, now)) emit(body, now);
    }
    for (const heeder of heeders) for (const body of heeder(fact, now)) emit(body, now);
  };
  const emit = (body: FactBody, now: Now): void => {
    const fact: NewFact = { ...body, at: now.wall };
    decided.push(fact);
    settle(fact, now);
  };

  return {
    emit,
    adopt: settle,
    follow: (follower) => void followers.push(follower),
    heed: (heeder) => void heeders.push(heeder),
    count: () => decided.length,
    facts() {
      const taken = decided;
      decided = [];
      return taken;
    },
    touched() {
      const taken = [...touches.values()];
      touches = new Map();
      return taken;
    },
  };
}

/** The alarms a fact may change, as they stand before it. With a rule go its alarms. */
function alarmsOf(fact: NewFact, state: RoomState): [AlarmId, Alarm | undefined][] {
  if (fact.kind === "rule:removed") return [...state.alarms].filter(([, alarm]) => alarm.ruleId === fact.ruleId);
  const id = fact.kind === "alarm:raised" ? fact.alarm.id : "alarmId" in fact ? fact.alarmId : undefined;
  return id === undefined ? [] : [[id, state.alarms.get(id)]];
}
