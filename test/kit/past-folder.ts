import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Alarm } from "#contract/alarm";
import type { NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { systemClock } from "../../backend/clock.ts";
import { fold } from "../../backend/core/fold.ts";
import { emptyState } from "../../backend/core/state.ts";
import { packFacts, readPack } from "../../backend/room/catalogue.ts";
import { openTelemetry } from "../../backend/store/telemetry/open.ts";
import { alarmOf } from "./alarms.ts";
import { commit, journalIn } from "./journal.ts";
import { quietLog } from "./quiet-log.ts";
import { batchOf } from "./telemetry.ts";

const MINUTE = 60_000;

/** A data folder of the city as it would be after `hours` of running, with one alarm that came and went. */
export interface PastFolder {
  folder: string;
  /** When everything began, when the alarm was raised, acknowledged and cleared, ms. */
  began: number;
  raised: number;
  acknowledged: number;
  cleared: number;
  alarm: Alarm;
}

/** Writes it with the product's own stores. @param values of the water level at Kim Long, one a minute from the beginning */
export async function pastFolder({ pack, now, hours, values }: { pack: string; now: number; hours: number; values: (minute: number) => number }): Promise<PastFolder> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-past-"));
  const began = now - hours * 60 * MINUTE;
  const [raised, acknowledged, cleared] = [began + 60 * MINUTE, began + 80 * MINUTE, began + 150 * MINUTE];
  const read = readPack(pack);
  if (!read.ok) throw new Error(read.fault);
  const facts = packFacts(read.value, began);
  if (!facts.ok) throw new Error(facts.fault);
  const state = emptyState();
  for (const fact of facts.value) fold(state, fact);
  const stream = [...state.datastreams.values()].find((each) => each.id === "kim-long.water-level");
  const thing = state.things.get("kim-long");
  const rule = state.rules.get("river-bd3");
  if (stream === undefined || thing === undefined || rule === undefined) throw new Error("the pack has no gauge at Kim Long with a rule river-bd3");
  const alarm: Alarm = { ...alarmOf({ rule: rule.id, thing: thing.id, area: thing.area, priority: "emergency", raisedAt: raised, message: "Sông Hương tại Kim Long: mực nước 3,70 m, vượt BĐ III (3,50 m)" }), id: alarmOf({ id: `${rule.id}:${thing.id}` }).id, position: thing.position, inputs: [{ datastreamId: stream.id, value: 3.7, unit: stream.unit, at: raised, quality: "good" }] };
  const by = AccountId.parse("truc-ban");
  const told: NewFact[] = [
    { at: raised, kind: "alarm:raised", alarm },
    { at: acknowledged, kind: "alarm:acknowledged", alarmId: alarm.id, by },
    { at: cleared, kind: "alarm:cleared", alarmId: alarm.id, cause: "returned-to-normal", value: 2.1 },
  ];
  const journal = journalIn(folder);
  commit(journal, journal.load(), [...facts.value, { at: began, kind: "backend:started", version: "0", site: journal.site, clean: true }, ...told]);
  journal.close();
  const telemetry = await openTelemetry({ folder, log: quietLog(), retentionDays: 30, clock: systemClock(), onDamage: (damage) => { throw damage; } });
  await telemetry.append(batchOf(Array.from({ length: hours * 60 - 1 }, (_, minute) => ({ series: stream.series, t: began + minute * MINUTE, v: values(minute) }))));
  await telemetry.close();
  return { folder, began, raised, acknowledged, cleared, alarm };
}
