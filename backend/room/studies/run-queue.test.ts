import { expect, onTestFinished, test } from "vitest";
import { fail, ok, type Result } from "#contract/result";
import { SimulationRunId, type SimulationFault } from "#contract/simulation";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { keptLog, tempFolder } from "../../../test/kit/journal.ts";
import type { RunRow } from "../../ports.ts";
import { openStudyBook } from "../../store/study-book.ts";
import { MOST_WAITING, openRunQueue, type Computed, type RunQueue } from "./run-queue.ts";

const RUN = SimulationRunId.parse("a".repeat(64));
/** A queue on a real book, whose threads are ended by hand. */
function bench(folder = tempFolder()) {
  const book = openStudyBook(folder.folder);
  onTestFinished(() => {
    book.close();
    folder.remove();
  });
  if (book.get("s") === undefined) book.put({ id: "s", revision: 1, at: 1, body: "{}" }, 0);
  const clock = handClock();
  const log = keptLog();
  const began: string[] = [];
  const threads = new Map<string, { end(result: Result<Computed, SimulationFault>): void; watch(done: number): void; cancelled: boolean }>();
  const queue = openRunQueue({
    book, clock, log,
    start(row, watch) {
      let end: (result: Result<Computed, SimulationFault>) => void = () => undefined;
      const ended = new Promise<Result<Computed, SimulationFault>>((resolve) => (end = resolve));
      const thread = { end, watch: (done: number) => watch({ done, secondsLeft: 5 }), cancelled: false };
      began.push(row.optionId);
      threads.set(row.optionId, thread);
      return { ended, cancel: () => void (thread.cancelled = true), kill: async () => end(fail({ code: "worker-died", detail: "killed" })) };
    },
  });
  clock.pass(1);
  const of = (optionId: string) => queue.of("s").find((row) => row.optionId === optionId);
  return { book, clock, log, queue, began, threads, of, folder, at: (optionId: string) => threads.get(optionId)! };
}
const row = (optionId: string): Omit<RunRow, "state" | "begun"> => ({ studyId: "s", optionId, revision: 1, print: "p", by: "lan", askedAt: 1, order: `{"of":"${optionId}"}` });
const settled = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};
const ask = (queue: RunQueue, ...names: string[]): boolean => queue.ask(names.map(row));

test("two at a time, in the order asked for; progress is told, and what is done is in the book", async () => {
  const { queue, began, at, of, book } = bench();
  expect(ask(queue, "a", "b", "c")).toBe(true);
  expect(began).toEqual(["a", "b"]);
  at("a").watch(0.25);
  expect(of("a")).toMatchObject({ state: "running", progress: { done: 0.25, secondsLeft: 5 } });
  expect(of("c")).toMatchObject({ state: "waiting" });
  at("a").end(ok({ runId: RUN, body: "numbers" }));
  await settled();
  expect(began).toEqual(["a", "b", "c"]);
  expect(book.runs("s").find(({ optionId }) => optionId === "a")).toMatchObject({ state: "done", runId: RUN, body: "numbers" });
  expect(book.runs("s").find(({ optionId }) => optionId === "a")?.order).toBeUndefined();
});

test("what somebody waits for at a case goes before, and may take one thread more", () => {
  const { queue, began } = bench();
  ask(queue, "a", "b", "c");
  expect(queue.ask([row("quick")], true)).toBe(true);
  expect(began).toEqual(["a", "b", "quick"]);
});

test("cancelled: what waits is over at once, what runs when its thread says so, and the next begins", async () => {
  const { queue, at, of, began } = bench();
  ask(queue, "a", "b", "c", "d");
  queue.cancel("s", "c");
  expect(of("c")).toMatchObject({ state: "cancelled" });
  queue.cancel("s", "a");
  expect(at("a").cancelled).toBe(true);
  expect(of("a")).toMatchObject({ state: "running" });
  at("a").end(fail({ code: "cancelled", t: 12 }));
  await settled();
  expect(of("a")).toMatchObject({ state: "cancelled" });
  expect(began).toEqual(["a", "b", "d"]);
});

test("a thread that dies is a fault of its own option", async () => {
  const { queue, at, of } = bench();
  ask(queue, "a", "b");
  at("a").end(fail({ code: "worker-died", detail: "exit 1" }));
  await settled();
  expect(of("a")).toMatchObject({ state: "failed", body: expect.stringContaining("worker-died") });
  expect(of("b")).toMatchObject({ state: "running" });
});

test("asked anew, the former run is cancelled and its end is nobody's", async () => {
  const { queue, at, of, book } = bench();
  ask(queue, "a");
  const former = at("a");
  ask(queue, "a");
  expect(former.cancelled).toBe(true);
  former.end(ok({ runId: RUN, body: "of before" }));
  await settled();
  expect(of("a")).toMatchObject({ state: "running" });
  at("a").end(ok({ runId: RUN, body: "of now" }));
  await settled();
  expect(book.runs("s")[0]).toMatchObject({ state: "done", body: "of now" });
});

test("more than may wait are refused, all of them", () => {
  const { queue, book } = bench();
  expect(ask(queue, ...Array.from({ length: MOST_WAITING }, (_v, i) => `o${i}`))).toBe(true);
  expect(ask(queue, "x1", "x2", "x3")).toBe(false);
  expect(book.runs("s").some(({ optionId }) => optionId.startsWith("x"))).toBe(false);
});

test("after the process died it goes on with what waited and what ran; what ended it twice has failed", async () => {
  const first = bench();
  ask(first.queue, "a", "b", "c");
  first.at("b").end(ok({ runId: RUN, body: "numbers" }));
  await settled();
  first.book.close();
  const second = bench(first.folder);
  expect(second.began).toEqual(["a", "c"]);
  expect(second.of("b")).toMatchObject({ state: "done" });
  second.book.close();
  const third = bench(first.folder);
  expect(third.began).toEqual([]);
  expect(third.of("a")).toMatchObject({ state: "failed", body: expect.stringContaining("worker-died") });
});

test("a study that is removed takes its runs along", async () => {
  const { queue, at, book } = bench();
  ask(queue, "a", "b", "c");
  queue.cancel("s");
  book.remove("s");
  at("a").end(ok({ runId: RUN, body: "late" }));
  await settled();
  expect(book.runs("s")).toEqual([]);
});

test("a wall clock that is turned back in mid-run changes nothing of it, nor of how long it is said to have taken", async () => {
  const { queue, at, of, clock, log } = bench();
  ask(queue, "a");
  clock.pass(4000);
  clock.jump(-3_600_000);
  clock.pass(1000);
  at("a").end(ok({ runId: RUN, body: "numbers" }));
  await settled();
  expect(of("a")).toMatchObject({ state: "done" });
  expect(log.lines.find(({ event }) => event === "study-run-over")?.fields).toMatchObject({ seconds: 5 });
});
