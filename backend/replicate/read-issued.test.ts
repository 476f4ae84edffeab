import { expect, test } from "vitest";
import type { IssuedPlace } from "#contract/issued";
import { quietLog } from "../../test/kit/quiet-log.ts";
import type { IssuedBatch, IssuedRow } from "../ports-issued.ts";
import { CentreFault, type IssuingCentre } from "../ports-replica.ts";
import { openReadIssued } from "./read-issued.ts";

const rowOf = (turn: number, text = `${turn}`): IssuedRow => ({ turn, mark: `mark ${text}`, of: "agency", recordId: text, version: 1, body: "{}", approvedBy: "lan", approvedAt: 1 });

/** A centre with these rows for all rooms, and a room that keeps what it was handed. */
function stand(rows: IssuedRow[], places: IssuedPlace[] = [], bytesPerSecond?: number) {
  let now = 0;
  const asked: number[] = [];
  const own: IssuedRow[] = [];
  let [called, away, full]: [boolean, CentreFault | undefined, boolean] = [false, undefined, false];
  const centre: IssuingCentre = {
    async issued(scope, turn, most) {
      if (scope === "all") asked.push(most.bytes);
      if (away !== undefined) throw away;
      return (scope === "all" ? rows : own).filter((row) => row.turn >= turn).slice(0, most.rows).map(({ body, ...row }) => (row.turn === turn || body === undefined ? row : { ...row, body }));
    },
    called() {
      const was = called;
      called = false;
      return was;
    },
  };
  const taken: IssuedBatch[] = [];
  const ends: number[] = [];
  const reading = openReadIssued({
    clock: { wall: () => 1_800_000_000_000 + now, steady: () => now }, log: quietLog(), askedAt: undefined, bytesPerSecond,
    inlet: {
      places,
      async take(batch) {
        if (full) return undefined;
        taken.push(batch);
        if (batch.end !== undefined) ends.push(batch.end.epoch);
        const last = batch.rows.at(-1);
        return { id: batch.scope, turn: last?.turn ?? batch.after, mark: last?.mark ?? "" };
      },
    },
  });
  return {
    reading, rows, own, taken, asked: () => asked.splice(0), turns: () => taken.splice(0).flatMap((batch) => batch.rows.map(({ turn }) => turn)),
    ends: () => ends.splice(0),
    async step(ms: number, epoch = 1) {
      now += ms;
      await reading.step(centre, epoch);
    },
    call: () => (called = true), away: (fault: CentreFault | undefined) => (away = fault), full: (is: boolean) => (full = is),
  };
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => rowOf(i + 1));

test("all that was issued comes once, in order, in pieces; then the centre is asked every two seconds, or when it calls", async () => {
  const { step, turns, rows, call, reading } = stand(upTo(45));
  for (let i = 0; i < 4; i++) await step(1);
  expect(turns()).toEqual(upTo(45).map(({ turn }) => turn));
  expect(reading.askedAt()).toBe(1_800_000_000_004);
  rows.push(rowOf(46));
  await step(1000);
  expect(turns()).toEqual([]);
  call();
  await step(1);
  expect(turns()).toEqual([46]);
  rows.push(rowOf(47));
  await step(1);
  await step(2000);
  expect(turns()).toEqual([47]);
});

test("a room that has some already goes on after them", async () => {
  const { step, turns } = stand(upTo(9), [{ id: "all", turn: 7, mark: "mark 7" }]);
  await step(1);
  expect(turns()).toEqual([8, 9]);
});

test.each<[string, IssuedRow[]]>([["shorter than the room knows it", upTo(3)], ["with another row where the room is", [...upTo(6), rowOf(7, "khác"), rowOf(8)]], ["empty, and later begun anew", []]])("a centre that was put back, %s, is read from its first row", async (_what, rows) => {
  const { step, taken, rows: there } = stand(rows, [{ id: "all", turn: 7, mark: "mark 7" }]);
  await step(1);
  if (there.length === 0) there.push(rowOf(1, "mới"));
  for (let i = 0; i < 3; i++) await step(2000);
  expect(taken.flatMap((batch) => batch.rows)).toEqual(there);
  expect(taken[0]?.after).toBe(0);
});

test("what is issued to this room alone is read when all that is for every room is here", async () => {
  const { step, own, taken, ends } = stand(upTo(45));
  own.push(rowOf(1, "riêng"));
  for (let i = 0; i < 9; i++) await step(1);
  expect(taken.filter(({ rows }) => rows.length > 0).map(({ scope, rows }) => [scope, rows.length])).toEqual([["all", 20], ["all", 19], ["all", 6], ["site", 1]]);
  expect(ends()).toEqual([1]);
  own.push(rowOf(2, "riêng nữa"));
  for (let i = 0; i < 3; i++) await step(2000);
  expect([taken.at(-2)?.rows.length, taken.at(-1)?.end, ends()]).toEqual([1, { epoch: 1 }, [1]]);
});

test("what the room cannot journal is handed over again later, and is not said to be known", async () => {
  const { step, turns, full, reading } = stand(upTo(2));
  full(true);
  await step(1);
  await step(2000);
  expect([turns(), reading.askedAt()]).toEqual([[], undefined]);
  full(false);
  await step(30_000);
  expect(turns()).toEqual([1, 2]);
});

test("a centre without such a table holds up no facts; a lost line is told", async () => {
  const { step, turns, away, reading } = stand(upTo(1));
  away(new CentreFault("schema", "42P01"));
  await step(1);
  expect(reading.askedAt()).toBeUndefined();
  away(new CentreFault("unreachable", "ended"));
  await expect(step(30_000)).rejects.toThrow("unreachable");
  away(undefined);
  await step(2000);
  expect(turns()).toEqual([1]);
});

test("the room is told at the end of what is for it alone, in each history of its own at once, and now and then again", async () => {
  const { step, ends } = stand(upTo(3));
  await step(1);
  await step(2000);
  expect(ends()).toEqual([1]);
  await step(2000, 2);
  expect(ends()).toEqual([2]);
  await step(2000, 2);
  expect(ends()).toEqual([]);
  await step(30_000, 2);
  expect(ends()).toEqual([2]);
});

test("a line that is lost under what was issued is asked for less of it, and ever more seldom, whoever calls", async () => {
  const { step, asked, away, call } = stand(upTo(3));
  away(new CentreFault("unreachable", "ended"));
  const tries: [at: number, bytes: number][] = [];
  for (let at = 0; at < 3_600_000; at += 1000) {
    call();
    await step(1000).catch(() => undefined);
    tries.push(...asked().map((bytes): [number, number] => [at, bytes]));
  }
  expect(tries.slice(0, 4).map(([, bytes]) => bytes)).toEqual([128_000, 32_000, 16_000, 16_000]);
  expect(tries.length).toBeLessThan(16);
  expect(tries.at(-1)![0] - tries.at(-2)![0]).toBe(600_000);
});

test("no more is read than the line may carry", async () => {
  const large = Array.from({ length: 30 }, (_, i) => ({ ...rowOf(i + 1), body: "x".repeat(800) }));
  const { step, asked, turns } = stand(large, [], 1000);
  await step(1);
  expect([asked(), turns().length]).toEqual([[1000], 20]);
  for (let ms = 1000; ms < 20_000; ms += 1000) await step(1000);
  expect(asked()).toEqual([]);
  await step(1000);
  expect(turns()).toHaveLength(10);
});
