import { expect, test } from "vitest";
import { filmOf, type FilmSample } from "./film.ts";

const samples: FilmSample[] = Array.from({ length: 30 }, (_sample, i) => ({ data: new Uint8Array(100 + i).fill(i), key: i % 12 === 0 }));
const file = filmOf({ width: 1280, height: 720, samples, perSecond: 6 });
const view = new DataView(file.buffer);
const name = (at: number): string => String.fromCharCode(...file.subarray(at + 4, at + 8));

/** Boxes between two places: kind and where each begins. */
function boxes(from: number, to: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = from; at < to; at += view.getUint32(at)) found.set(name(at), at);
  return found;
}
/** The box at the end of a path. */
function inside(...path: string[]): number {
  let [from, to] = [0, file.length];
  let at = 0;
  for (const kind of path) {
    at = boxes(from, to).get(kind) ?? Number.NaN;
    [from, to] = [at + 8, at + view.getUint32(at)];
  }
  return at;
}
const TABLE = ["moov", "trak", "mdia", "minf", "stbl"];

test("the header stands before the pictures, and every box ends where the next begins", () => {
  expect([...boxes(0, file.length).keys()]).toEqual(["ftyp", "moov", "mdat"]);
});

test("each picture is found by the tables, in order, to the byte", () => {
  const sizes = inside(...TABLE, "stsz");
  let at = view.getUint32(inside(...TABLE, "stco") + 16);
  expect(at).toBe(inside("mdat") + 8);
  for (const [i, { data }] of samples.entries()) {
    const length = view.getUint32(sizes + 20 + i * 4);
    expect(file.subarray(at, at + length)).toEqual(data);
    at += length;
  }
  expect(at).toBe(file.length);
});

test("thirty pictures at six a second last five seconds; key pictures are marked", () => {
  const length = inside("moov", "trak", "mdia", "mdhd");
  expect(view.getUint32(length + 24) / view.getUint32(length + 20)).toBe(5);
  const keys = inside(...TABLE, "stss");
  expect(Array.from({ length: view.getUint32(keys + 12) }, (_key, i) => view.getUint32(keys + 16 + i * 4))).toEqual([1, 13, 25]);
});

test("it says VP9 and its size", () => {
  const entry = inside(...TABLE, "stsd") + 16;
  expect(name(entry)).toBe("vp09");
  expect([view.getUint16(entry + 32), view.getUint16(entry + 34)]).toEqual([1280, 720]);
});
