import { rmSync } from "node:fs";
import { join } from "node:path";
import { AccountId, DisplayId } from "#contract/ids";
import type { Party } from "#contract/account";
import type { NewFact } from "#contract/fact";
import { systemClock } from "../../backend/clock.ts";
import { pastAnswers } from "../../backend/room/past-answers.ts";
import { appendGroup } from "../../backend/store/telemetry/append.ts";
import { openTelemetry } from "../../backend/store/telemetry/open.ts";
import { openVault } from "../../backend/store/telemetry/open-vault.ts";
import { alarmOf } from "../kit/alarms.ts";
import { catalogue } from "../kit/hand-world.ts";
import { commit, journalIn, seeded } from "../kit/journal.ts";
import { quietLog } from "../kit/quiet-log.ts";
import { batchOf, fail, newFolder, sealAll, type Row } from "../kit/telemetry.ts";
import type { BenchRow } from "./row.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 1);
const SERIES = 5000;
const ALARMS = 1000;
/** Periods from 1 s to 333 s, as many of each order of magnitude: 860 readings a second in all. */
const PERIODS = Array.from({ length: SERIES }, (_, s) => Math.round(1000 * 333 ** (s / (SERIES - 1))));
/** Hours that are asked about have every reading; the others every twentieth: an answer decodes one chunk a series, of its own hour. */
const ASKED = [3, 20];
const THINNED = 20;
const QUESTIONS = 30;

const party: Party = { kind: "display", display: { id: DisplayId.parse("bench"), name: "bench", createdAt: START } };
const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;

/** The whole room at past minutes: values out of telemetry, alarms out of the journal, as one answer in JSON. */
export async function bench(): Promise<BenchRow[]> {
  const folder = newFolder();
  const closing: (() => Promise<void>)[] = [];
  try {
    const chunks = writeDay(join(folder, "telemetry.db"));
    const journal = journalIn(join(folder, "journal"));
    closing.push(async () => journal.close());
    const state = journal.load();
    for (const facts of slices([...catalogue(SERIES / 2), ...alarmsOfDay()], 500)) commit(journal, state, facts);
    const telemetry = await openTelemetry({ folder, log: quietLog(), retentionDays: 100_000, clock: systemClock(), onDamage: (damage) => fail(damage.message) });
    closing.push(() => telemetry.close());
    const answers = pastAnswers({ state, journal, telemetry, log: quietLog(), now: () => ({ wall: START + DAY, steady: performance.now() }) });
    const took: number[] = [];
    let [bytes, open] = [0, 0];
    for (let i = 0; i < QUESTIONS; i++) {
      const instant = START + ASKED[i % 2]! * HOUR + ((i * 7919) % 60) * 60_000 + i;
      const begun = performance.now();
      const answer = await answers["past:at"]({ at: instant }, party);
      if (!answer.ok || answer.value.series.length !== SERIES) throw new Error(`the answer is not the whole room: ${answer.ok ? answer.value.series.length : JSON.stringify(answer.fault)}`);
      bytes = JSON.stringify(answer).length;
      took.push(performance.now() - begun);
      open = Math.max(open, answer.value.alarms.length);
    }
    const fast = Uint32Array.from({ length: 200 }, (_, s) => s);
    const begun = performance.now();
    await telemetry.at(START + 3 * HOUR + 59 * 60_000, fast, new Float64Array(fast.length).fill(START));
    const each = (performance.now() - begun) / fast.length;
    const spanAt = performance.now();
    const span = await answers["past:span"]({ parts: 200 }, party);
    const spanTook = performance.now() - spanAt;
    if (!span.ok) throw new Error("no span");
    const sorted = took.toSorted((a, b) => a - b);
    return [
      { name: "whole room at a past minute: 5,000 series, a day, 1,000 alarms; worst of 30", value: at(sorted, 1), unit: "ms", target: { op: "<=", value: 2000 }, note: `p50 ${Math.round(at(sorted, 0.5))} ms; ${Math.round(bytes / 1024)} KiB of JSON, up to ${open} alarms open, ${chunks.toLocaleString("en")} chunks` },
      { name: "of it, one series at 1 Hz (a chunk of 2,500 to 3,600 readings)", value: each, unit: "ms", note: `5,000 such: ${Math.round(each * SERIES)} ms; grows with series, not with days kept` },
      { name: "what a time bar is drawn from: a day in 200 parts", value: spanTook, unit: "ms" },
    ];
  } finally {
    for (const close of closing) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns how many chunks it is */
function writeDay(file: string): number {
  const { vault } = openVault(file, fail);
  const random = seeded(7);
  const levels = Int32Array.from({ length: SERIES }, (_, s) => 1000 + s);
  for (let hour = 0; hour < 24; hour++) {
    const thin = ASKED.includes(hour) ? 1 : THINNED;
    const rows: Row[] = [];
    for (let s = 0; s < SERIES; s++) {
      const period = PERIODS[s]! * thin;
      for (let t = START + hour * HOUR + Math.floor(random() * Math.min(period, HOUR / 2)); t < START + (hour + 1) * HOUR; t += period) {
        levels[s]! += Math.round((random() - 0.5) * 60);
        rows.push({ series: s, t, v: levels[s]! / 100 });
      }
    }
    for (const part of slices(rows, 50_000)) appendGroup(vault, [batchOf(part)], START, fail);
    sealAll(vault);
  }
  const { chunks } = vault.tally;
  vault.db.close();
  return chunks;
}

/** Each lasts for half an hour to twelve hours, and most are acknowledged within ten minutes. */
function alarmsOfDay(): NewFact[] {
  const random = seeded(11);
  const by = AccountId.parse("lan");
  const facts: NewFact[] = [];
  for (let i = 0; i < ALARMS; i++) {
    const raised = START + Math.floor(random() * DAY * 0.95);
    const alarm = alarmOf({ rule: `r${i}`, thing: `t${i}`, priority: (["emergency", "high", "medium", "routine"] as const)[i % 4], raisedAt: raised });
    facts.push({ at: raised, kind: "alarm:raised", alarm });
    if (i % 10 !== 0) facts.push({ at: raised + Math.floor(random() * 600_000), kind: "alarm:acknowledged", alarmId: alarm.id, by });
    facts.push({ at: raised + HOUR / 2 + Math.floor(random() * 11.5 * HOUR), kind: "alarm:cleared", alarmId: alarm.id, cause: "returned-to-normal" });
  }
  return facts.filter((fact) => fact.at < START + DAY).sort((a, b) => a.at - b.at);
}

function slices<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
