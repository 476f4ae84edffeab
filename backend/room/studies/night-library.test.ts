import { expect, onTestFinished, test } from "vitest";
import { fail, ok, type Result } from "#contract/result";
import { SimulationRunId, type SimulationFault } from "#contract/simulation";
import { Study } from "#contract/study";
import { OptionResult } from "#contract/study-result";
import { SITUATIONS } from "../../core/plans/library.ts";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { keptLog, tempFolder } from "../../../test/kit/journal.ts";
import { openStudyBook } from "../../store/study-book.ts";
import { MOST_BYTES, MOST_SOURCES, openNightLibrary } from "./night-library.ts";
import { openRunQueue, type Computed } from "./run-queue.ts";
import { LIBRARY } from "./study-keeper.ts";

const NIGHT = Date.parse("2026-11-23T02:00:00+07:00");
const HOUR = 3_600_000;
const none = [0, 0, 0, 0, 0];
const body = (optionId: string): string => JSON.stringify({ at: 1, reused: false, notes: [], result: OptionResult.parse({
  simulated: true, runId: "a".repeat(64), optionId, area: none, buildings: none, people: none, road: none, roadOpen: 0, schools: 0, hospitals: 0, places: [], gauges: [],
  cost: { total: 0, currency: "VND", parts: [] }, ledger: { before: 0, rain: 0, inflow: 0, outflow: 0, losses: 0, pumped: 0, stored: 0, closure: 0 }, alarms: 0, cases: [], missed: 0,
}) });
const study = (id: string, at = 1, more: object = {}): Study => Study.parse({ id, revision: 1, by: "lan", at, name: id, shared: true, area: [107.55, 16.43, 107.6, 16.47], cell: 40, start: { from: "now" }, duration: 3600, options: [{ id: "a", name: "Bơm", measures: [{ is: "pump", name: "b", from: [107.57, 16.45], capacity: 1 }] }], ...more });

/** A library on a real book and queue, whose threads are ended by hand. */
function bench({ wall = NIGHT, folder = tempFolder(), studies = [study("s")] }: { wall?: number; folder?: ReturnType<typeof tempFolder>; studies?: Study[] } = {}) {
  const book = openStudyBook(folder.folder);
  const clock = handClock(wall);
  const log = keptLog();
  const threads = new Map<string, (result: Result<Computed, SimulationFault>) => void>();
  const told: string[] = [];
  const state = { held: false, bytes: 0 };
  const queue = openRunQueue({
    book, clock, log, isNight: ({ studyId }) => studyId.startsWith(LIBRARY),
    start({ studyId, optionId }) {
      const key = `${studyId} ${optionId}`;
      told.push(key);
      let end: (result: Result<Computed, SimulationFault>) => void = () => undefined;
      const ended = new Promise<Result<Computed, SimulationFault>>((resolve) => (end = resolve));
      threads.set(key, (result) => {
        threads.delete(key);
        end(result);
      });
      return { ended, cancel: () => threads.get(key)?.(fail({ code: "cancelled", t: 1 })), kill: async () => threads.get(key)?.(fail({ code: "worker-died", detail: "killed" })) };
    },
  });
  const library = openNightLibrary({ book, keeper: { all: () => studies }, queue, shelf: { bytes: () => state.bytes }, clock, now: () => clock.now(), log, hours: { from: "01:00", to: "05:00" }, held: () => state.held });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  /** So many threads are begun and ended, one after the other. */
  async function compute(most: number, end = (optionId: string): Result<Computed, SimulationFault> => ok({ runId: SimulationRunId.parse("a".repeat(64)), body: body(optionId) })): Promise<number> {
    let n = 0;
    for (let idle = 0; n < most && idle < 3; ) {
      const [key] = threads.keys();
      if (key === undefined) {
        clock.pass(15_000);
        idle++;
      } else {
        threads.get(key)?.(end(key.split(" ")[1]!));
        [n, idle] = [n + 1, 0];
      }
      await settle();
    }
    return n;
  }
  onTestFinished(async () => {
    library.close();
    await queue.close();
    book.close();
    folder.remove();
  });
  return { book, clock, queue, library, threads, told, state, compute, settle, folder, rows: () => book.list().filter(({ id }) => id.startsWith(LIBRARY)) };
}
const nowhere = { readings: { levels: [], tides: [], rain: [], outflows: [], devices: [] } };

test("H-3.5 at night every situation of the newest shared studies is computed, one thread at a time, and then nothing more; in the day nothing", async () => {
  const many = ["s", "t", "u"].map((id, i) => study(id, i + 1));
  const day = bench({ wall: NIGHT + 10 * HOUR, studies: many });
  expect(await day.compute(1)).toBe(0);
  const one = bench({ studies: [...many, study("own", 9, { shared: false }), study("idle", 9, { options: [{ id: "a", name: "x" }] })] });
  // Two options each: doing nothing, and the plan.
  expect(await one.compute(1000)).toBe(MOST_SOURCES * SITUATIONS.length * 2);
  expect(one.rows()).toHaveLength(MOST_SOURCES * SITUATIONS.length);
  expect(one.library.nearest(many[2]!, nowhere)).toMatchObject({ distance: 1, ends: [{ result: { optionId: "khong-lam-gi" } }, { result: { optionId: "a" } }] });
  // The third is beyond the bound; a changed one is not what was computed.
  expect(one.library.nearest(many[0]!, nowhere)).toBeUndefined();
  expect(one.library.nearest({ ...many[2]!, revision: 2 }, nowhere)).toBeUndefined();
});

test("a planner's run ends the night's at once; it is begun again when the queue is empty", async () => {
  const one = bench();
  await one.compute(3);
  one.clock.pass(15_000);
  expect([...one.threads.keys()]).toHaveLength(1);
  one.book.put({ id: "p", revision: 1, at: 1, body: "{}" }, 0);
  one.queue.ask([{ studyId: "p", optionId: "x", revision: 1, print: "p", by: "lan", askedAt: 1, order: "{}" }]);
  expect([...one.threads.keys()]).toEqual(["p x"]);
  await one.settle();
  for (let i = 0; i < 4; i++) one.clock.pass(15_000);
  expect([...one.threads.keys()]).toEqual(["p x"]);
  expect(one.queue.night()).toEqual([]);
  one.threads.get("p x")?.(ok({ runId: SimulationRunId.parse("b".repeat(64)), body: "numbers" }));
  await one.settle();
  one.clock.pass(15_000);
  expect(one.queue.night()).toHaveLength(1);
});

test("a grave case, the end of the night, and a full shelf stop it", async () => {
  const one = bench();
  one.clock.pass(15_000);
  expect(one.threads.size).toBe(1);
  one.state.held = true;
  one.clock.pass(15_000);
  await one.settle();
  expect([one.threads.size, one.queue.night()]).toEqual([0, []]);
  one.state.held = false;
  one.state.bytes = MOST_BYTES;
  expect(await one.compute(1)).toBe(0);
  one.state.bytes = 0;
  one.clock.pass(15_000);
  expect(one.threads.size).toBe(1);
  one.clock.pass(3 * HOUR);
  await one.settle();
  expect([one.threads.size, one.queue.night()]).toEqual([0, []]);
});

test("killed in the middle, the next start goes on with what is missing; a clock that jumps changes only when", async () => {
  const folder = tempFolder();
  const one = bench({ folder: { ...folder, remove: () => undefined } });
  await one.compute(5);
  one.clock.pass(15_000);
  const begun = one.told.at(-1);
  // As a killed process leaves it: the book says that it runs.
  expect(one.book.unfinished().map(({ studyId }) => studyId)).toContain(begun?.split(" ")[0]);
  const two = bench({ folder });
  expect(two.book.unfinished()).toEqual([]);
  // Two situations were whole.
  expect(await two.compute(1000)).toBe((SITUATIONS.length - 2) * 2);
  two.clock.jump(-30 * 24 * HOUR);
  // Set back a month, what was computed seems to lie far off: it is computed again, once.
  expect(await two.compute(1000)).toBe(SITUATIONS.length * 2);
  two.clock.jump(10 * HOUR);
  expect(await two.compute(10)).toBe(0);
});

test("what fails is not tried again in the same night, and is in the next", async () => {
  const one = bench();
  expect(await one.compute(1000, () => fail({ code: "diverged", t: 60 }))).toBe(SITUATIONS.length * 2);
  expect(await one.compute(10)).toBe(0);
  expect(one.library.nearest(study("s"), nowhere)).toBeUndefined();
  one.clock.jump(24 * HOUR);
  expect(await one.compute(1000)).toBe(SITUATIONS.length * 2);
});

test("what is a week old is computed again; a removed study's situations go", async () => {
  const studies = [study("s")];
  const one = bench({ studies });
  await one.compute(1000);
  one.clock.jump(8 * 24 * HOUR);
  expect(await one.compute(1000)).toBe(SITUATIONS.length * 2);
  studies.length = 0;
  one.clock.pass(15_000);
  expect(one.rows()).toEqual([]);
});
