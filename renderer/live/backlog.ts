import type { WireFact } from "#contract/withheld";

/** Facts that came before their predecessors, ascending in seq; bounded. */
export interface Backlog {
  add(facts: readonly WireFact[]): void;
  /** Takes out what follows on `seq` without a gap; older ones are dropped. */
  take(seq: number): WireFact[];
  size(): number;
  /** Seq of the newest one waiting, 0 when none is. */
  newest(): number;
  /** The bound was reached and facts were dropped: only a snapshot helps. Asking resets it. */
  overflowed(): boolean;
  clear(): void;
}

const LIMIT = 100_000;

export function createBacklog(): Backlog {
  let facts: WireFact[] = [];
  let over = false;
  return {
    add(more) {
      if (facts.length + more.length > LIMIT) {
        facts = [];
        over = true;
        return;
      }
      const ordered = facts.length === 0 || more.length === 0 || more[0]!.seq > facts.at(-1)!.seq;
      facts.push(...more);
      if (!ordered) facts.sort((a, b) => a.seq - b.seq);
    },
    take(seq) {
      const out: WireFact[] = [];
      let at = seq;
      let i = 0;
      for (; i < facts.length; i++) {
        const fact = facts[i]!;
        if (fact.seq <= at) continue;
        if (fact.seq !== at + 1) break;
        out.push(fact);
        at = fact.seq;
      }
      facts = facts.slice(i);
      return out;
    },
    size: () => facts.length,
    newest: () => facts.at(-1)?.seq ?? 0,
    overflowed() {
      const was = over;
      over = false;
      return was;
    },
    clear() {
      facts = [];
      over = false;
    },
  };
}
