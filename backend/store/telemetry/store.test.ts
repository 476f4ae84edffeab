import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { batchOf, fail, finish, killedCopy, newFolder, openAndSeal, pointsOf, sealAll, SOURCES, type Row } from "../../../test/kit/telemetry.ts";
import { DiskFull, type TelemetryBatch } from "../../ports.ts";
import { appendGroup } from "./append.ts";
import { readHistory } from "./history.ts";
import { openVault } from "./open-vault.ts";
import { REJECTIONS_KEPT } from "./rejections.ts";
import { retainStep } from "./retain.ts";
import { readSince } from "./since.ts";
import { transact, type Vault } from "./vault.ts";

const START = Date.UTC(2026, 9, 1, 10);
const HOUR = 3_600_000;
const SERIES = 4;
const open = (file = join(newFolder(), "telemetry.db")): Vault => openVault(file, fail).vault;
const append = (vault: Vault, ...batches: TelemetryBatch[]): Uint32Array[] => appendGroup(vault, batches, START, fail);

/** Instants from a small set, so that duplicates, late points and hour boundaries come up all the time. */
const row = fc.record({
  series: fc.integer({ min: 0, max: SERIES - 1 }),
  t: fc.integer({ min: 0, max: 60 }).map((i) => START + i * 180_000),
  v: fc.oneof(fc.integer({ min: -10_000, max: 10_000 }).map((x) => x / 100), fc.constantFrom(-0, 0.1 + 0.2, 1e300)),
  q: fc.integer({ min: 0, max: 2 }),
  source: fc.integer({ min: 0, max: 1 }),
});
const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("append" as const), rows: fc.array(row, { maxLength: 30 }), refused: fc.nat({ max: 4 }), look: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("append-full-disk" as const), rows: fc.array(row, { maxLength: 30 }), look: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: "seal" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "reopen" as const }) },
);

/** What the store should hold. */
interface Model {
  points: Map<string, Row>;
  superseded: number;
  rejected: number;
}

function applyAppend(model: Model, vault: Vault, rows: Row[], refused: number): void {
  const more = refused === 0 ? [] : [{ sourceId: SOURCES[1]!, reason: "future" as const, count: refused }];
  const expected: number[] = [];
  rows.forEach((r, i) => {
    const key = `${r.series}:${r.t}`;
    if (model.points.has(key)) expected.push(i);
    else model.points.set(key, r);
  });
  model.superseded += expected.length;
  model.rejected += refused;
  expect([...append(vault, { ...batchOf(rows), moreRejected: more })[0]!]).toEqual(expected);
}

function expectEqual(vault: Vault, model: Model): void {
  for (let series = 0; series < SERIES; series++) {
    const expected = [...model.points.values()]
      .filter((r) => r.series === series)
      .sort((a, b) => a.t - b.t)
      .map(({ t, v, q }) => ({ series, t, v, q }));
    expect(pointsOf(vault, series)).toEqual(expected);
  }
  const counters = vault.counters.all();
  const sum = (of: "received" | "stored" | "rejected" | "superseded"): number => counters.reduce((n, c) => n + c[of], 0);
  for (const c of counters) expect(c.received).toBe(c.stored + c.rejected + c.superseded);
  expect([sum("stored"), sum("superseded"), sum("rejected")]).toEqual([model.points.size, model.superseded, model.rejected]);
  expect(vault.tally.points + vault.hot.open + vault.hot.frozen).toBe(model.points.size);
}

test("invariant 8: whatever is appended, sealed, reopened or refused by a full disk, the store holds each point once and its counters add up", () =>
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      let vault = open();
      const model: Model = { points: new Map(), superseded: 0, rejected: 0 };
      for (const c of commands) {
        if (c.do === "append") applyAppend(model, vault, c.rows, c.refused);
        else if (c.do === "seal") sealAll(vault);
        else if (c.do === "reopen") {
          const { file } = vault;
          vault.db.close();
          vault = open(file);
        } else {
          const room = fillDisk(vault);
          // A duplicate needs no new page, so it may still fit; whatever does not fit leaves no trace.
          const wide = [...c.rows, ...Array.from({ length: 2000 }, (_, i) => ({ series: 3, t: START + HOUR * 9 + i, v: 1 }))];
          expect(() => append(vault, batchOf(wide))).toThrow(DiskFull);
          room();
        }
        // Not looked at, rows still wait to be put at their places when the next ones come, fail or are sealed.
        if (!("look" in c) || c.look) expectEqual(vault, model);
      }
      expectEqual(vault, model);
      vault.db.close();
    }),
    { numRuns: 60 },
  ));

test("a full disk refuses by name, writes nothing, and the same batch is taken when there is room", () => {
  const vault = open();
  append(vault, batchOf([{ series: 1, t: START, v: 1 }]));
  const room = fillDisk(vault);
  const batch = batchOf(Array.from({ length: 5000 }, (_, i) => ({ series: i % 7, t: START + 1 + i, v: i / 100 })));
  for (let again = 0; again < 3; again++) expect(() => append(vault, batch)).toThrow(DiskFull);
  expect(vault.counters.all()[0]?.received).toBe(1);
  expect(vault.hot.open).toBe(1);
  room();
  expect(append(vault, batch)[0]).toHaveLength(0);
  expect(vault.counters.all()[0]?.stored).toBe(5001);
});

test("killed after any transaction of a sealing, the store reopens with every point once", () => {
  const vault = open();
  const rows: Row[] = [];
  // More series than a slice, one of them with more hours than a slice, and some points out of order.
  for (let s = 0; s < 450; s++) for (let i = 0; i < 3; i++) rows.push({ series: s, t: START + ((i * 7) % 5) * 1000 + s, v: s + i / 100 });
  for (let h = 0; h < 230; h++) rows.push({ series: 77, t: START - h * HOUR, v: h });
  append(vault, batchOf(rows), batchOf([{ series: 9, t: START + 60_000, v: 9 }]));
  const expected = (s: number): Row[] => pointsOf(vault, s);
  const wanted = [0, 9, 77, 199, 200, 449].map((s) => [s, expected(s)] as const);
  const copies = [killedCopy(vault.file)];
  let during = 0;
  sealAll(vault, () => {
    // Appends go on between slices and belong to the next generation.
    append(vault, batchOf([{ series: 500, t: START + during++, v: during }]));
    for (const [s, points] of wanted) expect(pointsOf(vault, s)).toEqual(points);
    copies.push(killedCopy(vault.file));
  });
  expect(copies.length).toBeGreaterThan(5);
  copies.forEach((copy, i) => {
    const reopened = openVault(copy, fail).vault;
    for (const [s, points] of wanted) expect(pointsOf(reopened, s)).toEqual(points);
    expect(reopened.tally.points + reopened.hot.open + reopened.hot.frozen).toBe(rows.length + 1 + i);
    reopened.db.close();
    const finished = openAndSeal(copy);
    for (const [s, points] of wanted) expect(pointsOf(finished, s)).toEqual(points);
    expect(finished.hot.frozen).toBe(0);
    finished.db.close();
  });
});

test("points that come late for a sealed hour are merged into its chunk, in order, once", () => {
  const vault = open();
  const at = (minute: number): Row => ({ series: 1, t: START + minute * 60_000, v: minute });
  append(vault, batchOf([at(10), at(30), at(50)]));
  sealAll(vault);
  expect([...append(vault, batchOf([at(20), at(30), at(5), at(20)]))[0]!]).toEqual([1, 3]);
  sealAll(vault);
  expect(pointsOf(vault, 1).map((p) => p.v)).toEqual([5, 10, 20, 30, 50]);
  expect(vault.tally).toEqual({ chunks: 1, points: 5, retired: 0 });
});

test("a fast series has several chunks an hour, and full ones are not rewritten for points after them", () => {
  const vault = open();
  const rows = (from: number, n: number): Row[] => Array.from({ length: n }, (_, i) => ({ series: 1, t: START + (from + i) * 10, v: i }));
  append(vault, batchOf(rows(0, 10_000)));
  sealAll(vault);
  append(vault, batchOf(rows(10_000, 10_000)));
  sealAll(vault);
  expect(vault.tally.chunks).toBe(Math.ceil(20_000 / 4096));
  expect(pointsOf(vault, 1).map((p) => p.t)).toEqual(rows(0, 20_000).map((r) => r.t));
});

test("a thinned history keeps each bucket's lowest and highest point at its own instant", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 30, maxLength: 400 }), fc.nat({ max: 400 }), (values, sealed) => {
      const vault = open();
      const rows = values.map((v, i) => ({ series: 1, t: START + i * 30_000, v, q: i % 3 }));
      append(vault, batchOf(rows.slice(0, sealed)));
      sealAll(vault);
      append(vault, batchOf(rows.slice(sealed)));
      const { t, v, q, thinned } = finish(readHistory(vault, { series: 1, from: START, to: START + 400 * 30_000, maxPoints: 20 }));
      vault.db.close();
      expect(thinned).toBe(true);
      expect(t.length).toBeLessThanOrEqual(20);
      expect([...t]).toEqual([...t].sort((a, b) => a - b));
      t.forEach((at, i) => expect({ v: v[i], q: q[i] }).toEqual({ v: values[(at - START) / 30_000], q: ((at - START) / 30_000) % 3 }));
      expect(Math.min(...v)).toBe(Math.min(...values));
      expect(Math.max(...v)).toBe(Math.max(...values));
    }),
    { numRuns: 40 },
  ));

test("`since` gives all points of all series in order of time, sealed or not", () => {
  const vault = open();
  const rows = (from: number, n: number): Row[] =>
    Array.from({ length: n }, (_, i) => ({ series: (i * 7) % 50, t: START + (from + i) * 911 + ((i * 7919) % 500), v: i }));
  append(vault, batchOf(rows(0, 12_000)));
  sealAll(vault);
  append(vault, batchOf(rows(12_000, 3000)));
  const from = START + 20 * 60_000;
  const seen: string[] = [];
  let last = from;
  for (const slice of readSince(vault, from)) {
    slice.t.forEach((t, i) => {
      expect(t).toBeGreaterThanOrEqual(last);
      last = t;
      seen.push(`${slice.series[i]}:${t}:${slice.v[i]}`);
    });
  }
  const wanted = [...rows(0, 12_000), ...rows(12_000, 3000)].filter((r) => r.t >= from).map((r) => `${r.series}:${r.t}:${r.v}`);
  expect(seen.sort()).toEqual(wanted.sort());
});

test("the newest 500 refused messages of each source are kept, newest first; all are counted", () => {
  const vault = open();
  const refusals = (source: number, from: number, n: number): TelemetryBatch["rejections"] =>
    Array.from({ length: n }, (_, i) => ({ sourceId: SOURCES[source]!, at: START + from + i, reason: "unknown-unit" as const, detail: `${from + i}`, sample: "{}" }));
  append(vault, { ...batchOf([]), rejections: refusals(0, 0, 900) }, { ...batchOf([]), rejections: refusals(1, 0, 3) });
  append(vault, { ...batchOf([]), rejections: refusals(0, 900, 20) });
  const kept = vault.rejections.newest(SOURCES[0], 1000);
  expect(kept).toHaveLength(REJECTIONS_KEPT);
  expect([kept[0]?.detail, kept.at(-1)?.detail]).toEqual(["919", "420"]);
  expect(vault.rejections.newest(undefined, 1000)).toHaveLength(REJECTIONS_KEPT + 3);
  expect(vault.counters.all().map((c) => c.byReason)).toEqual([{ "unknown-unit": 920 }, { "unknown-unit": 3 }]);
});

test("retention deletes what is too old, then the oldest above the size limit, and no more", () => {
  const vault = open();
  for (let h = 0; h < 48; h++) {
    append(vault, batchOf(Array.from({ length: 4000 }, (_, i) => ({ series: i % 40, t: START + h * HOUR + i * 800, v: Math.sin(i * h) }))));
  }
  sealAll(vault);
  const all = vault.tally.points;
  const wall = START + 48 * HOUR;
  const retain = (limits: { age: number; bytes: number | undefined }): void => {
    for (const removed = { chunks: 0, points: 0, upTo: 0 }; !retainStep(vault, limits, wall, removed); );
  };
  retain({ age: 24 * HOUR, bytes: undefined });
  expect(vault.tally.points).toBe(all / 2);
  expect(vault.tally.retired).toBe(all / 2);
  expect(pointsOf(vault, 3)[0]!.t).toBeGreaterThanOrEqual(wall - 24 * HOUR);
  const used = (): number => (Number(vault.db.pragma("page_count", { simple: true })) - Number(vault.db.pragma("freelist_count", { simple: true }))) * 4096;
  const limit = Math.floor(used() / 2);
  retain({ age: 24 * HOUR, bytes: limit });
  expect(used()).toBeLessThanOrEqual(limit);
  expect(used()).toBeGreaterThan(limit / 2);
  expect(pointsOf(vault, 3).at(-1)!.t).toBeGreaterThan(wall - HOUR);
});

/** Leaves the file no page to grow by. @returns what gives it room again */
function fillDisk(vault: Vault): () => void {
  const { db } = vault;
  const pages = Number(db.pragma("page_count", { simple: true }));
  const free = Number(db.pragma("freelist_count", { simple: true }));
  // Pages on the free list would still be used: they are filled with a note first.
  if (free > 0) transact(vault, () => vault.notes.put("ballast", new Uint8Array(Math.max(0, free - 2) * 4000)));
  db.pragma(`max_page_count = ${Math.max(pages, Number(db.pragma("page_count", { simple: true })))}`);
  return () => {
    db.pragma("max_page_count = 1000000");
    transact(vault, () => vault.notes.drop("ballast"));
  };
}
