import { expect, test } from "vitest";
import { FEED_FAULTS, MAX_FEED_FAULTS, type FeedFault } from "#contract/feed";
import { observation, openFaults, type SentReading } from "./faults.ts";

const NOW = Date.UTC(2026, 9, 27, 7, 40);
const reading = (v: number) => ({ t: 0, ds: "kim-long.water-level", v });
const text = (shaped: SentReading | undefined) => (shaped === undefined ? undefined : observation(shaped));
const sent = (faults: ReturnType<typeof openFaults>, v: number) => text(faults.shape("feed", reading(v), NOW));
const parsed = (text: string | undefined): { result?: number; phenomenonTime?: string; parameters?: { unit?: string } } => JSON.parse(text ?? "{}");

test("without faults a reading is sent as recorded, with its own unit where it has one", () => {
  const faults = openFaults([]);
  expect(parsed(sent(faults, 2))).toEqual({ phenomenonTime: "2026-10-27T07:40:00.000Z", result: 2 });
  expect(parsed(text(faults.shape("feed", { ...reading(200), u: "cm" }, NOW)))).toMatchObject({ result: 200, parameters: { unit: "cm" } });
});

test.each(["kim-long.water-level", "feed"])("each fault does its one thing, for %s", (target) => {
  const only = (kind: FeedFault["kind"]) => openFaults([{ kind, target }]);
  expect(sent(only("silent"), 2)).toBeUndefined();
  expect(() => parsed(sent(only("not-a-number"), 2))).toThrow("JSON");
  expect(sent(only("not-a-number"), 2)).toContain('"result":NaN');
  expect(parsed(sent(only("wrong-unit"), 2))).toMatchObject({ result: 2, parameters: { unit: "cd" } });
  expect(parsed(sent(only("clock-ahead"), 2)).phenomenonTime).toBe("2026-10-27T07:50:00.000Z");
  const stuck = only("stuck");
  expect([2, 3, 4].map((v) => parsed(sent(stuck, v)).result)).toEqual([2, 2, 2]);
  const jump = only("jump");
  expect([2, 2, 2, 2, 2, 2].map((v) => parsed(sent(jump, v)).result)).toEqual([2, 2, 6, 2, 2, 6]);
});

test("a fault of one datastream leaves the others alone, and off is off", () => {
  for (const kind of FEED_FAULTS) {
    const faults = openFaults([{ kind, target: "phu-oc.water-level" }]);
    expect(parsed(sent(faults, 2))).toEqual({ phenomenonTime: "2026-10-27T07:40:00.000Z", result: 2 });
    faults.set({ kind, target: "phu-oc.water-level" }, false);
    expect(faults.list()).toEqual([]);
  }
});

test("a gauge that sticks anew sticks at what it reads then", () => {
  const faults = openFaults([]);
  const fault = { kind: "stuck", target: "feed" } as const;
  faults.set(fault, true);
  sent(faults, 1);
  faults.set(fault, false);
  faults.set(fault, true);
  expect([5, 6].map((v) => parsed(sent(faults, v)).result)).toEqual([5, 5]);
});

test("a gauge that sticks holds its value though another one begins or ends to stick", () => {
  const faults = openFaults([{ kind: "stuck", target: "kim-long.water-level" }]);
  const other = { kind: "stuck", target: "phu-oc.water-level" } as const;
  expect(parsed(sent(faults, 2)).result).toBe(2);
  faults.set(other, true);
  expect(parsed(sent(faults, 3)).result).toBe(2);
  faults.set(other, false);
  expect(parsed(sent(faults, 4)).result).toBe(2);
  faults.set({ kind: "stuck", target: "feed" }, true);
  faults.set({ kind: "stuck", target: "feed" }, false);
  expect(parsed(sent(faults, 5)).result).toBe(2);
});

test("beyond the bound no fault is taken", () => {
  const faults = openFaults(Array.from({ length: MAX_FEED_FAULTS + 1 }, (_, n) => ({ kind: "silent" as const, target: `d${n}` })));
  expect(faults.shape("feed", { ds: `d${MAX_FEED_FAULTS - 1}`, v: 1 }, NOW)).toBeUndefined();
  expect(faults.shape("feed", { ds: `d${MAX_FEED_FAULTS}`, v: 1 }, NOW)).toBeDefined();
});
