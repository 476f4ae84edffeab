import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Datastream } from "#contract/things";
import type { HistoryPort } from "./history-port.ts";
import { readSeries } from "./series-reader.ts";

const datastream = (period: number): Datastream => Datastream.parse({ id: "d", series: 0, thingId: "t", observedPropertyId: "p", sensorId: "s", name: "d", unit: "m", period, staleAfter: 60 });
const START = 1_700_000_000_000;

/** Thins above `most` points, as the store does. */
function thinning(times: readonly number[], most: number): HistoryPort & { calls: number } {
  const port = {
    calls: 0,
    history(_: number, from: number, to: number) {
      port.calls++;
      const all = times.filter((t) => t >= from && t <= to);
      const t = all.length > most ? all.filter((_, i) => i % Math.ceil(all.length / most) === 1) : all;
      return Promise.resolve({ t, v: t.map(() => 1), q: t.map(() => 0), thinned: all.length > most });
    },
    newest: () => Promise.reject(new Error("not asked")),
  };
  return port;
}

/** Gaps from 1 ms to about a year, in runs: dense stretches, silences, single points. */
const anyTimes = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 35 }), count: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 8 }).map((runs) => {
  let t = START;
  return runs.flatMap(({ gap, count }) => [...Array.from({ length: count }, () => (t += 1 + Math.floor(2 ** gap / 1000))), (t += 2 ** gap)]);
});

test("each point of any series comes once, in order, whatever the store thins and whatever range is asked for", async () => {
  await fc.assert(
    fc.asyncProperty(anyTimes, fc.integer({ min: 2, max: 40 }), fc.boolean(), fc.integer({ min: 1, max: 3600 }), fc.integer({ min: 1, max: 50 }), fc.nat(), fc.nat(), async (times, most, descending, period, wanted, a, b) => {
      const range = a % 3 === 0 ? { from: 0, to: 8_640_000_000_000_000 } : { from: times[a % times.length] ?? 0, to: times[b % times.length] ?? 0 };
      const store = thinning(times, most);
      const next = readSeries({ datastream: datastream(period), range, descending, wanted, newest: { t: times.at(-1) ?? 0, v: 1, q: 0 }, store });
      const read: number[] = [];
      for (let rows = await next(); rows.length > 0; rows = await next()) read.push(...rows.map(({ t }) => t));
      const expected = times.filter((t) => t >= range.from && t <= range.to);
      expect(read).toEqual(descending ? expected.toReversed() : expected);
    }),
    { seed: 20_261_121, numRuns: 400 },
  );
});

test("where a series begins is found with few questions, 56 years after 1970", async () => {
  const store = thinning(Array.from({ length: 5000 }, (_, i) => START + i * 1000), 1000);
  const next = readSeries({ datastream: datastream(1), range: { from: 0, to: 8_640_000_000_000_000 }, descending: false, wanted: 1, newest: { t: START + 4_999_000, v: 1, q: 0 }, store });
  expect((await next())[0]?.t).toBe(START);
  expect(store.calls).toBeLessThanOrEqual(6);
});
