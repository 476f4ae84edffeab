import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PRIORITIES } from "#contract/alarm";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, AlarmId, RuleId } from "#contract/ids";
import { alarmOf } from "../../test/kit/alarms.ts";
import { rule } from "../../test/kit/hand-world.ts";
import { commit, journalIn, tempFolder } from "../../test/kit/journal.ts";
import { openAlarmsOf, pastOf } from "../../test/kit/past-model.ts";
import { DiskFull, type Journal } from "../ports.ts";

const START = 1_800_000_000_000;
const by = AccountId.parse("lan");
const RULES = ["r0", "r1", "r2"];
const ruleId = fc.constantFrom(...RULES);
const alarmId = fc.record({ rule: ruleId, thing: fc.constantFrom("a", "b", "c") }).map(({ rule: r, thing }) => AlarmId.parse(`${r}:${thing}`));

/** What may happen next, `gap` ms after the last; a gap below 0 is a clock set back. */
const body = fc.oneof(
  { weight: 6, arbitrary: fc.record({ rule: ruleId, thing: fc.constantFrom("a", "b", "c"), priority: fc.constantFrom(...PRIORITIES) }).map((wish) => (at: number): NewFact => ({ at, kind: "alarm:raised", alarm: alarmOf({ ...wish, raisedAt: at }) })) },
  { weight: 4, arbitrary: alarmId.map((id) => (at: number): NewFact => ({ at, kind: "alarm:acknowledged", alarmId: id, by })) },
  { weight: 4, arbitrary: alarmId.map((id) => (at: number): NewFact => ({ at, kind: "alarm:cleared", alarmId: id, cause: "returned-to-normal", value: 1 })) },
  { weight: 1, arbitrary: alarmId.map((id) => (at: number): NewFact => ({ at, kind: "alarm:reset", alarmId: id, by })) },
  { weight: 1, arbitrary: alarmId.map((id) => (at: number): NewFact => ({ at, kind: "alarm:escalated", alarmId: id, priority: "emergency", due: at, lateBy: 0 })) },
  { weight: 2, arbitrary: alarmId.map((id) => (at: number): NewFact => ({ at, kind: "alarm:shelved", alarmId: id, by, until: at + 60_000, reason: "đang sửa", oneShot: false })) },
  { weight: 2, arbitrary: alarmId.map((id) => (at: number): NewFact => ({ at, kind: "alarm:unshelved", alarmId: id, cause: "operator" })) },
  { weight: 1, arbitrary: fc.record({ id: ruleId, latched: fc.boolean(), reAlarm: fc.option(fc.integer({ min: 60, max: 600 }), { nil: undefined }) }).map((fields) => (at: number): NewFact => ({ at, kind: "rule:saved", rule: rule(fields) })) },
  { weight: 1, arbitrary: ruleId.map((id) => (at: number): NewFact => ({ at, kind: "rule:removed", ruleId: RuleId.parse(id), by })) },
  { weight: 1, arbitrary: fc.constant((at: number): NewFact => ({ at, kind: "disk:recovered", held: 1 })) },
);
const happening = fc.record({ body, gap: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 50_000 }) }, { weight: 1, arbitrary: fc.integer({ min: -400_000, max: 4_000_000 }) }) });
const batches = fc.array(fc.array(happening, { minLength: 1, maxLength: 25 }), { maxLength: 14 });

/** The facts in order, their instants in place. */
function timed(groups: readonly { body: (at: number) => NewFact; gap: number }[][]): NewFact[][] {
  let at = START;
  return groups.map((group) => group.map((each) => each.body((at = Math.max(0, at + each.gap)))));
}

function expectAs(journal: Journal, facts: readonly Fact[]): void {
  const past = journal.past()!;
  const slow = pastOf(facts);
  for (let seq = 0; seq <= facts.length; seq++) {
    const { alarmIds, count } = past.open(seq, 1000);
    const open = openAlarmsOf(facts, seq);
    expect(alarmIds.toSorted()).toEqual(open.map((alarm) => String(alarm.id)));
    expect(count).toBe(open.length);
    for (const id of RULES) expect(past.rule(id, seq)).toEqual(slow.rule(id, seq) === undefined ? undefined : { latched: slow.rule(id, seq)!.latched, reAlarm: slow.rule(id, seq)!.reAlarm });
    const at = facts[seq]?.at ?? 0;
    for (const instant of [at - 1, at, at + 1]) expect(past.seqAt(instant)).toBe(slow.seqAt(instant));
  }
  const last = Math.max(START, ...facts.map((fact) => fact.at));
  for (const [from, parts] of [[START - 1, 7], [START + 100_000, 200], [START - 90 * 86_400_000, 200]] as const) expect(past.raised(from, last, parts)).toEqual(slow.raised(from, last, parts));
  expect(past.first()).toBe(slow.first());
}

const TABLES = ["alarm_spell", "alarm_rate", "fact_block", "rule_trait"];
function rowsOf(folder: string): unknown[] {
  const db = new Database(join(folder, "ops.db"), { readonly: true });
  const rows = TABLES.map((table) => db.prepare<[], object>(`SELECT * FROM ${table}`).all().map((row) => JSON.stringify(row)).sort());
  db.close();
  return rows;
}

test("the index finds what folding the whole journal finds, live, reopened and rebuilt, and is rebuilt byte for byte (invariant 3)", () => {
  fc.assert(fc.property(batches, fc.nat({ max: 13 }), (groups, reopenAt) => {
    const { folder, remove } = tempFolder();
    let journal = journalIn(folder);
    let state = journal.load();
    const facts: Fact[] = [];
    for (const [i, group] of timed(groups).entries()) {
      if (i === reopenAt) {
        journal.close();
        journal = journalIn(folder);
        state = journal.load();
      }
      facts.push(...commit(journal, state, group));
    }
    expectAs(journal, facts);
    journal.close();
    const live = rowsOf(folder);
    const db = new Database(join(folder, "ops.db"));
    db.exec("UPDATE meta SET projection_seq = -1");
    db.close();
    journal = journalIn(folder);
    journal.load();
    expectAs(journal, facts);
    journal.close();
    expect(rowsOf(folder)).toEqual(live);
    remove();
  }), { numRuns: 40 });
});

test("an append that the disk had no room for leaves nothing in the index, and counts once when it is written after all", () => {
  const { folder, remove } = tempFolder();
  let journal = journalIn(folder, { maxPageCount: 70 });
  const state = journal.load();
  const raised = (i: number): NewFact => ({ at: START + i, kind: "alarm:raised", alarm: alarmOf({ thing: `t${i}`, raisedAt: START + i, message: "x".repeat(4000) }) });
  const facts: Fact[] = [];
  let held: NewFact[] = [];
  for (let i = 0; held.length === 0; i++) {
    try {
      facts.push(...commit(journal, state, [raised(i)]));
    } catch (error) {
      expect(error).toBeInstanceOf(DiskFull);
      held = [raised(i), { at: START + i, kind: "alarm:acknowledged", alarmId: AlarmId.parse("flood:t0"), by }];
    }
  }
  expect(() => journal.append([...held, ...Array.from({ length: 20 }, (_, i) => raised(1000 + i))], [])).toThrow(DiskFull);
  expectAs(journal, facts);
  journal.close();
  journal = journalIn(folder);
  facts.push(...commit(journal, journal.load(), held));
  expectAs(journal, facts);
  journal.close();
  remove();
});

test("a journal of an older program is indexed at its first opening", () => {
  const { folder, remove } = tempFolder();
  let journal = journalIn(folder);
  const facts = commit(journal, journal.load(), [0, 1, 2].map((i): NewFact => ({ at: START + i, kind: "alarm:raised", alarm: alarmOf({ thing: `t${i}`, raisedAt: START + i }) })));
  journal.close();
  const db = new Database(join(folder, "ops.db"));
  for (const table of TABLES) db.exec(`DROP TABLE ${table}`);
  db.exec("DELETE FROM schema_version WHERE version = 2");
  db.close();
  journal = journalIn(folder);
  journal.load();
  expectAs(journal, facts);
  journal.close();
  remove();
});
