import { PRIORITIES, type Alarm } from "#contract/alarm";
import { foldAlarm, type AlarmFact } from "#contract/alarm-fold";
import type { Fact } from "#contract/fact";
import type { AlarmId } from "#contract/ids";
import { PAST_ALARMS } from "#contract/past";
import type { Journal, JournalPast } from "../ports.ts";

/** Alarms folded for one answer at most: beyond it, those that were never urgent while they lasted are counted only. */
const FOLDED = 10_000;
/** Alarms folded at a time: a few ms, then everything else has its turn. */
const STEP = 50;
/** Facts of one alarm read at a time; nearly always the raise is among them. */
const PAGE = 8;
/** Facts read back from an instant to the alarm's last raise, at most: re-alarms every minute of five days. */
const MOST = 8000;

/** Alarms that were not normal after fact `seq`: the most urgent PAST_ALARMS, and how many more. Read in slices. */
export async function alarmsAt(journal: Pick<Journal, "recent">, past: JournalPast, seq: number): Promise<{ alarms: Alarm[]; left: number }> {
  const { alarmIds, count } = past.open(seq, FOLDED);
  const alarms: Alarm[] = [];
  for (const [i, id] of alarmIds.entries()) {
    const alarm = alarmAt(journal, past, id, seq);
    if (alarm !== undefined && alarm.state !== "normal") alarms.push(alarm);
    if ((i + 1) % STEP === 0) await new Promise((resume) => void setImmediate(resume));
  }
  alarms.sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) || b.raisedAt - a.raisedAt);
  const told = alarms.slice(0, PAST_ALARMS);
  return { alarms: told, left: count - told.length };
}

/** One alarm as it stood after fact `seq`. Its last raise tells it whole; what followed is folded on it. */
function alarmAt(journal: Pick<Journal, "recent">, past: JournalPast, alarmId: AlarmId, seq: number): Alarm | undefined {
  const after: (Fact & AlarmFact)[] = [];
  for (let before = seq + 1; after.length < MOST; ) {
    const page = journal.recent({ alarmId, before, limit: PAGE });
    for (const fact of page) {
      if (!isAlarmFact(fact)) continue;
      after.push(fact);
      if (fact.kind === "alarm:raised") return folded(after.reverse(), past);
    }
    const oldest = page.at(-1);
    if (oldest === undefined || page.length < PAGE) return undefined;
    before = oldest.seq;
  }
  return undefined;
}

function folded(facts: readonly (Fact & AlarmFact)[], past: JournalPast): Alarm | undefined {
  let alarm: Alarm | undefined;
  for (const fact of facts) alarm = foldAlarm(alarm, fact, alarm === undefined ? undefined : past.rule(alarm.ruleId, fact.seq));
  return alarm;
}

function isAlarmFact(fact: Fact): fact is Fact & AlarmFact {
  return fact.kind.startsWith("alarm:");
}
