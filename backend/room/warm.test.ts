import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { handClock } from "../../test/kit/hand-clock.ts";
import { catalogue, handWorld, rule } from "../../test/kit/hand-world.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { batchOf, fail, finish, newFolder, type Row } from "../../test/kit/telemetry.ts";
import { until } from "../../test/kit/until.ts";
import { StoreDamaged } from "../ports.ts";
import { appendGroup } from "../store/telemetry/append.ts";
import { readHistory } from "../store/telemetry/history.ts";
import { latestOf } from "../store/telemetry/latest.ts";
import { openVault } from "../store/telemetry/open-vault.ts";
import { readSince } from "../store/telemetry/since.ts";
import { openLedger } from "./ledger.ts";
import { Newest } from "./newest.ts";
import { readPast } from "./past.ts";
import { openRefill } from "./refill.ts";
import { warmUp } from "./warm.ts";

const HOUR = 3_600_000;
const PERIOD = 600;
const STATIONS = 2;
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The store itself over a file, on this thread, with these rows; before `damagedUntil` a chunk is damaged. */
function storeOf(rows: readonly Row[], damagedUntil = -Infinity) {
  const folder = newFolder();
  folders.push(folder);
  const { vault } = openVault(join(folder, "telemetry.db"), fail);
  appendGroup(vault, [batchOf(rows)], rows.at(-1)?.t ?? 0, fail);
  const asked: { thinned: boolean; points: number }[] = [];
  return {
    asked,
    async history(series: number, from: number, to: number, maxPoints: number) {
      await Promise.resolve();
      if (from < damagedUntil) throw new StoreDamaged("telemetry.db", "a chunk");
      const { t, v, q, thinned } = finish(readHistory(vault, { series, from, to, maxPoints }));
      asked.push({ thinned, points: t.length });
      return { t: [...t], v: [...v], q: [...q], thinned };
    },
    async since(from: number, slice: (batch: { series: Uint32Array; t: Float64Array; v: Float64Array; q: Uint8Array }) => void) {
      await Promise.resolve();
      for (const each of readSince(vault, from)) slice(each);
    },
    latest: () => Promise.resolve(latestOf(vault.hot)),
  };
}

const NOW = handClock().now();
/** `v` every `every` ms for so many hours until now. */
function rowsOf(series: number, v: number, hours: number, every = PERIOD * 1000): Row[] {
  const n = Math.floor((hours * HOUR) / every);
  return Array.from({ length: n }, (_, i) => ({ series, t: NOW.wall - (n - 1 - i) * every, v }));
}
const rain = (id: string, series: number, fields: object = {}) => rule({ id, kind: "window", params: { on: { datastreamId: `rain-${series - STATIONS}` }, aggregate: "sum", span: 86_400, side: "above", setpoint: 100 }, ...fields });
const roomOf = (...rules: ReturnType<typeof rule>[]) => handWorld([...catalogue(STATIONS, PERIOD), ...rules.map((saved): NewFact => ({ kind: "rule:saved", at: NOW.wall, rule: saved }))], NOW);

async function start(rules: ReturnType<typeof rule>[], telemetry: ReturnType<typeof storeOf>, limit?: number) {
  const room = roomOf(...rules);
  const log = quietLog();
  const newest = new Newest();
  await warmUp({ world: room.world, state: room.state, telemetry, newest, began: NOW, log, ...(limit === undefined ? undefined : { limit }) });
  return { room, log, newest, facts: room.world.settle(NOW) };
}

test("a rain sum of a day is whole after a restart, not 18 hours later", async () => {
  const { facts, newest } = await start([rain("day", 2)], storeOf(rowsOf(2, 1, 25)));
  expect(facts).toMatchObject([{ kind: "alarm:raised", alarm: { id: "day::rain-0" } }]);
  expect(newest.get(2)).toBe(NOW.wall);
  expect((await start([rain("day", 2)], storeOf(rowsOf(2, 0.5, 25)))).facts).toEqual([]);
});

test.each([[2, 3], [3, 2]])("a delay of half a day counts from when its condition really began, whichever series turned it (%i, with %i high before)", async (turner, other) => {
  const when = (i: number) => ({ when: { kind: "threshold", datastreamId: `rain-${i}`, side: "above", setpoint: 3 } });
  const both = rule({ id: "both", kind: "combination", onDelay: 12 * 3600, params: { condition: { all: [when(0), when(1)] } } });
  const rows = (turned: number) => [...rowsOf(other, 4, 14), ...rowsOf(turner, 1, 14).filter(({ t }) => t <= NOW.wall - turned * HOUR), ...rowsOf(turner, 4, turned)];
  expect((await start([both], storeOf(rows(13)))).facts).toMatchObject([{ kind: "alarm:raised" }]);
  expect((await start([both], storeOf(rows(11)))).facts).toEqual([]);
});

test("a series denser than one answer is read in parts, each point once, in order, none thinned away", async () => {
  const rows = rowsOf(2, 1, 24, 2000);
  const store = storeOf(rows);
  const past = await readPast(store, quietLog(), { series: 2, from: NOW.wall - 24 * HOUR, to: NOW.wall });
  expect(past.t).toEqual(rows.map(({ t }) => t));
  expect(store.asked.some(({ thinned }) => thinned)).toBe(true);
});

test("what is damaged shortens the past: the window says nothing, rather than a sum with a hole in it", async () => {
  const below = rain("day", 2, { params: { on: { datastreamId: "rain-0" }, aggregate: "sum", span: 86_400, side: "below", setpoint: 1000 } });
  const { facts, log } = await start([below], storeOf(rowsOf(2, 1, 25), NOW.wall - 12 * HOUR));
  expect(facts).toEqual([]);
  expect(log.lines).toMatchObject([{ level: "warn", event: "past-cut", fields: { series: 2 } }]);
});

test("what one start reads is bounded; the series left over are said", async () => {
  const rules = [rain("a", 2), rain("b", 3)];
  const { facts, log } = await start(rules, storeOf([...rowsOf(2, 1, 25), ...rowsOf(3, 1, 25)]), 50);
  expect(facts).toMatchObject([{ alarm: { id: "a::rain-0" } }]);
  expect(log.lines).toMatchObject([{ level: "warn", event: "warm-up-cut", fields: { seriesLeft: 1 } }]);
});

test("short windows are read with all the others, no series by itself", async () => {
  const store = storeOf(rowsOf(2, 1, 25));
  await start([rain("hour", 2, { params: { on: { datastreamId: "rain-0" }, aggregate: "sum", span: 7200, side: "above", setpoint: 10 } })], store);
  expect(store.asked).toEqual([]);
});

async function saveWhileRunning(telemetry: ReturnType<typeof storeOf>) {
  const { room, log } = await start([], telemetry);
  const facts: Fact[] = [];
  const ledger = openLedger({
    journal: { append: (news) => news.map((fact, i) => ({ ...fact, seq: facts.length + i + 1 })) },
    clock: handClock(), log, now: () => NOW, apply: (news, at) => room.world.apply([...news], at), takeTouched: () => room.world.takeTouched(),
  });
  ledger.onFacts((more) => facts.push(...more));
  const stop = openRefill({ world: room.world, telemetry, ledger, now: () => NOW, log, onBroken: (error) => { throw error; } });
  await ledger.commit([{ kind: "rule:saved", at: NOW.wall, rule: rain("day", 2) }]);
  return { room, log, facts, stop };
}

test("a rule saved while running finds its history, beside everything else, and rings after the fact that made it", async () => {
  const { facts } = await saveWhileRunning(storeOf(rowsOf(2, 1, 25)));
  expect(facts.map((fact) => fact.kind)).toEqual(["rule:saved"]);
  await until(() => facts.length > 1);
  expect(facts.map((fact) => fact.kind)).toEqual(["rule:saved", "alarm:raised"]);
});

test("a store that cannot tell leaves no rule waiting, and once stopped nothing is judged", async () => {
  const { room, facts, log } = await saveWhileRunning(storeOf(rowsOf(2, 1, 25), Infinity));
  await until(() => room.world.gaps().size === 0);
  expect([facts.length, log.lines.map(({ event }) => event)]).toEqual([1, ["past-cut"]]);

  const store = storeOf(rowsOf(2, 1, 25));
  const stopped = await saveWhileRunning(store);
  stopped.stop();
  await until(() => store.asked.length > 0);
  await new Promise(setImmediate);
  expect([stopped.facts.length, stopped.room.world.gaps().size]).toEqual([1, 1]);
});
