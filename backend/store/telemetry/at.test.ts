import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { batchOf, fail, finish, newFolder, openAndSeal, sealAll, type Row } from "../../../test/kit/telemetry.ts";
import { appendGroup } from "./append.ts";
import { readAt } from "./at.ts";
import { openVault } from "./open-vault.ts";
import { retainStep } from "./retain.ts";
import { beginSealing, sealStep } from "./seal.ts";
import type { Vault } from "./vault.ts";

const START = Date.UTC(2026, 9, 1, 10);
const HOUR = 3_600_000;
const SERIES = 5;
const open = (file = join(newFolder(), "telemetry.db")): Vault => openVault(file, fail).vault;

/** All series asked for at once, one of them unknown. @returns rows in the order given */
function at(vault: Vault, instant: number, lookBack: number): Row[] {
  const series = Uint32Array.from([...Array(SERIES).keys(), 99]);
  const { series: found, t, v, q } = finish(readAt(vault, { at: instant, series, from: new Float64Array(series.length).fill(instant - lookBack) }));
  return Array.from(found, (one, i) => ({ series: one, t: t[i]!, v: v[i]!, q: q[i]! }));
}

/** Slow and obvious: of all points of a series not after the instant and not before the look-back, the newest. */
function newestOf(rows: Iterable<Row>, instant: number, lookBack: number): Row[] {
  const best = new Map<number, Row>();
  for (const row of rows) {
    if (row.t > instant || row.t < instant - lookBack) continue;
    const known = best.get(row.series);
    if (known === undefined || row.t > known.t) best.set(row.series, row);
  }
  return [...best.values()].sort((a, b) => a.series - b.series).map(({ series, t, v, q }) => ({ series, t, v, q }));
}

const row = fc.record({
  series: fc.integer({ min: 0, max: SERIES - 1 }),
  t: fc.integer({ min: 0, max: 80 }).map((i) => START + i * 180_000),
  v: fc.integer({ min: -10_000, max: 10_000 }).map((x) => x / 100),
  q: fc.integer({ min: 0, max: 2 }),
});
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("append" as const), rows: fc.array(row, { maxLength: 30 }) }) },
  { weight: 2, arbitrary: fc.constant({ do: "seal" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "seal-a-step" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "reopen" as const }) },
);
const question = fc.record({ at: fc.integer({ min: -5, max: 90 }).map((i) => START + i * 175_000), lookBack: fc.constantFrom(600_000, HOUR, 25 * HOUR) });

test("values of a past instant are the newest of all observations till then, in memory, half sealed, sealed or after a restart (invariant 7)", () => {
  fc.assert(fc.property(fc.array(command, { maxLength: 12 }), fc.array(question, { minLength: 1, maxLength: 8 }), (commands, questions) => {
    let vault = open();
    const stored = new Map<string, Row>();
    for (const each of commands) {
      if (each.do === "append") {
        for (const one of each.rows) if (!stored.has(`${one.series}:${one.t}`)) stored.set(`${one.series}:${one.t}`, one);
        appendGroup(vault, [batchOf(each.rows)], START, fail);
      } else if (each.do === "seal") sealAll(vault);
      else if (each.do === "seal-a-step") {
        const sealing = beginSealing(vault);
        if (sealing === undefined) continue;
        sealStep(vault, sealing);
        expect(at(vault, START + 7 * HOUR, 25 * HOUR)).toEqual(newestOf(stored.values(), START + 7 * HOUR, 25 * HOUR));
        while (!sealStep(vault, sealing));
      } else {
        const { file } = vault;
        vault.db.close();
        vault = openAndSeal(file);
      }
    }
    for (const { at: instant, lookBack } of questions) expect(at(vault, instant, lookBack)).toEqual(newestOf(stored.values(), instant, lookBack));
    vault.db.close();
  }), { numRuns: 50 });
});

test("many points an hour are several chunks: the newest before the instant is found in each of them", () => {
  const vault = open();
  const rows = Array.from({ length: 10_000 }, (_, i): Row => ({ series: 0, t: START + i * 350, v: i }));
  appendGroup(vault, [batchOf(rows)], START, fail);
  sealAll(vault);
  for (const i of [0, 1, 4094, 4095, 4096, 8191, 8192, 9999]) expect(at(vault, START + i * 350 + 100, HOUR)[0]?.v).toBe(i);
  vault.db.close();
});

test("what retention deleted is not shown, and what came after it is", () => {
  const vault = open();
  appendGroup(vault, [batchOf([{ series: 0, t: START, v: 1 }, { series: 1, t: START, v: 2 }, { series: 1, t: START + 30 * HOUR, v: 3 }])], START, fail);
  sealAll(vault);
  const removed = { chunks: 0, points: 0, upTo: 0 };
  while (!retainStep(vault, { age: HOUR, bytes: undefined }, START + 30 * HOUR, removed));
  expect(removed.points).toBe(2);
  expect(at(vault, START + HOUR, 25 * HOUR)).toEqual([]);
  expect(at(vault, START + 31 * HOUR, 25 * HOUR)).toEqual([{ series: 1, t: START + 30 * HOUR, v: 3, q: 0 }]);
  vault.db.close();
});

test("a damaged chunk is told and passed over: the value before it stands there under its own time", () => {
  const told: string[] = [];
  const { vault } = openVault(join(newFolder(), "telemetry.db"), (detail) => told.push(detail));
  appendGroup(vault, [batchOf([{ series: 0, t: START, v: 1 }, { series: 0, t: START + HOUR, v: 2 }])], START, fail);
  sealAll(vault);
  vault.db.prepare("UPDATE chunk SET crc = crc + 1 WHERE t0 = ?").run(START + HOUR);
  expect(at(vault, START + 2 * HOUR, 25 * HOUR)).toEqual([{ series: 0, t: START, v: 1, q: 0 }]);
  expect(told).toHaveLength(1);
  vault.db.close();
});
