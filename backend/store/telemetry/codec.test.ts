import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeChunk, encodeChunk, newestInChunk, newestOf, type Points } from "./codec.ts";
import { decodeFrame, encodeFrame } from "./frame.ts";

/** Doubles by their bits, so that every exponent is as likely; NaN has no place in the store. */
const anyDouble = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => {
  const x = new Float64Array(BigUint64Array.of(bits).buffer)[0]!;
  return Number.isNaN(x) ? -0 : x;
});
const decimal = fc
  .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 9 }))
  .map(([k, d]) => k / 10 ** d);
const value = fc.oneof(anyDouble, decimal, fc.constantFrom(0, -0, Infinity, -Infinity, 5e-324, 2 ** 53, 0.1 + 0.2));
const quality = fc.integer({ min: 0, max: 2 });

function columns(points: readonly (readonly [number, number, number])[]): Points {
  return {
    t: Float64Array.from(points, (p) => p[0]),
    v: Float64Array.from(points, (p) => p[1]),
    q: Uint8Array.from(points, (p) => p[2]),
  };
}
const bits = (column: Float64Array): BigUint64Array => new BigUint64Array(column.slice().buffer);

function expectSame(back: Points, points: Points): void {
  expect(bits(back.t)).toEqual(bits(points.t));
  expect(bits(back.v)).toEqual(bits(points.v));
  expect(back.q).toEqual(points.q);
}

test.each([
  ["any instants and values", fc.array(fc.tuple(value, value, quality), { maxLength: 200 })],
  ["whole ms and decimals", fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 45 }), decimal, quality), { maxLength: 200 })],
  ["all of one quality", fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 45 }), decimal, fc.constant(2)), { maxLength: 200 })],
])("a chunk comes back bit for bit: %s", (_, arbitrary) =>
  fc.assert(
    fc.property(arbitrary, (list) => {
      const points = columns(list);
      expectSame(decodeChunk(encodeChunk(points)), points);
    }),
    { numRuns: 500 },
  ),
);

test("one minus zero among decimals is kept", () => {
  const points = columns([[1, 0.25, 0], [2, -0, 0], [3, 0, 0]]);
  expectSame(decodeChunk(encodeChunk(points)), points);
});

test("a 2-decimal sensor with jitter takes at most 2.5 bytes a reading", () => {
  let level = 1234;
  let seed = 7;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const list = Array.from({ length: 360 }, (_, i): [number, number, number] => {
    level += Math.round((random() - 0.5) * 100);
    return [1_800_000_000_000 + i * 10_000 + Math.round((random() - 0.5) * 20), level / 100, 0];
  });
  expect(encodeChunk(columns(list)).length / 360).toBeLessThanOrEqual(2.5);
});

test("bytes that are no chunk are refused or decoded, never an endless loop or a crash of another kind", () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        expect(decodeChunk(bytes).t.length).toBeLessThanOrEqual(60 * 8);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
    { numRuns: 2000 },
  ));

test("a frame comes back as it was, whether its instants are close or years apart", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 30 - 1 }), fc.integer({ min: 0, max: 2 ** 45 }), value, quality), { minLength: 1, maxLength: 50 }),
      fc.boolean(),
      (list, close) => {
        const rows = {
          n: list.length,
          series: Uint32Array.from(list, (r) => r[0]),
          ...columns(list.map((r) => [close ? 1_800_000_000_000 + (r[1] % 1000) : r[1], r[2], r[3]])),
        };
        const { body, t0 } = encodeFrame(rows);
        const back = decodeFrame(body, t0, rows.n);
        expect(back?.series).toEqual(rows.series);
        expectSame(back!, rows);
      },
    ),
  ));

test("the newest point till an instant, read without the rest, is the one of the whole chunk", () => {
  const value = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }).map((x) => x / 100), fc.constantFrom(0, -0, 1e300, 0.1 + 0.2));
  const point = fc.record({ gap: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 3_600_000 })), v: value, q: fc.integer({ min: 0, max: 2 }) });
  fc.assert(fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), fc.constantFrom(0, 0.5), fc.integer({ min: -1, max: 61 }), (list, fraction, k) => {
    let t = 1_800_000_000_000 + fraction;
    const points = { t: Float64Array.from(list, ({ gap }) => (t += gap)), v: Float64Array.from(list, ({ v }) => v), q: Uint8Array.from(list, ({ q }) => q) };
    const at = k < 0 ? 5 : (points.t[Math.min(k, list.length - 1)] ?? 0) + (k > list.length ? 1e9 : 0);
    expect(newestInChunk(encodeChunk(points), at)).toEqual(newestOf(decodeChunk(encodeChunk(points)), at));
  }));
});
