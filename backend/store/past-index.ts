import { Alarm, PRIORITIES, type Priority } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { Touch } from "../core/state.ts";
import type { Sqlite } from "./sqlite.ts";

/** Facts in a block of `fact_block`. */
export const BLOCK = 256;
/** Widths of `alarm_rate`, ms. */
export const RATE_WIDTHS = [60_000, 3_600_000] as const;
/** Of a spell that lasts. */
export const LASTING = -1;
/** What of a touched alarm counts here. */
const Told = Alarm.pick({ state: true, priority: true });
/** Rows gathered in memory before they are written: a rebuild folds millions of facts. */
const GATHERED = 10_000;

/** Keeps what the past is found by. Everything runs inside the caller's transaction, which undoes it as well. */
export interface PastIndex {
  /** Takes facts in order, each with what folding it touched; nothing is whole before `end`. */
  begin(): { note(fact: Fact, touched: readonly Touch[]): void; end(): void };
  clear(): void;
}

export function openPastIndex(db: Sqlite): PastIndex {
  const lasting = db.prepare<[string], { from_seq: number; urgency: number }>("SELECT from_seq, urgency FROM alarm_spell WHERE size = -1 AND alarm_id = ?");
  const open = db.prepare<[number, number, number, string, number]>("INSERT INTO alarm_spell (size, from_seq, to_seq, alarm_id, urgency) VALUES (?, ?, ?, ?, ?)");
  const raise = db.prepare<[number, number]>("UPDATE alarm_spell SET urgency = ? WHERE size = -1 AND from_seq = ?");
  const close = db.prepare<[number]>("DELETE FROM alarm_spell WHERE size = -1 AND from_seq = ?");
  const rate = db.prepare<[number, number, number, number]>("INSERT INTO alarm_rate (width, start, urgency, n) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
  const block = db.prepare<[number, number]>("INSERT INTO fact_block (block, min_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET min_at = min(min_at, excluded.min_at)");
  const trait = db.prepare<[string, number, number, number | null, number]>("INSERT INTO rule_trait (rule_id, seq, latched, re_alarm, gone) VALUES (?, ?, ?, ?, ?)");
  const clear = ["alarm_spell", "alarm_rate", "fact_block", "rule_trait"].map((table) => db.prepare(`DELETE FROM ${table}`));

  function spell(seq: number, alarmId: string, priority: Priority | undefined): void {
    const known = lasting.get(alarmId);
    if (priority === undefined) {
      if (known === undefined) return;
      close.run(known.from_seq);
      open.run(sizeOf(seq - known.from_seq), known.from_seq, seq, alarmId, known.urgency);
      return;
    }
    const urgency = PRIORITIES.indexOf(priority);
    if (known === undefined) open.run(LASTING, seq, 0, alarmId, urgency);
    else if (urgency < known.urgency) raise.run(urgency, known.from_seq);
  }

  return {
    begin() {
      const earliest = new Map<number, number>();
      const raised = new Map<string, { width: number; start: number; urgency: number; n: number }>();
      const end = (): void => {
        for (const [number, at] of earliest) block.run(number, at);
        for (const { width, start, urgency, n } of raised.values()) rate.run(width, start, urgency, n);
        earliest.clear();
        raised.clear();
      };
      return {
        note(fact, touched) {
          const number = blockOf(fact.seq);
          earliest.set(number, Math.min(earliest.get(number) ?? Infinity, fact.at));
          for (const touch of touched) if (touch.collection === "alarms") spell(fact.seq, touch.id, priorityOf(touch.body));
          if (fact.kind === "rule:saved") trait.run(fact.rule.id, fact.seq, fact.rule.latched ? 1 : 0, fact.rule.reAlarm ?? null, 0);
          if (fact.kind === "rule:removed") trait.run(fact.ruleId, fact.seq, 0, null, 1);
          if (fact.kind === "alarm:raised") {
            const urgency = PRIORITIES.indexOf(fact.alarm.priority);
            for (const width of RATE_WIDTHS) {
              const start = Math.floor(fact.at / width) * width;
              const key = `${width} ${start} ${urgency}`;
              const known = raised.get(key);
              if (known === undefined) raised.set(key, { width, start, urgency, n: 1 });
              else known.n++;
            }
          }
          if (earliest.size + raised.size > GATHERED) end();
        },
        end,
      };
    },
    clear() {
      for (const statement of clear) statement.run();
    },
  };
}

/** Which block a fact is in. @param seq from 1 */
export function blockOf(seq: number): number {
  return Math.floor((seq - 1) / BLOCK);
}

/** Least n with length <= 2^n. @param length 1 or more */
export function sizeOf(length: number): number {
  let size = 0;
  for (let reach = 1; reach < length; reach *= 2) size++;
  return size;
}

/** @returns undefined when the alarm is normal or gone */
function priorityOf(body: unknown): Priority | undefined {
  if (body === undefined) return undefined;
  const { state, priority } = Told.parse(body);
  return state === "normal" ? undefined : priority;
}
