import { PRIORITIES } from "#contract/alarm";
import { AlarmId, type Instant } from "#contract/ids";
import type { JournalPast } from "../ports.ts";
import { BLOCK, RATE_WIDTHS } from "./past-index.ts";
import type { Sqlite } from "./sqlite.ts";

/** A part of a time bar at least so many hours wide is counted by hours, a narrower one by minutes. */
const HOURS_A_PART = 2;

/** Reads what `past-index.ts` keeps. */
export function openPastReader(db: Sqlite): JournalPast {
  // Backwards from the newest block: as many rows of 20 bytes as blocks have come since the instant.
  const block = db.prepare<[number], number>("SELECT block FROM fact_block WHERE min_at <= ? ORDER BY block DESC LIMIT 1").pluck();
  const within = db.prepare<[number, number, number], number | null>("SELECT max(seq) FROM fact WHERE seq > ? AND seq <= ? AND at <= ?").pluck();
  const first = db.prepare<[], number>("SELECT at FROM fact WHERE seq = 1").pluck();
  const largest = db.prepare<[], number | null>("SELECT max(size) FROM alarm_spell").pluck();
  const lasting = db.prepare<[number], Spell>("SELECT from_seq, alarm_id, urgency FROM alarm_spell WHERE size = -1 AND from_seq <= ?");
  const over = db.prepare<[number, number, number, number], Spell>("SELECT from_seq, alarm_id, urgency FROM alarm_spell WHERE size = ? AND from_seq > ? AND from_seq <= ? AND to_seq > ?");
  const rates = db.prepare<[number, number, number], { start: number; urgency: number; n: number }>("SELECT start, urgency, n FROM alarm_rate WHERE width = ? AND start >= ? AND start <= ?");
  const rule = db.prepare<[string, number], { latched: number; re_alarm: number | null; gone: number }>("SELECT latched, re_alarm, gone FROM rule_trait WHERE rule_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1");

  return {
    first: () => first.get(),
    seqAt(at) {
      const number = block.get(at);
      return number === undefined ? 0 : (within.get(number * BLOCK, (number + 1) * BLOCK, at) ?? 0);
    },
    open(seq, limit) {
      const spells = lasting.all(seq);
      for (let size = 0, most = largest.get() ?? -1; size <= most; size++) for (const spell of over.all(size, seq - 2 ** size, seq, seq)) spells.push(spell);
      spells.sort((a, b) => a.urgency - b.urgency || b.from_seq - a.from_seq);
      return { alarmIds: spells.slice(0, limit).map((spell) => AlarmId.parse(spell.alarm_id)), count: spells.length };
    },
    rule(ruleId, seq) {
      const found = rule.get(ruleId, seq);
      if (found === undefined || found.gone === 1) return undefined;
      return { latched: found.latched === 1, reAlarm: found.re_alarm ?? undefined };
    },
    raised(from, to, parts) {
      const part = (to - from) / parts;
      const [minute, hour] = RATE_WIDTHS;
      const width = part >= HOURS_A_PART * hour ? hour : minute;
      const counts = PRIORITIES.map(() => Array.from({ length: parts }, () => 0));
      for (const { start, urgency, n } of rates.iterate(width, beginOf(from, width), to)) {
        const i = Math.max(0, Math.min(parts - 1, Math.floor((start + width / 2 - from) / part)));
        counts[urgency]![i]! += n;
      }
      return { emergency: counts[0]!, high: counts[1]!, medium: counts[2]!, routine: counts[3]! };
    },
  };
}

interface Spell {
  from_seq: number;
  alarm_id: string;
  urgency: number;
}

function beginOf(at: Instant, width: number): Instant {
  return Math.floor(at / width) * width;
}
