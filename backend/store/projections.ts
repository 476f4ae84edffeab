import type { Fact } from "#contract/fact";
import type { RoomState, Touch } from "../core/state.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Sqlite } from "./sqlite.ts";
import { putRow, rowSum } from "./state-rows.ts";
import type { StateRow } from "./state-rows.ts";

/** How far the stored state is. All methods but `read` and `seq` run inside the caller's transaction. */
export interface Projections {
  /** Seq of the fact the stored state stands at; -1: to be rebuilt. */
  seq(): number;
  write(touched: readonly Touch[], seq: number): void;
  /** Empties the stored state and writes this instead. */
  replace(touched: Iterable<Touch>, seq: number): void;
  /** @returns the state, or why a row of it cannot be trusted */
  read(empty: () => RoomState): { state: RoomState } | { why: string };
}

export function openProjections(db: Sqlite): Projections {
  const put = db.prepare<[string, string, string, Buffer]>("INSERT INTO projection (collection, id, body, sum) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body, sum = excluded.sum");
  const drop = db.prepare<[string, string]>("DELETE FROM projection WHERE collection = ? AND id = ?");
  const clear = db.prepare("DELETE FROM projection");
  const rows = db.prepare<[], StateRow>("SELECT collection, id, body, sum FROM projection ORDER BY collection, id");
  const getSeq = db.prepare<[], number>("SELECT projection_seq FROM meta").pluck();
  const setSeq = db.prepare<[number]>("UPDATE meta SET projection_seq = ?");

  const writeOne = (touch: Touch): void => {
    // Cases that are over have a table of their own (case-index.ts).
    if (touch.collection === "closedIncidents") return;
    if (touch.body === undefined) {
      drop.run(touch.collection, touch.id);
      return;
    }
    const body = canonicalJson(touch.body);
    put.run(touch.collection, touch.id, body, rowSum(touch.collection, touch.id, body));
  };

  return {
    seq: () => getSeq.get() ?? -1,
    write(touched, seq) {
      for (const touch of newest(touched)) writeOne(touch);
      setSeq.run(seq);
    },
    replace(touched, seq) {
      clear.run();
      for (const touch of touched) writeOne(touch);
      setSeq.run(seq);
    },
    read(empty) {
      const state = empty();
      for (const row of rows.iterate()) {
        const why = putRow(state, row);
        if (why !== undefined) return { why: `${row.collection}/${row.id} ${why}` };
      }
      return { state };
    },
  };
}

/** The last touch of each record: ten thousand facts about one alarm write one row. */
function newest(touched: readonly Touch[]): Iterable<Touch> {
  if (touched.length < 2) return touched;
  const last = new Map<string, Touch>();
  for (const touch of touched) last.set(`${touch.collection}/${touch.id}`, touch);
  return last.values();
}

/** Folds facts one after the other, telling of each, and keeps the last touch of each record of the state: what the stored state must be. */
export function foldAll(facts: Iterable<Fact>, state: RoomState, fold: (state: RoomState, fact: Fact) => Touch[], folded: (fact: Fact, touched: readonly Touch[]) => void): Map<string, Touch> {
  const last = new Map<string, Touch>();
  for (const fact of facts) {
    const touched = fold(state, fact);
    for (const touch of touched) if (touch.collection !== "closedIncidents") last.set(`${touch.collection}/${touch.id}`, touch);
    folded(fact, touched);
  }
  return last;
}
