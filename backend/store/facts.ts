import { FactBody } from "#contract/fact";
import type { Fact, NewFact } from "#contract/fact";
import { StoreDamaged } from "../ports.ts";
import { linkHash } from "./hash-chain.ts";

/** One row of `fact`, with the hash of the row before it (null where there is none). */
export interface FactRow {
  seq: number;
  at: number;
  kind: string;
  alarm_id: string | null;
  body: string;
  hash: Buffer;
  previous: Buffer | null;
}

/** What every read of facts selects, so that each row can be checked against the chain. */
export const SELECT_FACTS = "SELECT f.seq, f.at, f.kind, f.alarm_id, f.body, f.hash, p.hash AS previous FROM fact f LEFT JOIN fact p ON p.seq = f.seq - 1";

/** Which alarm a fact is about: the column that `recent` filters by. */
export function alarmOf(fact: NewFact): string | null {
  if (fact.kind === "alarm:raised") return fact.alarm.id;
  return "alarmId" in fact ? (fact.alarmId ?? null) : null;
}

/**
 * A row as a fact. The row's hash is recomputed (about 2 µs), so its bytes are the ones this program once wrote from a typed
 * fact: they need no second parse by the contract's schema, which would cost ten times as much per row.
 *
 * @param genesis hash before fact 1
 * @throws StoreDamaged naming file and seq when the row is not what was written
 */
export function readFact(file: string, row: FactRow, genesis: Buffer): Fact {
  const previous = row.seq === 1 ? genesis : row.previous;
  if (previous === null) throw new StoreDamaged(file, `fact ${row.seq - 1} is missing before fact ${row.seq}`);
  if (!linkHash(previous, row.body).equals(row.hash)) throw new StoreDamaged(file, `fact ${row.seq} is not what was written (its hash does not fit)`);
  const fact = JSON.parse(row.body) as Fact;
  if (fact.seq !== row.seq || fact.at !== row.at || fact.kind !== row.kind || alarmOf(fact) !== row.alarm_id) {
    throw new StoreDamaged(file, `fact ${row.seq}: its columns do not fit its body`);
  }
  return fact;
}

/**
 * A fact for folding: parsed by today's contract, so that fields added since get their defaults.
 *
 * @throws StoreDamaged when a fact of an older program no longer fits (a fact kind was narrowed: never allowed)
 */
export function parseFact(file: string, fact: Fact): Fact {
  const parsed = FactBody.safeParse(fact);
  if (parsed.success) return { ...parsed.data, seq: fact.seq, at: fact.at };
  const issue = parsed.error.issues[0];
  throw new StoreDamaged(file, `fact ${fact.seq} (${fact.kind}) does not fit the contract: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}
